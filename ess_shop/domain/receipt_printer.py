"""A receipt printer as the rest of the house sees it: its settings, its state, the papers given to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Protocol

from ess_shop.errors import DeviceTrouble, Refused

WIDTHS = (58, 80)
"""Papers in mm."""

ENCODINGS = ("CP858", "CP1252")
"""Code pages that hold the letters of French and the euro sign."""

BAUDS = (9600, 19200, 38400, 57600, 115200)


class PrinterKind(StrEnum):
    """How a printer is reached."""

    NONE = "none"
    NETWORK = "network"
    SERIAL = "serial"
    USB = "usb"
    FILE = "file"
    SCREEN = "screen"


NEEDS_ADDRESS = frozenset({PrinterKind.NETWORK, PrinterKind.SERIAL, PrinterKind.USB, PrinterKind.FILE})


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """One printer; Refused for a value that no printer has.

    `address` is `host` or `host:port` (9100), a serial port, `vendor:product` in hexadecimal, or the path
    of a device or file. `drawer` says that a cash drawer is plugged into the printer.
    """

    kind: PrinterKind = PrinterKind.NONE
    address: str = ""
    width_mm: int = 80
    encoding: str = "CP858"
    drawer: bool = False
    baud: int = 9600

    def __post_init__(self) -> None:
        for name, allowed in _ALLOWED.items():
            if getattr(self, name) not in allowed:
                raise Refused(
                    "printer_setting",
                    "The printer’s setting “{name}” cannot be “{value}”: choose one of {choices}.",
                    name=name,
                    value=getattr(self, name),
                    choices=", ".join(map(str, allowed)),
                )
        if self.kind in NEEDS_ADDRESS and not self.address.strip():
            raise Refused("printer_address", "Say where the printer is: its address is empty.")


_ALLOWED: Mapping[str, Sequence[object]] = {
    "width_mm": WIDTHS,
    "encoding": ENCODINGS,
    "baud": BAUDS,
}


def printer_settings(plain: object) -> PrinterSettings:
    """The settings of plain data; what is missing has its default. Refused for data that make no sense."""
    if plain is None:
        return PrinterSettings()
    if not isinstance(plain, Mapping):
        raise _unreadable()
    types = {each.name: type(each.default) for each in fields(PrinterSettings)}
    given: dict[str, Any] = {str(name): value for name, value in plain.items() if name in types}
    try:
        given["kind"] = PrinterKind(given.get("kind", PrinterKind.NONE))
    except ValueError as wrong:
        raise _unreadable() from wrong
    if any(type(value) is not types[name] for name, value in given.items()):
        raise _unreadable()
    return PrinterSettings(**given)


def plain_printer(settings: PrinterSettings) -> dict[str, object]:
    """The settings as plain data that `printer_settings` reads."""
    return asdict(settings) | {"kind": str(settings.kind)}


def _unreadable() -> Refused:
    return Refused(
        "printer_setting_unreadable", "The printer’s settings cannot be read: set the printer up again."
    )


class Wire(StrEnum):
    """How a printer says it is; UNKNOWN when it says nothing, which is never taken for good news."""

    READY = "ready"
    OFFLINE = "offline"
    COVER_OPEN = "cover_open"
    PAPER_OUT = "paper_out"
    PAPER_LOW = "paper_low"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"
    NONE = "none"

    @property
    def prints(self) -> bool:
        """Whether the printer said that it can print."""
        return self in {Wire.READY, Wire.PAPER_LOW}


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A paper ready to print: its lasting name (letters, digits, - and _), what people call it, its bytes."""

    id: str
    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """A paper not printed yet; `marked` when part of it may be on paper already: it will say RÉIMPRESSION."""

    id: str
    title: str
    marked: bool


@dataclass(frozen=True, slots=True)
class PrinterState:
    """How printing stands: the last known status, papers waiting, which one is being printed."""

    wire: Wire
    waiting: int
    printing: str = ""
    trouble: DeviceTrouble | None = None


PrinterListener = Callable[[PrinterState], None]
"""Hears of every change, on the printer's own thread; it must return quickly."""


class ReceiptPrinter(Protocol):
    """A printer that is given papers and prints them when it can; no call waits for the device."""

    def submit(self, job: PrintJob) -> None:
        """Keep a paper until it is printed; one that waits already is not taken twice.

        StorageTrouble if it cannot be kept.
        """

    def kick_drawer(self) -> None:
        """Open the drawer now or not at all; what goes wrong is heard by the listeners."""

    def retry_now(self) -> None:
        """Do not wait for the next try."""

    def cancel(self, job_id: str) -> None:
        """Give a waiting paper up; nothing happens if it is not known. Refused while it is being printed."""

    def waiting(self) -> Sequence[WaitingJob]:
        """What is not printed yet, in order."""

    def listen(self, listener: PrinterListener) -> None:
        """Hear how printing stands now, and of every change from now on."""

    @property
    def state(self) -> PrinterState:
        """How printing stands."""

    def close(self) -> None:
        """Stop within a second; what is not printed is kept for the next start."""


class NoPrinter:
    """A till without a printer: whatever it is asked, nothing happens and nothing is wrong."""

    def submit(self, job: PrintJob) -> None:
        """Nothing is printed."""

    def kick_drawer(self) -> None:
        """There is no drawer."""

    def retry_now(self) -> None:
        """There is nothing to try."""

    def cancel(self, job_id: str) -> None:
        """Nothing ever waits."""

    def waiting(self) -> Sequence[WaitingJob]:
        """Nothing ever waits."""
        return ()

    def listen(self, listener: PrinterListener) -> None:
        """Nothing ever changes."""

    @property
    def state(self) -> PrinterState:
        """No printer."""
        return PrinterState(Wire.NONE, 0)

    def close(self) -> None:
        """There is nothing to stop."""
