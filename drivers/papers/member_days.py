"""A liable member's daily totals per VAT rate on A4: what they declare of sales in their own name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from drivers.papers.binding import Binding, bind
from drivers.papers.goods_table import GoodsLine, goods_table
from drivers.papers.letterhead import PARTIES_HEIGHT, draw_addressee, draw_facts, draw_sender
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from drivers.papers.prose import heading, paper_title, paragraph
from drivers.whole_file import write_whole
from ess_shop.domain.money import Money, Rate
from ess_shop.services.member_days import MemberDay, MemberDays
from ess_shop.wording import Words


def write_member_days(path: Path, days: MemberDays, words: Words) -> None:
    """Write the paper to `path`, whole or not at all; the same figures give the same bytes."""
    write_whole(path, member_days_pdf(days, words))


def member_days_pdf(days: MemberDays, words: Words) -> bytes:
    """The paper as the bytes of a PDF."""
    title = words("Your sales by day and VAT rate")
    month = words.month(days.month)
    who = words.member(days.member.code, days.identity.name)
    pen = Pen(title=title, author=days.shop.name, language=words.language)
    said = words(
        "These goods were sold in your name: you declare the sales and their VAT. "
        "They are no part of what the shop reports to the tax office."
    )
    blocks = [
        Block(PARTIES_HEIGHT, partial(_draw_parties, days=days, month=month, words=words), keep=True),
        *paper_title(pen, title),
        gap(4),
        *paragraph(pen, said, keep=True),
        gap(14),
        *_by_rate(pen, days, words),
        gap(16),
        heading(words("Day by day")),
        gap(4),
        *_by_day(pen, days, words),
    ]
    return bind(pen, blocks, Binding(title=title, who=who, number=month), words)


def _draw_parties(pen: Pen, top: float, *, days: MemberDays, month: str, words: Words) -> None:
    draw_sender(pen, top, days.shop, words)
    draw_addressee(pen, days.identity, days.member.code, days.shop, words)
    facts = [(words("Month"), month), (words("Member"), days.member.code)]
    if days.identity.vat_number:
        facts.append((words("VAT number"), days.identity.vat_number))
    draw_facts(pen, facts)


def _by_rate(pen: Pen, days: MemberDays, words: Words) -> Iterator[Block]:
    rates = sorted({day.rate for day in days.days}, reverse=True)
    titles = (words("Before tax"), words("VAT"), words("Total"))
    yield from goods_table(
        pen,
        GoodsLine("", words("The month"), titles),
        [GoodsLine("", words("VAT at {rate}", rate=rate), _sums(days, rate, words)) for rate in rates],
        GoodsLine("", words("Total"), _sums(days, None, words)),
    )


def _sums(days: MemberDays, rate: Rate | None, words: Words) -> tuple[str, ...]:
    rows = [day for day in days.days if rate in (None, day.rate)]
    nothing = days.shop.money(0)

    def total(amounts: list[Money]) -> str:
        return words.amount(sum(amounts, nothing))

    return (
        total([day.before_tax for day in rows]),
        total([day.tax for day in rows]),
        total([day.total for day in rows]),
    )


def _by_day(pen: Pen, days: MemberDays, words: Words) -> Iterator[Block]:
    titles = (words("Tickets"), words("Before tax"), words("VAT"), words("Total"))
    yield from goods_table(
        pen,
        GoodsLine(words("Day"), words("VAT rate"), titles),
        [_line(day, words) for day in days.days],
    )


def _line(day: MemberDay, words: Words) -> GoodsLine:
    figures = (
        words.number(day.tickets),
        words.amount(day.before_tax),
        words.amount(day.tax),
        words.amount(day.total),
    )
    return GoodsLine(words.day(day.day), words.percent(day.rate), figures)
