"""The door: who is here, shown by their PIN; the basket on the screen stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ess_shop.domain.people import Person, Role
from ess_shop.domain.rights import Rights
from ess_shop.domain.searching import folded
from ess_shop.domain.source import shown
from ess_shop.errors import ShopError
from ess_shop.services import noting
from ess_shop.services.granting import rights_of
from ess_shop.services.signing_in import Attempts, by_card, check_pin
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.places import BOOKS, OPENING, OWN, SALE

LONGEST_PIN = 8
FEW = 9
"""So many people come by one digit; where there are more, by their number and Enter."""

_TOP_ROW = str.maketrans("&é\"'(§è!çà-_", "123456789068")
"""What the keys of the digits write without Shift: 1 to 0 in Belgium, 6 and 8 otherwise in France."""


class DoorPresenter:
    """Tiles of people, then a PIN."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.people: Sequence[Person] = ()
        self.number, self.nobody = "", ""
        """What was typed of a person's number, and the last one that nobody has."""
        self.chosen: Person | None = None
        self.typed = ""
        self.said = ""
        self.busy = False
        self.asking_member = False
        """Whether a member says who they are, by their code."""
        self._members: dict[str, Person] = {}
        self._attempts: dict[str, Attempts] = {}
        self.changed: Bell[[]] = Bell()

    def look(self) -> None:
        """Read who may come to the till."""
        books, today = self.desk.books, self.desk.clock().date()

        def ask() -> tuple[list[Person], dict[str, Person]]:
            with books.read() as read:
                codes = {member.id: member.code for member in read.members()}
                rights = rights_of(read)
                here = [person for person in read.people() if rights.comes(person, today)]
            members = {
                folded(codes.get(person.member_id, "")): person
                for person in here
                if person.role is Role.MEMBER
            }
            comers = [person for person in here if person.role is not Role.MEMBER]
            return sorted(comers, key=lambda person: folded(person.name)), members

        self.desk.lane.run(ask, self._see)

    def _see(self, found: tuple[Sequence[Person], dict[str, Person]]) -> None:
        self.people, self._members = found
        self.changed.ring()

    @property
    def members_come(self) -> bool:
        """Whether any member was given access to their own room."""
        return bool(self._members)

    def ask_member(self) -> None:
        """A member wants to come to their own room: by their code, or with their card."""
        self.chosen, self.typed, self.said, self.asking_member = None, "", "", True
        self.number, self.nobody = "", ""
        self.changed.ring()

    def name_member(self, code: str) -> None:
        """The member with that code; who has a card only is asked for it."""
        person = self._members.get(folded(code))
        if person is None:
            self.said = self.desk.words(
                "No member comes in with the code {code}.", code=shown(code.strip(), 20)
            )
        elif not person.pin:
            self.said = self.desk.words("{name} comes in with a card: scan it.", name=person.name)
        else:
            self.asking_member = False
            self.choose(person)
            return
        self.changed.ring()

    def scan(self, code: str) -> bool:
        """Somebody holds their card before the scanner; whether it was anybody's."""
        person = by_card([*self.people, *self._members.values()], code)
        if person is None or self.busy:
            return False
        self._let_in(person)
        return True

    def _let_in(self, person: Person) -> None:
        """By card: the books are asked once more whether it still opens."""
        desk, now = self.desk, self.desk.clock()
        till, books = desk.till, desk.books
        self.busy = True

        def check() -> tuple[bool, bool, Rights]:
            with books.read() as read:
                current = next((each for each in read.people() if each.id == person.id), None)
                opens = current is not None and current.active and current.card == person.card
                is_open, rights = read.session(till) is not None, rights_of(read)
            if opens:
                noting.note(
                    books, till=till, at=now, code=noting.PERSON, detail=f"{noting.named(person)} (card)"
                )
            return opens, is_open, rights

        desk.lane.run(check, lambda found: self._card_checked(person, found), self._failed)

    def _card_checked(self, person: Person, found: tuple[bool, bool, Rights]) -> None:
        opens, is_open, rights = found
        self.busy = False
        if not opens:
            self.look()
            return
        self._come_in(person, rights, is_open=is_open)

    def _come_in(self, person: Person, rights: Rights, *, is_open: bool) -> None:
        self.chosen, self.said, self.asking_member = None, "", False
        self.desk.sit(person, rights)
        first = {Role.MEMBER: OWN, Role.OFFICER: BOOKS}
        self.desk.go.ring(first.get(person.role, SALE if is_open else OPENING))

    @property
    def many(self) -> bool:
        """Whether one digit is not enough for everybody."""
        return len(self.people) > FEW

    @property
    def pointed(self) -> Person | None:
        """Whose number was typed."""
        place = int(self.number or 0)
        return self.people[place - 1] if 1 <= place <= len(self.people) else None

    def press(self, digit: str) -> None:
        """A digit of somebody's number; few people are chosen by it at once."""
        self.number, self.nobody = self.number + digit, ""
        if self.pointed is None and self.number != "0":
            self.number, self.nobody = "", self.number
        elif self.pointed is not None and not self.many:
            self.choose(self.pointed)
            return
        self.changed.ring()

    def erase(self) -> None:
        """Take the last digit back."""
        self.number, self.nobody = self.number[:-1], ""
        self.changed.ring()

    def choose(self, person: Person) -> None:
        """That one; without a PIN they are in at once."""
        self.chosen, self.typed, self.said = person, "", ""
        self.number, self.nobody = "", ""
        self.changed.ring()
        if not person.pin:
            self.enter()

    def back(self) -> None:
        """Somebody else."""
        self.chosen, self.typed, self.said, self.asking_member = None, "", "", False
        self.number, self.nobody = "", ""
        self.changed.ring()

    def type(self, text: str) -> None:
        """The PIN as typed so far, on a French or Belgian top row too; anything but digits is dropped."""
        plain = text.translate(_TOP_ROW)
        self.typed = "".join(sign for sign in plain if sign.isascii() and sign.isdigit())[:LONGEST_PIN]
        self.said = ""
        self.changed.ring()

    def enter(self) -> None:
        """Check the PIN; a wrong one is said, and after five of them it takes a pause."""
        person, desk = self.chosen, self.desk
        if person is None or self.busy:
            return
        now, pin = desk.clock(), self.typed
        attempts = self._attempts.get(person.id, Attempts())
        try:
            attempts.require_open(now)
        except ShopError as wrong:
            self.typed, self.said = "", desk.words.error(wrong)
            self.changed.ring()
            return
        self.busy = True
        till, books = desk.till, desk.books

        def check() -> tuple[bool, bool, Rights]:
            with books.read() as read:
                rights, is_open = rights_of(read), read.session(till) is not None
            right = rights.comes(person, now.date()) and check_pin(person, pin)
            if right:
                noting.note(books, till=till, at=now, code=noting.PERSON, detail=noting.named(person))
            return right, is_open, rights

        desk.lane.run(check, lambda found: self._checked(person, found, now), self._failed)

    def _checked(self, person: Person, found: tuple[bool, bool, Rights], now: datetime) -> None:
        right, is_open, rights = found
        self.busy = False
        self._attempts[person.id] = self._attempts.get(person.id, Attempts()).after(right=right, now=now)
        self.typed = ""
        if not right:
            self.said = self.desk.words("This is not the PIN of {name}. Try again.", name=person.name)
            self.changed.ring()
            return
        self._come_in(person, rights, is_open=is_open)

    def _failed(self, wrong: ShopError) -> None:
        self.busy = False
        self.desk.tell(wrong)
