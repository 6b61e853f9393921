"""A button that waits for a key and says which one was pressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ess_shop.wording import Words

_ALONE = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)
"""Keys that only change what others mean."""


class KeyCatcher(QPushButton):
    """Pressed, it takes the next key, whatever that key does elsewhere; Esc leaves it as it is."""

    def __init__(self, name: str, words: Words, caught: Callable[[str], object]) -> None:
        super().__init__()
        self._name, self._words, self._caught = name, words, caught
        self._key = ""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "note")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._say)
        self._say()

    def show_key(self, key: str) -> None:
        """The key that it has now."""
        self._key = key
        self._say()

    def _say(self) -> None:
        waits = self.isChecked()
        self.setText(self._words("Press the key…") if waits else self._key)
        said = self._words("press the new key, or Esc") if waits else self._key
        self.setAccessibleName(self._words("{act}: {key}", act=self._name, key=said))

    def event(self, event: QEvent) -> bool:
        """While it waits no key is anybody else's."""
        if self.isChecked() and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._catch(event)
                return True
        return super().event(event)

    def _catch(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or Qt.Key(event.key()) in _ALONE:
            return
        self.setChecked(False)
        if event.key() != Qt.Key.Key_Escape:
            self._caught(QKeySequence(event.keyCombination()).toString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins to wait, like the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere sets no key."""
        super().focusOutEvent(event)
        self.setChecked(False)
