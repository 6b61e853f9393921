"""Long work in a lane as the window sees it: how far it is, and that somebody stops it."""

from __future__ import annotations

from threading import Event

from ess_shop.errors import Refused


class LongWork:
    """`heard` is called where the work is done; the window looks at `done` and `total` when it likes."""

    def __init__(self) -> None:
        self.running = False
        self.done, self.total = 0, 0
        self._stopped = Event()

    def begin(self) -> None:
        """It begins, or waits for its turn in the lane."""
        self._stopped.clear()
        self.running, self.done, self.total = True, 0, 0

    def end(self) -> None:
        """It is over, however it went."""
        self.running = False

    def heard(self, done: int, total: int) -> None:
        """So much is done; Refused once somebody stopped it."""
        self.done, self.total = done, total
        if self._stopped.is_set():
            raise Refused("stopped", "Stopped.")

    def stop(self) -> None:
        """Nobody wants it any longer."""
        self._stopped.set()
