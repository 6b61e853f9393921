"""The two who a paper is between, side by side, with what identifies them."""

from __future__ import annotations

from dataclasses import dataclass

from drivers.papers import sheet
from drivers.papers.letterhead import LINE, grouped
from drivers.papers.pages import Block
from drivers.papers.pen import Pen
from ess_shop.domain.invoices import Party
from ess_shop.domain.members import Identity
from ess_shop.domain.shop import Shop
from ess_shop.wording import Words

BETWEEN = 24.0
ROOM = (sheet.RIGHT - sheet.LEFT - BETWEEN) / 2
PADDING = 12.0
MOST_LINES = 6
"""Of one name or one line: who they are is never cut short for want of room."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of both: what they are here, their name, and the lines below it (empty ones are left out)."""

    role: str
    name: str
    lines: tuple[str, ...]


def side_by_side(pen: Pen, *sides: Side) -> Block:
    """Both as one block."""
    room = ROOM - 2 * PADDING
    names = [pen.wrapped(side.name, sheet.ADDRESSEE, room, most=MOST_LINES) for side in sides]
    lines = [
        [line for text in side.lines if text for line in pen.wrapped(text, sheet.BODY, room, most=MOST_LINES)]
        for side in sides
    ]
    height = 33 + max(15 * len(name) + LINE * len(line) for name, line in zip(names, lines, strict=True))

    def draw(pen: Pen, top: float) -> None:
        for place, side in enumerate(sides):
            left = sheet.LEFT + place * (ROOM + BETWEEN)
            pen.box(left, top - height, ROOM, height, sheet.TINT)
            pen.box(left, top - height, 3, height, sheet.ACCENT)
            x, y = left + PADDING, top - 18
            pen.write(x, y, side.role, sheet.SMALL)
            y -= 17
            for text in names[place]:
                pen.write(x, y, text, sheet.ADDRESSEE)
                y -= 15
            for text in lines[place]:
                pen.write(x, y, text, sheet.BODY)
                y -= LINE

    return Block(height, draw)


def registered(who: Shop | Identity | Party, words: Words) -> tuple[str, ...]:
    """The numbers under which the tax office knows them."""
    return (
        words("SIRET {number}", number=grouped(who.siret)) if who.siret else "",
        words("VAT {number}", number=who.vat_number) if who.vat_number else "",
    )
