"""Complementary currencies as the shop takes them: parity, denominations, and how change is given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import gcd

from ess_shop.domain.money import Currency, Money, divide

EUR = Currency("EUR")
CHF = Currency("CHF")
LEGAL = {"EUR": EUR, "CHF": CHF}


class ChangePolicy(StrEnum):
    """What a customer gets back who hands over more local currency than is due."""

    NONE = "none"
    COUPONS = "coupons"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class LocalCurrency:
    """A complementary currency with a parity to the shop's legal currency.

    `parity` says how many legal minor units `per` local minor units are worth (1 for 1 by default);
    `denominations` are the coupons in minor units, smallest first.
    """

    currency: Currency
    name: str = ""
    denominations: tuple[int, ...] = (100, 200, 500, 1000, 2000, 5000)
    change: ChangePolicy = ChangePolicy.COUPONS
    parity: int = 1
    per: int = 1

    def __post_init__(self) -> None:
        if self.parity <= 0 or self.per <= 0:
            raise ValueError("a parity is positive")
        if not self.denominations or min(self.denominations) <= 0:
            raise ValueError("a coupon is worth something")

    @property
    def smallest_note(self) -> int:
        """The step in which coupons make amounts: what all of them are multiples of, in minor units."""
        return gcd(*self.denominations)

    def worth(self, minor: int) -> int:
        """Local minor units in legal minor units, rounded."""
        return divide(minor * self.parity, self.per)

    def payable(self, legal_minor: int, *, coupons: bool) -> int:
        """The most local minor units that stay within a legal amount: whole smallest notes for coupons."""
        exact = max(legal_minor, 0) * self.per // self.parity
        return exact // self.smallest_note * self.smallest_note if coupons else exact

    def money(self, minor: int) -> Money:
        """An amount in this currency."""
        return Money(minor, self.currency)
