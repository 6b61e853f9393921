"""What every room of the window is: a page with a name, told when it is entered, left, or scanned at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone


class Room(QWidget):
    """A page of the window; `name` is how others ask to go there."""

    name = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("room", "true")

    def entered(self) -> None:
        """The person comes in: take the focus, show what is true now."""

    def left(self) -> None:
        """The person goes elsewhere."""

    def sent_for(self, _what: str) -> None:
        """Somebody elsewhere sent the person here for one thing: a page by its name, a member by their id."""

    def scanned(self, _code: str) -> None:
        """A code was scanned here; outside the sale it rings nothing up."""
        words = self.desk.words
        self.desk.notices.tell("scan", words("Nothing was rung up: go to the sale to scan."), Tone.NOTE)
