"""Finding a table in a sheet: the row of its columns' names, in either language, and the rows below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ess_shop.domain.searching import folded
from ess_shop.domain.sheets import UNUSABLE, Cell, Kind, Sheet, SheetRow, Workbook, address, letters
from ess_shop.domain.source import BadFile, Problem, SourceRow, SourceTable, shown

LOOKED_THROUGH = 10
"""In how many first rows the columns' names are looked for."""

ENOUGH = 2
"""How many known names make a row the one of the columns."""

_WIDEST, _LONGEST, _NEAR = 40, 40, 0.75


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its name in a SourceTable and how people write it, the best spelling first."""

    name: str
    french: tuple[str, ...]
    english: tuple[str, ...]
    needed: bool = False

    def title(self, language: str) -> str:
        """What stands at the top of the column in a language."""
        return (self.french if language == "fr" else self.english)[0]


@dataclass(frozen=True, slots=True)
class Found:
    """A table and what stands above it."""

    table: SourceTable
    above: tuple[SheetRow, ...]


def find_table(book: Workbook, columns: Sequence[Column]) -> Found:
    """The table in the first visible sheet that has one, with every problem of its sheet.

    BadFile where no visible sheet has these columns, or not all that are needed.
    """
    names = _Names(columns)
    visible = [sheet for sheet in book.sheets if not sheet.hidden and sheet.rows]
    if not visible:
        raise BadFile(book.name, [Problem(1, "The file is empty.", {})])
    headers = [(sheet, header) for sheet in visible if (header := names.header(sheet))]
    if not headers:
        facts = {"count": LOOKED_THROUGH, "columns": names.needed}
        sentence = "None of the first {count} lines holds the columns’ names ({columns}): take the template."
        raise BadFile(book.name, [Problem(1, sentence, facts, sheet=visible[0].name)])
    sheet, header = headers[0]
    problems = [*_other_sheets(book, sheet, headers[1:]), *_merges(sheet, header)]
    places = names.places(sheet, header, problems)
    rows = [_row(sheet, row, header, places, problems) for row in sheet.rows if row.number > header.number]
    if any(column.needed and column.name not in places.values() for column in columns):
        raise BadFile(book.name, problems)
    table = SourceTable(book.name, tuple(places.values()), tuple(rows), tuple(problems), sheet.name)
    return Found(table, tuple(row for row in sheet.rows if row.number < header.number))


class _Names:
    """The columns by every spelling."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._written = {
            folded(spelling): (column.name, spelling)
            for column in columns
            for spelling in (*column.french, *column.english)
        }

    @property
    def needed(self) -> str:
        """What must be there, for a message."""
        return ", ".join(f"{each.french[0]} / {each.english[0]}" for each in self._columns if each.needed)

    def header(self, sheet: Sheet) -> SheetRow | None:
        """The row with the most names; names that are nearly right count where there are no others."""
        rows = [row for row in sheet.rows if row.number <= LOOKED_THROUGH]
        for count in (self._known, self._nearly_known):
            best = max(rows, key=count, default=None)
            if best is not None and count(best) >= ENOUGH:
                return best
        return None

    def places(self, sheet: Sheet, header: SheetRow, problems: list[Problem]) -> dict[int, str]:
        """The columns by their place; what is wrong with them is added to the problems."""
        places: dict[int, str] = {}
        for place, cell in sorted(header.cells.items()):
            at = address(header.number, place)
            name, _ = self._written.get(folded(cell.text), ("", ""))
            facts: dict[str, object] = {"column": shown(cell.text)}
            if name and name in places.values():
                sentence = "The column “{column}” stands twice."
                problems.append(Problem(header.number, sentence, facts, at, sheet.name))
            elif name:
                places[place] = name
            elif near := self.near(cell.text):
                facts["near"] = near
                sentence = "There is no column “{column}”: write “{near}”."
                problems.append(Problem(header.number, sentence, facts, at, sheet.name))
            else:
                sentence = "The column “{column}” is none of this list: take it out."
                problems.append(Problem(header.number, sentence, facts, at, sheet.name))
        missing = [each for each in self._columns if each.needed and each.name not in places.values()]
        for column in missing:
            facts = {"columns": f"{column.french[0]} / {column.english[0]}"}
            problems.append(
                Problem(header.number, "The column {columns} is missing.", facts, sheet=sheet.name)
            )
        return places

    def near(self, text: str) -> str:
        """The spelling that was probably meant, or nothing."""
        if len(text) > _LONGEST:
            return ""
        close = get_close_matches(folded(text), list(self._written), n=1, cutoff=_NEAR)
        return self._written[close[0]][1] if close else ""

    def _known(self, row: SheetRow) -> int:
        return len({self._written[folded(cell.text)] for cell in row.cells.values() if self._has(cell)})

    def _nearly_known(self, row: SheetRow) -> int:
        texts = [row.cells[place].text for place in sorted(row.cells)[:_WIDEST]]
        return sum(bool(self.near(text)) for text in texts)

    def _has(self, cell: Cell) -> bool:
        return len(cell.text) <= _LONGEST and folded(cell.text) in self._written


def _other_sheets(book: Workbook, read: Sheet, lists: Sequence[tuple[Sheet, SheetRow]]) -> Iterator[Problem]:
    for sheet in book.sheets:
        if sheet.hidden and sheet.rows:
            row = sheet.rows[0]
            sentence = "This sheet is hidden and holds data; only “{read}” is read: delete it or show it."
            at = address(row.number, min(row.cells))
            yield Problem(row.number, sentence, {"read": read.name}, at, sheet.name)
    for sheet, header in lists:
        if sheet.rows[-1].number > header.number:
            sentence = "This is a second list; only “{read}” is read: put all lines on one sheet."
            yield Problem(header.number, sentence, {"read": read.name}, sheet=sheet.name)


def _merges(sheet: Sheet, header: SheetRow) -> Iterator[Problem]:
    for merge in sheet.merges:
        if merge.last_row >= header.number:
            sentence = "The cells {range} are merged: take them apart and fill each one."
            at = merge.range.partition(":")[0]
            yield Problem(merge.row, sentence, {"range": merge.range}, at, sheet.name)


def _row(
    sheet: Sheet, row: SheetRow, header: SheetRow, places: Mapping[int, str], problems: list[Problem]
) -> SourceRow:
    """The row's cells by column, an unusable one as empty after its problem was added.

    What stands below a name that is no column was answered there.
    """
    cells = dict.fromkeys(places.values(), "")
    numbers, spoilt = set(), set()
    for place, cell in row.cells.items():
        at = address(row.number, place)
        name = places.get(place)
        if name is None and place in header.cells:
            continue
        if name is None:
            sentence = "“{value}” stands in no column of the list: take it out."
            facts: dict[str, object] = {"value": shown(cell.text)}
            problems.append(Problem(row.number, sentence, facts, at, sheet.name))
        elif cell.kind in UNUSABLE:
            spoilt.add(name)
            problems.append(
                Problem(row.number, UNUSABLE[cell.kind][0], {"value": shown(cell.text)}, at, sheet.name)
            )
        else:
            cells[name] = cell.text
            if cell.kind is Kind.NUMBER:
                numbers.add(name)
    by_name = {name: letters(place) for place, name in places.items()}
    return SourceRow(row.number, cells, by_name, frozenset(numbers), frozenset(spoilt))
