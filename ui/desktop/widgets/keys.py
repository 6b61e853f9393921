"""Keys that press buttons, and buttons that press keys; at once, where Qt takes a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def press_on(button: QAbstractButton, key: str) -> QShortcut:
    """Let a key press this button while it is visible and enabled."""
    made = QShortcut(QKeySequence(key), button)
    made.setAutoRepeat(False)
    made.activated.connect(button.click)
    return made


def pressed_by(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Whether a key was Enter and pressed this button; Qt leaves Enter to dialogs."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def type_key(text: str, code: Qt.Key | None = None) -> None:
    """Send a key, or the keys of a text, to what has the focus, as a keyboard would."""
    field = QApplication.focusWidget()
    if field is None:
        return
    if code is not None:
        _press(field, code, "")
        return
    for sign in text:
        _press(field, Qt.Key.Key_unknown, sign)


def _press(field: QWidget, code: Qt.Key, sign: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, sign))


def tab_through(widgets: Iterable[QWidget]) -> None:
    """Tab goes from each to the next: what is made late would come last, wherever it stands."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)
