"""The member's monthly statement of sales as a PDF: what was sold, what is paid, and every line behind it."""

from __future__ import annotations

from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.payment_part import payment_slip
from drivers.papers.pen import Pen
from drivers.papers.statement_chart import chart
from drivers.papers.statement_head import head, title
from drivers.papers.statement_lines import lines_table
from drivers.papers.statement_summary import summary
from drivers.papers.statement_totals import totals_of
from drivers.whole_file import write_whole
from ess_shop.reading import Statement
from ess_shop.wording import Words


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
    blocks = [
        *head(pen, statement, words),
        *summary(pen, statement, totals, words),
        *chart(totals.by_day, statement.month, statement.shop, words),
        *lines_table(pen, statement, totals, words),
    ]
    binding = Binding(
        title=title(statement, words),
        who=statement.identity.name or statement.member.code,
        number=number,
        footer=words("This statement is not an invoice."),
        mark=words("PREVIEW – not approved") if statement.preview else "",
    )
    return bind(pen, blocks, binding, words, slip=payment_slip(statement, words))
