"""A closed month or year on A4: its totals by rate and means, its parts, the perpetual totals at its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import LINE, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph, signatures
from drivers.whole_file import write_whole
from ess_shop.domain.closing_words import amount_said, means_said, period_said, taxpayer_said
from ess_shop.domain.closings import ClosedDay
from ess_shop.domain.law_papers import PeriodPaper
from ess_shop.domain.money import Rate
from ess_shop.domain.periods import Period, PeriodKind
from ess_shop.domain.receipt import TRAINING_MARK
from ess_shop.domain.settlement import Month
from ess_shop.wording import Words

SENDER_HEIGHT = 29 + 4 * LINE


def write_period(path: Path, paper: PeriodPaper, words: Words) -> None:
    """Write the closing to `path`, whole or not at all; the same closing gives the same bytes."""
    write_whole(path, period_pdf(paper, words))


def period_pdf(paper: PeriodPaper, words: Words) -> bytes:
    """The closing as the bytes of a PDF."""
    period = paper.period
    if period.kind is PeriodKind.YEAR:
        title = words("Closing of the year {year}", year=period.name)
        number = words("Year closing no. {number}", number=period.number)
    else:
        title = words("Closing of the month: {month}", month=Month.parse(period.name))
        number = words("Month closing no. {number}", number=period.number)
    pen = Pen(title=title, author=paper.shop.name, language=words.language)
    sender = partial(draw_sender, shop=paper.shop, words=words)
    blocks = [
        Block(SENDER_HEIGHT, sender, keep=True),
        *paper_title(pen, title),
        gap(4),
        *(block for said in _said(paper, number, words) for block in paragraph(pen, said, keep=True)),
        *_chapter(words("Takings by VAT rate"), _rates(pen, paper, words)),
        *_chapter(words("Takings by means of payment"), _means(pen, paper, words)),
        *_chapter(words("Perpetual totals, never reset"), _taxpayers(pen, paper, words)),
        *_chapter(_parts_title(paper, words), _parts(pen, paper, words)),
        *signatures(((words("For the shop"), paper.shop.name),), words("Date and signature")),
    ]
    binding = Binding(
        title=title,
        who=paper.shop.name,
        number=number,
        mark=TRAINING_MARK if paper.training else "",
    )
    return bind(pen, blocks, binding, words)


def _said(paper: PeriodPaper, number: str, words: Words) -> Iterator[str]:
    period, money = paper.period, paper.shop.money
    yield words("{number}, from {first} to {last}.", number=number, first=period.first, last=period.last)
    at = datetime.fromisoformat(period.at)
    yield words("Closed on {day} at {time}.", day=at.date(), time=at.strftime("%H:%M"))
    yield words(
        "{tickets} tickets, {total} with tax.",
        tickets=words.number(period.figures.tickets),
        total=money(period.figures.total),
    )


def _chapter(title: str, blocks: Iterator[Block]) -> Iterator[Block]:
    yield gap(14)
    yield heading(title)
    yield gap(2)
    yield from blocks


def _rates(pen: Pen, paper: PeriodPaper, words: Words) -> Iterator[Block]:
    rates, amount, money = paper.period.figures.rates, words.amount, paper.shop.money
    before, total = sum(rate.before_tax for rate in rates), sum(rate.total for rate in rates)

    def figures(before: int, total: int) -> tuple[str, ...]:
        return amount(money(before)), amount(money(total - before)), amount(money(total))

    yield from goods_table(
        pen,
        GoodsLine(words("Rate"), "", (words("Before tax"), words("VAT"), words("With tax"))),
        [
            GoodsLine(words.percent(Rate(rate.vat)), "", figures(rate.before_tax, rate.total))
            for rate in rates
        ],
        GoodsLine("", words("Total"), figures(before, total)),
    )


def _means(pen: Pen, paper: PeriodPaper, words: Words) -> Iterator[Block]:
    shop = paper.shop
    yield from goods_table(
        pen,
        GoodsLine("", words("Means"), (words("Payments"), words("Amount"))),
        [
            GoodsLine(
                "",
                means_said(words, shop, each.means, each.currency),
                (words.number(each.count), amount_said(words, shop, each.net, each.currency)),
            )
            for each in paper.period.figures.means
        ],
    )


def _taxpayers(pen: Pen, paper: PeriodPaper, words: Words) -> Iterator[Block]:
    taxpayers, money = paper.period.figures.taxpayers, paper.shop.money
    together = sum(each.total for each in taxpayers), sum(each.perpetual for each in taxpayers)
    yield from goods_table(
        pen,
        GoodsLine(words("Till"), words("Sold in the name of"), (words("Period"), words("Perpetual total"))),
        [
            GoodsLine(
                each.till,
                taxpayer_said(words, each.taxpayer, paper.names),
                (words.amount(money(each.total)), words.amount(money(each.perpetual))),
            )
            for each in taxpayers
        ],
        GoodsLine("", words("Together"), tuple(words.amount(money(each)) for each in together)),
    )


def _parts_title(paper: PeriodPaper, words: Words) -> str:
    if paper.period.kind is PeriodKind.YEAR:
        return words("The months of this year")
    return words("The days of this month")


def _parts(pen: Pen, paper: PeriodPaper, words: Words) -> Iterator[Block]:
    if not paper.parts:
        yield from paragraph(pen, words("Their details were archived and taken out of the books."))
        return
    lines = [_part(each, paper, words) for each in paper.parts]
    yield from goods_table(
        pen, GoodsLine(words("No."), words("Period"), (words("Tickets"), words("With tax"))), lines
    )


def _part(part: ClosedDay | Period, paper: PeriodPaper, words: Words) -> GoodsLine:
    money = paper.shop.money
    if isinstance(part, Period):
        figures = words.number(part.figures.tickets), words.amount(money(part.figures.total))
        return GoodsLine(str(part.number), period_said(words, part), figures)
    figures = words.number(part.tickets), words.amount(money(part.total))
    said = words("{day}, till {till}", day=part.day, till=part.till)
    return GoodsLine(words("Z {number}", number=part.z), said, figures)
