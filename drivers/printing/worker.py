"""One thread for one printer: it prints what is kept, in order, and says how it goes."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drivers.listeners import Listeners
from drivers.printing import troubles
from drivers.printing.marking import marked
from drivers.printing.spool import Spool
from drivers.printing.transport import Transport
from drivers.printing.troubles import CutOff
from drivers.stored_queue import Kept
from ess_shop.domain.receipt_printer import PrinterListener, PrinterState, PrintJob, WaitingJob, Wire
from ess_shop.errors import DeviceTrouble, ShopError

LOG = logging.getLogger(__name__)

KICK = b"\x1bp\x00\x19\xfa"
"""ESC p 0 25 250: open the drawer."""

CLOSE_SECONDS = 0.9


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: after each failure in a row (the last one stays), between looks while nothing waits.

    `drawer`: a drawer opens within it or not at all, for later nobody may stand before it. `reprints`: how
    often a paper that may be on paper already is tried by itself.
    """

    delays: tuple[float, ...] = (1, 2, 5, 10)
    look: float = 15
    drawer: float = 3
    reprints: int = 2


class PrinterWorker:
    """A ReceiptPrinter over a transport and a stored queue. Without `drawer` it never opens one."""

    def __init__(
        self,
        transport: Transport,
        spool: Spool,
        *,
        encoding: str = "CP858",
        drawer: bool = False,
        pace: Pace | None = None,
    ) -> None:
        self._transport, self._spool, self._encoding = transport, spool, encoding
        self._drawer, self._pace = drawer and transport.answers, pace or Pace()
        self._woken = threading.Event()
        self._stopping = self._retry = False
        self._kick_until = 0.0
        self._listeners: Listeners[PrinterState] = Listeners(f"printer {transport.name}")
        self._wire, self._printing = Wire.UNKNOWN, ""
        self._trouble: DeviceTrouble | None = None
        self._notice: DeviceTrouble | None = None
        self._failures, self._not_before, self._look_at = 0, 0.0, 0.0
        self._reprints: dict[int, int] = {}
        self._heard = spool.heard(transport.name)
        self._thread = threading.Thread(target=self._run, name=f"printer {transport.name}", daemon=True)
        self._thread.start()

    def submit(self, job: PrintJob) -> None:
        """Keep a paper until it is printed; StorageTrouble if it cannot be kept."""
        self._spool.add(job)
        self._woken.set()

    def kick_drawer(self) -> None:
        """Open the drawer now or not at all; what goes wrong is heard by the listeners."""
        if self._drawer:
            self._kick_until = time.monotonic() + self._pace.drawer
            self._woken.set()

    def retry_now(self) -> None:
        """Do not wait for the next try."""
        self._retry = True
        self._woken.set()

    def cancel(self, job_id: str) -> None:
        """Give a waiting paper up; Refused while it is being printed."""
        self._spool.cancel(job_id)
        self.retry_now()

    def waiting(self) -> Sequence[WaitingJob]:
        """What is not printed yet, in order."""
        return self._spool.waiting()

    def listen(self, listener: PrinterListener) -> None:
        """Hear how printing stands now, and of every change from now on."""
        self._listeners.add(listener)
        self._woken.set()

    @property
    def state(self) -> PrinterState:
        """How printing stands."""
        return PrinterState(
            self._wire, len(self._spool.waiting()), self._printing, self._trouble or self._notice
        )

    def close(self) -> None:
        """Stop within a second; what is not printed is kept for the next start."""
        self._stopping = True
        self._transport.stop()
        self._woken.set()
        if self._thread is not threading.current_thread():
            self._thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        while not self._stopping:
            self._guarded(self._round)
            self._tell()
            self._woken.wait(self._pause())
            self._woken.clear()
        self._transport.close()

    def _pause(self) -> float | None:
        """Seconds until there is something to do by itself; None for never."""
        until = self._not_before if self._spool.first() else self._look_at
        return None if until == float("inf") else max(until - time.monotonic(), 0.0)

    def _guarded(self, work: Callable[[], None]) -> None:
        """Whatever happens, the thread lives on and the trouble is told."""
        try:
            work()
        except DeviceTrouble as trouble:
            self._fail(trouble)
        except ShopError as trouble:
            self._fail(troubles.of_storage(trouble))
        except Exception:
            LOG.exception("printing on %s failed", self._transport.name)
            self._fail(troubles.ours())

    def _fail(self, trouble: DeviceTrouble) -> None:
        if self._stopping:
            return
        LOG.info("printer %s: %s", self._transport.name, trouble)
        self._failures += 1
        delays = self._pace.delays
        self._not_before = time.monotonic() + delays[min(self._failures, len(delays)) - 1]
        self._printing = ""
        before = self._trouble
        if before is None or (before.code, before.facts) != (trouble.code, trouble.facts):
            self._trouble = trouble

    def _round(self) -> None:
        """All that can be done now: the drawer first, then the papers whose time has come, else a look."""
        if self._retry:
            self._retry, self._notice = False, None
            self._failures, self._not_before, self._look_at = 0, 0.0, 0.0
            self._reprints.clear()
        self._note_damage()
        self._open_drawer()
        while (kept := self._spool.first()) and time.monotonic() >= self._not_before and not self._stopping:
            self._print(kept)
            self._note_damage()
            self._open_drawer()
        if kept is None and not self._stopping and time.monotonic() >= self._look_at:
            self._look()
        self._transport.close()

    def _print(self, kept: Kept) -> None:
        data = self._spool.content(kept)
        if data is None:
            return
        if self._reprints.get(kept.number, 0) >= self._pace.reprints:
            self._trouble, self._not_before = troubles.gave_up(self._transport.name, kept.title), float("inf")
            return
        self._ask_ready()
        if not self._spool.begin(kept):
            return
        self._printing = kept.title
        self._tell()
        if kept.marked:
            self._reprints[kept.number] = self._reprints.get(kept.number, 0) + 1
            data = marked(data, self._encoding)
        try:
            self._transport.send(data)
        except DeviceTrouble as trouble:
            if not isinstance(trouble, CutOff):
                # Nothing went out: this was no try.
                self._reprints.pop(kept.number, None)
            self._spool.put_back(kept, marked=isinstance(trouble, CutOff))
            raise
        except BaseException:
            self._spool.put_back(kept, marked=True)
            raise
        self._confirm(kept)

    def _confirm(self, kept: Kept) -> None:
        """Only a printer that is well after a paper has printed it; one that never speaks is believed."""
        try:
            self._ask_ready()
        except DeviceTrouble as trouble:
            self._spool.put_back(kept, marked=True)
            if self._wire is Wire.UNREACHABLE:
                raise troubles.cut_off(self._transport.name) from trouble
            raise
        self._printing, self._trouble, self._notice, self._failures = "", None, None, 0
        self._reprints.pop(kept.number, None)
        self._look_at = time.monotonic() + self._pace.look
        self._spool.finish(kept)
        self._tell()

    def _look(self) -> None:
        """See how the printer is while nothing waits: its state says it, and nobody is troubled."""
        self._look_at = time.monotonic() + self._pace.look if self._transport.answers else float("inf")
        self._trouble, self._failures, self._not_before = None, 0, 0.0
        try:
            self._ask()
        except DeviceTrouble as trouble:
            LOG.info("printer %s: %s", self._transport.name, trouble)

    def _open_drawer(self) -> None:
        until, self._kick_until = self._kick_until, 0.0
        if not until:
            return
        try:
            self._ask_ready()
            if time.monotonic() > until:
                raise troubles.drawer_shut(self._transport.name)
            self._transport.send(KICK)
            self._notice = None
        except DeviceTrouble as trouble:
            LOG.info("printer %s, the drawer: %s", self._transport.name, trouble)
            self._notice = troubles.drawer_shut(self._transport.name)

    def _ask_ready(self) -> None:
        """DeviceTrouble unless the printer says that it prints, or is one that never says anything."""
        wire = self._ask()
        if not wire.prints and not (wire is Wire.UNKNOWN and not self._heard):
            raise troubles.not_ready(self._transport.name, wire)

    def _ask(self) -> Wire:
        try:
            self._wire = self._transport.status()
        except DeviceTrouble:
            self._wire = Wire.UNREACHABLE
            raise
        if self._transport.answers and self._wire is not Wire.UNKNOWN and not self._heard:
            self._heard = True
            self._spool.hear(self._transport.name)
        return self._wire

    def _note_damage(self) -> None:
        if self._spool.damaged:
            self._notice = troubles.damaged(", ".join(self._spool.damaged), str(self._spool.folder))
            self._spool.damaged.clear()

    def _tell(self) -> None:
        if not self._stopping:
            self._listeners.tell(self.state)
