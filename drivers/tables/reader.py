"""Reading CSV files as people have them: gzip or not, `,` or `;`, with a BOM or without."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from ess_shop.domain.source import BadFile, Problem, SourceRow, SourceTable
from ess_shop.errors import NotFound, StorageTrouble

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes, unpacked: some million lines. More is no list of a shop, or a packed bomb."""

LARGEST_LIST = 8 * 1024 * 1024
"""Bytes, unpacked, of what one member brings."""

LONGEST_LINE = 100_000
GZIP = b"\x1f\x8b"
DELIMITERS = (";", "\t", ",")


def read_table(path: Path) -> SourceTable:
    """The whole file as rows with their line numbers; line 1 holds the columns.

    BadFile when it cannot be read as text; lines that do not fit the columns are problems of the table.
    """
    lines = _lines(path, LARGEST_FILE)
    if not lines or not lines[0].strip():
        raise _bad(path, 1, "The file is empty.")
    delimiter = max(DELIMITERS, key=lines[0].count)
    return _table(path, lines, delimiter)


def read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on, the columns' names being in any of the first lines.

    BadFile when the file cannot be read as text, or a record not as cells.
    """
    lines = _lines(path, LARGEST_LIST)
    delimiter = max(DELIMITERS, key=lambda sign: max((line.count(sign) for line in lines[:10]), default=0))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from _numbered(reader)
    except csv.Error as wrong:
        raise _cut_off(path, reader.line_num, wrong) from wrong


def _lines(path: Path, largest: int) -> list[str]:
    lines = _text(path, largest).splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise _bad(path, number, "The line has {count} characters: this is no list.", count=len(line))
    return lines


def _table(path: Path, lines: list[str], delimiter: str) -> SourceTable:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[SourceRow] = []
    problems: list[Problem] = []
    columns: tuple[str, ...] = ()
    try:
        for start, cells in _numbered(reader):
            if not columns:
                columns = tuple(cell.strip().lower() for cell in cells)
                if len(set(columns)) != len(columns):
                    problems.append(Problem(1, "A column stands twice.", {}))
            elif any(cell.strip() for cell in cells):
                if len(cells) == len(columns):
                    values = (cell.strip() for cell in cells)
                    rows.append(SourceRow(start, dict(zip(columns, values, strict=True))))
                else:
                    facts = {"found": len(cells), "expected": len(columns)}
                    problems.append(Problem(start, "{found} cells instead of {expected}.", facts))
    except csv.Error as wrong:
        problems += _cut_off(path, reader.line_num, wrong).problems
    return SourceTable(path.name, columns, tuple(rows), tuple(problems))


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on; quoted cells may hold line ends."""
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1  # type: ignore[attr-defined]


def _text(path: Path, largest: int) -> str:
    content = _content(path, largest)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _bad(path, 1, "The file is written in UTF-16: save it as CSV UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise _bad(path, line, "A character is not UTF-8: save the file as CSV UTF-8.") from wrong


def _content(path: Path, largest: int) -> bytes:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP
        with gzip.open(path) if packed else path.open("rb") as file:
            content = file.read(largest + 1)
    except FileNotFoundError as missing:
        raise NotFound("no_file", "There is no file “{path}”.", path=path) from missing
    except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
        raise _bad(path, 1, "The packed file is cut off or damaged.") from wrong
    except OSError as wrong:
        raise StorageTrouble(
            "unreadable_file", "“{path}” cannot be read: {reason}.", path=path, reason=wrong.strerror
        ) from wrong
    if len(content) > largest:
        raise _bad(path, 1, "The file is too large to be a list of a shop.")
    return content


def _cut_off(path: Path, line: int, wrong: csv.Error) -> BadFile:
    return _bad(path, line, "The line is cut off or badly quoted ({wrong}).", wrong=wrong)


def _bad(path: Path, line: int, sentence: str, /, **facts: object) -> BadFile:
    return BadFile(path.name, [Problem(line, sentence, facts)])
