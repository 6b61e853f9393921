"""What is typed or scanned into the entry field, read: quantity first, amounts in cents, ticket numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ess_shop.domain.money import MILLION, Currency, Money, Rate
from ess_shop.domain.source import shown
from ess_shop.errors import Refused

MOST_PIECES = 9_999
_TIMES = re.compile(r"\s*(\d{1,5})\s*[*x×]\s*(.*)", re.IGNORECASE | re.DOTALL)
_TICKET = re.compile(r"([A-Z][A-Z0-9]{0,7})-(\d{1,9})")
_BARCODE = re.compile(r"\d{8}|\d{12,14}")


@dataclass(frozen=True, slots=True)
class Entered:
    """A quantity and what it is of; `times` tells that the quantity was written."""

    quantity: int
    text: str
    times: bool


def entered(text: str) -> Entered:
    """`3*` or `3*honey` is three of it; Refused for none or absurdly many."""
    found = _TIMES.fullmatch(text)
    if found is None:
        return Entered(1, text.strip(), times=False)
    quantity = int(found[1])
    if not 1 <= quantity <= MOST_PIECES:
        raise Refused("quantity", "{quantity} pieces: type a quantity from 1 to 9999.", quantity=found[1])
    return Entered(quantity, found[2].strip(), times=True)


def ticket_of(text: str) -> tuple[str, int] | None:
    """The till and number of `C1-000123`, or None if the text is no ticket number."""
    found = _TICKET.fullmatch(text.strip().upper())
    return (found[1], int(found[2])) if found else None


def looks_scanned(text: str) -> bool:
    """Whether a text has the form of a barcode of goods."""
    return _BARCODE.fullmatch(text) is not None


def amount_of(text: str, currency: Currency) -> Money:
    """`1250` is 12.50; `12,5` and `12.50` too; Refused for anything else and for nothing."""
    plain = text.strip()
    try:
        if plain.isascii() and plain.isdigit() and len(plain) <= 12:
            amount = Money(int(plain), currency)
        else:
            amount = currency.parse(plain)
    except ValueError:
        amount = Money(0, currency)
    if amount.minor <= 0:
        raise Refused(
            "bad_amount", "“{text}” is no amount: type 1250 or 12,50 for 12.50.", text=shown(plain, 60)
        )
    return amount


def off_of(text: str, whole: Money) -> tuple[Money, Rate | None]:
    """`10%` or an amount, as money off `whole`, with the rate if it was one; Refused beyond the whole."""
    plain = text.strip()
    if plain.endswith("%"):
        try:
            rate = Rate.percent(plain[:-1].strip())
        except ValueError:
            rate = Rate(0)
        if not 0 < rate.millionths <= MILLION:
            raise Refused(
                "bad_percent",
                "“{text}” is no discount: type for example 10% or 2,50.",
                text=shown(plain, 60),
            )
        return Money(rate.of(whole.minor), whole.currency), rate
    amount = amount_of(plain, whole.currency)
    if amount > whole:
        raise Refused(
            "discount_too_large", "{off} off is more than the {whole} it costs.", off=amount, whole=whole
        )
    return amount, None
