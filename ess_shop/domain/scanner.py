"""A till's barcode scanners: how one that types like a keyboard is told from people, and one on a port."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from stdnum import ean

from ess_shop.domain.receipt_printer import BAUDS
from ess_shop.errors import Refused

LAYOUTS = ("auto", "us", "computer")
"""How a keyboard scanner is set; see `ui.desktop.scanning.layouts`."""

SHORTEST_GAP, LONGEST_GAP = 10, 200
"""Milliseconds between two keys of a scan."""

LONGEST_PORT = 200


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """One till's scanners; Refused for a value that no scanner has.

    `prefix` is the sign a keyboard scanner is programmed to press first ("" for none), `gap_ms` its longest
    pause between two keys, `layout` one of LAYOUTS. `port` "" means that no scanner is on a serial port.
    """

    prefix: str = ""
    gap_ms: int = 35
    layout: str = "auto"
    port: str = ""
    baud: int = 9600

    def __post_init__(self) -> None:
        if len(self.prefix) > 1 or not self.prefix.isprintable() or self.prefix.isalnum():
            raise Refused(
                "scanner_prefix",
                "“{text}” cannot begin a scan: take one sign that nobody types, like ~ or #.",
                text=self.prefix,
            )
        if not SHORTEST_GAP <= self.gap_ms <= LONGEST_GAP:
            raise Refused(
                "scanner_gap",
                "The pause inside a scan is {least} to {most} milliseconds long.",
                least=SHORTEST_GAP,
                most=LONGEST_GAP,
            )
        if (
            self.layout not in LAYOUTS
            or self.baud not in BAUDS
            or len(self.port) > LONGEST_PORT
            or not (self.port.isprintable())
        ):
            raise _unreadable()


def scanner_settings(plain: object) -> ScannerSettings:
    """The settings of plain data (None: the usual ones); Refused for data that make no sense."""
    if plain is None:
        return ScannerSettings()
    if not isinstance(plain, Mapping):
        raise _unreadable()
    types = {each.name: type(each.default) for each in fields(ScannerSettings)}
    given: dict[str, Any] = {str(name): value for name, value in plain.items() if name in types}
    if any(type(value) is not types[name] for name, value in given.items()):
        raise _unreadable()
    return ScannerSettings(**given)


def plain_scanner(settings: ScannerSettings) -> dict[str, object]:
    """The settings as plain data that `scanner_settings` reads."""
    return asdict(settings)


def _unreadable() -> Refused:
    return Refused(
        "scanner_setting_unreadable", "The scanner’s settings cannot be read: set the scanner up again."
    )


EAN_LENGTHS: Mapping[int, str] = {8: "EAN-8", 12: "UPC-A", 13: "EAN-13", 14: "GTIN-14"}


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """What a code is by its form: `kind` names a code of digits, "" for another one."""

    text: str
    kind: str
    whole: bool
    """Whether its check digit is right; true for codes that have none."""


def recognised(text: str) -> ScannedCode:
    """Which kind of code a scan brought."""
    kind = EAN_LENGTHS.get(len(text), "") if text.isascii() and text.isdigit() else ""
    return ScannedCode(text, kind, not kind or bool(ean.is_valid(text)))
