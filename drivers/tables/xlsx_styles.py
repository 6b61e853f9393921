"""Which looks of an XLSX file's cells make a number a date or a percentage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from drivers.tables.xml_part import XmlWalk, local


class Look(Enum):
    """What a number's format makes of it."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"


_PERCENTS = frozenset({9, 10})
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The formats that have a number only (ECMA-376, part 1, 18.8.30)."""

_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
"""What a format writes or colours as it is, and what it leaves room for."""

_TIME = re.compile(r"[dmyhs]", re.IGNORECASE)


def looks(file: str, styles: bytes) -> list[Look]:
    """The look of every cell style by its number; BadFile if the part is damaged."""
    if not styles:
        return []
    walk = _Styles(file)
    walk.walk(styles)
    return [walk.own.get(format_, _built_in(format_)) for format_ in walk.formats]


def look_of(code: str) -> Look:
    """What a format written out makes of a number."""
    if code.lower() in {"general", "standard"}:
        return Look.PLAIN
    plain = _ASIDE.sub("", code)
    if _TIME.search(plain):
        return Look.DATE
    return Look.PERCENT if "%" in plain else Look.PLAIN


def _built_in(format_: str) -> Look:
    number = int(format_) if format_.isascii() and format_.isdigit() and len(format_) < 5 else 0
    if number in _DATES:
        return Look.DATE
    return Look.PERCENT if number in _PERCENTS else Look.PLAIN


class _Styles(XmlWalk):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.own: dict[str, Look] = {}
        self.formats: list[str] = []
        self._of_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match local(name):
            case "numFmt":
                self.own[attributes.get("numFmtId", "")] = look_of(attributes.get("formatCode", ""))
            case "cellXfs":
                self._of_cells = True
            case "xf" if self._of_cells:
                self.formats.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self._of_cells = False
