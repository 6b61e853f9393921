"""Areas that scroll, by wheel, key or finger, when the text is larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScroller, QWidget


def scrolling(inside: QWidget) -> QScrollArea:
    """The widget in an area that scrolls up and down only."""
    made = QScrollArea()
    made.setWidget(inside)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    QScroller.grabGesture(made.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return made
