"""From settings to a printer that works."""

from __future__ import annotations

from pathlib import Path

from drivers.printing.file import FileTransport, ScreenTransport
from drivers.printing.network import NetworkTransport
from drivers.printing.serial_port import SerialTransport
from drivers.printing.spool import Spool
from drivers.printing.transport import Transport
from drivers.printing.usb_port import UsbTransport
from drivers.printing.worker import Pace, PrinterWorker
from ess_shop.domain.receipt_printer import NoPrinter, PrinterKind, PrinterSettings, ReceiptPrinter

SHOWN = "shown"
"""The folder, in the queue's, where papers for the screen are kept."""


def open_printer(settings: PrinterSettings, folder: Path, *, pace: Pace | None = None) -> ReceiptPrinter:
    """The printer, at work on the queue in `folder`; what waited there is printed first.

    Refused for an address that makes no sense; StorageTrouble if the folder cannot be used. One printer at a
    time may use a folder.
    """
    if settings.kind is PrinterKind.NONE:
        return NoPrinter()
    return PrinterWorker(
        transport_of(settings, folder / SHOWN),
        Spool(folder),
        encoding=settings.encoding,
        drawer=settings.drawer,
        pace=pace,
    )


def transport_of(settings: PrinterSettings, shown: Path) -> Transport:
    """The way to the printer; `shown` is where papers for the screen go unless the address names a folder."""
    address = settings.address.strip()
    if settings.kind is PrinterKind.NETWORK:
        return NetworkTransport(address)
    if settings.kind is PrinterKind.SERIAL:
        return SerialTransport(address, baud=settings.baud)
    if settings.kind is PrinterKind.USB:
        return UsbTransport(address)
    if settings.kind is PrinterKind.FILE:
        return FileTransport(address)
    if settings.kind is PrinterKind.SCREEN:
        return ScreenTransport(Path(address) if address else shown, width_mm=settings.width_mm)
    raise ValueError(settings.kind)
