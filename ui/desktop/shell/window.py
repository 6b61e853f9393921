"""The window: bar, banners, rail and the room one is in. It knows no room by what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop.presenters.navigation import Navigation
from ui.desktop.rooms.room import Room
from ui.desktop.shell.banners import Banners
from ui.desktop.shell.rail import Rail
from ui.desktop.shell.status_bar import StatusBar

MakeRoom = Callable[[], Room]


class Window(QWidget):
    """The frame; rooms are made when they are first entered."""

    def __init__(
        self,
        title: str,
        navigation: Navigation,
        rooms: Mapping[str, MakeRoom],
        bar: StatusBar,
        banners: Banners,
        closing: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(title)
        self.setMinimumSize(1000, 640)
        self._navigation, self._makers, self._closing = navigation, dict(rooms), closing
        self._made: dict[str, Room] = {}
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        inner = QHBoxLayout()
        inner.setSpacing(0)
        inner.addWidget(Rail(navigation))
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(banners)
        main.addWidget(self._stack, 1)
        inner.addLayout(main, 1)
        outer.addLayout(inner, 1)
        navigation.changed.connect(self._show_room)
        self._shown: Room | None = None
        self._show_room()

    def room(self, name: str) -> Room:
        """The room of that name, made if it is not there yet."""
        if name not in self._made:
            self._made[name] = made = self._makers[name]()
            self._stack.addWidget(made)
        return self._made[name]

    @property
    def shown(self) -> Room:
        """The room one is in."""
        if self._shown is None:
            raise LookupError("no room was entered yet")
        return self._shown

    def forget(self, *names: str) -> None:
        """Make these rooms anew when they are next entered; the one that is shown stays."""
        for name in names:
            if self._made.get(name) is not self._shown and (room := self._made.pop(name, None)) is not None:
                self._stack.removeWidget(room)
                room.deleteLater()

    def scanned(self, code: str) -> None:
        """A scan belongs to the room one is in."""
        self.shown.scanned(code)

    def _show_room(self) -> None:
        room = self.room(self._navigation.room)
        if self._shown is not None and self._shown is not room:
            self._shown.left()
        self._shown = room
        self._stack.setCurrentWidget(room)
        room.entered()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave only if nothing is lost by it."""
        if self._closing():
            event.accept()
        else:
            event.ignore()
