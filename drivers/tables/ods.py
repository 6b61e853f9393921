"""Reading the sheets of an ODS file (OpenDocument), repetitions being counted before they are written out."""

from __future__ import annotations

from collections.abc import Mapping

from drivers.tables.grid import LAST_ROW, LONGEST_TEXT, MOST_COLUMNS, Grid, number_cell, text_cell
from drivers.tables.packed import Parts, damaged
from drivers.tables.xml_part import XmlWalk
from ess_shop.domain.sheets import Cell, Kind, Merge, Sheet, address

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE = (f"{_NAMESPACE}{each}:1.0 " for each in ("table", "text", "office", "style"))
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_NUMBERS = frozenset({"float", "currency", "percentage"})
_INSIDE_TEXT = frozenset({f"{_TEXT}{each}" for each in ("span", "a", "s", "tab", "line-break")})


def read_ods(parts: Parts) -> tuple[Sheet, ...]:
    """Every sheet in the order of its tab."""
    walk = _Content(parts.name)
    walk.walk(parts.read("content.xml"))
    return tuple(walk.sheets)


class _Content(XmlWalk):
    """The sheets of `content.xml`; notes, drawings and tracked changes hold no cells of the list."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.sheets: list[Sheet] = []
        self._hidden: set[str] = set()
        self._style = ""
        self._grid: Grid | None = None
        self._table_hidden = False
        self._depth = self._table_depth = self._cell_depth = 0
        self._row, self._rows, self._column, self._times = 0, 1, 0, 1
        self._cell: Mapping[str, str] = {}
        self._pieces: list[str] = []
        self._paragraph = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties":
            if attributes.get(f"{_TABLE}display") == "false":
                self._hidden.add(self._style)
        elif name == f"{_TABLE}table" and self._grid is None:
            self._begin_table(attributes)
        elif self._cell_depth:
            self._inside_cell(name, attributes)
        elif self._grid is not None and name == f"{_TABLE}table-row":
            self._column = 0
            self._rows = self._count(attributes, "number-rows-repeated")
        elif self._grid is not None and name in _CELLS:
            self._begin_cell(self._grid, attributes)

    def end(self, name: str) -> None:
        if self._grid is not None:
            if self._depth == self._cell_depth:
                self._end_cell(self._grid)
            elif not self._cell_depth and name == f"{_TABLE}table-row":
                self._grid.repeat(self._row, self._rows)
                self._row += self._rows
            elif self._depth == self._table_depth:
                self.sheets.append(self._grid.sheet(hidden=self._table_hidden))
                self._grid = None
            elif self._cell_depth and self._depth == self._cell_depth + 1:
                self._paragraph = False
        self._depth -= 1

    def text(self, text: str) -> None:
        if self._paragraph:
            self._pieces.append(text)

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        self._grid = Grid(self.file, attributes.get(f"{_TABLE}name", ""))
        self._table_hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden
        self._table_depth = self._depth
        self._row = 1

    def _begin_cell(self, grid: Grid, attributes: Mapping[str, str]) -> None:
        self._cell_depth = self._depth
        self._cell = attributes
        self._pieces = []
        self._times = self._count(attributes, "number-columns-repeated")
        rows = self._count(attributes, "number-rows-spanned")
        columns = self._count(attributes, "number-columns-spanned")
        if rows > 1 or columns > 1:
            last = self._row + rows - 1
            corner = address(last, self._column + columns - 1)
            grid.merge(Merge(self._row, last, f"{address(self._row, self._column)}:{corner}"))

    def _inside_cell(self, name: str, attributes: Mapping[str, str]) -> None:
        """A paragraph right inside the cell is its text; a note's paragraphs lie deeper."""
        if self._depth == self._cell_depth + 1:
            self._paragraph = name == f"{_TEXT}p"
            if self._paragraph and self._pieces:
                self._pieces.append(" ")
        elif self._paragraph and name in _INSIDE_TEXT:
            if name == f"{_TEXT}s":
                self._pieces.append(" " * min(self._number(attributes.get(f"{_TEXT}c", "1")), LONGEST_TEXT))
            elif name in (f"{_TEXT}tab", f"{_TEXT}line-break"):
                self._pieces.append(" ")

    def _end_cell(self, grid: Grid) -> None:
        self._cell_depth = 0
        self._paragraph = False
        cell = self._read(self._cell, "".join(self._pieces))
        if cell is not None and cell.text:
            for column in range(self._column, self._column + min(self._times, MOST_COLUMNS + 1)):
                grid.put(self._row, column, cell)
        self._column += self._times

    def _read(self, attributes: Mapping[str, str], shown: str) -> Cell | None:
        kind = attributes.get(f"{_OFFICE}value-type", "")
        value = attributes.get(f"{_OFFICE}value", "")
        if f"{_TABLE}formula" in attributes:
            return Cell(shown.strip()[:40] or "=", Kind.FORMULA)
        if attributes.get(_CALC_TYPE) == "error":
            return Cell(shown.strip()[:40] or "#", Kind.ERROR)
        if kind in _NUMBERS:
            return number_cell(value, percent=kind == "percentage")
        if kind in ("date", "time"):
            return Cell(shown.strip()[:40] or kind, Kind.DATE)
        if kind == "boolean":
            return Cell(shown.strip()[:40] or kind, Kind.BOOLEAN)
        return text_cell(attributes.get(f"{_OFFICE}string-value", shown))

    def _count(self, attributes: Mapping[str, str], name: str) -> int:
        """How often, or over how many: at least once."""
        return max(1, self._number(attributes.get(f"{_TABLE}{name}", "1")))

    def _number(self, text: str) -> int:
        """A count of rows, columns or blanks; BadFile for one that no sheet has room for."""
        if self._grid is None or not text.isascii() or not text.isdigit():
            raise damaged(self.file)
        if len(text) > 7 or int(text) > LAST_ROW:
            raise self._grid.far(self._row, self._column)
        return int(text)
