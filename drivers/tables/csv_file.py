"""The one writer of CSV files: UTF-8, comma, decimal point, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from drivers.whole_file import write_whole

Cell = str | int | Decimal
"""A text, or a number that is written as it is: `Money.decimal()` for amounts."""

FORMULA_SIGNS = "=+-@＝＋－＠"
"""What a spreadsheet takes for the start of a formula, full-width forms included (OWASP, CSV Injection)."""

_LEADS = ("\t", "\r", "\n")
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_SPLIT = re.compile(rf";(?=\s*[{re.escape(FORMULA_SIGNS)}])")


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a header and its rows, replacing the file at `path` in one step.

    ValueError for a row that does not fit the columns, TypeError for a cell that is neither text nor an
    exact number, StorageTrouble if the folder refuses; in each case the old file stays.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{len(row)} cells for {len(columns)} columns")
        writer.writerow([_written(cell) for cell in row])
    write_whole(path, text.getvalue().encode())


def harmless(text: str) -> str:
    """The text on one line, marked with an apostrophe where a spreadsheet would read a formula.

    The mark comes before a text that starts with a formula sign, after any blank, invisible or control
    character, or with a tab or line end (OWASP, CSV Injection). It also comes between a semicolon and a
    formula sign: spreadsheets set to French cut a line there, quoted or not.
    """
    plain = "".join(" " if unicodedata.category(char) in _BREAKS else char for char in text)
    plain = _SPLIT.sub(";'", plain)
    start = next((char for char in plain if unicodedata.category(char)[0] not in "CZ"), "")
    marked = text.startswith(_LEADS) or (start and start in FORMULA_SIGNS)
    return f"'{plain}" if marked else plain


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        raise TypeError(f"no cell of a table: {cell!r}")
    if isinstance(cell, Decimal) and not cell.is_finite():
        raise TypeError(f"no number of a table: {cell}")
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
