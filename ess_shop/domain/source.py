"""A table from a file, read whole before anything is done with it, and the problems found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ess_shop.errors import ShopError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one line of a file (line 1 is the header): a sentence with its facts."""

    line: int
    sentence: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line: its number in the file and its cells by column name, stripped."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A file's rows. `problems` are what kept lines from being read at all."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    problems: tuple[Problem, ...] = ()


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
        self.problems = sorted(problems, key=lambda problem: problem.line)


@dataclass
class Checker:
    """Collects every problem of a file instead of stopping at the first."""

    name: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, sentence: str, /, **facts: object) -> None:
        """Note a problem."""
        self.problems.append(Problem(line, sentence, facts))

    def cell(self, row: SourceRow, column: str, read: Callable[[str], T], sentence: str) -> T | None:
        """A cell read by `read`; None after noting `sentence` (with {value}) if it raises ValueError."""
        text = row.cells.get(column, "")
        try:
            return read(text)
        except ValueError:
            self.add(row.line, sentence, value=shown(text), column=column)
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


def shown(text: str, longest: int = 40) -> str:
    """A piece of a file fit to be quoted in a message."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
