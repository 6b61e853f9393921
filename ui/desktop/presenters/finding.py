"""Finding articles while a name is typed: the index of all, what was found, which one is pointed at."""

from __future__ import annotations

from ess_shop.domain.searching import SearchIndex, SearchRow
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.todays_prices import TodaysPrices

SUGGESTIONS = 12
SHORTEST = 2
"""Signs; a shorter name finds too much."""


class FindingPresenter:
    """`index` is None until the books were read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.index: SearchIndex | None = None
        self.found: tuple[SearchRow, ...] = ()
        self.pointed = 0
        self.prices = TodaysPrices(desk)
        self.changed: Bell[[]] = Bell()

    def load(self) -> None:
        """Read every article for the search, in the lane."""
        books = self._desk.books

        def read_all() -> SearchIndex:
            with books.read() as read:
                return SearchIndex.build(read.search_rows())

        self._desk.lane.run(read_all, self._indexed)

    def _indexed(self, index: SearchIndex) -> None:
        self.index = index
        self.changed.ring()

    def look(self, text: str) -> bool:
        """Find what a text may mean; whether it was worth looking: numbers and single signs are not."""
        if len(text) < SHORTEST or text.isdigit() or self.index is None:
            self.forget()
            return False
        self.found, self.pointed = tuple(self.index.find(text, limit=SUGGESTIONS)), 0
        return True

    def point(self, step: int) -> None:
        """Point at another one of those that were found."""
        if self.found:
            self.pointed = max(0, min(len(self.found) - 1, self.pointed + step))
            self.changed.ring()

    @property
    def chosen(self) -> SearchRow | None:
        """The one that is pointed at."""
        return self.found[self.pointed] if self.found else None

    def forget(self) -> None:
        """Nothing is found."""
        self.found, self.pointed = (), 0
        self.prices.forget()
