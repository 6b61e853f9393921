"""Frozen rows of the shop's figures, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Month


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """The balance of one ledger account in one currency: debit positive."""

    account: str
    number: str
    amount: Money


@dataclass(frozen=True, slots=True)
class StockRow:
    """How many pieces of an article are on hand; `deposited` is what slips brought less what they took."""

    code: str
    label: str
    member: str
    deposited: int
    sold: int
    on_hand: int


@dataclass(frozen=True, slots=True)
class SalesRow:
    """What one business day brought."""

    day: date
    tickets: int
    lines: int
    total: Money
    commission: Money


@dataclass(frozen=True, slots=True)
class VatRow:
    """Sales at one VAT rate for one seller, in a period; `role` as on the contract."""

    seller: str
    role: str
    rate: Rate
    before_tax: Money
    tax: Money
    total: Money


class ReadingFigures(Protocol):
    """What can be asked about the shop's figures."""

    def balances(self) -> Sequence[AccountBalance]:
        """The trial balance."""

    def sales_by_day(self, month: Month | None) -> Sequence[SalesRow]:
        """Sales per business day."""

    def vat(self, month: Month | None) -> Sequence[VatRow]:
        """Sales per seller and rate."""

    def stock(self) -> Sequence[StockRow]:
        """Every article's stock."""
