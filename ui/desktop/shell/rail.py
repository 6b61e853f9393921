"""The rail: the few rooms one can go to, each with its sign and key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.desktop import theme
from ui.desktop.presenters.navigation import Navigation
from ui.desktop.theme import SPACE
from ui.desktop.widgets.rail_button import RailButton


class Rail(QFrame):
    """The rooms as a column of buttons at the left edge."""

    def __init__(self, navigation: Navigation) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._navigation = navigation
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE // 2, SPACE, SPACE // 2, SPACE)
        layout.setSpacing(SPACE // 2)
        for place in navigation.places:
            button = RailButton(place.label, place.icon, place.key)
            button.clicked.connect(lambda _checked=False, name=place.name: navigation.go(name))
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
            self._buttons[place.name] = button
        layout.addStretch(1)
        navigation.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where one is and where one may go."""
        self.setVisible(self._navigation.room not in ("door", "setup"))
        for place in self._navigation.places:
            button = self._buttons[place.name]
            button.setChecked(place.name == self._navigation.room)
            button.setVisible(self._navigation.open_to(place))

    def sizeHint(self) -> QSize:
        """Narrow, and wider with larger text."""
        return QSize(theme.current().px(76) + 2 * SPACE, super().sizeHint().height())
