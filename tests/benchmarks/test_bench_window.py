"""The window as a whole: its start from nothing, and how long it stands still while a printer misbehaves."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from shop_builder import ShopBuilder, barcode, when
from till_at_work import TillAtWork

from db.books import SqlBooks, create_books
from db.keys import KeyRing
from drivers.printing.opening import open_printer
from drivers.printing.simulator import Mode, TcpPrinter
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings
from ess_shop.domain.sale import Means
from ui.demo.goods import demo_shop
from ui.demo.shop import fill
from ui.desktop.presenters import panels

STARTS, SALES = 9, 40
PROGRAM = Path(__file__).parent / "start_program.py"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    keys = KeyRing(folder / "keys")
    books = create_books(str(folder / "demo.db"), demo_shop(), at="2026-08-01T08:00:00+02:00", keys=keys)
    fill(books, date(2026, 11, 24))
    books.close()
    return folder


def test_from_the_command_to_a_usable_till(
    demo: Path, benchmark: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(demo / "keys"))
    monkeypatch.setenv("PYTHONPATH", str(PROGRAM.parents[2]))
    reached: dict[str, list[float]] = {"door": [], "sale": []}
    peaks: list[float] = []

    def start() -> None:
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, str(PROGRAM), str(demo / "demo.db"), str(demo / "till")],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as program:
            assert program.stdout
            for line in program.stdout:
                what, peak = line.split()
                reached[what].append(time.perf_counter() - begun)
                peaks.append(float(peak))
        assert program.returncode == 0

    benchmark.pedantic(start, rounds=STARTS, warmup_rounds=1)  # type: ignore[attr-defined]
    for what, times in reached.items():
        assert len(times) >= STARTS
        benchmark.extra_info[f"{what}_ms"] = round(statistics.median(times) * 1000)  # type: ignore[attr-defined]
    benchmark.extra_info["peak_mib"] = round(max(peaks), 1)  # type: ignore[attr-defined]


class Pulse:
    """A heartbeat of the event loop; `longest` is the longest time between two beats."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    made = ShopBuilder(sqlite_books)
    member = made.member(accepts="50")
    for _ in range(20):
        made.article(member, "12.35")
    made.open(when(2))
    return made


@pytest.mark.parametrize(
    "mode", [Mode.OK, Mode.OFF, Mode.PAPER_OUT, Mode.RESET_MID_JOB, Mode.SILENT, Mode.STALL]
)
def test_the_window_never_stands_still(
    mode: Mode, qapp: object, shop: ShopBuilder, tmp_path: Path, benchmark: pytest.FixtureRequest
) -> None:
    simulated = TcpPrinter(mode)
    printer = open_printer(
        PrinterSettings(PrinterKind.NETWORK, simulated.address, drawer=True), tmp_path / "print"
    )
    till = TillAtWork(shop, threads=True, printer=printer)
    till.to_sale()
    sell(till, 1)  # what is made at the first sale only is no part of it
    gc.collect()  # nor is what earlier tests left behind
    pulse = Pulse()

    def work() -> None:
        for number in range(SALES):
            sell(till, number)

    benchmark.pedantic(work, rounds=1)  # type: ignore[attr-defined]
    pulse.stop()
    benchmark.extra_info["longest_gap_ms"] = round(pulse.longest * 1000, 1)  # type: ignore[attr-defined]
    till.close()
    printer.close()
    simulated.close()


def sell(till: TillAtWork, number: int) -> None:
    """Three scans, cash, a printed receipt, and a moment for the customer."""
    sale = till.till.sale
    for step in range(3):
        till.scan(barcode(1 + (number + step) % 20))
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CASH, "5000")
    sale.paying.validate()
    till.settle()
    sale.receipts.print_it()
    till.settle()
    end = time.perf_counter() + 0.05
    while time.perf_counter() < end:
        QApplication.processEvents()
