"""What every story of a printer needs: papers, a quick pace, someone who listens."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from drivers.printing.marking import marked
from drivers.printing.opening import open_printer
from drivers.printing.worker import Pace
from ess_shop.domain.receipt_printer import (
    PrinterKind,
    PrinterSettings,
    PrinterState,
    PrintJob,
    ReceiptPrinter,
)

CUT = b"\x1dV\x00"
QUICK = Pace(delays=(0.05,), look=0.1, drawer=1)
MARKED = marked(b"")


def paper(number: int, size: int = 200) -> PrintJob:
    """A receipt that is known by its first line."""
    text = f"ticket {number}\n".encode()
    return PrintJob(f"job-{number}", f"C1-{number:06d}", text + b"." * size + b"\n" + CUT)


def body(job: PrintJob) -> bytes:
    """What a simulated printer remembers of a paper."""
    return job.data.removesuffix(CUT)


def network(address: str, *, drawer: bool = False) -> PrinterSettings:
    """A printer on the network."""
    return PrinterSettings(PrinterKind.NETWORK, address, drawer=drawer)


def started(settings: PrinterSettings, folder: Path) -> ReceiptPrinter:
    """A printer at work, at a pace for tests."""
    return open_printer(settings, folder, pace=QUICK)


def until(true: Callable[[], bool], seconds: float = 8) -> None:
    """Wait until something is true; AssertionError if it never is."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)


def empty(printer: ReceiptPrinter, seconds: float = 8) -> None:
    """Wait until everything is printed."""
    until(lambda: printer.state.waiting == 0, seconds)


def troubled(printer: ReceiptPrinter, code: str) -> None:
    """Wait until the printer tells a trouble."""
    until(lambda: printer.state.trouble is not None and printer.state.trouble.code == code)


class Ear:
    """Remembers every state it is told, and on which thread."""

    def __init__(self) -> None:
        self.states: list[PrinterState] = []
        self.threads: set[str] = set()

    def __call__(self, state: PrinterState) -> None:
        self.states.append(state)
        self.threads.add(threading.current_thread().name)
