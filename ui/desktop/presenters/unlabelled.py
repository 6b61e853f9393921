"""Selling what has no label: a member, a price, and if wished a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.basket import Asked
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Rate
from ess_shop.errors import Refused
from ess_shop.services.unlabelled import unlabelled_article
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.grammar import amount_of
from ui.desktop.presenters.selling import UNLABELLED, SellingPresenter

RATES = (Rate.percent(20), Rate.percent(10), Rate.percent("5.5"), Rate(0))


@dataclass(frozen=True, slots=True)
class MemberChoice:
    """A member whose unlabelled goods may be sold."""

    id: str
    name: str


class UnlabelledPresenter:
    """Asks for the least that a sale needs."""

    def __init__(self, selling: SellingPresenter) -> None:
        self._selling, self._desk = selling, selling.desk
        self.members: Sequence[MemberChoice] = ()
        self.changed: Bell[[]] = Bell()

    def open(self) -> None:
        """Show the members."""
        books = self._desk.books

        def ask() -> list[MemberChoice]:
            with books.read() as read:
                names = read.identities()
                return sorted(
                    (MemberChoice(member.id, names[member.id].name) for member in read.members()),
                    key=lambda choice: choice.name.casefold(),
                )

        self._desk.lane.run(ask, self._show)
        self._selling.open(UNLABELLED)

    def _show(self, members: Sequence[MemberChoice]) -> None:
        self.members = members
        self.changed.ring()

    def sell(self, member: MemberChoice | None, price: str, label: str, vat: Rate) -> None:
        """Put a piece into the basket at a typed price."""
        if member is None:
            raise Refused("no_member", "Choose whose it is first.")
        amount = amount_of(price, self._selling.shop.currency)
        desk, id = self._desk, new_id()
        asked_label = label.strip()

        def make() -> str:
            article = unlabelled_article(desk.books, member_id=member.id, vat=vat, id=id, at=desk.clock())
            return article.id

        def made(article_id: str) -> None:
            self._selling.add_asked(Asked(article_id, unit_price=amount, label=asked_label))

        desk.lane.run(make, made)
