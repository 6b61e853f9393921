"""How cells of a file are read: each reader gives a value or raises ValueError."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.articles import (
    HIGHEST_PRICE,
    HIGHEST_VAT,
    LARGEST_QUANTITY,
    checked_barcode,
    checked_text,
)
from ess_shop.domain.money import WHOLE, ZERO_RATE, Money, Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import Checker, SourceRow, SourceTable

Remark = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: how many records were added, changed or left alone, pieces deposited, remarks."""

    added: int
    changed: int
    unchanged: int
    pieces: int = 0
    remarks: Sequence[Remark] = ()


def unique_rows(check: Checker, table: SourceTable, valid: Callable[[str], object]) -> dict[str, SourceRow]:
    """The rows by their code; a code that is no code or stands twice is a problem."""
    rows: dict[str, SourceRow] = {}
    for row in table.rows:
        code = row.cells.get("code", "")
        if not valid(code):
            check.add(row.line, "“{value}” is no code.", value=code)
        elif code in rows:
            check.add(
                row.line,
                "The code {value} stands on line {other} already.",
                value=code,
                other=rows[code].line,
            )
        else:
            rows[code] = row
    return rows


def optional(read: Callable[[str], str]) -> Callable[[str], str]:
    """A reader that lets an empty cell be empty."""
    return lambda text: read(text) if text else ""


def email(text: str) -> str:
    """An address with one @ and a dotted domain."""
    local, _, domain = checked_text(text, longest=254).partition("@")
    if not local or "." not in domain or " " in text or "@" in domain:
        raise ValueError(text)
    return text


def share(text: str) -> Rate:
    """A percentage from 0 to 100."""
    return _rate(text, WHOLE)


def optional_share(text: str) -> Rate:
    """The same; an empty cell is 0."""
    return share(text) if text else ZERO_RATE


def vat_rate(text: str) -> Rate:
    """A VAT rate as it exists in France or Switzerland."""
    return _rate(text, HIGHEST_VAT)


def _rate(text: str, highest: Rate) -> Rate:
    rate = Rate.percent(text)
    if not ZERO_RATE <= rate <= highest:
        raise ValueError(text)
    return rate


def price(shop: Shop) -> Callable[[str], Money]:
    """An amount of the shop's currency that a tag may bear."""

    def read(text: str) -> Money:
        amount = shop.currency.parse(text)
        if not 0 <= amount.minor <= HIGHEST_PRICE:
            raise ValueError(text)
        return amount

    return read


def optional_amount(shop: Shop) -> Callable[[str], int]:
    """Minor units; an empty cell is 0."""
    read = price(shop)
    return lambda text: read(text).minor if text else 0


def quantity(text: str) -> int:
    """Pieces, 0 or more."""
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > LARGEST_QUANTITY:
        raise ValueError(text)
    return int(text)


def barcodes(text: str) -> tuple[str, ...]:
    """Barcodes separated by spaces."""
    return tuple(sorted({checked_barcode(each) for each in text.split()}))


def article_code(text: str) -> bool:
    """Whether a text may name an article."""
    try:
        return checked_text(text, longest=40) == text
    except ValueError:
        return False
