"""Matters of a report as values: what there is to say, a plot, a table that people read and files hold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ess_shop.domain.money import Money, Rate, divide
from ess_shop.domain.plots import Plot
from ess_shop.wording import Words

Cell = Money | Rate | int | None
"""A figure of a table; None where there is none."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure: what it is, how much, and what it is measured by."""

    name: str
    said: str
    remark: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: `key` for files, a short code and a name for people, its figures."""

    key: str
    code: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One matter: what there is to say of it, its plot (None without any value), its table.

    `titles` are of the code ("" without codes), the name and the figures; `fields` are the columns of its
    file: key, name, figures.
    """

    id: str
    title: str
    said: str
    plot: Plot | None
    titles: tuple[str, ...]
    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line | None = None

    def records(self) -> list[list[str | int | Decimal]]:
        """The lines of its file; sums are left to who reads it."""
        return [[line.key, line.name, *map(cell_plain, line.cells)] for line in self.lines]


def cell_said(cell: Cell, words: Words) -> str:
    """A figure as people read it."""
    if cell is None:
        return "–"
    if isinstance(cell, Money):
        return words.money(cell)
    return words.percent(tenth(cell)) if isinstance(cell, Rate) else words.number(cell)


def cell_plain(cell: Cell) -> str | int | Decimal:
    """A figure as a file holds it: decimals of the currency, percentages without their sign."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return cell.decimal()
    return tenth(cell).as_percent if isinstance(cell, Rate) else cell


def tenth(rate: Rate) -> Rate:
    """A proportion to a tenth of a percent."""
    return Rate(divide(rate.millionths, 1000) * 1000)
