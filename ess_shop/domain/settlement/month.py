"""A calendar month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ess_shop.errors import Refused

YEARS = range(1900, 2200)
"""No shop has days outside of these."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2010-12`; Refused otherwise."""
        try:
            day = date.fromisoformat(f"{text.strip()}-01")
        except ValueError:
            day = date.min
        if day.year not in YEARS:
            raise Refused("bad_month", "“{text}” is no month: write it like 2010-12.", text=text)
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Month:
        """The month after it."""
        day = self.first + timedelta(days=31)
        return Month(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
