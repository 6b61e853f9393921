"""How a statement draws its sum: labels on the left, a column for each currency on the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drivers.papers import sheet
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.statement_steps import Step, explanation, steps
from drivers.papers.statement_totals import Totals
from ess_shop.reading import Statement
from ess_shop.wording import Words

WIDEST_COLUMN = 92.0
LINE = 16.0
NEXT_LINE = 12.0


def summary(pen: Pen, statement: Statement, totals: Totals, words: Words) -> Iterator[Block]:
    """The sum as blocks, and below it how the member's part is computed."""
    edges = _edges(statement)
    heading = _heading(edges, words)
    yield heading
    for step in steps(statement, totals, words):
        yield _block(pen, step, edges, words, heading)
    if totals.all.count:
        text = explanation(statement, totals, words)
        lines = pen.wrapped(text, sheet.SMALL, sheet.RIGHT - sheet.LEFT, most=12)
        yield gap(8)
        yield from (_prose(line, keep=number < len(lines)) for number, line in enumerate(lines, start=1))


def _edges(statement: Statement) -> Mapping[str, float]:
    """Where each currency's column ends."""
    count = len(statement.rows)
    column = min(WIDEST_COLUMN, (sheet.RIGHT - sheet.LEFT) * 0.66 / count)
    return {
        row.opening.currency.code: sheet.RIGHT - column * (count - 1 - number)
        for number, row in enumerate(statement.rows)
    }


def _label_room(edges: Mapping[str, float]) -> float:
    ends = list(edges.values())
    column = ends[1] - ends[0] if len(ends) > 1 else WIDEST_COLUMN
    return ends[0] - column - sheet.LEFT


def _heading(edges: Mapping[str, float], words: Words) -> Block:
    def draw(pen: Pen, top: float) -> None:
        pen.write(sheet.LEFT, top - 13, words("From your sales to your payment"), sheet.HEADING)
        for code, edge in edges.items():
            pen.write_right(edge, top - 13, code, sheet.SMALL_STRONG)
        pen.rule(sheet.LEFT, sheet.RIGHT, top - 19, sheet.ACCENT, 0.9)

    return Block(22, draw, keep=True)


def _block(pen: Pen, step: Step, edges: Mapping[str, float], words: Words, heading: Block) -> Block:
    room = _label_room(edges)
    style = sheet.STRONG if step.strong else sheet.BODY
    figures = sheet.STRONG_FIGURE if step.strong else sheet.FIGURE
    labels = pen.wrapped(step.label, style, room, most=3)
    notes = [
        line
        for note in step.notes
        for line in pen.wrapped(note, sheet.SMALL, sheet.RIGHT - sheet.LEFT - 12, most=3)
    ]
    height = LINE + NEXT_LINE * (len(labels) - 1 + len(notes))

    def draw(pen: Pen, top: float) -> None:
        y = top - 11.5
        pen.write(sheet.LEFT, y, labels[0], style)
        for amount in step.amounts:
            pen.write_right(edges[amount.currency.code], y, words.amount(amount), figures)
        for label in labels[1:]:
            y -= NEXT_LINE
            pen.write(sheet.LEFT, y, label, style)
        for note in notes:
            y -= NEXT_LINE
            pen.write(sheet.LEFT + 12, y, note, sheet.SMALL)
        pen.rule(sheet.LEFT, sheet.RIGHT, top - height, sheet.RULE)
        if step.strong:
            pen.rule(sheet.LEFT, sheet.RIGHT, top, sheet.GREY)

    return Block(height, draw, under=heading)


def _prose(line: str, *, keep: bool) -> Block:
    return Block(NEXT_LINE, lambda pen, top: pen.write(sheet.LEFT, top - 9, line, sheet.SMALL), keep=keep)
