"""Pages bound to one paper: what runs above and below each of them, and the mark nobody may overlook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drivers.papers import sheet
from drivers.papers.pages import Block, draw_page, paginate
from drivers.papers.pen import Pen
from ess_shop.wording import Words

RUNNING_HEAD = 26.0
"""What the head of the following pages takes from their room."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What each page says: from page 2 on `title` and `who` above; `number` and `footer` below all of them.

    `mark` stands white on black above every page, "" for none.
    """

    title: str
    who: str
    number: str
    footer: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """What takes the foot of a last page of its own up to `height`; `draw` is given the top of that page."""

    height: float
    draw: Callable[[Pen, float], None]


def bind(
    pen: Pen, blocks: Sequence[Block], binding: Binding, words: Words, *, slip: Slip | None = None
) -> bytes:
    """Lay the blocks on pages, the slip on one more, and finish the document."""
    room = sheet.TOP - sheet.BOTTOM
    pages = paginate(blocks, first=room, room=room - RUNNING_HEAD)
    count = len(pages) + (slip is not None)
    for page, content in enumerate(pages, start=1):
        top = sheet.TOP
        if page > 1:
            _draw_running_head(pen, binding)
            top -= RUNNING_HEAD
        if binding.mark:
            _draw_mark(pen, binding.mark)
        draw_page(pen, content, top)
        _draw_footer(pen, binding, words("page {page}/{pages}", page=page, pages=count))
        pen.end_page()
    if slip is not None:
        _draw_running_head(pen, binding)
        if binding.mark:
            _draw_mark(pen, binding.mark)
        slip.draw(pen, sheet.TOP - RUNNING_HEAD)
        where = words("page {page}/{pages}", page=count, pages=count)
        _draw_footer(pen, binding, where, above=slip.height)
        pen.end_page()
    return pen.finished()


def _draw_running_head(pen: Pen, binding: Binding) -> None:
    y = sheet.TOP - 9
    pen.write(sheet.LEFT, y, binding.title, sheet.SMALL_STRONG)
    room = sheet.RIGHT - sheet.LEFT - pen.width(binding.title, sheet.SMALL_STRONG) - 24
    pen.write_right(sheet.RIGHT, y, pen.fitted(binding.who, sheet.SMALL, room), sheet.SMALL)


def _draw_mark(pen: Pen, mark: str) -> None:
    bottom = sheet.HEIGHT - 31
    pen.box(sheet.LEFT, bottom, sheet.RIGHT - sheet.LEFT, 18, sheet.INK)
    pen.write_middle(sheet.WIDTH / 2, bottom + 5, mark, sheet.BANNER)


def _draw_footer(pen: Pen, binding: Binding, where: str, *, above: float = 0) -> None:
    pen.rule(sheet.LEFT, sheet.RIGHT, above + 43, sheet.RULE)
    pen.write(sheet.LEFT, above + 31, binding.number, sheet.SMALL)
    pen.write_middle(sheet.WIDTH / 2, above + 31, binding.footer, sheet.SMALL)
    pen.write_right(sheet.RIGHT, above + 31, where, sheet.SMALL)
