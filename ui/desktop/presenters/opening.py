"""Opening the day: take over what the last closing counted, or count and say why it differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ess_shop.domain.cash import OpenSession
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.services import parking
from ess_shop.services.cashing import open_till
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.counting import Drawer, DrawerCount, counted, drawers_of
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.places import SALE


@dataclass(frozen=True, slots=True)
class Left:
    """What a drawer held when the till was last closed."""

    name: str
    amount: Money


class OpeningPresenter:
    """One morning."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self._shop = desk, shop
        self.drawers = drawers_of(shop)
        self.before: Mapping[Drawer, int] = {}
        self.known = False
        """Whether this till was ever closed: then there is something to take over."""
        self.open: OpenSession | None = None
        self.waiting = 0
        self._id = new_id()
        """Of this morning's opening: two presses open once."""
        self.changed: Bell[[]] = Bell()

    @property
    def left(self) -> tuple[Left, ...]:
        """What each drawer held at the last closing."""
        return tuple(
            Left(drawer.name, Money(self.before.get(drawer.drawer, 0), drawer.currency))
            for drawer in self.drawers
        )

    @property
    def differs(self) -> bool:
        """Whether what was counted is not what the last closing left."""
        now = counted(self.drawers)
        return self.known and any(
            now.get(key, 0) != self.before.get(key, 0) for key in now.keys() | self.before.keys()
        )

    def look(self) -> None:
        """Ask the books how the last day ended."""
        desk = self.desk

        def ask() -> tuple[OpenSession | None, Mapping[Drawer, int], bool, int]:
            with desk.books.read() as read:
                last = {
                    (Means(means), code): minor for (means, code), minor in read.last_count(desk.till).items()
                }
                closed = read.last_closing(desk.till) is not None
                return read.session(desk.till), last, closed, len(parking.parked(read))

        desk.lane.run(ask, self._see)

    def _see(self, found: tuple[OpenSession | None, Mapping[Drawer, int], bool, int]) -> None:
        self.open, self.before, self.known, self.waiting = found
        if self.open is not None:
            self.desk.go.ring(SALE)
        self.changed.ring()

    def count(self, drawer: DrawerCount) -> None:
        """A drawer was counted (further)."""
        self.drawers = tuple(drawer if each.drawer == drawer.drawer else each for each in self.drawers)
        self.changed.ring()

    def take_over(self) -> None:
        """Open with what the last closing left."""
        self._open(None, "")

    def open_counted(self, reason: str) -> None:
        """Open with what was counted; a difference needs a reason."""
        self._open(counted(self.drawers), reason)

    def _open(self, floats: Mapping[Drawer, int] | None, reason: str) -> None:
        desk = self.desk
        try:
            desk.require(Right.OPEN_TILL)
        except Refused as wrong:
            desk.tell(wrong)
            return
        id, at = self._id, desk.clock()

        def work() -> OpenSession:
            return open_till(
                desk.books, id=id, till=desk.till, at=at, floats=floats, volunteer=desk.who, reason=reason
            )

        desk.lane.run(work, self._opened, self._refused)

    def _refused(self, wrong: ShopError) -> None:
        self.desk.tell(wrong)
        self.look()

    def _opened(self, session: OpenSession) -> None:
        words = self.desk.words
        self._id = new_id()
        self.drawers = drawers_of(self._shop)
        self.desk.session_changed.ring()
        self.desk.go.ring(SALE)
        self.desk.notices.tell(
            "opened", words("The till is open for {day}. Good sales!", day=session.day), Tone.GOOD
        )
