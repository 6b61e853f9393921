"""Sheets of cells as a spreadsheet or a text file holds them, before anyone knows what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a spreadsheet says a cell is."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    LONG_NUMBER = "long_number"
    LONG_TEXT = "long_text"
    FORMULA = "formula"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"


UNUSABLE: Mapping[Kind, tuple[str, Mapping[str, object]]] = {
    Kind.FORMULA: ("The cell holds a formula: copy it and paste the value alone.", {}),
    Kind.DATE: ("The cell holds a date or a time: give it the format “Text” and type it again.", {}),
    Kind.BOOLEAN: ("The cell holds TRUE or FALSE: write yes or no.", {}),
    Kind.ERROR: ("The cell holds the error {value}: type what is meant.", {}),
    Kind.LONG_NUMBER: ("The number has lost digits: give the cell the format “Text” and type it again.", {}),
    Kind.LONG_TEXT: ("The text is too long for a list.", {}),
}
"""Why a cell cannot be taken."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty: its text without blanks around, numbers as `12.5`, percentages as `5.5 %`."""

    text: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by its number in the sheet (from 1), with what is not empty by column (from 0)."""

    number: int
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells made one: where they begin, their range (B3:C4), and the last row they reach."""

    row: int
    last_row: int
    range: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows that are not empty, in order. A text file has one sheet without a name."""

    name: str
    rows: tuple[SheetRow, ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file with its sheets, in the order of their tabs."""

    name: str
    sheets: tuple[Sheet, ...]


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B, … Z, AA.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def address(row: int, column: int) -> str:
    """The address of a cell: B7."""
    return f"{letters(column)}{row}"
