"""Gathering the cells of one sheet, with the limits that a list of a shop keeps."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from ess_shop.domain.sheets import Cell, Kind, Merge, Sheet, SheetRow, address
from ess_shop.domain.source import BadFile, Problem

MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_MERGES = 200
MOST_REPEATS = 1000
"""How often one row may stand below itself; nobody means more equal lines."""

LAST_ROW = 1_048_576
"""No spreadsheet has more rows."""

LONGEST_TEXT = 4000
EXACT = 10**15
"""Spreadsheets keep fifteen digits of a number; from here on some are lost."""

_ERROR = re.compile(r"#(REF!|N/A|DIV/0!|NAME\?|VALUE!|NUM!|NULL!|VALEUR!|NOM\s?\?|NOMBRE!|NUL!)|(Err:\d+)")
_LONGEST_NUMBER = 64


class Grid:
    """The cells of one sheet as they come; BadFile as soon as there are too many."""

    def __init__(self, file: str, sheet: str) -> None:
        self._file, self._sheet = file, sheet
        self._rows: dict[int, dict[int, Cell]] = {}
        self._merges: list[Merge] = []

    def put(self, row: int, column: int, cell: Cell | None) -> None:
        """Keep a cell unless it is empty; rows and columns far away are no list."""
        if cell is None or not cell.text:
            return
        if row > MOST_ROWS or column >= MOST_COLUMNS:
            raise self.far(row, column)
        self._rows.setdefault(row, {})[column] = cell

    def repeat(self, row: int, times: int) -> None:
        """Write a row again below itself, as often as the file says; an empty row costs nothing."""
        cells = self._rows.get(row)
        if cells is None or times == 1:
            return
        if row + times - 1 > MOST_ROWS or times > MOST_REPEATS:
            raise self.far(row, min(cells))
        for number in range(row + 1, row + times):
            self._rows[number] = cells

    def merge(self, merge: Merge) -> None:
        """Note merged cells, as many as anyone would mend."""
        if len(self._merges) < MOST_MERGES:
            self._merges.append(merge)

    def sheet(self, *, hidden: bool = False) -> Sheet:
        """What was gathered."""
        rows = tuple(SheetRow(number, self._rows[number]) for number in sorted(self._rows))
        return Sheet(self._sheet, rows, tuple(self._merges), hidden)

    def far(self, row: int, column: int) -> BadFile:
        """What is said of a cell, or a repetition, that leads further than any list."""
        sentence = "There is something far from the list, which may have {rows} lines and {columns} columns."
        facts: dict[str, object] = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        return BadFile(self._file, [Problem(row, sentence, facts, address(row, column), self._sheet)])


def text_cell(text: str) -> Cell:
    """A cell of text, on one line."""
    plain = " ".join(text.split())
    if _ERROR.fullmatch(plain):
        return Cell(plain, Kind.ERROR)
    return Cell(plain[:LONGEST_TEXT], Kind.LONG_TEXT if len(plain) > LONGEST_TEXT else Kind.TEXT)


def number_cell(written: str, *, percent: bool = False) -> Cell:
    """A cell of a number as the file writes it (`12.5`, `3.76E+12`), without the noise of its last digit."""
    try:
        value = float(written) if len(written) <= _LONGEST_NUMBER else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        return Cell(written[:LONGEST_TEXT], Kind.ERROR)
    if abs(value) >= EXACT:
        return Cell(written, Kind.LONG_NUMBER)
    exact = Decimal(format(value, ".15g"))
    if percent:
        return Cell(f"{_plain(exact * 100)} %", Kind.PERCENT)
    return Cell(_plain(exact), Kind.NUMBER)


def _plain(value: Decimal) -> str:
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")
