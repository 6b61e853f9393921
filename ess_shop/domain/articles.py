"""Articles on consignment, their barcodes, and what may be written on a tag."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum import ean
from stdnum.exceptions import ValidationError

from ess_shop.domain.money import Money, Rate

HIGHEST_PRICE = 100_000_000
"""A unit price above a million (in a currency of two decimals) is taken for a typing error."""

LARGEST_QUANTITY = 1_000_000
HIGHEST_VAT = Rate.percent(30)
LONGEST_LABEL = 200

UNLABELLED = "unlabelled"
"""The category of the standing articles for goods without a label: their price is always typed."""


@dataclass(frozen=True, slots=True)
class Article:
    """Something a member leaves for sale: one piece (`unique`) or a quantity of equals.

    `net` is what the member gets per piece whatever it is sold for (a fixed net price), `floor` below which
    no markdown goes; `stays_until` prolongs the time the contract gives.
    """

    id: str
    code: str
    label: str
    member_id: str
    price: Money
    vat: Rate
    barcodes: tuple[str, ...] = ()
    maker: str = ""
    category: str = ""
    picture: str = ""
    unique: bool = False
    second_hand: bool = False
    description: str = ""
    net: Money | None = None
    floor: Money | None = None
    stays_until: date | None = None
    revision: int = 1


def checked_barcode(text: str) -> str:
    """An EAN-8, UPC-12, EAN-13 or GTIN-14 whose check digit is right; ValueError otherwise."""
    try:
        return str(ean.validate(text))
    except ValidationError as wrong:
        raise ValueError(text) from wrong


def checked_text(text: str, *, longest: int = LONGEST_LABEL) -> str:
    """Text fit for a tag, in NFC; ValueError if empty, too long, or holding control characters."""
    plain = unicodedata.normalize("NFC", text).strip()
    if not plain or len(plain) > longest or has_control(plain):
        raise ValueError(text)
    return plain


def has_control(text: str) -> bool:
    """Whether a text hides characters that steer a device or reorder what is read."""
    return any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for sign in text)
