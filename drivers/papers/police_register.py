"""The police register on A4: every entry of a period by number, with who left the goods and their paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import paper_title, paragraph
from drivers.whole_file import write_whole
from ess_shop.papers import RegisterPaper
from ess_shop.reading_police import PoliceRow
from ess_shop.wording import Words

SENDER_HEIGHT = 70.0


def write_register(path: Path, paper: RegisterPaper, words: Words) -> None:
    """Write the register to `path`, whole or not at all; the same entries give the same bytes."""
    write_whole(path, register_pdf(paper, words))


def register_pdf(paper: RegisterPaper, words: Words) -> bytes:
    """The register as the bytes of a PDF."""
    title = words("Police register")
    pen = Pen(title=title, author=paper.shop.name, language=words.language)
    blocks = [
        Block(SENDER_HEIGHT, lambda pen, top: draw_sender(pen, top, paper.shop, words), keep=True),
        *paper_title(pen, title),
        gap(4),
        *paragraph(pen, _period(paper, words), keep=True),
        *paragraph(
            pen,
            words(
                "Second-hand goods left by private persons (French penal code, articles 321-7 and R. 321-3)."
            ),
            keep=True,
        ),
        gap(12),
        *_entries(pen, paper, words),
    ]
    binding = Binding(title=title, who=paper.shop.name, number=title, footer=_period(paper, words))
    return bind(pen, blocks, binding, words)


def _law(words: Words) -> str:
    return words(
        "Second-hand goods left by private persons (French penal code, articles 321-7 and R. 321-3)."
    )


def _period(paper: RegisterPaper, words: Words) -> str:
    if paper.since is None or paper.until is None:
        return words("All entries, printed on {day}.", day=words.long_day(paper.day))
    return words(
        "Entries from {since} to {until}, printed on {day}.",
        since=words.long_day(paper.since),
        until=words.long_day(paper.until),
        day=words.long_day(paper.day),
    )


def _entries(pen: Pen, paper: RegisterPaper, words: Words) -> Iterator[Block]:
    titles = words("Day"), words("Qty"), words("Price")
    heading = GoodsLine(words("No."), words("Goods, who left them, identity paper"), titles)
    lines = [
        GoodsLine(
            str(row.number),
            _said(row, words),
            (words.day(row.day), words.number(row.quantity), words.money(row.price)),
        )
        for row in paper.rows
    ]
    yield from goods_table(pen, heading, lines)


def _said(row: PoliceRow, words: Words) -> str:
    seller = row.seller
    who = ", ".join(text for text in (seller.name, seller.address) if text) or words("erased")
    said = f"{row.description} – {who}"
    if seller.document_number:
        said += " – " + words(
            "{document} {number} of {day}, {authority}",
            document=seller.document,
            number=seller.document_number,
            day=seller.issued_on,
            authority=seller.issued_by,
        )
    if row.reversed_by:
        said += " – " + words("deposit taken back by {number}", number=row.reversed_by)
    return said
