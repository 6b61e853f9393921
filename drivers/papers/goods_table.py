"""A table of goods: code and name at the left, figures at the right; long names take several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from drivers.papers import sheet
from drivers.papers.pages import Block
from drivers.papers.pen import Pen

LINE = 15.0
NEXT_LINE = 11.5
HEADING_HEIGHT = 20.0
GAP = 12.0
FIRST_TOGETHER = 3
"""A table does not begin at the foot of a page for fewer lines."""
WIDEST_CODE = 0.35
"""Of the room that code and name share."""
MOST_LABEL_LINES = 4


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One row; its figures stand below those of the heading."""

    code: str
    label: str
    figures: tuple[str, ...]


def goods_table(
    pen: Pen, heading: GoodsLine, lines: Sequence[GoodsLine], total: GoodsLine | None = None
) -> Iterator[Block]:
    """The blocks of the table; its heading comes again on every page."""
    table = _Table(pen, heading, [*lines, total] if total else lines)
    head = Block(HEADING_HEIGHT, table.draw_heading, keep=True)
    yield head
    for number, line in enumerate(lines, start=1):
        labels = table.labels(pen, line)
        keep = number < FIRST_TOGETHER or (number == len(lines) and total is not None)
        draw = partial(table.draw_line, line=line, labels=labels)
        yield Block(LINE + NEXT_LINE * (len(labels) - 1), draw, keep=keep, under=head)
    if total:
        yield Block(LINE + 3, partial(table.draw_total, total=total), under=head)


class _Table:
    """Columns fitted to what they hold; the name takes the room that is left."""

    def __init__(self, pen: Pen, heading: GoodsLine, lines: Sequence[GoodsLine]) -> None:
        self._heading = heading
        edge = sheet.RIGHT
        ends: list[float] = []
        for column in reversed(range(len(heading.figures))):
            ends.insert(0, edge)
            held = {line.figures[column] for line in lines}
            widest = max((pen.width(text, sheet.STRONG_CELL_FIGURE) for text in held), default=0)
            edge -= max(widest, pen.width(heading.figures[column], sheet.SMALL_STRONG)) + GAP
        self._ends = tuple(ends)
        room = edge - sheet.LEFT
        codes = max((pen.width(line.code, sheet.QUIET_CELL) for line in lines), default=0)
        self._code_room = min(max(codes, pen.width(heading.code, sheet.SMALL_STRONG)), room * WIDEST_CODE)
        self._label = sheet.LEFT + self._code_room + GAP
        self._label_room = edge - self._label

    def labels(self, pen: Pen, line: GoodsLine) -> list[str]:
        """A name in the lines it takes."""
        return pen.wrapped(line.label, sheet.CELL, self._label_room, most=MOST_LABEL_LINES) or [""]

    def draw_heading(self, pen: Pen, top: float) -> None:
        """The titles of the columns."""
        y = top - 12
        pen.write(sheet.LEFT, y, self._heading.code, sheet.SMALL_STRONG)
        pen.write(self._label, y, self._heading.label, sheet.SMALL_STRONG)
        for end, title in zip(self._ends, self._heading.figures, strict=True):
            pen.write_right(end, y, title, sheet.SMALL_STRONG)
        pen.rule(sheet.LEFT, sheet.RIGHT, top - HEADING_HEIGHT + 2, sheet.ACCENT, 0.9)

    def draw_line(self, pen: Pen, top: float, *, line: GoodsLine, labels: Sequence[str]) -> None:
        """A row with the figures beside the first line of its name."""
        y = top - 11
        code = pen.fitted(line.code, sheet.QUIET_CELL, self._code_room)
        pen.write(sheet.LEFT, y, code, sheet.QUIET_CELL)
        for number, label in enumerate(labels):
            pen.write(self._label, y - NEXT_LINE * number, label, sheet.CELL)
        for end, figure in zip(self._ends, line.figures, strict=True):
            pen.write_right(end, y, figure, sheet.CELL_FIGURE)
        below = top - LINE - NEXT_LINE * (len(labels) - 1)
        pen.rule(sheet.LEFT, sheet.RIGHT, below, sheet.RULE)

    def draw_total(self, pen: Pen, top: float, *, total: GoodsLine) -> None:
        """The sum below all rows."""
        y = top - 13
        pen.write(sheet.LEFT, y, total.label, sheet.STRONG_CELL)
        for end, figure in zip(self._ends, total.figures, strict=True):
            pen.write_right(end, y, figure, sheet.STRONG_CELL_FIGURE)
        pen.rule(sheet.LEFT, sheet.RIGHT, top - 0.5, sheet.ACCENT, 0.9)
