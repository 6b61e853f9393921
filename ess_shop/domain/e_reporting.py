"""What the tax office is told of sales to the public: per day, category and rate (flow 10.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ess_shop.domain.money import Money, Rate
from ess_shop.domain.shop import Shop


class Category(StrEnum):
    """The categories of transactions (TT-81)."""

    GOODS = "TLB1"
    SERVICES = "TPS1"
    NOT_TAXED = "TNT1"
    MARGIN = "TMA1"


@dataclass(frozen=True, slots=True)
class RateSum:
    """What a category of a day comes to at one rate."""

    rate: Rate
    before_tax: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class DayCategory:
    """One group of transactions: a day's sales of one category, rate by rate, the highest first.

    `count` is on how many tickets they were, or how many members were charged for services.
    """

    day: date
    category: Category
    count: int
    rates: tuple[RateSum, ...]

    @property
    def before_tax(self) -> Money:
        """All rates together, without tax."""
        return sum((each.before_tax for each in self.rates[1:]), self.rates[0].before_tax)

    @property
    def tax(self) -> Money:
        """The tax of all rates together."""
        return sum((each.tax for each in self.rates[1:]), self.rates[0].tax)


@dataclass(frozen=True, slots=True)
class EReport:
    """The groups of a period, for the shop that declares them."""

    shop: Shop
    first: date
    last: date
    groups: Sequence[DayCategory]
