"""The foot of a Swiss statement: receipt and payment part of its QR-bill, laid out by the guidelines of SIX.

Whoever pays the members scans it from the paper or the screen; the money goes from the shop to the member.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from stdnum import iso11649

from drivers.bank.qr_bill import QrBill, payload, qr_bill
from drivers.labels.codes import draw_squares
from drivers.papers import sheet
from drivers.papers.binding import Slip
from drivers.papers.pen import Pen
from drivers.papers.typefaces import Face
from ess_shop.domain.money import Money
from ess_shop.domain.postal import PostalAddress
from ess_shop.reading import Statement
from ess_shop.wording import Words

MM = 72 / 25.4
HEIGHT, RECEIPT_WIDTH, MARGIN = 105 * MM, 62 * MM, 5 * MM
CODE, CODE_FOOT = 46 * MM, 42 * MM
CROSS = 7 * MM
PAYMENT, FACTS = 67 * MM, 118 * MM
"""Where the payment part and what is written beside its code begin, from the left edge of the sheet."""

AMOUNT_TOP = 37 * MM
ACCEPTANCE_TOP = 23 * MM
RECEIPT_ROOM, FACTS_ROOM = 52 * MM, 87 * MM
BLACK = "0 0 0"
TITLE = sheet.Style(Face.BOLD, 11, BLACK)
HEAD, VALUE = sheet.Style(Face.BOLD, 8, BLACK), sheet.Style(Face.TEXT, 10, BLACK)
SMALL_HEAD, SMALL_VALUE = sheet.Style(Face.BOLD, 6, BLACK), sheet.Style(Face.TEXT, 8, BLACK)

Fact = tuple[str, Sequence[str]]
"""A heading and the lines below it."""


def payment_slip(statement: Statement, words: Words) -> Slip | None:
    """The QR-bill of a statement that one can pay; see `qr_bill`."""
    bill = qr_bill(statement)
    return Slip(HEIGHT, partial(_draw, bill=bill, words=words)) if bill else None


def _draw(pen: Pen, top: float, *, bill: QrBill, words: Words) -> None:
    pen.write(sheet.LEFT, top - 18, words("For whoever pays the members"), sheet.HEADING)
    said = words(
        "This code pays the statement from a banking app, from the shop to the member. Do not scan it if the "
        "bank file or the list of transfers pays it already."
    )
    for number, line in enumerate(pen.wrapped(said, sheet.BODY, sheet.RIGHT - sheet.LEFT)):
        pen.write(sheet.LEFT, top - 36 - 13.5 * number, line, sheet.BODY)
    pen.rule(0, sheet.WIDTH, HEIGHT, BLACK, 0.75)
    pen.box(RECEIPT_WIDTH - 0.375, 0, 0.75, HEIGHT, BLACK)
    _draw_receipt(pen, bill, words)
    _draw_payment(pen, bill, words)


def _draw_receipt(pen: Pen, bill: QrBill, words: Words) -> None:
    pen.write(MARGIN, HEIGHT - MARGIN - 9, words("Receipt"), TITLE)
    facts = [_account(bill, words), _reference(bill, words), _payable_by(bill, words)]
    _draw_facts(pen, MARGIN, HEIGHT - 12 * MM, facts, SMALL_HEAD, SMALL_VALUE, RECEIPT_ROOM)
    _draw_amount(pen, MARGIN, bill.amount, SMALL_HEAD, SMALL_VALUE, words)
    said = words("Acceptance point")
    pen.write_right(RECEIPT_WIDTH - MARGIN, ACCEPTANCE_TOP - 6, said, SMALL_HEAD)


def _draw_payment(pen: Pen, bill: QrBill, words: Words) -> None:
    pen.write(PAYMENT, HEIGHT - MARGIN - 9, words("Payment part"), TITLE)
    draw_squares(pen, payload(bill), PAYMENT, CODE_FOOT + CODE, CODE, BLACK)
    _draw_cross(pen, PAYMENT + (CODE - CROSS) / 2, CODE_FOOT + (CODE - CROSS) / 2)
    _draw_amount(pen, PAYMENT, bill.amount, HEAD, VALUE, words)
    facts = [
        _account(bill, words),
        _reference(bill, words),
        (words("Additional information"), [bill.message]),
        _payable_by(bill, words),
    ]
    _draw_facts(pen, FACTS, HEIGHT - MARGIN, facts, HEAD, VALUE, FACTS_ROOM)


def _draw_facts(
    pen: Pen,
    left: float,
    top: float,
    facts: Sequence[Fact],
    head: sheet.Style,
    value: sheet.Style,
    room: float,
) -> None:
    y = top
    for heading, lines in facts:
        y -= head.size + 1
        pen.write(left, y, heading, head)
        for line in lines:
            for part in pen.wrapped(line, value, room, most=2):
                y -= value.size + 1
                pen.write(left, y, part, value)
        y -= value.size


def _draw_amount(
    pen: Pen, left: float, amount: Money, head: sheet.Style, value: sheet.Style, words: Words
) -> None:
    """The currency and beside it the amount, its thousands apart by blanks in every language."""
    beside = left + (16 if head is HEAD else 14) * MM
    y = AMOUNT_TOP - head.size
    pen.write(left, y, words("Currency"), head)
    pen.write(beside, y, words("Amount"), head)
    y -= value.size + 2
    pen.write(left, y, amount.currency.code, value)
    pen.write(beside, y, f"{amount.decimal():,.2f}".replace(",", " "), value)


def _draw_cross(pen: Pen, left: float, foot: float) -> None:
    """The Swiss cross by which the code is known, with the white border that keeps it apart."""
    unit = CROSS / 19.8
    pen.box(left, foot, CROSS, CROSS, sheet.PAPER)
    pen.box(left + 0.7 * unit, foot + 0.7 * unit, 18.4 * unit, 18.4 * unit, BLACK)
    pen.box(left + 8.25 * unit, foot + 4.4 * unit, 3.3 * unit, 11 * unit, sheet.PAPER)
    pen.box(left + 4.4 * unit, foot + 8.25 * unit, 11 * unit, 3.3 * unit, sheet.PAPER)


def _account(bill: QrBill, words: Words) -> Fact:
    iban = " ".join(bill.iban[place : place + 4] for place in range(0, len(bill.iban), 4))
    return words("Account / Payable to"), [iban, *_who(bill.creditor)]


def _reference(bill: QrBill, words: Words) -> Fact:
    return words("Reference"), [iso11649.format(bill.reference)]


def _payable_by(bill: QrBill, words: Words) -> Fact:
    return words("Payable by"), _who(bill.debtor)


def _who(party: tuple[str, PostalAddress]) -> list[str]:
    name, at = party
    abroad = "" if at.country == "CH" else f"{at.country} - "
    lines = (name, f"{at.street} {at.number}".strip(), f"{abroad}{at.postcode} {at.town}")
    return [line for line in lines if line]
