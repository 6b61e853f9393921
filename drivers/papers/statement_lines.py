"""The table of a statement's lines: columns as wide as their figures, rows, and the sums at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from drivers.papers import sheet
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.statement_cells import Cells, Wording
from drivers.papers.statement_totals import Totals
from ess_shop.reading import Statement
from ess_shop.wording import Words

LINE = 14.0
NEXT_LINE = 11.5
HEADING_HEIGHT = 20.0
GAP = 8.0
FIRST_TOGETHER = 3
"""A table does not begin at the foot of a page for fewer lines."""
WIDEST_TICKET = 84.0
WIDEST_CODE = 0.45
"""Of the room that code and label share."""


def lines_table(pen: Pen, statement: Statement, totals: Totals, words: Words) -> Iterator[Block]:
    """The blocks of the table; none when nothing was sold."""
    if not statement.lines:
        return
    wording = Wording(statement, totals, words)
    lines = [wording.line(line) for line in statement.lines]
    sums = list(wording.sums(totals))
    table = _Table(pen, wording.headings(), lines, sums)
    heading = Block(HEADING_HEIGHT, table.draw_heading, keep=True)
    yield gap(16)
    yield Block(20, partial(_draw_title, words=words), keep=True)
    yield heading
    days = ["", *(cells.day for cells in lines), ""]
    for number, cells in enumerate(lines, start=1):
        opens, closes = cells.day != days[number - 1], cells.day != days[number + 1]
        draw = partial(table.draw_line, cells=cells, opens_day=opens, closes_day=closes)
        keep = number < FIRST_TOGETHER or number == len(lines)
        yield Block(_height(cells), draw, keep=keep, under=heading)
    for number, cells in enumerate(sums, start=1):
        draw = partial(table.draw_sum, cells=cells)
        yield Block(_height(cells) + 1, draw, keep=number < len(sums), under=heading)


def _draw_title(pen: Pen, top: float, *, words: Words) -> None:
    pen.write(sheet.LEFT, top - 12, words("Line by line"), sheet.HEADING)


def _height(cells: Cells) -> float:
    return LINE + NEXT_LINE * max(len(cells.notes), len(cells.more_local))


class _Table:
    """Columns fitted to what they hold: figures never touch, and the label takes the room that is left."""

    def __init__(self, pen: Pen, headings: Cells, lines: Sequence[Cells], sums: Sequence[Cells]) -> None:
        def widest(texts: Iterator[str], style: sheet.Style, heading: str = "") -> float:
            title = pen.width(heading, sheet.SMALL_STRONG)
            return max(title, *(pen.width(text, style) for text in set(texts)))

        self._headings = headings
        edge = sheet.RIGHT
        ends: list[float] = []
        for column in reversed(range(len(headings.figures))):
            ends.insert(0, edge)
            held = (text for cells in lines for text in _column(cells, column))
            width = widest(held, sheet.CELL_FIGURE, headings.figures[column])
            # A sum may reach to the left, under a price or a rate: there are none in its row.
            if column == 0 or any(cells.figures[column - 1] for cells in sums):
                summed = (text for cells in sums for text in _column(cells, column))
                width = max(width, widest(summed, sheet.STRONG_CELL_FIGURE))
            edge -= width + GAP
        self._ends = tuple(ends)
        self._label_end = edge
        day = widest((cells.day for cells in lines), sheet.CELL_FIGURE, headings.day)
        ticket = widest((cells.ticket for cells in lines), sheet.CELL, headings.ticket)
        self._ticket = sheet.LEFT + day + GAP
        self._ticket_room = min(ticket, WIDEST_TICKET)
        self._code = self._ticket + self._ticket_room + GAP
        code = widest((cells.code for cells in lines), sheet.QUIET_CELL)
        self._code_room = min(code, (self._label_end - self._code) * WIDEST_CODE)
        self._label = self._code + self._code_room + (GAP if code else 0)

    def draw_heading(self, pen: Pen, top: float) -> None:
        """The titles of the columns."""
        titles, y = self._headings, top - 12
        for x, title in ((sheet.LEFT, titles.day), (self._ticket, titles.ticket), (self._code, titles.code)):
            pen.write(x, y, title, sheet.SMALL_STRONG)
        for end, title in zip(self._ends, titles.figures, strict=True):
            pen.write_right(end, y, title, sheet.SMALL_STRONG)
        pen.rule(sheet.LEFT, sheet.RIGHT, top - HEADING_HEIGHT + 2, sheet.ACCENT, 0.9)

    def draw_line(self, pen: Pen, top: float, *, cells: Cells, opens_day: bool, closes_day: bool) -> None:
        """A row; the date is quieter when it is that of the row above, and a day ends with a darker rule."""
        y = top - 10.5
        pen.write(sheet.LEFT, y, cells.day, sheet.CELL_FIGURE if opens_day else sheet.QUIET_CELL_FIGURE)
        pen.write(self._ticket, y, pen.fitted(cells.ticket, sheet.CELL, self._ticket_room), sheet.CELL)
        pen.write(self._code, y, pen.fitted(cells.code, sheet.QUIET_CELL, self._code_room), sheet.QUIET_CELL)
        pen.write(
            self._label, y, pen.fitted(cells.label, sheet.CELL, self._label_end - self._label), sheet.CELL
        )
        for end, figure in zip(self._ends, cells.figures, strict=True):
            pen.write_right(end, y, figure, sheet.CELL_FIGURE)
        self._draw_more_local(pen, y, cells, sheet.CELL_FIGURE)
        for note in cells.notes:
            y -= NEXT_LINE
            pen.write(self._label, y, note.strong, sheet.NOTE)
            x = self._label + pen.width(f"{note.strong} ", sheet.NOTE)
            room = (self._ends[-2] if cells.more_local else sheet.RIGHT) - x
            pen.write(x, y, pen.fitted(note.text, sheet.SMALL, room), sheet.SMALL)
        pen.rule(sheet.LEFT, sheet.RIGHT, top - _height(cells), sheet.DAY_RULE if closes_day else sheet.RULE)

    def draw_sum(self, pen: Pen, top: float, *, cells: Cells) -> None:
        """A sum over all rows."""
        y = top - 12
        strong = cells.strong
        pen.write(self._ticket, y, cells.label, sheet.STRONG_CELL if strong else sheet.CELL)
        figures = sheet.STRONG_CELL_FIGURE if strong else sheet.CELL_FIGURE
        for end, figure in zip(self._ends, cells.figures, strict=True):
            pen.write_right(end, y, figure, figures)
        self._draw_more_local(pen, y, cells, figures)
        if strong:
            pen.rule(sheet.LEFT, sheet.RIGHT, top - 0.5, sheet.ACCENT, 0.9)

    def _draw_more_local(self, pen: Pen, y: float, cells: Cells, style: sheet.Style) -> None:
        for number, amount in enumerate(cells.more_local, start=1):
            pen.write_right(sheet.RIGHT, y - NEXT_LINE * number, amount, style)


def _column(cells: Cells, number: int) -> tuple[str, ...]:
    """All figures of one column of a row."""
    last = number == len(cells.figures) - 1
    return (cells.figures[number], *cells.more_local) if last else (cells.figures[number],)
