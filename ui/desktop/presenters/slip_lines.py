"""The lines of a slip that is being put together for one member: what is here, or away, how much of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import MOST_LINES
from ess_shop.domain.source import shown
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.reading import GoodsRow, Reading
from ess_shop.services.stocking import Moved
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import entered, looks_scanned
from ui.desktop.presenters.typed_goods import TypedGoods, article_called


class Place(StrEnum):
    """Where the goods are that a slip is about: in the shop, or at a fair."""

    HERE = "here"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Taken:
    """Pieces of an article on the slip; `there` is how many of it there are in all."""

    goods: GoodsRow
    quantity: int
    there: int

    @property
    def worth(self) -> Money:
        """All its pieces at their price."""
        return self.goods.price * self.quantity

    @property
    def too_many(self) -> bool:
        """Whether fewer are there by now: another till was faster."""
        return self.quantity > self.there


class SlipLines(TypedGoods[GoodsRow]):
    """One line for each article.

    `stranger` is called with an article of somebody else and how many pieces of it were asked for: a page may
    turn to that member, or refuse.
    """

    def __init__(
        self, desk: Desk, shop: Shop, stranger: Callable[[Article, int], object] | None = None
    ) -> None:
        super().__init__(desk)
        self.shop = shop
        self._stranger = stranger or refuse_stranger
        self.id = new_id()
        """The id under which the slip is kept while it grows, and recorded once."""
        self.member_id = ""
        self.place = Place.HERE
        self.goods: Sequence[GoodsRow] = ()
        """What of the member's is at this place."""
        self.lines: tuple[Taken, ...] = ()
        self._barcodes: Mapping[str, str] = {}
        self._wanted: Sequence[tuple[str, int]] = ()

    # Whose, and where

    def begin(
        self,
        member_id: str,
        *,
        place: Place = Place.HERE,
        id: str = "",
        wanted: Sequence[tuple[str, int]] = (),
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Another slip; `wanted` are pieces by article id that are put on it as far as they are there."""
        self.id, self.member_id, self.place = id or new_id(), member_id, place
        self.goods, self.lines, self.pointed, self._barcodes = (), (), -1, {}
        self.times, self.found, self.marked = 0, (), 0
        self._wanted = wanted
        self.changed.ring()
        self.load(then)

    def turn(self, place: Place) -> None:
        """Goods at the other place are meant: the lines begin anew."""
        if place is not self.place:
            self.begin(self.member_id, place=place, id=self.id)

    def load(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask the books what there is now; lines stay, and show where fewer are there by now."""
        member_id, books, slip = self.member_id, self.desk.books, self.id
        if not member_id:
            return

        def ask() -> tuple[Sequence[GoodsRow], dict[str, str]]:
            with books.read() as read:
                return read.goods_of(member_id), _barcodes(read, member_id)

        def see(found: tuple[Sequence[GoodsRow], dict[str, str]]) -> None:
            if slip == self.id and member_id == self.member_id:
                self._see(*found)
                then()

        self.desk.lane.run(ask, see)

    def _see(self, goods: Sequence[GoodsRow], barcodes: Mapping[str, str]) -> None:
        self.goods = [row for row in goods if self.there(row) > 0]
        self._barcodes = barcodes
        now = {row.article_id: self.there(row) for row in goods}
        self.lines = tuple(replace(line, there=now.get(line.goods.article_id, 0)) for line in self.lines)
        if self._wanted:
            known = {row.article_id: row for row in self.goods}
            self.lines = tuple(
                Taken(known[id], min(quantity, self.there(known[id])), self.there(known[id]))
                for id, quantity in self._wanted
                if id in known
            )
            self.pointed, self._wanted = len(self.lines) - 1, ()
        self.changed.ring()

    def there(self, row: GoodsRow) -> int:
        """How many pieces of it are at this place."""
        return row.on_hand if self.place is Place.HERE else row.away

    # What a page shows

    @property
    def pieces(self) -> int:
        """All pieces together."""
        return sum(line.quantity for line in self.lines)

    @property
    def worth(self) -> Money:
        """What they cost together."""
        return sum((line.worth for line in self.lines), self.shop.money(0))

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The lines as services take them."""
        return tuple(Moved(line.goods.article_id, line.quantity) for line in self.lines)

    def plain(self) -> list[list[Any]]:
        """The lines as plain data, to be kept."""
        return [[line.goods.article_id, line.quantity] for line in self.lines]

    # What is typed and scanned

    def _findable(self) -> Sequence[GoodsRow]:
        return self.goods

    def _named(self, text: str, quantity: int) -> None:
        row = self._called(text)
        if row is None and self.found and not looks_scanned(text):
            row = self.found[self.marked]
        if row is not None:
            self.take(row, quantity)
        else:
            self._ask_books(text, quantity)

    def _called(self, text: str) -> GoodsRow | None:
        id = self._barcodes.get(text)
        code = text.casefold()
        return next((row for row in self.goods if row.article_id == id or row.code.casefold() == code), None)

    def _ask_books(self, text: str, quantity: int) -> None:
        """Nothing of theirs that is there: say what it is, or that nobody knows it."""
        books, slip = self.desk.books, self.id

        def ask() -> Article | None:
            with books.read() as read:
                return article_called(read, text)

        def see(article: Article | None) -> None:
            if slip != self.id:
                return
            try:
                self._see_article(text, article, quantity)
            except ShopError as wrong:
                self.desk.tell(wrong)

        self.desk.lane.run(ask, see)

    def _see_article(self, text: str, article: Article | None, quantity: int) -> None:
        if article is None:
            raise NotFound("no_such_article", "Nothing here is called “{value}”.", value=shown(text, 60))
        if article.member_id != self.member_id:
            self._stranger(article, quantity)
        else:  # its member's goods may not have been known yet when it was scanned
            self.take_article(article, quantity)

    def take_article(self, article: Article, quantity: int) -> None:
        """Put that many pieces of the member's article on the slip; Refused if it is not there."""
        row = next((row for row in self.goods if row.article_id == article.id), None)
        if row is not None:
            self.take(row, quantity)
        elif self.place is Place.HERE:
            raise Refused("none_here", "There is no piece of “{label}” here now.", label=article.label)
        else:
            raise Refused("none_away", "No piece of “{label}” is away at a fair.", label=article.label)

    # The lines

    def take(self, row: GoodsRow, quantity: int = 0) -> None:
        """Put that many pieces on the slip, or more of it; Refused beyond what is there."""
        place = next(
            (n for n, each in enumerate(self.lines) if each.goods.article_id == row.article_id), None
        )
        before = 0 if place is None else self.lines[place].quantity
        self._put(row, before + (quantity or self.times or 1), place)
        self.times, self.found, self.marked = 0, (), 0
        self.changed.ring()

    def take_all(self) -> None:
        """Everything that is there."""
        self.lines = tuple(Taken(row, self.there(row), self.there(row)) for row in self.goods[:MOST_LINES])
        self.pointed = len(self.lines) - 1
        self.times, self.found = 0, ()
        if len(self.goods) > MOST_LINES:
            self.desk.tell(_full())
        self.changed.ring()

    def step(self, by: int) -> None:
        """More or less of the line that is pointed at; the last piece stays. Refused beyond what is there."""
        if 0 <= self.pointed < len(self.lines):
            line = self.lines[self.pointed]
            if line.quantity + by >= 1:
                self._put(line.goods, line.quantity + by, self.pointed, fewer=by < 0)
                self.changed.ring()

    def set_quantity(self, text: str) -> None:
        """So many pieces of the line that is pointed at; nothing typed means all there are."""
        if not 0 <= self.pointed < len(self.lines):
            raise Refused("no_line", "Put something on the slip first: scan it, or type what it is.")
        line, typed = self.lines[self.pointed], text.strip()
        number = typed.rstrip("*x×").strip()
        quantity = line.there if not typed else entered(f"{number}*").quantity if number.isdigit() else 0
        if quantity < 1:
            raise Refused(
                "bad_pieces", "{quantity} is no number of pieces: type 1 or more.", quantity=shown(typed, 20)
            )
        self._put(line.goods, quantity, self.pointed)
        self.changed.ring()

    def remove(self) -> None:
        """Take the line out that is pointed at."""
        if 0 <= self.pointed < len(self.lines):
            self.lines = (*self.lines[: self.pointed], *self.lines[self.pointed + 1 :])
            self.pointed = min(self.pointed, len(self.lines) - 1)
            self.changed.ring()

    def _put(self, row: GoodsRow, quantity: int, place: int | None, *, fewer: bool = False) -> None:
        there = self.there(row) if place is None else self.lines[place].there
        if quantity > there and not fewer:
            sentence = (
                "There are only {count} of “{label}” here."
                if self.place is Place.HERE
                else "Only {count} of “{label}” are away at a fair."
            )
            raise Refused("not_so_many", sentence, count=there, label=row.label)
        if place is None:
            if len(self.lines) >= MOST_LINES:
                raise _full()
            self.lines = (*self.lines, Taken(row, quantity, there))
            self.pointed = len(self.lines) - 1
        else:
            line = replace(self.lines[place], quantity=quantity)
            self.lines = (*self.lines[:place], line, *self.lines[place + 1 :])
            self.pointed = place


def _barcodes(read: Reading, member_id: str) -> dict[str, str]:
    return {code: article.id for article in read.articles_of(member_id) for code in article.barcodes}


def refuse_stranger(article: Article, _quantity: int = 1) -> None:
    """Somebody else's goods never stand on a member's slip."""
    raise Refused(
        "other_members_goods",
        "“{label}” belongs to another member: it needs a slip of its own.",
        label=article.label,
    )


def _full() -> Refused:
    return Refused("slip_full", "A slip has at most {count} lines: save this one first.", count=MOST_LINES)
