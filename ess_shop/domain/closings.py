"""A closed day as it is read again: what its Z said, with the perpetual totals after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ess_shop.domain.cash import Counted, MeansTotal, RateTotal
from ess_shop.domain.periods import TaxpayerTotal


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A Z by its till and number; `at` an ISO time, totals in legal minor units, tax included."""

    till: str
    z: int
    day: date
    at: str
    tickets: int
    first_ticket: int
    last_ticket: int
    total: int
    returns: int
    reason: str
    means: tuple[MeansTotal, ...]
    rates: tuple[RateTotal, ...]
    counts: tuple[Counted, ...]
    taxpayers: tuple[TaxpayerTotal, ...]
    session: int = 0
    """The journal number of the opening that it closes."""

    @property
    def perpetual(self) -> int:
        """The till's perpetual total after this day, of all taxpayers together."""
        return sum(each.perpetual for each in self.taxpayers)
