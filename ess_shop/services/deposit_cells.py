"""Reading a deposit list's cells as members write them: each reader gives a value or raises ValueError."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from ess_shop.domain.articles import UNLABELLED, checked_barcode, checked_text
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.searching import folded
from ess_shop.domain.shop import Shop
from ess_shop.services import cells

T = TypeVar("T")

LOWEST_VAT = Rate.percent("0.9")
"""Below the lowest rate there is (Corsica): 0.2 in a cell means 20 % to its writer, and 0.2 % to nobody."""

LONGEST_DESCRIPTION = 1000

_YES = frozenset({"oui", "o", "yes", "y", "x", "1", "vrai", "true"})
_NO = frozenset({"", "non", "n", "no", "0", "faux", "false"})
_SYMBOLS = {"EUR": "€", "CHF": "Fr."}
_EXPONENT = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")


def if_filled(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """A reader that takes an empty cell for nothing said."""
    return lambda text: read(text) if text else None


def price(shop: Shop) -> Callable[[str], Money]:
    """An amount above zero of the shop's currency, its sign or code before or after."""
    read = cells.price(shop)
    signs = (shop.currency.code, _SYMBOLS.get(shop.currency.code, shop.currency.code))

    def priced(text: str) -> Money:
        plain = text
        for sign in signs:
            plain = plain.removeprefix(sign).removesuffix(sign).strip()
        amount = read(plain)
        if not amount:
            raise ValueError(text)
        return amount

    return priced


def vat(text: str) -> Rate:
    """A rate with or without `%`; a fraction (0.2 for 20 %) is refused."""
    rate = cells.vat_rate(text.removesuffix("%").strip())
    if 0 < rate.millionths < LOWEST_VAT.millionths:
        raise ValueError(text)
    return rate


def quantity(text: str) -> int:
    """Pieces, 1 or more."""
    pieces = cells.quantity(text)
    if not pieces:
        raise ValueError(text)
    return pieces


def yes(text: str) -> bool:
    """Yes or no in either language, a cross for yes, nothing for no."""
    word = folded(text)
    if word not in _YES | _NO or (text and not word):
        raise ValueError(text)
    return word in _YES


def optional_text(text: str) -> str:
    """A text of a tag's length, or nothing."""
    return checked_text(text) if text else ""


def category(text: str) -> str:
    """A category, or nothing; not the one of goods without a label, whose price is free at the till."""
    if folded(text) == UNLABELLED:
        raise ValueError(text)
    return optional_text(text)


def description(text: str) -> str:
    """A few sentences, or nothing."""
    return checked_text(text, longest=LONGEST_DESCRIPTION) if text else ""


def barcodes(text: str) -> tuple[str, ...]:
    """Barcodes, one written in groups (`3 760123 456789`) or several apart by spaces."""
    whole = without_exponent(text)
    try:
        return (checked_barcode(grouped(whole)),)
    except ValueError:
        return cells.barcodes(whole)


def grouped(text: str) -> str:
    """A number without the blanks and dashes that set its groups apart."""
    return re.sub(r"[\s-]", "", text)


def without_exponent(text: str) -> str:
    """`3.760123456789E+12` with all its digits; any other text, and a number that lost some, as it is.

    A spreadsheet that shows a long number so and is saved as text writes only the digits it shows.
    """
    found = _EXPONENT.fullmatch(text)
    if found is None:
        return text
    first, rest, exponent = found[1], found[2] or "", int(found[3])
    return first + rest if len(rest) == exponent else text


def lost_digits(text: str) -> bool:
    """Whether a number was cut to its first digits."""
    return _EXPONENT.fullmatch(without_exponent(text)) is not None


def lost_zeros(digits: str) -> bool:
    """Whether a number is no barcode, but becomes one once zeros stand before it."""
    return not _is_barcode(digits) and any(
        _is_barcode(digits.zfill(length)) for length in (8, 12, 13, 14) if len(digits) < length
    )


def _is_barcode(digits: str) -> bool:
    try:
        checked_barcode(digits)
    except ValueError:
        return False
    return True
