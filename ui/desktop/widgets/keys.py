"""Keys that press buttons at once; Qt's own shortcut of a button presses it a tenth of a second later."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton


def press_on(button: QAbstractButton, key: str) -> QShortcut:
    """Let a key press this button while it is visible and enabled."""
    made = QShortcut(QKeySequence(key), button)
    made.setAutoRepeat(False)
    made.activated.connect(button.click)
    return made
