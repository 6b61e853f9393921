"""What an invoice adds up to, drawn below its lines, and the one figure that its reader looks for."""

from __future__ import annotations

from collections.abc import Iterator

from drivers.papers import sheet
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from ess_shop.domain.invoice_words import payment_of, sums_of, to_pay
from ess_shop.domain.invoices import Invoice
from ess_shop.domain.money import Money
from ess_shop.wording import Words

LEFT = sheet.LEFT + 210.0
LINE = 17.0
NEXT_LINE = 12.0
PADDING = 15.0


def sums(pen: Pen, invoice: Invoice, words: Words) -> Iterator[Block]:
    """Before tax, the tax rate by rate, the total; then what is left to pay."""
    yield gap(6)
    for label, amount, strong in sums_of(invoice, words):
        yield _sum(pen, label, amount, words, strong=strong)
    yield gap(14)
    yield _panel(pen, invoice, words)


def _sum(pen: Pen, label: str, amount: Money, words: Words, *, strong: bool) -> Block:
    style = sheet.STRONG if strong else sheet.BODY
    figures = sheet.STRONG_FIGURE if strong else sheet.FIGURE
    figure = words.money(amount)
    lines = pen.wrapped(label, style, sheet.RIGHT - LEFT - pen.width(figure, figures) - 14, most=3)
    height = LINE + NEXT_LINE * (len(lines) - 1)

    def draw(pen: Pen, top: float) -> None:
        y = top - 12
        for number, line in enumerate(lines):
            pen.write(LEFT, y - NEXT_LINE * number, line, style)
        pen.write_right(sheet.RIGHT, y, figure, figures)
        pen.rule(LEFT, sheet.RIGHT, top - height, sheet.RULE)
        if strong:
            pen.rule(LEFT, sheet.RIGHT, top, sheet.GREY)

    return Block(height, draw, keep=True)


def _panel(pen: Pen, invoice: Invoice, words: Words) -> Block:
    room = sheet.RIGHT - sheet.LEFT - 2 * PADDING
    ways = pen.wrapped(payment_of(invoice, words), sheet.BODY, room, most=3)
    height = 62 + NEXT_LINE * len(ways)

    def draw(pen: Pen, top: float) -> None:
        pen.box(sheet.LEFT, top - height, sheet.RIGHT - sheet.LEFT, height, sheet.TINT)
        pen.box(sheet.LEFT, top - height, 3, height, sheet.ACCENT)
        x = sheet.LEFT + PADDING
        pen.write(x, top - 20, to_pay(invoice, words), sheet.STRONG)
        pen.write(x, top - 48, words.money(invoice.due), sheet.DISPLAY)
        for number, line in enumerate(ways):
            pen.write(x, top - 64 - NEXT_LINE * number, line, sheet.BODY)

    return Block(height + 8, draw)
