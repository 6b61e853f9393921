"""What the till is plugged into: its printer and its scanners, exchanged as soon as their settings change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from ess_shop.domain.preferences import PRINTER, SCANNER
from ess_shop.domain.receipt_printer import PrinterSettings, printer_settings
from ess_shop.domain.scanner import ScannerSettings, scanner_settings
from ess_shop.wording import Words
from ui import bootstrap
from ui.desktop.presenters.degraded import Degraded
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.scanner import ScannerPresenter
from ui.desktop.scanning.burst import WedgeSettings
from ui.desktop.scanning.serial import SerialScans
from ui.desktop.scanning.wedge import Wedge


class Plugged(QObject):
    """The real till's devices; the practice till prints and scans with the same ones."""

    scanned = Signal(str)

    def __init__(
        self, words: Words, folder: Path, printer: PrinterSettings, scanner: ScannerSettings
    ) -> None:
        super().__init__()
        self.printer = bootstrap.printer(printer, folder)
        self.press = bootstrap.ReceiptPress(words, printer)
        self.wedge = Wedge(_wedge(scanner), self)
        self.serial = SerialScans(bootstrap.serial_scanner)
        self.wedge.scanned.connect(self.scanned)
        self.serial.scanned.connect(self.scanned, Qt.ConnectionType.QueuedConnection)
        self._first = scanner

    def follow(self, desk: Desk, degraded: Degraded, application: QCoreApplication) -> None:
        """Begin to scan, and do what is set at this desk."""
        self._desk = desk
        self._told = ScannerPresenter(desk, degraded)
        self.serial.told.connect(self._told_of_scanner, Qt.ConnectionType.QueuedConnection)
        self.serial.change(self._first)
        self.wedge.install(application)
        desk.settings_changed.connect(self._settings_changed)

    def _told_of_scanner(self, trouble: object) -> None:
        self._told.hear(trouble)  # type: ignore[arg-type]

    def _settings_changed(self, name: str) -> None:
        if name == f"{PRINTER}{self._desk.till}":
            self._desk.lane.run(self._change_printer, lambda _none: None)
        elif name == f"{SCANNER}{self._desk.till}":
            self._desk.lane.run(self._change_scanner, self.wedge.change)

    def _change_printer(self) -> None:
        """Away from the screen: closing a printer may take a second."""
        with self._desk.books.read() as read:
            settings = printer_settings(read.preference(f"{PRINTER}{self._desk.till}"))
        self.printer.change(settings)
        self.press.settle(settings)

    def _change_scanner(self) -> WedgeSettings:
        with self._desk.books.read() as read:
            settings = scanner_settings(read.preference(f"{SCANNER}{self._desk.till}"))
        self.serial.change(settings)
        return _wedge(settings)

    def close(self, application: QCoreApplication) -> None:
        """Let go of everything; papers that wait are kept."""
        self.wedge.remove(application)
        self.serial.close()
        self.printer.close()


def _wedge(settings: ScannerSettings) -> WedgeSettings:
    return WedgeSettings(gap_ms=settings.gap_ms, prefix=settings.prefix, layout=settings.layout)
