"""The dashboard on A4: its large figures, then matter by matter what there is to say, the plot, the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from drivers.charts.on_paper import plot_block
from drivers.papers import sheet
from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import LINE, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph
from drivers.whole_file import write_whole
from ess_shop.domain.plots import Plot, Shape
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.domain.sections import Figure, Line, Section, cell_said
from ess_shop.papers import SectionsPaper
from ess_shop.wording import Words

SENDER_HEIGHT = 29 + 4 * LINE
BESIDE = 3
"""So many large figures stand beside each other."""
FIGURE_HEIGHT = 50.0
TALL, A_BAR, A_ROW = 160, 16, 20
"""How high columns are together, a bar alone, and a row of a grid."""


def write_sections(path: Path, paper: SectionsPaper, words: Words) -> None:
    """Write it to `path`, whole or not at all; the same figures give the same bytes."""
    write_whole(path, sections_pdf(paper, words))


def sections_pdf(paper: SectionsPaper, words: Words) -> bytes:
    """The figures and matters as the bytes of a PDF."""
    pen = Pen(title=paper.title, author=paper.shop.name, language=words.language)
    blocks = [
        Block(SENDER_HEIGHT, lambda pen, top: draw_sender(pen, top, paper.shop, words), keep=True),
        *paper_title(pen, paper.title),
        gap(2),
        *(block for said in paper.said for block in paragraph(pen, said, keep=True)),
        gap(10),
        *_figures(paper.figures),
    ]
    for section in paper.sections:
        blocks += _section(pen, section, words)
    binding = Binding(
        title=paper.title,
        who=paper.shop.name,
        number=paper.said[0] if paper.said else "",
        mark=TRAINING_MARK if paper.training else "",
    )
    return bind(pen, blocks, binding, words)


def _figures(figures: Sequence[Figure]) -> Iterator[Block]:
    """In rows; the last of a page is not torn from the first matter."""
    for place in range(0, len(figures), BESIDE):
        yield Block(FIGURE_HEIGHT, partial(_draw_figures, figures=figures[place : place + BESIDE]))
    if figures:
        yield gap(6)


def _draw_figures(pen: Pen, top: float, *, figures: Sequence[Figure]) -> None:
    wide = (sheet.RIGHT - sheet.LEFT) / BESIDE
    for place, figure in enumerate(figures):
        left, room = sheet.LEFT + place * wide, wide - 12
        pen.write(left, top - 9, pen.fitted(figure.name, sheet.SMALL_STRONG, room), sheet.SMALL_STRONG)
        pen.write(left, top - 26, figure.said, sheet.SIGN)
        pen.write(left, top - 38, pen.fitted(figure.remark, sheet.SMALL, room), sheet.SMALL)


def _section(pen: Pen, section: Section, words: Words) -> Iterator[Block]:
    yield gap(14)
    if section.title:
        yield heading(section.title)
    yield from paragraph(pen, section.said, keep=section.plot is not None or bool(section.lines))
    yield gap(6)
    if section.plot is not None:
        yield plot_block(section.plot, plot_height(section.plot))
        yield gap(8)
    if section.lines:
        titles = section.titles
        head = GoodsLine(titles[0], titles[1], titles[2:])
        total = _row(section.total, words) if section.total else None
        yield from goods_table(pen, head, [_row(line, words) for line in section.lines], total)


def plot_height(plot: Plot) -> int:
    """In points: columns are all equally high, bars and rows need more the more there are."""
    if plot.shape is Shape.COLUMNS:
        return TALL
    if plot.shape is Shape.GRID:
        return A_ROW * (len(plot.marks) // len(plot.across)) + A_ROW
    return A_BAR * len(plot.marks) + 4


def _row(line: Line, words: Words) -> GoodsLine:
    return GoodsLine(line.code, line.name, tuple(cell_said(cell, words) for cell in line.cells))
