"""A printer whose settings change while the till works: papers that wait, and who listens, stay."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from drivers.printing.opening import SHOWN, open_printer, transport_of
from ess_shop.domain.receipt_printer import (
    NoPrinter,
    PrinterKind,
    PrinterListener,
    PrinterSettings,
    PrinterState,
    PrintJob,
    ReceiptPrinter,
    WaitingJob,
)

Open = Callable[[PrinterSettings, Path], ReceiptPrinter]


class ExchangedPrinter:
    """A ReceiptPrinter that passes everything on to the one that is plugged in now."""

    def __init__(self, settings: PrinterSettings, folder: Path, *, open: Open = open_printer) -> None:
        self._folder, self._open = folder, open
        self._lock, self._changing = threading.Lock(), threading.Lock()
        self._listeners: list[PrinterListener] = []
        self._now: ReceiptPrinter = open(settings, folder)

    def change(self, settings: PrinterSettings) -> None:
        """Close the printer and open the one of these settings on the same queue; takes up to a second.

        Papers given meanwhile are kept for the new one. Refused for an address that makes no sense: then the
        old one goes on. After StorageTrouble there is no printer until the next change.
        """
        if settings.kind is not PrinterKind.NONE:
            transport_of(settings, self._folder / SHOWN)
        with self._changing:
            between = _Between()
            with self._lock:
                old, self._now = self._now, between
            old.close()
            new: ReceiptPrinter = NoPrinter()
            try:
                new = self._open(settings, self._folder)
            finally:
                with self._lock:
                    self._now = new
                    listeners = tuple(self._listeners)
                for listener in listeners:
                    self._tell(new, listener)
            between.hand_over(new)

    def _tell(self, printer: ReceiptPrinter, listener: PrinterListener) -> None:
        if isinstance(printer, NoPrinter):
            listener(printer.state)
        printer.listen(listener)

    def submit(self, job: PrintJob) -> None:
        """See ReceiptPrinter."""
        with self._lock:
            self._now.submit(job)

    def kick_drawer(self) -> None:
        """See ReceiptPrinter."""
        self._now.kick_drawer()

    def retry_now(self) -> None:
        """See ReceiptPrinter."""
        self._now.retry_now()

    def cancel(self, job_id: str) -> None:
        """See ReceiptPrinter."""
        self._now.cancel(job_id)

    def waiting(self) -> Sequence[WaitingJob]:
        """See ReceiptPrinter."""
        return self._now.waiting()

    def listen(self, listener: PrinterListener) -> None:
        """See ReceiptPrinter."""
        with self._lock:
            self._listeners.append(listener)
            now = self._now
        now.listen(listener)

    @property
    def state(self) -> PrinterState:
        """See ReceiptPrinter."""
        return self._now.state

    def close(self) -> None:
        """See ReceiptPrinter."""
        self._now.close()


class _Between(NoPrinter):
    """Keeps the papers that come while one printer is exchanged for another."""

    def __init__(self) -> None:
        self._kept: list[PrintJob] = []

    def submit(self, job: PrintJob) -> None:
        self._kept.append(job)

    def hand_over(self, printer: ReceiptPrinter) -> None:
        for job in self._kept:
            printer.submit(job)
