"""A table from a file, read whole before anything is done with it, and the problems found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from ess_shop.errors import ShopError

if TYPE_CHECKING:
    from ess_shop.wording import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one line of a file (line 1 is the header): a sentence with its facts.

    `cell` is its address (B7) and `sheet` the sheet's name, where the file has them.
    """

    line: int
    sentence: str
    facts: Mapping[str, object]
    cell: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line: its number in the file and its cells by column name, stripped.

    `letters` are the columns' letters in a spreadsheet, `numbers` the columns whose cell is a number there,
    `spoilt` those whose cell could not be taken, which is a problem of the table already.
    """

    line: int
    cells: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    spoilt: frozenset[str] = frozenset()

    def address(self, column: str) -> str:
        """The cell's address (B7), or nothing where the file has none."""
        letter = self.letters.get(column, "")
        return f"{letter}{self.line}" if letter else ""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A file's rows. `problems` are what kept lines from being read at all."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    problems: tuple[Problem, ...] = ()
    sheet: str = ""


class BadFile(ShopError):
    """A file that cannot be taken as it is: nothing was written; every problem is listed."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        super().__init__(
            "bad_file",
            "“{name}”: {count} problem(s), nothing was written.",
            name=name,
            count=len(problems),
        )
        self.name = name
        self.problems = sorted(problems, key=lambda each: (each.line, len(each.cell), each.cell))


@dataclass
class Checker:
    """Collects every problem of a file instead of stopping at the first."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    sheet: str = ""

    def add(self, line: int, sentence: str, /, **facts: object) -> None:
        """Note a problem."""
        self.problems.append(Problem(line, sentence, facts, sheet=self.sheet))

    def at_cell(self, row: SourceRow, column: str, sentence: str, /, **facts: object) -> None:
        """Note a problem of one cell, with its address."""
        self.problems.append(Problem(row.line, sentence, facts, row.address(column), self.sheet))

    def cell(self, row: SourceRow, column: str, read: Callable[[str], T], sentence: str) -> T | None:
        """A cell read by `read`; None after noting `sentence` (with {value}) if it raises ValueError."""
        text = row.cells.get(column, "")
        try:
            return read(text)
        except ValueError:
            self.at_cell(row, column, sentence, value=shown(text), column=column)
            return None

    def require_columns(self, table: SourceTable, names: tuple[str, ...]) -> None:
        """Note every missing column; the file cannot be checked further without them."""
        self.problems += table.problems
        missing = [name for name in names if name not in table.columns]
        if missing:
            self.add(1, "The column {columns} is missing.", columns=", ".join(missing))
            raise BadFile(self.name, self.problems)

    def finish(self) -> None:
        """Raise BadFile if anything was noted."""
        if self.problems:
            raise BadFile(self.name, self.problems)


def placed(problem: Problem, words: Words) -> str:
    """What is wrong, after the line or the cell where it is."""
    sentence = words(problem.sentence, **problem.facts)
    if problem.cell and problem.sheet:
        return words(
            "Cell {cell} of “{sheet}”: {sentence}", cell=problem.cell, sheet=problem.sheet, sentence=sentence
        )
    if problem.cell:
        return words("Cell {cell}: {sentence}", cell=problem.cell, sentence=sentence)
    return words("Line {line}: {sentence}", line=problem.line, sentence=sentence)


def shown(text: str, longest: int = 40) -> str:
    """A piece of a file, or of what was typed, fit to be quoted in a message."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
