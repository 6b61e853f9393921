"""The Protocol that reads closed months and years, and the days they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from ess_shop.domain.periods import Period, PeriodFigures, PeriodKind


class ReadingPeriods(Protocol):
    """What can be asked about closed months and years."""

    def periods(self, kind: PeriodKind) -> Sequence[Period]:
        """The closed months or years, oldest first."""

    def last_closed(self, kind: PeriodKind) -> Period | None:
        """The closed month or year that ends last."""

    def period_figures(self, first: date, last: date) -> PeriodFigures:
        """The sums of the days closed from `first` to `last`, with the perpetual totals after them."""

    def first_day(self) -> date | None:
        """The first business day that was ever closed; None if there is none."""
