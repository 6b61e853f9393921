"""Trying a printer step by step: what is said, and where it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from printer_stories import CUT, network

from drivers.printing.check import Step, check
from drivers.printing.simulator import Mode, TcpPrinter
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings
from ess_shop.wording import speaking

PAGE = b"a test page\n" + CUT


def tried(settings: PrinterSettings, folder: Path) -> list[Step]:
    return list(check(settings, speaking("en"), page=PAGE, folder=folder))


@pytest.mark.parametrize(
    ("mode", "steps", "printed"),
    [
        (Mode.OK, [("Status", True), ("Test page", True), ("Status afterwards", True)], 1),
        (Mode.PAPER_LOW, [("Status", True), ("Test page", True), ("Status afterwards", True)], 1),
        (Mode.MUTE, [("Status", True), ("Test page", True), ("Status afterwards", True)], 1),
        (Mode.PAPER_OUT, [("Status", False)], 0),
        (Mode.COVER_OPEN, [("Status", False)], 0),
        (Mode.OFF, [("Status", False)], 0),
    ],
)
def test_it_ends_where_something_is_to_be_mended(
    mode: Mode, steps: list[tuple[str, bool]], printed: int, tmp_path: Path
) -> None:
    printer = TcpPrinter(mode)
    try:
        told = tried(network(printer.address), tmp_path)
        assert [(step.name, step.well) for step in told] == steps, told
        assert len(printer.jobs) == printed
        assert all(step.said for step in told)
    finally:
        printer.close()


def test_nothing_to_try_and_nowhere_to_send_it(tmp_path: Path) -> None:
    assert tried(PrinterSettings(), tmp_path) == [Step("Printer", "No printer is set up.")]
    (step,) = tried(PrinterSettings(PrinterKind.USB, "nonsense"), tmp_path)
    assert not step.well
