"""The keys of a member's own room: given, changed, taken away."""

from __future__ import annotations

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Right
from ess_shop.errors import Refused
from ess_shop.services import own_access
from ess_shop.services.signing_in import card_digest, checked_pin
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone

TOPIC = "access"


class AccessPresenter:
    """How one member comes in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.member_id = ""
        self.person: Person | None = None
        self.changed: Bell[[]] = Bell()

    @property
    def said(self) -> str:
        """How they come in now, in words."""
        words, person = self.desk.words, self.person
        if person is None or not person.active:
            return words("This member does not come to their own room yet.")
        if person.pin and person.card:
            return words("They come in with their code and PIN, or with their card.")
        if person.card:
            return words("They come in with their card.")
        return words("They come in with their code and PIN.")

    @property
    def comes(self) -> bool:
        """Whether they have access now."""
        return self.person is not None and self.person.active

    def show_member(self, member_id: str) -> None:
        """Ask the books how this member comes in."""
        desk = self.desk

        def ask() -> Person | None:
            with desk.books.read() as read:
                return own_access.access_of(read, member_id)

        def take(found: Person | None) -> None:
            self.member_id, self.person = member_id, found
            self.changed.ring()

        desk.lane.run(ask, take)

    def save(self, *, pin: str, again: str, card: str) -> None:
        """Give what was typed or scanned; "" keeps what they have. Refused says what is wrong."""
        desk, member_id = self.desk, self.member_id
        desk.require(Right.MEMBERS)
        if pin != again:
            raise Refused("pin_differs", "The two PINs are not the same: type them again.")
        if pin:
            checked_pin(pin)
        if card.strip():
            card_digest(card)
        id, at = new_id(), desk.clock()

        def write() -> None:
            own_access.give_access(desk.books, member_id, pin=pin, card=card.strip(), id=id, at=at)

        desk.lane.run(write, lambda _none: self._kept())

    def take_away(self) -> None:
        """They come in no longer."""
        desk, member_id = self.desk, self.member_id
        desk.require(Right.MEMBERS)
        id, at = new_id(), desk.clock()
        desk.lane.run(
            lambda: own_access.take_access(desk.books, member_id, id=id, at=at), lambda _none: self._kept()
        )

    def _kept(self) -> None:
        desk = self.desk
        desk.notices.tell(TOPIC, desk.words("Saved."), Tone.GOOD)
        self.show_member(self.member_id)
