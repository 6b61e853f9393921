"""The scanner on a serial port: its codes and its troubles, heard on its thread and told as Qt signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ess_shop.domain.scanner import ScannerSettings


class Scanner(Protocol):
    """Reads a port on a thread of its own."""

    def start(self) -> None:
        """Begin; returns at once."""

    def close(self) -> None:
        """Stop, within half a second."""


class SerialScans(QObject):
    """At most one scanner; connect to its signals queued, for they come from another thread."""

    scanned = Signal(str)
    told = Signal(object)
    """A DeviceTrouble, or None when the scanner is ready or there is none any longer."""

    def __init__(self, open: Callable[..., Scanner]) -> None:
        super().__init__()
        self._open = open
        self._port: tuple[str, int] = ("", 0)
        self._scanner: Scanner | None = None

    def change(self, settings: ScannerSettings) -> None:
        """Listen to the settings' port, or ("") to none; closing an old scanner may take half a second."""
        wanted = settings.port, settings.baud
        if wanted == self._port:
            return
        self.close()
        self.told.emit(None)
        self._port = wanted
        if settings.port:
            self._scanner = self._open(settings, on_code=self.scanned.emit, on_trouble=self.told.emit)
            self._scanner.start()

    def close(self) -> None:
        """Listen no longer."""
        if self._scanner is not None:
            self._scanner.close()
            self._scanner = None
        self._port = ("", 0)
