"""Closed months and years: what was sold in them, and the perpetual totals at their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ess_shop.domain.cash import MeansTotal, RateTotal


class PeriodKind(StrEnum):
    """What is closed beside days."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class TaxpayerTotal:
    """What a till sold for one taxpayer in a period, and its perpetual total at the end, tax included.

    `taxpayer` is `shop` or the id of a member in whose name the goods were sold.
    """

    till: str
    taxpayer: str
    total: int
    perpetual: int


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """The sums of a period's closed days, in legal minor units."""

    tickets: int
    total: int
    taxpayers: tuple[TaxpayerTotal, ...]
    rates: tuple[RateTotal, ...]
    means: tuple[MeansTotal, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A closed month (`2026-11`) or year (`2026`); numbered per kind without a gap, `at` an ISO time."""

    kind: PeriodKind
    name: str
    number: int
    first: date
    last: date
    figures: PeriodFigures
    at: str = ""


def period_body(period: Period) -> dict[str, object]:
    """The journal's body of a closed period."""
    figures = period.figures
    return {
        "kind": str(period.kind),
        "name": period.name,
        "number": period.number,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "tickets": figures.tickets,
        "total": figures.total,
        "taxpayers": [[each.till, each.taxpayer, each.total, each.perpetual] for each in figures.taxpayers],
        "rates": [[rate.vat, rate.before_tax, rate.total] for rate in figures.rates],
        "means": [[str(each.means), each.currency, each.count, each.net] for each in figures.means],
    }
