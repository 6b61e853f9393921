"""A printer that is off, empty, silent or cut off: the queue empties, nothing is doubled unmarked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.printing.opening import open_printer
from drivers.printing.simulator import Mode, TcpPrinter
from drivers.printing.troubles import MARK
from drivers.printing.worker import Pace
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings, PrintJob, ReceiptPrinter, Wire
from ess_shop.wording import speaking

QUICK = Pace(delays=(0.05,), look=0.1, drawer=0.3)
CUT = b"\x1dV\x00"


def job(number: int) -> PrintJob:
    return PrintJob(f"job-{number}", f"C1-{number:06d}", f"ticket {number}\n".encode() * 20 + CUT)


def until(done: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


@pytest.fixture
def simulated() -> Iterator[TcpPrinter]:
    printer = TcpPrinter()
    yield printer
    printer.close()


@pytest.fixture
def opened(simulated: TcpPrinter, tmp_path: Path) -> Iterator[Callable[[], ReceiptPrinter]]:
    made: list[ReceiptPrinter] = []

    def make() -> ReceiptPrinter:
        settings = PrinterSettings(PrinterKind.NETWORK, simulated.address, drawer=True)
        made.append(open_printer(settings, tmp_path / "queue", pace=QUICK))
        return made[-1]

    yield make
    for printer in made:
        printer.close()


def numbers(simulated: TcpPrinter) -> list[bytes]:
    return [paper.split(b"\n")[0] for paper in simulated.jobs]


def test_papers_come_out_in_order_each_once(
    simulated: TcpPrinter, opened: Callable[[], ReceiptPrinter]
) -> None:
    printer = opened()
    for number in range(10):
        printer.submit(job(number))
    until(lambda: not printer.waiting())
    assert numbers(simulated) == [f"ticket {number}".encode() for number in range(10)]


@pytest.mark.parametrize("mode", [Mode.OFF, Mode.PAPER_OUT, Mode.COVER_OPEN, Mode.OFFLINE])
def test_what_waits_is_printed_once_when_the_printer_is_back(
    simulated: TcpPrinter, opened: Callable[[], ReceiptPrinter], mode: Mode
) -> None:
    simulated.switch(mode)
    printer = opened()
    begun = time.monotonic()
    for number in range(3):
        printer.submit(job(number))
    assert time.monotonic() - begun < 1
    until(lambda: printer.state.trouble is not None)
    trouble = printer.state.trouble
    assert trouble is not None
    assert speaking("fr").error(trouble)
    assert len(printer.waiting()) == 3
    simulated.switch(Mode.OK)
    printer.retry_now()
    until(lambda: not printer.waiting())
    assert numbers(simulated) == [b"ticket 0", b"ticket 1", b"ticket 2"]
    until(lambda: printer.state.trouble is None)


def test_a_paper_that_was_cut_off_comes_again_marked(
    simulated: TcpPrinter, opened: Callable[[], ReceiptPrinter]
) -> None:
    simulated.switch(Mode.RESET_MID_JOB)
    printer = opened()
    printer.submit(job(1))
    until(lambda: not printer.waiting())
    assert simulated.printed.count(MARK.encode("cp858")) == 1


def test_a_silent_printer_holds_nobody_up(
    simulated: TcpPrinter, opened: Callable[[], ReceiptPrinter]
) -> None:
    simulated.switch(Mode.SILENT)
    printer = opened()
    begun = time.monotonic()
    printer.submit(job(1))
    printer.kick_drawer()
    assert printer.waiting()
    assert time.monotonic() - begun < 0.5
    time.sleep(0.2)
    begun = time.monotonic()
    printer.close()
    assert time.monotonic() - begun < 1.5


def test_what_waited_is_printed_by_the_next_start(
    simulated: TcpPrinter, opened: Callable[[], ReceiptPrinter]
) -> None:
    simulated.switch(Mode.OFF)
    first = opened()
    first.submit(job(1))
    first.close()
    simulated.switch(Mode.OK)
    second = opened()
    until(lambda: not second.waiting())
    assert numbers(simulated) == [b"ticket 1"]


def test_a_paper_can_be_given_up(simulated: TcpPrinter, opened: Callable[[], ReceiptPrinter]) -> None:
    simulated.switch(Mode.OFF)
    printer = opened()
    for number in (1, 2):
        printer.submit(job(number))
    until(lambda: printer.state.trouble is not None)
    printer.cancel("job-1")
    simulated.switch(Mode.OK)
    printer.retry_now()
    until(lambda: not printer.waiting())
    assert numbers(simulated) == [b"ticket 2"]


def test_the_drawer_opens_now_or_not_at_all(
    simulated: TcpPrinter, opened: Callable[[], ReceiptPrinter]
) -> None:
    printer = opened()
    until(lambda: printer.state.wire is Wire.READY)
    printer.kick_drawer()
    until(lambda: simulated.printed.count(b"\x1bp") == 1)
    simulated.switch(Mode.OFF)
    printer.kick_drawer()
    time.sleep(0.6)
    simulated.switch(Mode.OK)
    time.sleep(0.4)
    assert simulated.printed.count(b"\x1bp") == 1
