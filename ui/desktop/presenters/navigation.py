"""Where one can go: the rooms in the order of the rail, and who may enter them."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.people import Right
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk


@dataclass(frozen=True, slots=True)
class Place:
    """A room on the rail: its name, what its button says, its sign and its key."""

    name: str
    label: str
    icon: str
    key: str
    right: Right


class Navigation:
    """Which room is shown; without a person it is always the door."""

    def __init__(self, desk: Desk, places: tuple[Place, ...]) -> None:
        self._desk = desk
        self.places = places
        self.room = "door"
        self.changed: Bell[[]] = Bell()
        desk.go.connect(self.go)

    def open_to(self, place: Place) -> bool:
        """Whether the person who sits here may enter."""
        return self._desk.may(place.right)

    def go(self, name: str) -> None:
        """Enter a room; what may not be entered stays closed."""
        place = next((place for place in self.places if place.name == name), None)
        if place is not None and not self.open_to(place):
            return
        self.room = name
        self._desk.notices.pass_on()
        self.changed.ring()
