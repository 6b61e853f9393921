"""A tax officer's access as the shop gives it, and their coming and going as the log tells it."""

from __future__ import annotations

from datetime import date

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Right, Role
from ess_shop.errors import Refused
from ess_shop.services import noting
from ess_shop.services.granting import LONGEST_STAY, end_officers_access, let_officer_in, officer_now
from ess_shop.services.signing_in import checked_pin
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.event_log import day_of
from ui.desktop.presenters.notices import Tone

TOPIC = "officer"


class OfficerPresenter:
    """One access at a time; `until` is its last day."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.officer: Person | None = None
        self.until: date | None = None
        self.changed: Bell[[]] = Bell()

    @property
    def longest(self) -> date:
        """The last day that can be agreed today."""
        return self.desk.clock().date() + LONGEST_STAY

    def load(self) -> None:
        """Ask the books."""
        books, today = self.desk.books, self.desk.clock().date()

        def ask() -> tuple[Person, date] | None:
            with books.read() as read:
                return officer_now(read, today)

        self.desk.lane.run(ask, self._see)

    def _see(self, found: tuple[Person, date] | None) -> None:
        self.officer, self.until = found if found else (None, None)
        self.changed.ring()

    def let_in(self, name: str, pin: str, again: str, until: str) -> None:
        """Give the access; Refused says what is wrong."""
        desk = self.desk
        desk.require(Right.PEOPLE)
        if pin != again:
            raise Refused("pin_differs", "The two PINs are not the same: type them again.")
        checked_pin(pin)
        at, who, id = desk.clock(), desk.who, new_id()
        last = day_of(until, at.date())
        if last is None:
            raise Refused("bad_day", "“{text}” is no day: type it like 31/12/2020.", text=until[:40])

        def work() -> tuple[Person, date]:
            return let_officer_in(desk.books, name.strip(), pin, until=last, who=who, id=id, at=at), last

        def done(found: tuple[Person, date]) -> None:
            said = desk.words("{name} can read the books until {day}.", name=found[0].name, day=found[1])
            desk.notices.tell(TOPIC, said, Tone.GOOD)
            self._see(found)

        desk.lane.run(work, done)

    def end(self) -> None:
        """The access ends now."""
        desk = self.desk
        desk.require(Right.PEOPLE)
        at, who, id = desk.clock(), desk.who, new_id()

        def done(_none: None) -> None:
            desk.notices.tell(TOPIC, desk.words("The access has ended."), Tone.GOOD)
            self._see(None)

        desk.lane.run(lambda: end_officers_access(desk.books, who=who, id=id, at=at), done)


class OfficerVisits:
    """Notes in the log when a tax officer sits down and leaves again."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._here = desk, ""
        desk.person_changed.connect(self._changed)

    def _changed(self) -> None:
        person = self._desk.person
        name = person.name if person is not None and person.role is Role.OFFICER else ""
        if name == self._here:
            return
        came, left, self._here = name, self._here, name
        for code, who in ((noting.OFFICER_LEFT, left), (noting.OFFICER_CAME, came)):
            if who:
                self._note(code, who)

    def _note(self, code: str, name: str) -> None:
        desk, at = self._desk, self._desk.clock()
        desk.lane.run(
            lambda: noting.note(desk.tills_books, till=desk.till, at=at, code=code, detail=name, who=name),
            lambda _none: None,
        )
