"""What the dashboard asks of the books, piece by piece so that no question is long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from ess_shop.domain.settlement import Month
from ess_shop.domain.takings import GoodsTakings, HourTakings, LocalTakings, Takings, WeekHour


class ReadingTakings(Protocol):
    """Sums of the days from `first` to `last`, in legal minor units."""

    def takings(self, first: date, last: date) -> Mapping[date, Takings]:
        """What came in day by day; days without a ticket are left out."""

    def takings_by_hour(self, first: date, last: date) -> Mapping[WeekHour, HourTakings]:
        """What came in by the day of the week and the hour."""

    def takings_by_goods(self, first: date, last: date) -> Mapping[tuple[str, str], GoodsTakings]:
        """What was sold by (article, member), as ids."""

    def takings_in_locals(self, first: date, last: date) -> Mapping[str, LocalTakings]:
        """What was received in local currencies, by their codes."""

    def bought_by_members(self, first: date, last: date) -> Mapping[tuple[str, str], int]:
        """What members bought as customers, by (customer, member whose goods they are)."""

    def income(self, until: date) -> Mapping[tuple[Month, str], int]:
        """What the ledger says the shop earned (positive) or gave out, by month and account.

        That is income and expense, and what was put into a drawer or taken out of it without a ticket.
        """

    def first_sale_day(self) -> date | None:
        """The day of the first ticket; None before there is one."""
