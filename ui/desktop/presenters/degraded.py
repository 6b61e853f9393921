"""The degraded mode: the till sells on without a device; its beginning and its end are logged."""

from __future__ import annotations

from ess_shop.services import noting
from ui.desktop.presenters.desk import Desk


class Degraded:
    """Remembers which devices do not work."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._missing: set[str] = set()

    def without(self, device: str) -> None:
        """A device does not work any more."""
        if not self._missing:
            self._note(noting.DEGRADED, device)
        self._missing.add(device)

    def back(self, device: str) -> None:
        """It works again."""
        if device in self._missing:
            self._missing.discard(device)
            if not self._missing:
                self._note(noting.DEGRADED_ENDED, device)

    def _note(self, code: str, device: str) -> None:
        desk = self._desk
        at = desk.clock()
        desk.lane.run(
            lambda: noting.note(desk.tills_books, till=desk.till, at=at, code=code, detail=device),
            lambda _none: None,
        )
