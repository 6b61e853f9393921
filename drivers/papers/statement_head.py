"""The top of a statement: who writes to whom, about which month, and what is paid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale

from drivers.papers import sheet
from drivers.papers.pages import Block, gap
from drivers.papers.pen import Pen
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.settlement import Row
from ess_shop.reading import Statement
from ess_shop.wording import Words

WINDOW_LEFT = 312.0
WINDOW_TOP = sheet.HEIGHT - 142.0
"""Where the window of a French DL or C5 envelope shows the address: 110 mm from the left, 50 from the top."""

PARTIES_HEIGHT = sheet.TOP - (sheet.HEIGHT - 246.0)
FACTS_ROOM = 112.0
LINE = 13.5
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
    shop = statement.shop
    room = WINDOW_LEFT - sheet.LEFT - 24
    pen.write(sheet.LEFT, top - 12, pen.fitted(shop.name, sheet.SIGN, sheet.RIGHT - sheet.LEFT), sheet.SIGN)
    y = top - 29
    for text in (shop.street, f"{shop.postcode} {shop.town}".strip(), shop.email):
        if text:
            pen.write(sheet.LEFT, y, pen.fitted(text, sheet.QUIET, room), sheet.QUIET)
            y -= LINE
    y = top - 29
    for text in (
        shop.siret and f"SIRET {_grouped(shop.siret)}",
        shop.vat_number and words("VAT {number}", number=shop.vat_number),
    ):
        if text:
            pen.write_right(sheet.RIGHT, y, text, sheet.QUIET)
            y -= LINE
    _draw_addressee(pen, statement, words)
    y = WINDOW_TOP - 1
    for label, value in _facts(statement, words):
        pen.write(sheet.LEFT, y, label, sheet.QUIET)
        pen.write(sheet.LEFT + FACTS_ROOM, y, pen.fitted(value, sheet.BODY, room - FACTS_ROOM), sheet.BODY)
        y -= LINE


def _draw_addressee(pen: Pen, statement: Statement, words: Words) -> None:
    who = statement.identity
    abroad = who.country if who.country != statement.shop.country else ""
    country = str(Locale(words.language).territories.get(abroad, abroad)).upper() if abroad else ""
    room = sheet.RIGHT - WINDOW_LEFT
    lines = pen.wrapped(who.name or statement.member.code, sheet.ADDRESSEE, room, most=2)
    y = WINDOW_TOP
    for line in lines:
        pen.write(WINDOW_LEFT, y, line, sheet.ADDRESSEE)
        y -= 15
    contact = who.contact if who.contact != who.name else ""
    for text in (contact, who.street, f"{who.postcode} {who.town}".strip(), country):
        if text:
            pen.write(WINDOW_LEFT, y, pen.fitted(text, sheet.ADDRESS, room), sheet.ADDRESS)
            y -= 15


def _facts(statement: Statement, words: Words) -> Iterator[tuple[str, str]]:
    row, who = statement.rows[0], statement.identity
    approved = approval_day(statement)
    facts = (
        (words("Statement"), row.statement),
        (words("Approved on"), words.long_day(approved) if approved else ""),
        (words("Member"), statement.member.code),
        ("SIRET", _grouped(who.siret)),
        (words("VAT number"), who.vat_number),
        (words("Commission invoice"), "" if statement.preview else row.invoice),
    )
    return ((label, value) for label, value in facts if value)


def _grouped(siret: str) -> str:
    """A SIRET as it is read: 552 100 554 00013."""
    if len(siret) != 14:
        return siret
    return "\N{NO-BREAK SPACE}".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))


def _panel(pen: Pen, rows: list[Row], statement: Statement, words: Words, *, first: bool) -> Block:
    each = (sheet.RIGHT - sheet.LEFT - PANEL_PADDING) / len(rows)
    room = each - PANEL_PADDING
    ways = [pen.wrapped(_way(row, statement, words), sheet.BODY, room, most=3) for row in rows]
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


def _way(row: Row, statement: Statement, words: Words) -> str:
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
