"""An invoice on A4 that keeps: PDF/A-3b, with the same invoice as data inside where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drivers.invoices.archival import archival
from drivers.invoices.cross_industry import has_data, invoice_xml
from drivers.invoices.description import About
from drivers.invoices.sums import sums
from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import PARTIES_HEIGHT, address_of, draw_addressee, draw_facts, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.parties import Side, registered, side_by_side
from drivers.papers.pen import Pen
from drivers.papers.prose import paper_title, paragraph
from drivers.papers.sheet import SMALL
from drivers.whole_file import write_whole
from ess_shop.domain.invoice_words import (
    Mention,
    exempt_because,
    label_of,
    mentions_of,
    operation_of,
    title_of,
)
from ess_shop.domain.invoices import Category, Invoice, InvoiceLine, Party
from ess_shop.wording import Words


def write_invoice(path: Path, invoice: Invoice, words: Words) -> None:
    """Write the invoice to `path`, whole or not at all; the same invoice gives the same bytes."""
    write_whole(path, invoice_pdf(invoice, words))


def invoice_pdf(invoice: Invoice, words: Words) -> bytes:
    """The invoice as the bytes of a PDF."""
    title = title_of(invoice, words)
    pen = Pen(title=_whole_title(invoice, words), author=invoice.shop.name, language=words.language)
    blocks = [
        Block(PARTIES_HEIGHT, lambda pen, top: _draw_head(pen, top, invoice, words), keep=True),
        gap(8),
        *paper_title(pen, title),
        gap(4),
        side_by_side(
            pen,
            Side(words("Supplier"), invoice.seller.name, _lines(invoice.seller, invoice, words)),
            Side(words("Customer"), invoice.buyer.name, _lines(invoice.buyer, invoice, words)),
        ),
        gap(14),
        *_table(pen, invoice, words),
        *sums(pen, invoice, words),
        *_mentions(pen, invoice, words),
    ]
    binding = Binding(
        title=title, who=invoice.member.name, number=invoice.number, footer=_footer(invoice, words)
    )
    about = About(_whole_title(invoice, words), invoice.shop.name, invoice.day)
    xml = invoice_xml(invoice, words) if has_data(invoice) else None
    return archival(bind(pen, blocks, binding, words), about, xml)


def _whole_title(invoice: Invoice, words: Words) -> str:
    return f"{title_of(invoice, words)} {invoice.number}"


def _draw_head(pen: Pen, top: float, invoice: Invoice, words: Words) -> None:
    draw_sender(pen, top, invoice.shop, words)
    draw_addressee(pen, invoice.member, invoice.member.code, invoice.shop, words)
    facts = (
        (words("Number"), invoice.number),
        (words("Date"), words.long_day(invoice.day)),
        (words("Due date"), words.long_day(invoice.payable_on)),
        (words("Month"), words.month(invoice.month)),
        (words("Operation"), operation_of(invoice, words)),
        (words("Member"), invoice.member.code),
        (words("Statement"), invoice.statement),
    )
    draw_facts(pen, facts)


def _lines(party: Party, invoice: Invoice, words: Words) -> tuple[str, ...]:
    return (*address_of(party, invoice.shop, words), *registered(party, words))


def _table(pen: Pen, invoice: Invoice, words: Words) -> Iterator[Block]:
    titles = (words("Qty"), words("Price before tax"), words("VAT"), words("Before tax"))
    lines = [_row(place, line, invoice, words) for place, line in enumerate(invoice.lines, start=1)]
    return goods_table(pen, GoodsLine(words("Line"), words("Designation"), titles), lines)


def _row(place: int, line: InvoiceLine, invoice: Invoice, words: Words) -> GoodsLine:
    taxed = line.category in {Category.STANDARD, Category.ZERO}
    figures = (
        words.number(-1 if line.net.minor < 0 else 1),
        words.money(abs(line.net)),
        words.percent(line.rate) if taxed else "–",
        words.money(line.net),
    )
    return GoodsLine(str(place), label_of(line, invoice, words), figures)


def _mentions(pen: Pen, invoice: Invoice, words: Words) -> Iterator[Block]:
    """Why there is no VAT, and what the law wants said; what it wants of every invoice runs on."""
    reasons = dict.fromkeys(exempt_because(total.category, invoice, words) for total in invoice.totals)
    said = tuple(mentions_of(invoice, words))
    own = (each.text for each in said if each.about is Mention.OTHER)
    usual = " ".join(each.text for each in said if each.about is not Mention.OTHER)
    yield gap(10)
    for text in (*reasons, *own, usual):
        if text:
            yield from paragraph(pen, text, SMALL)
            yield gap(2)


def _footer(invoice: Invoice, words: Words) -> str:
    return words("Factur-X: the data of this invoice is inside this file.") if has_data(invoice) else ""
