"""A printer is exchanged for another one: papers that wait, and who listens, stay."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from printer_stories import paper, until

from drivers.printing import finding
from drivers.printing.exchange import ExchangedPrinter
from drivers.printing.opening import open_printer
from ess_shop.domain.receipt_printer import (
    NoPrinter,
    PrinterKind,
    PrinterSettings,
    PrinterState,
    ReceiptPrinter,
    Wire,
)
from ess_shop.errors import Refused, StorageTrouble

NONE = PrinterSettings()


def file(path: Path) -> PrinterSettings:
    return PrinterSettings(PrinterKind.FILE, str(path))


def test_papers_given_while_it_is_exchanged_are_printed_by_the_new_one(tmp_path: Path) -> None:
    opening, begun = threading.Event(), threading.Event()

    def slowly(settings: PrinterSettings, folder: Path) -> ReceiptPrinter:
        if settings.kind is PrinterKind.FILE:
            begun.set()
            opening.wait(5)
        return open_printer(settings, folder)

    printer = ExchangedPrinter(NONE, tmp_path / "queue", open=slowly)
    heard: list[PrinterState] = []
    printer.listen(heard.append)
    target = tmp_path / "paper"
    target.touch()
    change = threading.Thread(target=printer.change, args=(file(target),))
    change.start()
    assert begun.wait(5)
    printer.submit(paper(7))
    opening.set()
    change.join(5)
    until(lambda: b"ticket 7" in target.read_bytes())
    until(lambda: bool(heard) and heard[-1].waiting == 0)
    printer.change(NONE)
    assert heard[-1].wire is Wire.NONE
    printer.close()


def test_papers_that_wait_are_kept_without_a_printer(tmp_path: Path) -> None:
    printer = ExchangedPrinter(
        PrinterSettings(PrinterKind.NETWORK, "127.0.0.1:1"), tmp_path / "queue", open=open_printer
    )
    printer.submit(paper(1))
    printer.change(NONE)
    assert printer.waiting() == ()
    target = tmp_path / "paper"
    target.touch()
    printer.change(file(target))
    until(lambda: b"ticket 1" in target.read_bytes())
    printer.close()


def test_an_address_that_makes_no_sense_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "paper"
    target.touch()
    printer = ExchangedPrinter(file(target), tmp_path / "queue")
    with pytest.raises(Refused):
        printer.change(PrinterSettings(PrinterKind.USB, "nothing"))
    printer.submit(paper(2))
    until(lambda: b"ticket 2" in target.read_bytes())
    printer.close()


def test_a_folder_that_refuses_leaves_no_printer(tmp_path: Path) -> None:
    def refusing(settings: PrinterSettings, folder: Path) -> ReceiptPrinter:
        if settings.kind is PrinterKind.NONE:
            return NoPrinter()
        raise StorageTrouble("print_queue", "The folder {folder} refuses.", folder=folder)

    printer = ExchangedPrinter(NONE, tmp_path / "queue", open=refusing)
    with pytest.raises(StorageTrouble):
        printer.change(file(tmp_path / "paper"))
    assert printer.state.wire is Wire.NONE
    printer.close()


def test_printer_devices_of_the_system_are_found(tmp_path: Path) -> None:
    (tmp_path / "dev" / "usb").mkdir(parents=True)
    for name in ("usb/lp0", "usb/lp1", "tty0"):
        (tmp_path / "dev" / name).touch()
    found = finding.found(tmp_path)
    assert [device.address for device in found.files] == [
        str(tmp_path / "dev" / "usb" / "lp0"),
        str(tmp_path / "dev" / "usb" / "lp1"),
    ]
    assert all(device.address for device in (*found.serial, *found.usb))
