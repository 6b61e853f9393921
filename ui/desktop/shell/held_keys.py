"""Keys that are held down: one long press is one press.

X11 tells a held key as releases and presses with one timestamp, and Qt takes them for new presses whenever
the window is too busy to see both at once. Nobody lets go of a key and presses it again in no time.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

_Type = QEvent.Type
_ACTING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape}) | {
    Qt.Key(Qt.Key.Key_F1 + number) for number in range(12)
}
"""Keys that do something; a sign that is written may well be held, or doubled by a scanner."""

_NO_TIME_MS = 1


class HeldKeys(QObject):
    """An event filter on the whole application that keeps the repeats of such keys from every window."""

    def __init__(self) -> None:
        super().__init__()
        self._released: dict[int, int] = {}

    def install(self, application: QCoreApplication) -> None:
        """Begin to look at the application's keys."""
        application.installEventFilter(self)

    def remove(self, application: QCoreApplication) -> None:
        """Stop looking."""
        application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the repeats; True keeps an event from going further."""
        if not (isinstance(event, QKeyEvent) and isinstance(watched, QWindow)):
            return False
        if event.key() not in _ACTING or not event.timestamp():
            return False
        if event.type() == _Type.KeyRelease:
            self._released[event.key()] = event.timestamp()
            return False
        repeats = event.isAutoRepeat() or self._in_no_time(event)
        if repeats and event.type() == _Type.ShortcutOverride:
            event.accept()  # or a shortcut would have the key
        return repeats

    def _in_no_time(self, event: QKeyEvent) -> bool:
        released = self._released.get(event.key())
        return released is not None and 0 <= event.timestamp() - released <= _NO_TIME_MS
