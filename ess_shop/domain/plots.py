"""Plots as values: what stands where and what it is called, decided before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

FEW_TICKS = 4
"""A scale has about so many ticks above nothing."""


class Shape(StrEnum):
    """Columns stand beside each other, for what follows in time; bars lie under each other, for a ranking.

    A grid has rows of equally many fields, one row after the other.
    """

    COLUMNS = "columns"
    BARS = "bars"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: its name on the scale, what it comes to in words, and what it is measured by (or None).

    Of what is `awaited` a part is not certain yet.
    """

    name: str
    value: int
    said: str
    before: int | None = None
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A step of the scale of values and how it is written."""

    value: int
    said: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything that is drawn. `unit` says what the scale counts in.

    `now`, `before` and `awaited` explain the three ways in which a value is drawn; "" leaves one out.
    `across` names the columns of a grid; its marks are named for their rows.
    """

    shape: Shape
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    unit: str
    now: str = ""
    before: str = ""
    awaited: str = ""
    across: tuple[str, ...] = ()


def tick_values(values: Sequence[int], unit: int = 1) -> tuple[int, ...]:
    """Round steps (1, 2 or 5 of a power of ten of units) from nothing, or below it, to above the largest."""
    lowest, highest = min((0, *values)), max((0, *values))
    room = (highest - lowest) / FEW_TICKS
    step = base = unit
    while step < room:
        step = next((base * factor for factor in (2, 5) if base * factor >= room), base * 10)
        base = base * 10
    return tuple(range(lowest // step * step, -(-highest // step) * step + 1, step))


@dataclass(frozen=True, slots=True)
class Look:
    """How a plot is dressed: its size and that of its text in pixels (or points), its colours as `#rrggbb`.

    `bar` fills what holds, `on_bar` is seen on it and beside it, `soft` fills what is awaited.
    """

    width: int
    height: int
    text: float
    paper: str
    ink: str
    quiet: str
    line: str
    bar: str
    soft: str
    on_bar: str
