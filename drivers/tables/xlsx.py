"""Reading the sheets of an XLSX file (Office Open XML), nothing of it being run or fetched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drivers.tables.grid import LAST_ROW, Grid, number_cell, text_cell
from drivers.tables.packed import Parts, damaged
from drivers.tables.xlsx_styles import Look, looks
from drivers.tables.xml_part import XmlWalk, local
from ess_shop.domain.sheets import Cell, Kind, Merge, Sheet

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,20})")


@dataclass(frozen=True, slots=True)
class _Tab:
    name: str
    part: str
    hidden: bool


def read_xlsx(parts: Parts, workbook: str) -> tuple[Sheet, ...]:
    """Every sheet in the order of its tab; `workbook` is the part that lists them."""
    strings = _Strings(parts.name)
    strings.walk_if_any(parts.read(_beside(workbook, "sharedStrings.xml")))
    styles = looks(parts.name, parts.read(_beside(workbook, "styles.xml")))
    sheets = []
    for tab in _tabs(parts, workbook):
        sheet = _SheetWalk(parts.name, tab.name, strings.texts, styles)
        sheet.walk(parts.read(tab.part))
        sheets.append(sheet.grid.sheet(hidden=tab.hidden))
    return tuple(sheets)


def _tabs(parts: Parts, workbook: str) -> list[_Tab]:
    tabs, links = _Tabs(parts.name), _Links(parts.name)
    tabs.walk(parts.read(workbook))
    links.walk(parts.read(_beside(workbook, f"_rels/{posixpath.basename(workbook)}.rels")))
    found = []
    for name, link, hidden in tabs.found:
        kind, target = links.targets.get(link, ("", ""))
        if kind == "worksheet":
            found.append(_Tab(name, _beside(workbook, target), hidden))
    return found


def _beside(workbook: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(workbook), target))


class _Tabs(XmlWalk):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.found: list[tuple[str, str, bool]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "sheet":
            link = next((text for key, text in attributes.items() if key.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.found.append((attributes.get("name", ""), link, hidden))


class _Links(XmlWalk):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = posixpath.basename(attributes.get("Type", ""))
            self.targets[attributes.get("Id", "")] = kind, attributes.get("Target", "")


class _Texts(XmlWalk):
    """Gathers the text of `t` elements; phonetic hints (`rPh`) are none of it."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.pieces: list[str] = []
        self.hears = False
        self._hints = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        plain = local(name)
        self._hints += plain == "rPh"
        self.hears = plain == "t" and not self._hints

    def end(self, name: str) -> None:
        self._hints -= local(name) == "rPh"
        self.hears = False

    def text(self, text: str) -> None:
        if self.hears:
            self.pieces.append(text)


class _Strings(_Texts):
    """The texts that cells share."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.texts: list[str] = []

    def walk_if_any(self, content: bytes) -> None:
        if content:
            self.walk(content)

    def end(self, name: str) -> None:
        super().end(name)
        if local(name) == "si":
            self.texts.append("".join(self.pieces))
            self.pieces.clear()


class _SheetWalk(_Texts):
    """The cells of one sheet; a row or cell without an address follows the one before."""

    def __init__(self, file: str, sheet: str, strings: Sequence[str], styles: Sequence[Look]) -> None:
        super().__init__(file)
        self.grid = Grid(file, sheet)
        self._strings, self._styles = strings, styles
        self._row, self._column = 0, -1
        self._type, self._look, self._formula = "n", Look.PLAIN, False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(name, attributes)
        match local(name):
            case "row":
                self._row, self._column = self._number(attributes.get("r"), self._row + 1), -1
            case "c":
                self._begin(attributes)
            case "f":
                self._formula = True
            case "v":
                self.hears = True
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        super().end(name)
        if local(name) == "c":
            self.grid.put(self._row, self._column, self._cell("".join(self.pieces)))

    def _begin(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        self._row, self._column = self._place(place) if place else (self._row, self._column + 1)
        self._type = attributes.get("t", "n")
        style = self._number(attributes.get("s"), 0)
        self._look = self._styles[style] if style < len(self._styles) else Look.PLAIN
        self._formula = False
        self.pieces.clear()

    def _cell(self, text: str) -> Cell | None:
        if self._formula:
            return Cell(text.strip()[:40] or "=", Kind.FORMULA)
        if not text.strip():
            return None
        match self._type:
            case "s":
                place = self._number(text.strip(), 0)
                if place >= len(self._strings):
                    raise damaged(self.file)
                return text_cell(self._strings[place])
            case "str" | "inlineStr":
                return text_cell(text)
            case "b":
                return Cell(text.strip()[:40], Kind.BOOLEAN)
            case "e":
                return Cell(text.strip()[:40], Kind.ERROR)
            case "d":
                return Cell(text.strip()[:40], Kind.DATE)
        if self._look is Look.DATE:
            return Cell(text.strip()[:40], Kind.DATE)
        return number_cell(text.strip(), percent=self._look is Look.PERCENT)

    def _merge(self, range_: str) -> None:
        first, _, last = range_.partition(":")
        self.grid.merge(Merge(self._place(first)[0], self._place(last or first)[0], range_))

    def _place(self, text: str) -> tuple[int, int]:
        found = _ADDRESS.fullmatch(text)
        if found is None:
            raise damaged(self.file)
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return self._number(found[2], 0), column - 1

    def _number(self, text: str | None, otherwise: int) -> int:
        if text is None:
            return otherwise
        if not text.isascii() or not text.isdigit():
            raise damaged(self.file)
        if len(text) > 7 or int(text) > LAST_ROW:
            raise self.grid.far(LAST_ROW, 0)
        return int(text)
