"""Locking: after some minutes without a key, a touch or a scan the till asks who is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

_SIGNS_OF_LIFE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class Idle(QObject):
    """Calls `lock` when nobody was there for the given minutes; 0 never does.

    `across` says whether an event's receiver is on the customers' side: they keep no till open.
    """

    def __init__(
        self,
        lock: Callable[[], object],
        minutes: int,
        across: Callable[[QObject], bool] = lambda _receiver: False,
    ) -> None:
        super().__init__()
        self._across = across
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lock)
        self.wait(minutes)

    def wait(self, minutes: int) -> None:
        """From now on lock after so many minutes."""
        self._timer.stop()
        self._timer.setInterval(minutes * 60_000)
        self.alive()

    def alive(self) -> None:
        """Somebody is there."""
        if self._timer.interval():
            self._timer.start()

    def install(self, application: QCoreApplication) -> None:
        """Begin to look for signs of life."""
        application.installEventFilter(self)

    def remove(self, application: QCoreApplication) -> None:
        """Stop looking."""
        self._timer.stop()
        application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a sign of life; nothing is kept from anybody."""
        if event.type() in _SIGNS_OF_LIFE and not self._across(watched):
            self.alive()
        return False
