"""The top of a statement: who writes to whom, about which month, and what is paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from drivers.papers import sheet
from drivers.papers.letterhead import (
    PARTIES_HEIGHT,
    draw_addressee,
    draw_facts,
    draw_sender,
    grouped,
)
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.settlement import Row
from ess_shop.reading import Statement
from ess_shop.wording import Words

PANEL_PADDING = 15.0
IN_A_ROW = 4


def title(statement: Statement, words: Words) -> str:
    """What the paper is called."""
    return words("Statement of sales — {month}", month=words.month(statement.month))


def head(pen: Pen, statement: Statement, words: Words) -> Iterator[Block]:
    """The blocks above the figures."""
    yield Block(PARTIES_HEIGHT, lambda pen, top: _draw_parties(pen, top, statement, words), keep=True)
    yield Block(40, lambda pen, top: _draw_title(pen, top, statement, words), keep=True)
    legal, *locals_ = statement.rows
    shown = [legal, *(row for row in locals_ if row.paid or row.carried)]
    for start in range(0, len(shown), IN_A_ROW):
        yield _panel(pen, shown[start : start + IN_A_ROW], statement, words, first=start == 0)
    yield gap(15)


def masked_iban(iban: str) -> str:
    """An IBAN that its owner recognises and nobody can use: `FR76 … 0189`."""
    plain = "".join(iban.split())
    return f"{plain[:4]}\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}{plain[-4:]}" if len(plain) > 8 else "…"


def approval_day(statement: Statement) -> date | None:
    """The shop's date when the statement was approved; None on a preview."""
    if not statement.approved_at:
        return None
    moment = datetime.fromisoformat(statement.approved_at)
    return (moment.astimezone(ZoneInfo(statement.shop.timezone)) if moment.tzinfo else moment).date()


def _draw_title(pen: Pen, top: float, statement: Statement, words: Words) -> None:
    pen.write(sheet.LEFT, top - 21, title(statement, words), sheet.TITLE)


def _draw_parties(pen: Pen, top: float, statement: Statement, words: Words) -> None:
    draw_sender(pen, top, statement.shop, words)
    draw_addressee(pen, statement.identity, statement.member.code, statement.shop, words)
    draw_facts(pen, _facts(statement, words))


def _facts(statement: Statement, words: Words) -> Iterator[tuple[str, str]]:
    row, who = statement.rows[0], statement.identity
    approved = approval_day(statement)
    facts = (
        (words("Statement"), row.statement),
        (words("Approved on"), words.long_day(approved) if approved else ""),
        (words("Member"), statement.member.code),
        ("SIRET", grouped(who.siret)),
        (words("VAT number"), who.vat_number),
        (words("Commission invoice"), "" if statement.preview else row.invoice),
    )
    return ((label, value) for label, value in facts if value)


def _panel(pen: Pen, rows: list[Row], statement: Statement, words: Words, *, first: bool) -> Block:
    each = (sheet.RIGHT - sheet.LEFT - PANEL_PADDING) / len(rows)
    room = each - PANEL_PADDING
    ways = [pen.wrapped(way_of(row, statement, words), sheet.BODY, room, most=3) for row in rows]
    display = _display(pen, [words.money(row.paid) for row in rows], room)
    opening = words("We would pay you") if statement.preview else words("We pay you")
    title_height = 19 if first else 0
    height = title_height + 50 + 12 * max(map(len, ways))

    def draw(pen: Pen, top: float) -> None:
        pen.box(sheet.LEFT, top - height, sheet.RIGHT - sheet.LEFT, height, sheet.TINT)
        pen.box(sheet.LEFT, top - height, 3, height, sheet.ACCENT)
        if first:
            pen.write(sheet.LEFT + PANEL_PADDING, top - 20, opening, sheet.STRONG)
        for number, (row, way) in enumerate(zip(rows, ways, strict=True)):
            x = sheet.LEFT + PANEL_PADDING + number * each
            y = top - title_height - 29
            pen.write(x, y, words.money(row.paid), display)
            for below, line in enumerate(way):
                pen.write(x, y - 16 - 12 * below, line, sheet.BODY)

    return Block(height, draw)


def _display(pen: Pen, figures: list[str], room: float) -> sheet.Style:
    """The largest style in which every figure fits."""
    widest = max(pen.width(figure, sheet.DISPLAY) for figure in figures)
    return replace(sheet.DISPLAY, size=round(sheet.DISPLAY.size * min(1.0, room / widest), 1))


def way_of(row: Row, statement: Statement, words: Words) -> str:
    """How an amount reaches the member."""
    if not row.paid:
        if row.carried:
            return words("nothing this month: {amount} is carried", amount=row.carried)
        return words("nothing is owed this month")
    if row.paid.currency != statement.shop.currency:
        local = statement.shop.local(row.paid.currency.code)
        return words("in coupons “{name}”", name=local.name) if local and local.name else words("in coupons")
    if row.payout_means is PayoutMeans.CASH:
        return words("in cash")
    if statement.identity.iban:
        return words("by transfer to {iban}", iban=masked_iban(statement.identity.iban))
    return words("by transfer")
