"""Selling what has no label: a member, a price, and if wished a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.basket import Asked
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Rate
from ess_shop.domain.searching import SearchRow, folded
from ess_shop.errors import Refused, ShopError
from ess_shop.services.unlabelled import unlabelled_article
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.grammar import amount_of
from ui.desktop.presenters.panels import UNLABELLED
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.todays_prices import TodaysPrices

RATES = (Rate.percent(20), Rate.percent(10), Rate.percent("5.5"), Rate(0))


MOST_SHOWN = 8
"""Members that are offered at once; more letters narrow them down."""

MOST_GOODS = 6
_SEARCHED = 200


@dataclass(frozen=True, slots=True)
class MemberChoice:
    """A member whose unlabelled goods may be sold."""

    id: str
    name: str
    code: str = ""


class UnlabelledPresenter:
    """Asks whose it is, shows what else of theirs is known, and asks for the least that a sale needs."""

    def __init__(self, selling: SellingPresenter) -> None:
        self._selling, self._desk = selling, selling.desk
        self.members: Sequence[MemberChoice] = ()
        self.offered: Sequence[MemberChoice] = ()
        self.chosen: MemberChoice | None = None
        self.goods: Sequence[SearchRow] = ()
        """Articles of the chosen member that have a label: perhaps it is one of them."""
        self.prices = TodaysPrices(self._desk)
        self.changed: Bell[[]] = Bell()
        self._up = self._busy = False
        selling.panel_changed.connect(self._follow)

    def open(self) -> None:
        """Ask whose it is."""
        self._selling.open(UNLABELLED)

    def _follow(self) -> None:
        """The panel came up, from a key or from a banner."""
        up = self._selling.panel == UNLABELLED
        if up and not self._up:
            self._load()
        self._up = up

    def _load(self) -> None:
        books = self._desk.books

        def ask() -> list[MemberChoice]:
            with books.read() as read:
                names = read.identities()
                return sorted(
                    (
                        MemberChoice(member.id, names[member.id].name, member.code)
                        for member in read.members()
                    ),
                    key=lambda choice: folded(choice.name),
                )

        self._desk.lane.run(ask, self._show)

    def _show(self, members: Sequence[MemberChoice]) -> None:
        self.members = members
        self.type("")

    def type(self, text: str) -> None:
        """Letters of a name or code: the members that have them, those that begin so first."""
        wanted = folded(text)
        having = [each for each in self.members if wanted in folded(f"{each.name} {each.code}")]
        having.sort(key=lambda each: not folded(each.name).startswith(wanted))
        self.chosen, self.goods, self.offered = None, (), having[:MOST_SHOWN]
        self.changed.ring()

    def choose(self, member: MemberChoice) -> None:
        """It is theirs."""
        index = self._selling.finding.index
        found = index.find(member.name, limit=_SEARCHED) if index is not None else ()
        self.goods = [row for row in found if row.member_code == member.code][:MOST_GOODS]
        self.chosen, self.offered = member, ()
        self.prices.forget()
        self.changed.ring()

    def enter(self) -> None:
        """Enter: the first of those that are offered."""
        if self.offered:
            self.choose(self.offered[0])

    def take(self, row: SearchRow) -> None:
        """It was one of those that have a label."""
        self._selling.add(row.article_id)

    def sell(self, price: str, label: str, vat: Rate) -> None:
        """Put a piece of the chosen member's into the basket at a typed price; one for two presses."""
        member = self.chosen
        if member is None:
            raise Refused("no_member", "Choose whose it is first.")
        amount = amount_of(price, self._selling.shop.currency)
        if self._busy:
            return
        self._busy = True
        desk, id = self._desk, new_id()
        asked_label = label.strip()

        def make() -> str:
            article = unlabelled_article(desk.books, member_id=member.id, vat=vat, id=id, at=desk.clock())
            return article.id

        def made(article_id: str) -> None:
            self._busy = False
            self._selling.add_asked(Asked(article_id, unit_price=amount, label=asked_label))

        def failed(wrong: ShopError) -> None:
            self._busy = False
            desk.tell(wrong)

        desk.lane.run(make, made, failed)
