"""The lines of a deposit: put in, more or less of them, taken out, at another price."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from ess_shop.domain.articles import UNLABELLED
from ess_shop.domain.ids import new_id
from ess_shop.domain.incoming import Incoming, check_quantity, pieces_of, worth_of
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import MOST_LINES
from ess_shop.errors import Refused
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Step, Tone


class DepositLines:
    """What comes in, one line for each article; `pointed` is the line that keys mean, -1 for none."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
        self.id = new_id()
        """The id under which the deposit is kept, and recorded once."""
        self.lines: tuple[Incoming, ...] = ()
        self.pointed = -1
        self.here: dict[str, int] = {}
        """Pieces in the shop's keeping by article, for those that are one of a kind."""
        self.asked: dict[str, Incoming] = {}
        """Lines by article whose other price nobody said yes or no to yet."""
        self.busy = False
        """Whether it is being recorded: nothing is changed meanwhile."""
        self.changed: Bell[[]] = Bell()

    @property
    def pieces(self) -> int:
        """All pieces together."""
        return pieces_of(self.lines)

    @property
    def worth(self) -> Money:
        """What they would bring together."""
        return worth_of(self.lines, self.shop.money(0))

    def require_calm(self) -> None:
        """Refused while the deposit is being recorded."""
        if self.busy:
            raise Refused("being_saved", "The deposit is being saved: wait a moment.")

    def begin(self, id: str, lines: tuple[Incoming, ...] = ()) -> None:
        """Another deposit."""
        for article_id in list(self.asked):
            self._answered(article_id)
        self.id, self.lines, self.pointed = id, lines, len(lines) - 1

    def add(self, line: Incoming, member_id: str) -> None:
        """Put a known article in, or more of it."""
        article = line.article
        if article.member_id != member_id:
            raise Refused(
                "other_members_article",
                "“{label}” belongs to another member: it needs a deposit of its own.",
                label=article.label,
            )
        if article.category == UNLABELLED:
            raise Refused(
                "unlabelled_deposit",
                "{code} stands for goods without a label: nothing of it is deposited.",
                code=article.code,
            )
        place = next((n for n, each in enumerate(self.lines) if each.article.id == article.id), None)
        if article.unique and (place is not None or self.here.get(article.id, 0) > 0):
            raise Refused(
                "unique_here", "“{label}” is one of a kind, and it is here already.", label=article.label
            )
        if place is None:
            self.put(line)
        else:
            there = self.lines[place]
            self.put(replace(there, quantity=there.quantity + line.quantity), place)

    def put(self, line: Incoming, place: int | None = None) -> None:
        """Put a line in, or another in the place of one."""
        check_quantity(line.article, line.quantity)
        lines = list(self.lines)
        if place is None:
            if len(lines) >= MOST_LINES:
                raise Refused(
                    "slip_full", "A slip has at most {count} lines: save this one first.", count=MOST_LINES
                )
            lines.append(line)
            place = len(lines) - 1
        else:
            lines[place] = line
        self.lines, self.pointed = tuple(lines), place
        self.changed.ring()

    def check_barcodes(self, line: Incoming, place: int | None) -> None:
        """Refused for a barcode that another line has."""
        for number, other in enumerate(self.lines):
            shared = set(line.article.barcodes) & set(other.article.barcodes)
            if shared and number != place and other.article.id != line.article.id:
                raise Refused(
                    "barcode_taken",
                    "The barcode {barcode} belongs to “{label}” already.",
                    barcode=min(shared),
                    label=other.article.label,
                )

    def ask_price(self, line: Incoming, place: int) -> None:
        """Ask back before a known article costs something else, as the banners do: nothing waits for it."""
        price = line.price
        if price is None or price == self.lines[place].price:
            return
        self.asked[line.article.id] = line
        words, old = self.desk.words, line.article.price
        self.desk.notices.tell(
            f"price {line.article.id}",
            words(
                "“{label}” costs {old} on the tags that hang here. Change it to {price} everywhere?",
                label=line.article.label,
                old=old,
                price=price,
            ),
            Tone.WARNING,
            Step(words("Change to {price}", price=price), partial(self._reprice, line.article.id, price)),
            Step(words("Keep {price}", price=old), partial(self._reprice, line.article.id, None)),
        )

    def require_answers(self) -> None:
        """Refused while nobody said which price holds."""
        for line in self.asked.values():
            raise Refused(
                "price_unanswered",
                "Say first what “{label}” costs from now on, {price} or {old}: it is asked above.",
                label=line.article.label,
                price=line.piece_price,
                old=line.article.price,
            )

    def _answered(self, article_id: str) -> None:
        self.asked.pop(article_id, None)
        self.desk.notices.withdraw(f"price {article_id}")

    def _reprice(self, article_id: str, price: Money | None) -> None:
        self._answered(article_id)
        self.lines = tuple(
            replace(line, price=price) if line.article.id == article_id else line for line in self.lines
        )
        self.changed.ring()

    def step(self, by: int) -> None:
        """More or less of the line that is pointed at; the last piece stays."""
        if 0 <= self.pointed < len(self.lines) and not self.busy:
            line = self.lines[self.pointed]
            if line.quantity + by >= 1:
                self.put(replace(line, quantity=line.quantity + by), self.pointed)

    def remove(self) -> None:
        """Take the line out that is pointed at; a banner puts it back."""
        if self.busy or not 0 <= self.pointed < len(self.lines):
            return
        place, line = self.pointed, self.lines[self.pointed]
        self._answered(line.article.id)
        self.lines = (*self.lines[:place], *self.lines[place + 1 :])
        self.pointed = min(place, len(self.lines) - 1)
        words, deposit = self.desk.words, self.id
        said = words("{line} is taken out.", line=quick_line(words, line))
        back = Step(words("Put it back"), partial(self._put_back, deposit, place, line))
        self.desk.notices.tell("removed", said, Tone.NOTE, back)
        self.changed.ring()

    def _put_back(self, deposit: str, place: int, line: Incoming) -> None:
        if deposit == self.id and all(each.article.id != line.article.id for each in self.lines):
            self.lines = (*self.lines[:place], line, *self.lines[place:])
            self.pointed = place
            self.changed.ring()


def quick_line(words: Words, line: Incoming) -> str:
    """A line as a banner names it."""
    return words("{quantity} × “{label}”", quantity=line.quantity, label=line.article.label)
