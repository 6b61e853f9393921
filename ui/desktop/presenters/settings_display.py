"""Where the customer display stands, and what it would show there."""

from __future__ import annotations

from ess_shop.domain.preferences import (
    DISPLAY,
    NOWHERE,
    SECOND_SCREEN,
    THIS_SCREEN,
    DisplayPlace,
)
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.display import Shown, stories, welcome
from ui.desktop.presenters.settings_keeping import Kept


class DisplaySettings(Kept[DisplayPlace]):
    """The place as it is kept for this till, with the welcome that customers see as an example."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, DISPLAY + desk.till, DisplayPlace.from_plain, DisplayPlace.to_plain)
        self.example: Shown | None = None
        self.example_changed: Bell[[]] = Bell()

    def load(self) -> None:
        """Ask the books for the place and for the example."""
        super().load()
        desk = self.desk
        today = desk.clock().date()

        def ask() -> Shown:
            with desk.books.read() as read:
                told = stories(read, today)
                return welcome(desk.words, read.shop().name, told[0] if told else None)

        self.desk.lane.run(ask, self._show_example)

    def _show_example(self, example: Shown) -> None:
        self.example = example
        self.example_changed.ring()

    def places(self) -> tuple[tuple[str, str], ...]:
        """(place, what people call it)."""
        words = self.desk.words
        return (
            (NOWHERE, words("No display")),
            (SECOND_SCREEN, words("On the second screen")),
            (THIS_SCREEN, words("In a window on this screen")),
        )

    def explained(self, where: str, screens: int) -> str:
        """What follows from a choice on a machine with so many screens."""
        words = self.desk.words
        if where == NOWHERE:
            return words("Customers see nothing.")
        if where == THIS_SCREEN:
            return words("A small window stays in front of the till: move it where customers can see it.")
        if screens > 1:
            return words("It fills the second screen and never takes the keyboard from the till.")
        return words("No second screen is plugged in yet: the display comes by itself when one is.")
