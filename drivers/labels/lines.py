"""Which lines of a label are written where not all have room: the story is cut first, the goods last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from drivers.papers import sheet
from drivers.papers.sheet import Style
from drivers.papers.strokes import ELLIPSIS, Strokes
from drivers.papers.typefaces import Face
from ess_shop.domain.labels import Label

LEADING = 1.2
"""From one base line to the next, in sizes."""

MAKER, STORY = 0.82, 0.76
"""How large who made it and the story are beside the goods."""

BETWEEN = " · "
_GOODS, _MAKERS, _STORIES = (4, 3, 2, 1), (2, 1, 0), (3, 2, 1, 0)
"""At most how many lines for the goods, for who made them, for their story; the richest first."""

Line = tuple[str, Style]


def best_lines(strokes: Strokes, label: Label, room: float, height: float, title: Style) -> list[Line]:
    """The lines that fit a width and a height with the least cut or missing; at least one for the goods."""
    maker = Style(Face.BOLD, title.size * MAKER, sheet.ACCENT)
    story = Style(Face.TEXT, title.size * STORY, sheet.GREY)
    goods = [strokes.wrapped(label.text, title, room, most=most) for most in _GOODS]
    makers = [_maker_lines(strokes, label, maker, room, most) for most in _MAKERS]
    stories = [strokes.wrapped(label.story, story, room, most=most) if most else [] for most in _STORIES]
    best, fewest = [(line, title) for line in goods[-1]], None
    for named, made, told in product(goods, makers, stories):
        high = len(named) * title.size + len(made) * maker.size + len(told) * story.size
        if high * LEADING > height:
            continue
        unmade = bool(label.member or label.origin) and not made
        untold = bool(label.story) and not told
        cuts = (_cut(named), unmade, _cut(made), untold, _cut(told))
        if fewest is None or cuts < fewest:
            fewest = cuts
            best = [
                *((line, title) for line in named),
                *((line, maker) for line in made),
                *((line, story) for line in told),
            ]
    return best


def _maker_lines(strokes: Strokes, label: Label, style: Style, room: float, most: int) -> list[str]:
    """Member and origin on one line where they fit; else two, or the member cut so that the origin stays."""
    parts = [part for part in (label.member, label.origin) if part]
    together = BETWEEN.join(parts)
    if not most or not parts:
        return []
    if strokes.width(together, style) <= room:
        return [together]
    if most >= len(parts):
        return [strokes.fitted(part, style, room) for part in parts]
    behind = BETWEEN + strokes.fitted(label.origin, style, room * 0.45)
    return [strokes.fitted(label.member, style, room - strokes.width(behind, style)) + behind]


def _cut(lines: Sequence[str]) -> int:
    return sum(ELLIPSIS in line for line in lines)
