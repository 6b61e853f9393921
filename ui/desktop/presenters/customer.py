"""The customer is a member: found by letters of the code or name, or by the card they have on them."""

from __future__ import annotations

from collections.abc import Sequence

from ess_shop.domain.source import shown
from ess_shop.errors import NotFound
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember, MemberRow
from ui.desktop.presenters.panels import CUSTOMER
from ui.desktop.presenters.selling import SellingPresenter

MOST_SHOWN = 8
"""Members that are offered at once; more letters narrow them down."""


class CustomerPresenter:
    """Says which member the basket is sold to; most baskets are sold to nobody's name, and nothing ever asks.

    A card needs no panel: scanned while something is sold, it says whose basket it is.
    """

    def __init__(self, selling: SellingPresenter) -> None:
        self._selling = selling
        self._choosing = ChoosingMember(selling.desk)
        self.changed: Bell[[]] = self._choosing.changed

    @property
    def offered(self) -> Sequence[MemberRow]:
        """The members that fit what was typed."""
        return self._choosing.offered[:MOST_SHOWN]

    def open(self) -> None:
        """Ask which member it is."""
        self._selling.open(CUSTOMER)
        self._choosing.load(lambda: self._choosing.type(""))

    def type(self, text: str) -> None:
        """Letters of a code or name: those that begin so first."""
        self._choosing.type(text)

    def enter(self, text: str) -> None:
        """Enter: the first of those that are offered; NotFound if nobody is called so."""
        if not self.offered:
            raise NotFound("no_such_member", "There is no member {value}.", value=shown(text, 60))
        self.choose(self.offered[0])

    def choose(self, member: MemberRow) -> None:
        """It is that one."""
        self._selling.buy_for(member)

    def nobody(self) -> None:
        """It is no member after all."""
        self._selling.buy_for(None)
