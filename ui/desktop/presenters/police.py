"""The police register on the screen: its entries in a period, and its paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ess_shop.reading_police import PoliceRow
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.papers import PapersPresenter

THIS_YEAR, LAST_YEAR, ALL = "this", "last", "all"


class PolicePresenter:
    """Entries by number; nothing here can be changed."""

    def __init__(self, desk: Desk, papers: PapersPresenter) -> None:
        self.desk, self._papers = desk, papers
        self.period = THIS_YEAR
        self.rows: Sequence[PoliceRow] = ()
        self.changed: Bell[[]] = Bell()

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """The first and last day of the period, None for all."""
        year = self.desk.clock().year - (self.period == LAST_YEAR)
        return (None, None) if self.period == ALL else (date(year, 1, 1), date(year, 12, 31))

    def load(self) -> None:
        """Ask the books."""
        books, (since, until) = self.desk.books, self.bounds

        def ask() -> Sequence[PoliceRow]:
            with books.read() as read:
                return read.police_entries(since, until)

        def see(rows: Sequence[PoliceRow]) -> None:
            self.rows = rows
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def choose(self, period: str) -> None:
        """Another period."""
        self.period = period
        self.load()

    def print_it(self) -> None:
        """The register of the period on A4."""
        self._papers.police_register(*self.bounds)
