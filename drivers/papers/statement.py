"""The member's monthly statement of sales as a PDF: what was sold, what is paid, and every line behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from drivers.papers import sheet
from drivers.papers.pages import Block, draw_page, paginate
from drivers.papers.pen import Pen
from drivers.papers.statement_chart import chart
from drivers.papers.statement_head import head, title
from drivers.papers.statement_lines import lines_table
from drivers.papers.statement_summary import summary
from drivers.papers.statement_totals import totals_of
from drivers.whole_file import write_whole
from ess_shop.reading import Statement
from ess_shop.wording import Words

RUNNING_HEAD = 26.0
"""What the head of the following pages takes from their room."""


def write_statement(path: Path, statement: Statement, words: Words) -> None:
    """Write the statement to `path`, whole or not at all; the same statement gives the same bytes.

    Refused if its lines do not tie to its rows.
    """
    write_whole(path, statement_pdf(statement, words))


def statement_pdf(statement: Statement, words: Words) -> bytes:
    """The statement as the bytes of a PDF."""
    totals = totals_of(statement)
    number = statement.rows[0].statement
    pen = Pen(
        title=f"{title(statement, words)} {number}".strip(),
        author=statement.shop.name,
        language=words.language,
    )
    blocks: list[Block] = [
        *head(pen, statement, words),
        *summary(pen, statement, totals, words),
        *chart(totals.by_day, statement.month, statement.shop, words),
        *lines_table(pen, statement, totals, words),
    ]
    room = sheet.TOP - sheet.BOTTOM
    pages = paginate(blocks, first=room, room=room - RUNNING_HEAD)
    for page, content in enumerate(pages, start=1):
        _draw(pen, content, statement, words, page=page, pages=len(pages))
    return pen.finished()


def _draw(
    pen: Pen, content: Sequence[Block], statement: Statement, words: Words, *, page: int, pages: int
) -> None:
    top = sheet.TOP
    if page > 1:
        _draw_running_head(pen, statement, words)
        top -= RUNNING_HEAD
    if statement.preview:
        _draw_banner(pen, words)
    draw_page(pen, content, top)
    _draw_footer(pen, statement, words, page=page, pages=pages)
    pen.end_page()


def _draw_running_head(pen: Pen, statement: Statement, words: Words) -> None:
    name = title(statement, words)
    y = sheet.TOP - 9
    pen.write(sheet.LEFT, y, name, sheet.SMALL_STRONG)
    room = sheet.RIGHT - sheet.LEFT - pen.width(name, sheet.SMALL_STRONG) - 24
    who = statement.identity.name or statement.member.code
    pen.write_right(sheet.RIGHT, y, pen.fitted(who, sheet.SMALL, room), sheet.SMALL)


def _draw_banner(pen: Pen, words: Words) -> None:
    bottom = sheet.HEIGHT - 31
    pen.box(sheet.LEFT, bottom, sheet.RIGHT - sheet.LEFT, 18, sheet.INK)
    pen.write_middle(sheet.WIDTH / 2, bottom + 5, words("PREVIEW – not approved"), sheet.BANNER)


def _draw_footer(pen: Pen, statement: Statement, words: Words, *, page: int, pages: int) -> None:
    pen.rule(sheet.LEFT, sheet.RIGHT, 43, sheet.RULE)
    pen.write(sheet.LEFT, 31, statement.rows[0].statement, sheet.SMALL)
    pen.write_middle(sheet.WIDTH / 2, 31, words("This statement is not an invoice."), sheet.SMALL)
    where = words("page {page}/{pages}", page=page, pages=pages)
    pen.write_right(sheet.RIGHT, 31, where, sheet.SMALL)
