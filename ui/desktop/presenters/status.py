"""The status line: till, person, session, network, printer, training, as words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ess_shop.reading import Reading
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk


@dataclass(frozen=True, slots=True)
class Status:
    """What the status line shows, "" for what is not known; not `well` is what wants something."""

    shop: str
    till: str
    person: str
    session: str
    printer: str
    printer_well: bool
    network: str
    network_well: bool
    training: str


class StatusPresenter:
    """Follows the desk, the session and the printer."""

    def __init__(self, desk: Desk, shop_name: str) -> None:
        self._desk, self._shop_name = desk, shop_name
        self._printer = ("", True)
        self._network: bool | None = None
        self._day: date | None = None
        self.changed: Bell[[]] = Bell()
        desk.person_changed.connect(self.changed.ring)
        desk.session_changed.connect(self.look)

    @property
    def open_day(self) -> date | None:
        """The business day of the open session."""
        return self._day

    def rename(self, shop_name: str) -> None:
        """The shop is called something else."""
        self._shop_name = shop_name
        self.changed.ring()

    def look(self) -> None:
        """Ask the books whether the till is open."""
        desk = self._desk

        def ask() -> date | None:
            with desk.books.read() as read:
                return _day(read, desk.till)

        desk.lane.run(ask, self._see)

    def _see(self, day: date | None) -> None:
        self._day = day
        self.changed.ring()

    def printer(self, said: str, *, well: bool) -> None:
        """The printer told how it is."""
        self._printer = (said, well)
        self.changed.ring()

    def network(self, connected: bool) -> None:
        """The machine has a network, or has lost it."""
        self._network = connected
        self.changed.ring()

    def status(self) -> Status:
        """What is true now."""
        words, desk = self._desk.words, self._desk
        return Status(
            shop=self._shop_name,
            till=words("Till {till}", till=desk.till),
            person=desk.who or words("Nobody here"),
            session=words("Open for {day}", day=self._day) if self._day else words("Closed"),
            printer=self._printer[0],
            printer_well=self._printer[1],
            network=self._said_of_network(),
            network_well=self._network is not False,
            training=words("TRAINING – nothing counts") if desk.training else "",
        )

    def _said_of_network(self) -> str:
        if self._network is None:
            return ""
        words = self._desk.words
        return words("Connected") if self._network else words("No network: selling goes on")


def _day(read: Reading, till: str) -> date | None:
    session = read.session(till)
    return session.day if session else None
