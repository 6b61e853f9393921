"""The stand of the customer display: on which screen it is, which till it follows, as screens come and go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ess_shop.domain.preferences import DISPLAY, NOWHERE, SECOND_SCREEN, THIS_SCREEN, DisplayPlace
from ui.desktop.display.display import Display
from ui.desktop.presenters.display import DisplayPresenter
from ui.desktop.till import Till

SMALL = (480, 300)
"""The window on the till's own screen."""

_TAKES_NOTHING = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus


class Stand(QObject):
    """Puts the display where `till`'s settings say, opposite the `counter`: the window of the till."""

    def __init__(self, application: QGuiApplication, counter: QWidget, till: Till) -> None:
        super().__init__()
        self._application, self._counter, self._till, self._real = application, counter, till, till
        self.display: Display | None = None
        self._where, self._stands = NOWHERE, NOWHERE
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.put)
        self._watched: list[QObject] = []
        application.screenAdded.connect(self._soon.start)
        application.screenRemoved.connect(self._screen_gone)
        till.desk.settings_changed.connect(self._settings_changed)
        self._read()

    # What is set

    def _settings_changed(self, name: str) -> None:
        if name == DISPLAY + self._real.desk.till:
            self._read()

    def _read(self) -> None:
        desk = self._real.desk

        def ask() -> DisplayPlace:
            with desk.books.read() as read:
                return DisplayPlace.from_plain(read.preference(DISPLAY + desk.till))

        desk.lane.run(ask, self._set)

    def _set(self, place: DisplayPlace) -> None:
        self._where = place.where
        self.put()

    def follow(self, till: Till) -> None:
        """Customers see this till from now on: the real one, or the practice till that covers it."""
        self._till = till
        if self.display is not None:
            self.display.follow(self._presenter())

    def _presenter(self) -> DisplayPresenter:
        till = self._till
        return DisplayPresenter(till.selling, till.sale.paying)

    def holds(self, receiver: QObject) -> bool:
        """Whether an event of that receiver is one of the display's window."""
        display = self.display
        if display is None:
            return False
        if isinstance(receiver, QWidget):
            return receiver.window() is display
        return receiver is display.windowHandle()

    # Where it is

    def put(self) -> None:
        """Show the display where it belongs now, or take it away."""
        self._watch()
        screen = opposite(self._application.screens(), self._counter_place())
        if self._where == NOWHERE or (self._where == SECOND_SCREEN and screen is None):
            self.take_away()
            return
        if self.display is not None and self._stands != self._where:
            self.take_away()  # a window with another frame is another window
        if self.display is None:
            self.display = Display()
            self.display.follow(self._presenter())
        self._stands = self._where
        if self._where == THIS_SCREEN or screen is None:
            self._beside(self.display)
        else:
            self._fill(self.display, screen)

    def _watch(self) -> None:
        """Screens change their size, begin to mirror each other; the till is dragged to another one."""
        screens, counter = self._application.screens(), self._counter.windowHandle()
        for screen in screens:
            if screen not in self._watched:
                screen.geometryChanged.connect(self._soon.start)
        if counter is not None and counter not in self._watched:
            counter.screenChanged.connect(self._soon.start)
        self._watched = [*screens, *([counter] if counter is not None else [])]

    def _counter_place(self) -> QRect:
        return self._counter.screen().geometry()

    def _fill(self, display: Display, screen: QScreen) -> None:
        if display.isVisible() and display.geometry() == screen.geometry():
            return
        display.setWindowFlags(_TAKES_NOTHING | Qt.WindowType.FramelessWindowHint)
        display.setCursor(Qt.CursorShape.BlankCursor)
        display.setScreen(screen)
        display.setGeometry(screen.geometry())
        display.setWindowState(Qt.WindowState.WindowFullScreen)
        display.show()  # showFullScreen would take the keys from the till

    def _beside(self, display: Display) -> None:
        if display.isVisible():
            return
        display.setWindowFlags(_TAKES_NOTHING | Qt.WindowType.WindowStaysOnTopHint)
        place = self._counter.screen().availableGeometry()
        display.resize(*SMALL)
        display.move(place.right() - SMALL[0] - 24, place.top() + 24)
        display.show()

    def _screen_gone(self) -> None:
        """At once: a window without its screen is moved onto the till's, and would cover it."""
        if self._where == SECOND_SCREEN:
            self.take_away()
        self._soon.start()

    def take_away(self) -> None:
        """No display any more."""
        display, self.display = self.display, None
        if display is not None:
            display.leave()
            display.hide()
            display.deleteLater()

    def close(self) -> None:
        """The program ends: nothing brings the display back."""
        self._where = NOWHERE
        self.take_away()


def opposite(screens: Sequence[QScreen], counter: QRect) -> QScreen | None:
    """The first screen on which nothing of the till is; one that mirrors the till's would cover it."""
    apart = (screen for screen in screens if not screen.geometry().intersects(counter))
    return next(apart, None)
