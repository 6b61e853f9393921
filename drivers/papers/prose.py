"""Running text on a paper: titles, paragraphs, numbered sentences, and the lines where both sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from drivers.papers import sheet
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen

LINE = 13.5
SMALL_LINE = 12.0
NUMBER_ROOM = 26.0
MOST_LINES = 40
SIGNING_HEIGHT = 92.0


def paper_title(pen: Pen, title: str) -> Iterator[Block]:
    """What the paper is called, over the whole width."""
    for line in pen.wrapped(title, sheet.TITLE, sheet.RIGHT - sheet.LEFT, most=3):
        yield Block(28, partial(_draw, x=sheet.LEFT, down=21, text=line, style=sheet.TITLE), keep=True)


def heading(title: str, *, number: str = "") -> Block:
    """The title of a chapter."""

    def draw(pen: Pen, top: float) -> None:
        if number:
            pen.write(sheet.LEFT, top - 13, number, sheet.HEADING)
        pen.write(sheet.LEFT + (NUMBER_ROOM if number else 0), top - 13, title, sheet.HEADING)

    return Block(20, draw, keep=True)


def paragraph(
    pen: Pen, text: str, style: sheet.Style = sheet.BODY, *, number: str = "", keep: bool = False
) -> Iterator[Block]:
    """A text in lines, behind its number if it has one; one that is short is never torn apart."""
    left = sheet.LEFT + (NUMBER_ROOM if number else 0)
    lines = pen.wrapped(text, style, sheet.RIGHT - left, most=MOST_LINES)
    height = LINE if style.size > sheet.SMALL.size else SMALL_LINE

    for place, line in enumerate(lines, start=1):
        draw = partial(_draw, x=left, down=height - 3.5, text=line, style=style)
        if place == 1 and number:
            draw = partial(_draw_numbered, number=number, left=left, text=line, style=style)
        yield Block(height, draw, keep=keep or place < len(lines))


def signatures(signers: Sequence[tuple[str, str]], invitation: str) -> Iterator[Block]:
    """A box for each signer, side by side: who they sign for, and their name if it is known."""
    width = (sheet.RIGHT - sheet.LEFT - 20 * (len(signers) - 1)) / len(signers)

    def draw(pen: Pen, top: float) -> None:
        for place, (side, name) in enumerate(signers):
            left = sheet.LEFT + place * (width + 20)
            pen.write(left, top - 12, pen.fitted(side, sheet.STRONG, width), sheet.STRONG)
            pen.write(left, top - 25, pen.fitted(name, sheet.BODY, width), sheet.BODY)
            pen.write(left, top - 38, pen.fitted(invitation, sheet.SMALL, width), sheet.SMALL)
            pen.rule(left, left + width, top - SIGNING_HEIGHT + 4, sheet.INK, 0.7)

    yield gap(18)
    yield Block(SIGNING_HEIGHT, draw)


def _draw(pen: Pen, top: float, *, x: float, down: float, text: str, style: sheet.Style) -> None:
    pen.write(x, top - down, text, style)


def _draw_numbered(pen: Pen, top: float, *, number: str, left: float, text: str, style: sheet.Style) -> None:
    pen.write(sheet.LEFT, top - LINE + 3.5, number, sheet.SMALL_FIGURE)
    pen.write(left, top - LINE + 3.5, text, style)
