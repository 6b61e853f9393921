"""The receipt printer as the till tells of it: in the status line, and in a banner in trouble."""

from __future__ import annotations

from ess_shop.domain.receipt_printer import PrinterState, Wire
from ess_shop.services import noting
from ui.desktop.presenters.degraded import Degraded
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Notice, Step, Tone
from ui.desktop.presenters.status import StatusPresenter

TOPIC = "printer"


class PrinterPresenter:
    """Hears the printer (on the window's thread) and says it in words; selling never waits for it."""

    def __init__(self, desk: Desk, status: StatusPresenter, degraded: Degraded) -> None:
        self._desk, self._status, self._degraded = desk, status, degraded
        self._down = False

    def hear(self, state: PrinterState) -> None:
        """The printer, or its queue, changed."""
        words = self._desk.words
        self._status.printer(self._said(state), well=state.trouble is None)
        if state.trouble is None:
            if self._down:
                self._down = False
                self._degraded.back(TOPIC)
                self._desk.notices.withdraw(TOPIC)
            return
        text = words.error(state.trouble)
        if state.waiting:
            waiting = words.plural("{count} paper waits", "{count} papers wait", state.waiting)
            text = words("{trouble} {waiting}.", trouble=text, waiting=waiting)
        retry = Step(words("Try again"), self._desk.printer.retry_now)
        self._desk.notices.show(Notice(TOPIC, text, Tone.WARNING, (retry,)))
        if not self._down:
            self._down = True
            self._note(state.trouble.code)
            self._degraded.without(TOPIC)

    def _said(self, state: PrinterState) -> str:
        words = self._desk.words
        if state.wire is Wire.NONE:
            return ""
        if state.waiting:
            return words.plural("{count} paper waits", "{count} papers wait", state.waiting)
        return words("Printer ready") if state.trouble is None else words("Printer: see above")

    def _note(self, code: str) -> None:
        desk = self._desk
        at = desk.clock()
        desk.lane.run(
            lambda: noting.note(desk.books, till=desk.till, at=at, code=noting.PRINTER_DOWN, detail=code),
            lambda _none: None,
        )
