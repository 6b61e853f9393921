"""Who may come to the till: added, changed, given a PIN, or no longer here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Right, Role
from ess_shop.domain.rights import WITH_PIN
from ess_shop.errors import Refused
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import checked_pin, hashed
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import say_saved


class PeoplePresenter:
    """The list, and the one that is being changed (None: someone new)."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.people: Sequence[Person] = ()
        self.chosen: Person | None = None
        self.changed: Bell[[]] = Bell()

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> Sequence[Person]:
            with books.read() as read:
                return read.people()

        self.desk.lane.run(ask, self._show)

    def _show(self, people: Sequence[Person]) -> None:
        self.people = [person for person in people if person.role is not Role.OFFICER]
        known = self.chosen.id if self.chosen else ""
        self.chosen = next((person for person in people if person.id == known), None)
        self.changed.ring()

    @property
    def here(self) -> Sequence[Person]:
        """Those who come to the shop."""
        return [person for person in self.people if person.active]

    @property
    def gone(self) -> Sequence[Person]:
        """Those who left; tickets still name them."""
        return [person for person in self.people if not person.active]

    @property
    def colour(self) -> int:
        """The chosen one's colour, or the next one for someone new."""
        return self.chosen.colour if self.chosen else len(self.people)

    def choose(self, person: Person | None) -> None:
        """Change that one, or (None) add someone."""
        self.chosen = person
        self.changed.ring()

    def save(self, *, name: str, role: Role, pin: str, again: str, active: bool, colour: int = 0) -> None:
        """Keep what was typed; an empty PIN leaves the old one. Refused says what is wrong."""
        desk = self.desk
        desk.require(Right.PEOPLE)
        if pin != again:
            raise Refused("pin_differs", "The two PINs are not the same: type them again.")
        if pin:
            checked_pin(pin)
        before = self.chosen or Person(new_id(), "", Role.VOLUNTEER, revision=0)
        if role in WITH_PIN and active and not (pin or before.pin):
            raise Refused("pin_missing", "Who may change settings or settle needs a PIN: type one.")
        person = replace(
            before,
            name=name.strip(),
            role=role,
            active=active,
            colour=colour,
            revision=before.revision + 1,
        )
        id, at, who = new_id(), desk.clock(), desk.who

        def write() -> Person:
            kept = replace(person, pin=hashed(pin)) if pin else person
            register_people(desk.books, [kept], id=id, at=at, who=who)
            return kept

        desk.lane.run(write, self._saved)

    def _saved(self, person: Person) -> None:
        self.chosen = person
        if self.desk.person is not None and self.desk.person.id == person.id:
            self.desk.sit(person)
        say_saved(self.desk)
        self.load()
