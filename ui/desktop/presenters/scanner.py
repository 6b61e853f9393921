"""The scanner on a serial port as the till tells of it: a banner in trouble, and a note in the log."""

from __future__ import annotations

from ess_shop.errors import DeviceTrouble
from ess_shop.services import noting
from ui.desktop.presenters.degraded import Degraded
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Notice, Tone

TOPIC = "scanner"


class ScannerPresenter:
    """Hears the scanner (on the window's thread); the keyboard sells meanwhile."""

    def __init__(self, desk: Desk, degraded: Degraded) -> None:
        self._desk, self._degraded = desk, degraded
        self._down = ""

    def hear(self, trouble: DeviceTrouble | None) -> None:
        """The scanner is ready (None), or something is the matter with it."""
        desk = self._desk
        if trouble is None:
            self._down = ""
            self._degraded.back(TOPIC)
            desk.notices.withdraw(TOPIC)
            return
        missing = trouble.code == "scanner_missing"
        desk.notices.show(Notice(TOPIC, desk.words.error(trouble), Tone.WARNING, passing=not missing))
        if trouble.code != self._down:
            self._down = trouble.code
            at = desk.clock()
            desk.lane.run(
                lambda: noting.note(
                    desk.books, till=desk.till, at=at, code=noting.SCANNER_DOWN, detail=trouble.code
                ),
                lambda _none: None,
            )
            self._degraded.without(TOPIC)
