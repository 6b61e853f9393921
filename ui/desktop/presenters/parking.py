"""Parking a basket under a name and recalling it, on any till."""

from __future__ import annotations

from collections.abc import Sequence

from ess_shop.domain.ids import new_id
from ess_shop.errors import Refused, ShopError
from ess_shop.services import parking
from ess_shop.services.parking import Parked
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.panels import KEYS, RECALL
from ui.desktop.presenters.selling import SellingPresenter


class ParkingPresenter:
    """The baskets that wait, and the one that is put among them."""

    def __init__(self, selling: SellingPresenter) -> None:
        self._selling, self._desk = selling, selling.desk
        self.waiting: Sequence[Parked] = ()
        self._busy = False
        self.changed: Bell[[]] = Bell()

    def look(self) -> None:
        """Read what waits."""
        books = self._desk.books

        def ask() -> Sequence[Parked]:
            with books.read() as read:
                return parking.parked(read)

        self._desk.lane.run(ask, self._see)

    def _see(self, waiting: Sequence[Parked]) -> None:
        self.waiting = waiting
        self.changed.ring()

    def park(self, name: str) -> None:
        """Put the basket aside; without a name it gets the time."""
        selling, desk = self._selling, self._desk
        if selling.empty:
            raise Refused("nothing_to_park", "The basket is empty: there is nothing to put aside.")
        if self._busy or selling.awaited:
            return
        at = desk.clock()
        called = name.strip() or desk.words("Basket of {time}", time=at.strftime("%H:%M"))
        draft, amount, id = selling.draft(), selling.total, new_id()

        def write() -> None:
            parking.park(desk.books, id=id, till=desk.till, name=called, amount=amount, at=at, draft=draft)

        def done(_none: None) -> None:
            self._busy = False
            selling.fresh()
            selling.open(KEYS)
            words = desk.words
            desk.notices.tell("park", words("“{name}” waits: recall it with F5.", name=called), Tone.GOOD)
            self.look()

        self._busy = True
        desk.lane.run(write, done, self._failed)

    def recall(self, waiting: Parked) -> None:
        """Take a basket up again; the one on the screen must be sold or parked first."""
        if not self._selling.empty:
            raise Refused("basket_in_the_way", "Sell or put aside the basket on the screen first.")
        if self._busy or self._selling.awaited:
            return
        self._busy = True
        books, till = self._desk.books, self._desk.till
        self._desk.lane.run(
            lambda: parking.recall(books, waiting.id, till=till), self._recalled, self._failed
        )

    def _failed(self, wrong: ShopError) -> None:
        self._busy = False
        self._desk.tell(wrong)
        self.look()

    def _recalled(self, draft: parking.BasketDraft) -> None:
        self._busy = False
        self._selling.take_up(draft)
        self.look()

    def open(self) -> None:
        """Show what waits."""
        self.look()
        self._selling.open(RECALL)
