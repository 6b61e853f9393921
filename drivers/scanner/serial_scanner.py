"""A scanner on a serial port: its codes as they come, its absence told once, and its return awaited."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import serial

from drivers.scanner.codes import Code, CodeReader, Garbage

READ_SECONDS = 0.1
"""How long one look at the port lasts; a byte that comes ends it at once."""

STALE_SECONDS = 0.5
"""A scanner sends a whole code in far less: what waits longer for its end will not get it."""

FIRST_WAIT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 4.0
CLOSE_SECONDS = 0.5

PORT_TROUBLES: tuple[type[Exception], ...] = (OSError,)
if sys.platform != "win32":
    import termios

    PORT_TROUBLES += (termios.error,)

_log = logging.getLogger(__name__)
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class ScannerState:
    """What a person is to know of a scanner: a stable code, and a sentence with its facts.

    Codes: scanner_ready, scanner_missing, scanner_unreadable (connected, and what it sent was dropped).
    """

    connected: bool
    code: str
    sentence: str
    facts: Mapping[str, object]


class SerialScanner:
    """Reads a port on a thread of its own until it is closed.

    `on_code` gets each code, `on_state` each change and each dropped reading; both are called on that thread.
    ValueError if `baud` is no speed of serial ports.
    """

    def __init__(
        self,
        port: str,
        *,
        on_code: Callable[[str], None],
        on_state: Callable[[ScannerState], None],
        baud: int = 9600,
    ) -> None:
        if baud not in serial.Serial.BAUDRATES:
            raise ValueError(baud)
        self._address = port
        self._baud = baud
        self._on_code = on_code
        self._on_state = on_state
        self._closing = threading.Event()
        self._missing_told = False
        self._thread = threading.Thread(target=self._run, name=f"scanner {port}", daemon=True)

    def start(self) -> None:
        """Begin to read; returns at once. A port that is not there is told, and tried again."""
        self._thread.start()

    def close(self) -> None:
        """Stop within CLOSE_SECONDS and let go of the port; no listener is called afterwards."""
        self._closing.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        wait = FIRST_WAIT_SECONDS
        while not self._closing.is_set():
            try:
                with serial.Serial(self._address, self._baud, timeout=READ_SECONDS, exclusive=True) as port:
                    wait = FIRST_WAIT_SECONDS
                    self._ready()
                    self._read(port)
            except PORT_TROUBLES as trouble:
                self._missing(trouble)
            self._closing.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    def _read(self, port: serial.Serial) -> None:
        codes, heard = CodeReader(), time.monotonic()
        while not self._closing.is_set():
            data = port.read(max(1, port.in_waiting))
            now = time.monotonic()
            if data:
                heard = now
                self._tell(codes.feed(data))
            elif codes.unfinished and now - heard >= STALE_SECONDS:
                self._tell(codes.give_up())

    def _ready(self) -> None:
        self._missing_told = False
        self._state(True, "scanner_ready", "The scanner on {port} is ready.")

    def _missing(self, trouble: Exception) -> None:
        _log.info("scanner on %s: %s", self._address, trouble)
        if not self._missing_told:
            self._missing_told = True
            self._state(
                False,
                "scanner_missing",
                "The scanner on {port} does not answer. Check its cable; "
                "it works again by itself as soon as it is back.",
            )

    def _tell(self, found: list[Code | Garbage] | list[Garbage]) -> None:
        for reading in found:
            if isinstance(reading, Code):
                self._call(self._on_code, reading.text)
            else:
                _log.warning("scanner on %s: dropped %r", self._address, reading.data)
                self._state(
                    True,
                    "scanner_unreadable",
                    "The scanner on {port} sent something that is not a code. Scan again; "
                    "if it goes on, check that the scanner is set to {baud} baud.",
                    baud=self._baud,
                )

    def _state(self, connected: bool, code: str, sentence: str, **facts: object) -> None:
        self._call(self._on_state, ScannerState(connected, code, sentence, {"port": self._address} | facts))

    def _call(self, listener: Callable[[Told], None], told: Told) -> None:
        if self._closing.is_set():
            return
        try:
            listener(told)
        except Exception:  # noqa: BLE001 - a listener's mistake must not silence the scanner
            _log.exception("scanner on %s: %r was not heard", self._address, told)
