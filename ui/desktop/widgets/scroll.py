"""Areas that scroll, by wheel, key or finger, when the text is larger than the screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScroller, QWidget
from shiboken6 import isValid

from ui.desktop.widgets.fields import Field

SETTLING = 40
"""So many ms until what was just shown has its place."""


class Scrolling(QScrollArea):
    """Keeps what has the focus in sight, whoever gave it the focus; Qt does so for Tab alone."""

    def __init__(self) -> None:
        super().__init__()
        self._soon = QTimer(self)  # once everything has its place
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._see_focus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def see_focus(self) -> None:
        """Scroll to what has the focus, with what is said beside it."""
        self._soon.start()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._holds(new):
            self.see_focus()

    def _holds(self, widget: QWidget | None) -> bool:
        inside = self.widget()
        return widget is not None and inside is not None and inside.isAncestorOf(widget)

    def _see_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._holds(focused):
            field = focused.parentWidget()
            self.ensureWidgetVisible(field if isinstance(field, Field) else focused)
            self.ensureWidgetVisible(focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A banner takes room."""
        super().resizeEvent(event)
        self.see_focus()


def bring_into_sight(*widgets: QWidget) -> None:
    """Scroll to these, the last one first of all, once everything has its place."""
    area = next((each for each in _around(widgets[-1]) if isinstance(each, Scrolling)), None)

    def see() -> None:
        for each in widgets:
            if area is not None and isValid(each):
                area.ensureWidgetVisible(each, 0, 0)

    if area is not None:
        QTimer.singleShot(SETTLING, area, see)


def _around(widget: QWidget) -> Iterator[QWidget]:
    outer = widget.parentWidget()
    while outer is not None:
        yield outer
        outer = outer.parentWidget()


def scrolling(inside: QWidget) -> Scrolling:
    """The widget in an area that scrolls up and down only."""
    made = Scrolling()
    made.setWidget(inside)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    QScroller.grabGesture(made.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return made
