"""The police register on A4 sheets laid across: every entry of a period, who left the goods, their paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from drivers.papers import sheet
from drivers.papers.pages import Block, draw_page, paginate
from drivers.papers.pen import Pen
from drivers.whole_file import write_whole
from ess_shop.domain.police import PoliceRow
from ess_shop.domain.police_words import paper_shown, what_came, who_left
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.papers import RegisterPaper
from ess_shop.wording import Words

WIDTH, HEIGHT = sheet.HEIGHT, sheet.WIDTH
RIGHT = WIDTH - sheet.MARGIN
TOP = HEIGHT - sheet.MARGIN
HEAD_HEIGHT = 62.0
RUNNING_HEAD = 26.0
HEADING_HEIGHT = 22.0
LINE = 11.5
BREATH = 7.0
"""Above and below the lines of an entry, together."""
GAP = 12.0
SHARES = (0.40, 0.30, 0.30)
"""How goods, person and paper share the room that the figures leave."""
MOST_LINES = 36
"""Of one cell: what the books let through fits, so nothing of the register is left out."""
LONGEST_WORD = 26
"""A longer one is broken: a serial number without spaces is read whole."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its title, where its texts begin (or end, at the right), and their room."""

    title: str
    left: float
    room: float
    flush_right: bool = False


def write_register(path: Path, paper: RegisterPaper, words: Words) -> None:
    """Write the register to `path`, whole or not at all; the same entries give the same bytes."""
    write_whole(path, register_pdf(paper, words))


def register_pdf(paper: RegisterPaper, words: Words) -> bytes:
    """The register as the bytes of a PDF."""
    title = words("Police register")
    pen = Pen(title=title, author=paper.shop.name, language=words.language, paper=(WIDTH, HEIGHT))
    head = Block(HEAD_HEIGHT, partial(_draw_head, paper=paper, words=words), keep=True)
    room = TOP - sheet.BOTTOM
    pages = paginate([head, *_entries(pen, paper, words)], first=room, room=room - RUNNING_HEAD)
    for page, content in enumerate(pages, start=1):
        top = TOP
        if page > 1:
            pen.write(sheet.LEFT, top - 9, title, sheet.SMALL_STRONG)
            pen.write_right(RIGHT, top - 9, _period(paper, words), sheet.SMALL)
            top -= RUNNING_HEAD
        if paper.training:
            pen.box(sheet.LEFT, HEIGHT - 31, RIGHT - sheet.LEFT, 18, sheet.INK)
            pen.write_middle(WIDTH / 2, HEIGHT - 26, TRAINING_MARK, sheet.BANNER)
        draw_page(pen, content, top)
        _draw_footer(pen, paper, words, words("page {page}/{pages}", page=page, pages=len(pages)))
        pen.end_page()
    return pen.finished()


def _draw_head(pen: Pen, top: float, *, paper: RegisterPaper, words: Words) -> None:
    shop = paper.shop
    pen.write(sheet.LEFT, top - 18, words("Police register"), sheet.TITLE)
    pen.write(sheet.LEFT, top - 38, _period(paper, words), sheet.BODY)
    room = (RIGHT - sheet.LEFT) / 2
    pen.write_right(RIGHT, top - 14, pen.fitted(shop.name, sheet.STRONG, room), sheet.STRONG)
    place = ", ".join(part for part in (shop.street, f"{shop.postcode} {shop.town}".strip()) if part)
    siret = shop.siret and f"SIRET {shop.siret}"
    for down, text in zip((27, 39), filter(None, (place, siret)), strict=False):
        pen.write_right(RIGHT, top - down, pen.fitted(text, sheet.QUIET, room), sheet.QUIET)


def _draw_footer(pen: Pen, paper: RegisterPaper, words: Words, where: str) -> None:
    law = words("Second-hand goods of private persons: French penal code, art. 321-7 and R. 321-3.")
    pen.rule(sheet.LEFT, RIGHT, 43, sheet.RULE)
    pen.write(sheet.LEFT, 31, law, sheet.SMALL)
    printed = words("Printed on {day}", day=paper.day)
    pen.write_middle(WIDTH * 0.68, 31, printed, sheet.SMALL)
    pen.write_right(RIGHT, 31, where, sheet.SMALL)


def _period(paper: RegisterPaper, words: Words) -> str:
    """Which entries these are."""
    since, until = paper.since, paper.until
    if since is not None and until is not None:
        return words("Entries from {since} to {until}", since=since, until=until)
    if since is not None:
        return words("Entries from {since} on", since=since)
    return words("Entries up to {until}", until=until) if until is not None else words("All entries")


def _entries(pen: Pen, paper: RegisterPaper, words: Words) -> Iterator[Block]:
    if not paper.rows:
        none = words("There is no entry in this period.")
        yield Block(24, lambda pen, top: pen.write(sheet.LEFT, top - 14, none, sheet.BODY))
        return
    columns = _columns(pen, paper.rows, words)
    heading = Block(HEADING_HEIGHT, partial(_draw_heading, columns=columns), keep=True)
    yield heading
    for row in paper.rows:
        cells = [
            [text] if column.flush_right else _lines(pen, column, text)
            for column, text in zip(columns, _texts(row, words), strict=True)
        ]
        height = LINE * max(map(len, cells)) + BREATH
        yield Block(height, partial(_draw_row, columns=columns, cells=cells, height=height), under=heading)


def _texts(row: PoliceRow, words: Words) -> tuple[str, ...]:
    return (
        str(row.number),
        words.day(row.day),
        what_came(row.description, row.reversed_by, words),
        who_left(row.seller, words),
        paper_shown(row.seller, words),
        words.number(row.quantity),
        words.money(row.price),
    )


def _columns(pen: Pen, rows: Sequence[PoliceRow], words: Words) -> Sequence[_Column]:
    """Figures take what they need; goods, person and paper share the rest."""
    titles = (
        words("No."),
        words("Day"),
        words("What was left"),
        words("Who left it"),
        words("Identity paper"),
        words("Qty"),
        words("Price"),
    )
    texts = [_texts(row, words) for row in rows]

    def widest(place: int) -> float:
        held = max(pen.width(cells[place], sheet.CELL_FIGURE) for cells in texts)
        return max(held, pen.width(titles[place], sheet.SMALL_STRONG))

    number, day, quantity, price = (widest(place) for place in (0, 1, 5, 6))
    left = sheet.LEFT + number + day + 2 * GAP
    rest = RIGHT - quantity - price - 4 * GAP - left
    columns = [
        _Column(titles[0], sheet.LEFT, number, flush_right=True),
        _Column(titles[1], sheet.LEFT + number + GAP, day),
    ]
    for title, part in zip(titles[2:5], SHARES, strict=True):
        columns.append(_Column(title, left, rest * part))
        left += rest * part + GAP
    columns.append(_Column(titles[5], RIGHT - price - GAP - quantity, quantity, flush_right=True))
    columns.append(_Column(titles[6], RIGHT - price, price, flush_right=True))
    return columns


def _lines(pen: Pen, column: _Column, text: str) -> list[str]:
    broken = re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", r"\1 ", text)
    return pen.wrapped(broken, sheet.CELL, column.room, most=MOST_LINES)


def _draw_heading(pen: Pen, top: float, *, columns: Sequence[_Column]) -> None:
    for column in columns:
        _write(pen, column, top - 13, column.title, sheet.SMALL_STRONG)
    pen.rule(sheet.LEFT, RIGHT, top - HEADING_HEIGHT + 3, sheet.ACCENT, 0.9)


def _draw_row(
    pen: Pen, top: float, *, columns: Sequence[_Column], cells: Sequence[Sequence[str]], height: float
) -> None:
    for column, lines in zip(columns, cells, strict=True):
        style = sheet.CELL_FIGURE if column.flush_right else sheet.CELL
        for place, line in enumerate(lines):
            _write(pen, column, top - 11 - LINE * place, line, style)
    pen.rule(sheet.LEFT, RIGHT, top - height + 0.5, sheet.RULE)


def _write(pen: Pen, column: _Column, y: float, text: str, style: sheet.Style) -> None:
    if column.flush_right:
        pen.write_right(column.left + column.room, y, text, style)
    else:
        pen.write(column.left, y, text, style)
