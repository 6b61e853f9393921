"""Blocks of known height, and how they fall on pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drivers.papers.pen import Pen


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page that is never broken; `draw` is given the height at which its top lies.

    `keep` binds it to the next block; `under` is the heading to repeat when it begins a page; a `blank` one
    is left out there.
    """

    height: float
    draw: Callable[[Pen, float], None]
    keep: bool = False
    under: Block | None = None
    blank: bool = False


def gap(height: float) -> Block:
    """Empty space."""
    return Block(height, lambda _pen, _top: None, keep=True, blank=True)


def paginate(blocks: Sequence[Block], *, first: float, room: float) -> list[list[Block]]:
    """Lay blocks one under the other on pages; `first` is the room on page 1, `room` that on the others.

    A chain of kept blocks that is higher than a page is broken all the same.
    """
    pages: list[list[Block]] = [[]]
    left = first
    for block, needed in zip(blocks, _needed(blocks), strict=True):
        if needed > left and block.height <= room and pages[-1]:
            pages.append([])
            left = room
            if block.under is not None:
                pages[-1].append(block.under)
                left -= block.under.height
        if block.blank and not pages[-1]:
            continue
        pages[-1].append(block)
        left -= block.height
    return pages


def draw_page(pen: Pen, blocks: Sequence[Block], top: float) -> None:
    """Draw the blocks of one page from `top` down."""
    for block in blocks:
        block.draw(pen, top)
        top -= block.height


def _needed(blocks: Sequence[Block]) -> list[float]:
    """The height each block asks for: its own and that of those it is bound to."""
    needed = [block.height for block in blocks]
    for i in range(len(blocks) - 2, -1, -1):
        if blocks[i].keep:
            needed[i] += needed[i + 1]
    return needed
