"""What every panel beside the basket is: a title, a way back, a body that scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import column, label, row


class Panel(QWidget):
    """A page beside the basket; `body` is where its things go."""

    def __init__(self, selling: SellingPresenter, title: str, *, back: bool = True) -> None:
        super().__init__()
        self.selling = selling
        self.words = selling.desk.words
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE)
        if title:
            head = row(space=1)
            self.title = label(title, "title", wrap=True)
            head.addWidget(self.title, 1)
            if back:
                head.addWidget(Button(self.words("Back"), selling.back, hint="Esc", role="quiet"))
            outer.addLayout(head)
        inside = QWidget()
        self.body = column(inside, space=1)
        self.body.setContentsMargins(0, 0, SPACE, 0)
        self.area = scrolling(inside)
        outer.addWidget(self.area, 1)
        self.foot = row(space=1)
        outer.addLayout(self.foot)

    def shown(self) -> None:
        """The panel comes up: start afresh and take the focus where something is to be typed."""

    def escape(self) -> bool:
        """Whether Esc means something inside this panel; else it leaves it."""
        return False

    def first_field(self) -> QWidget | None:
        """The field that has the focus while this panel is up; None leaves it in the entry field."""
        return None
