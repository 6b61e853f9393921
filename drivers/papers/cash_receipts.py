"""What is paid in cash on A4: how much to take out of the cash box, and a receipt to sign for each member."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from drivers.papers import sheet
from drivers.papers.binding import bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.pages import Block, gap
from drivers.papers.payouts import opening, payouts_binding, payouts_pen
from drivers.papers.pen import Pen
from drivers.papers.prose import paragraph
from drivers.whole_file import remove, write_whole
from ess_shop.domain.payouts import Payout, PayoutsPaper, total
from ess_shop.wording import Words

RECEIPT_HEIGHT = 168.0
PADDING = 15.0
DASH = 6.0
SIGNING_ROOM = 210.0


def write_cash_receipts(path: Path, paper: PayoutsPaper, words: Words) -> None:
    """Write the list and its receipts to `path`; without payouts in cash an earlier paper is removed."""
    if not paper.payouts:
        remove(path)
        return
    title = words("Cash to hand out — {month}", month=paper.month)
    pen, sum_ = payouts_pen(paper, title, words), total(paper.payouts)
    blocks = [
        *opening(pen, paper, title, words),
        *paragraph(
            pen,
            words("{total} to take out of the cash box. Each member signs their receipt below.", total=sum_),
            keep=True,
        ),
        gap(10),
        *goods_table(
            pen,
            GoodsLine(words("Member"), words("Name"), (words("Statement"), words("Amount"))),
            [
                GoodsLine(each.code, each.name or each.code, (each.statement, words.money(each.amount)))
                for each in paper.payouts
            ],
            GoodsLine(
                "",
                words.plural("{count} member", "{count} members", len(paper.payouts)),
                ("", words.money(sum_)),
            ),
        ),
        gap(16),
        *(
            Block(RECEIPT_HEIGHT, partial(_draw_receipt, payout=each, paper=paper, words=words))
            for each in paper.payouts
        ),
    ]
    write_whole(path, bind(pen, blocks, payouts_binding(paper, title, words), words))


def _draw_receipt(pen: Pen, top: float, *, payout: Payout, paper: PayoutsPaper, words: Words) -> None:
    """One receipt below the line along which it is cut off."""
    x = sheet.LEFT
    while x < sheet.RIGHT:
        pen.rule(x, min(x + DASH / 2, sheet.RIGHT), top - 4, sheet.GREY)
        x += DASH
    pen.write(sheet.LEFT, top - 30, words("Cash receipt"), sheet.SIGN)
    pen.write_right(sheet.RIGHT, top - 30, words.money(payout.amount), sheet.SIGN)
    name = words.member(payout.code, payout.name)
    y = top - 52
    said = words(
        "{member} has received {amount} in cash from {shop} for the sales of {month} (statement {number}).",
        member=name,
        amount=payout.amount,
        shop=paper.shop.name,
        month=paper.month,
        number=payout.statement,
    )
    for line in pen.wrapped(said, sheet.BODY, sheet.RIGHT - sheet.LEFT, most=4):
        pen.write(sheet.LEFT, y, line, sheet.BODY)
        y -= 13.5
    for left, who, invitation in (
        (sheet.LEFT, name, words("Date and signature")),
        (sheet.RIGHT - SIGNING_ROOM, words("For the shop"), words("Paid out by")),
    ):
        line_at = top - RECEIPT_HEIGHT + PADDING
        pen.write(left, line_at + 44, pen.fitted(who, sheet.STRONG, SIGNING_ROOM), sheet.STRONG)
        pen.write(left, line_at + 32, invitation, sheet.SMALL)
        pen.rule(left, left + SIGNING_ROOM, line_at, sheet.INK, 0.7)
