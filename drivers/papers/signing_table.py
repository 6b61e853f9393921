"""A table in which everybody signs for what they take: high rows with an empty place at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from drivers.papers import sheet
from drivers.papers.goods_table import GoodsLine
from drivers.papers.pages import Block
from drivers.papers.pen import Pen

ROW = 30.0
HEADING = 20.0
CODE_ROOM = 58.0
SIGNING_ROOM = 140.0
FIGURE_ROOM = 60.0
GAP = 12.0
RIGHT = sheet.RIGHT - SIGNING_ROOM - GAP
"""Where the figures end."""


def signing_table(
    pen: Pen, head: GoodsLine, lines: Sequence[GoodsLine], total: GoodsLine, signing: str
) -> Iterator[Block]:
    """The blocks of the table; its heading comes again on every page, `signing` over the place to sign."""
    heading = Block(HEADING, partial(_draw_heading, head=head, signing=signing), keep=True)
    yield heading
    for number, line in enumerate(lines, start=1):
        labels = pen.wrapped(line.label, sheet.CELL, _label_room(head), most=2)
        draw = partial(_draw_line, line=line, labels=labels)
        yield Block(ROW, draw, keep=number == len(lines), under=heading)
    yield Block(HEADING, partial(_draw_total, total=total), under=heading)


def _label_room(head: GoodsLine) -> float:
    return RIGHT - FIGURE_ROOM * len(head.figures) - GAP - sheet.LEFT - CODE_ROOM


def _figures(pen: Pen, y: float, figures: Sequence[str], style: sheet.Style) -> None:
    for after, figure in zip(reversed(range(len(figures))), figures, strict=True):
        pen.write_right(RIGHT - FIGURE_ROOM * after, y, figure, style)


def _draw_heading(pen: Pen, top: float, *, head: GoodsLine, signing: str) -> None:
    y = top - 12
    pen.write(sheet.LEFT, y, head.code, sheet.SMALL_STRONG)
    pen.write(sheet.LEFT + CODE_ROOM, y, head.label, sheet.SMALL_STRONG)
    _figures(pen, y, head.figures, sheet.SMALL_STRONG)
    pen.write(sheet.RIGHT - SIGNING_ROOM, y, signing, sheet.SMALL_STRONG)
    pen.rule(sheet.LEFT, sheet.RIGHT, top - HEADING + 2, sheet.ACCENT, 0.9)


def _draw_line(pen: Pen, top: float, *, line: GoodsLine, labels: Sequence[str]) -> None:
    y = top - (19 if len(labels) < 2 else 13)
    pen.write(sheet.LEFT, y, pen.fitted(line.code, sheet.QUIET_CELL, CODE_ROOM - GAP / 2), sheet.QUIET_CELL)
    for number, label in enumerate(labels):
        pen.write(sheet.LEFT + CODE_ROOM, y - 11.5 * number, label, sheet.CELL)
    _figures(pen, y, line.figures, sheet.CELL_FIGURE)
    pen.box(sheet.RIGHT - SIGNING_ROOM, top - ROW + 3, SIGNING_ROOM, ROW - 6, sheet.TINT)
    pen.rule(sheet.LEFT, sheet.RIGHT, top - ROW, sheet.RULE)


def _draw_total(pen: Pen, top: float, *, total: GoodsLine) -> None:
    pen.write(sheet.LEFT, top - 14, total.label, sheet.STRONG_CELL)
    _figures(pen, top - 14, total.figures, sheet.STRONG_CELL_FIGURE)
    pen.rule(sheet.LEFT, sheet.RIGHT, top - 0.5, sheet.ACCENT, 0.9)
