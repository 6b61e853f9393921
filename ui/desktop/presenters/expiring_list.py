"""Goods whose time ends or is over, as a list: sifted by state, one line pointed at, its price asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.clauses import After
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.domain.stay_words import contract_said, price_said, state_said, time_said, told_said
from ess_shop.domain.stays import StayRow
from ess_shop.errors import ShopError
from ess_shop.services import expiring
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

ALL = "all"


@dataclass(frozen=True, slots=True)
class Sums:
    """How many articles and pieces a list holds, and what they cost together."""

    articles: int
    pieces: int
    worth: Money


class StaysList:
    """The list, the line that is pointed at, and whether acts mean all goods of its member."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self.shop = desk, shop
        self.shown = ALL
        self.whole = True
        self.pointed = 0
        self.busy = False
        self.rows: Sequence[StayRow] = ()
        """The goods of the state that is shown."""
        self.price = ""
        """What a marked down article that is pointed at costs now and later."""
        self.changed: Bell[[]] = Bell()
        self._every: Sequence[StayRow] = ()
        self._priced: tuple[str, date] | None = None

    # What a page shows

    @property
    def row(self) -> StayRow | None:
        """The line that is pointed at."""
        return self.rows[self.pointed] if 0 <= self.pointed < len(self.rows) else None

    @property
    def meant(self) -> Sequence[StayRow]:
        """What an act means: the line, or all lines of its member that end as it does."""
        row = self.row
        if row is None:
            return ()
        if not self.whole:
            return (row,)
        return [each for each in self.rows if (each.member_id, each.after) == (row.member_id, row.after)]

    def sums(self, rows: Sequence[StayRow]) -> Sums:
        """What these come to."""
        worth = sum((row.price * row.on_hand for row in rows), self.shop.money(0))
        return Sums(len(rows), sum(row.on_hand for row in rows), worth)

    def state_said(self, row: StayRow) -> str:
        """How its time stands."""
        return state_said(row, self.desk.words)

    @property
    def said(self) -> str:
        """How the line stands, what the contract says, and whether its member knows."""
        row, words = self.row, self.desk.words
        if row is None:
            return ""
        parts = (
            time_said(row, words),
            self.price,
            contract_said(row.after, words),
            told_said(row.told, words),
        )
        return " ".join(part for part in parts if part)

    # Looking

    def load(self) -> None:
        """Ask the books what ends."""
        desk = self.desk
        today = desk.clock().date()

        def ask() -> Sequence[StayRow]:
            with desk.books.read() as read:
                return read.stays(today)

        desk.lane.run(ask, self._see, self._not_seen)

    def _see(self, rows: Sequence[StayRow]) -> None:
        self.busy = False
        self._every = rows
        self._sift(self.pointed)

    def _not_seen(self, wrong: ShopError) -> None:
        self.busy = False
        self.desk.tell(wrong)
        self.changed.ring()

    def _sift(self, pointed: int) -> None:
        self.rows = [row for row in self._every if self.shown in (ALL, row.state)]
        self.pointed = max(min(pointed, len(self.rows) - 1), 0)
        self._ask_price()
        self.changed.ring()

    def show(self, state: str) -> None:
        """Show goods of one state, or all."""
        self.shown = state
        self._sift(0)

    def point(self, place: int) -> None:
        """Point at that line."""
        if place != self.pointed:
            self.pointed = place
            self._ask_price()
            self.changed.ring()

    def mean(self, *, whole: bool) -> None:
        """Whether acts mean all goods of the member."""
        self.whole = whole
        self.changed.ring()

    def _ask_price(self) -> None:
        """What a marked down article costs, asked once for the same one."""
        row, desk = self.row, self.desk
        day = desk.clock().date()
        wanted = (row.article_id, day) if row is not None and row.after is After.MARKDOWN else None
        if wanted == self._priced:
            return
        self._priced, self.price = wanted, ""
        if wanted is None:
            return
        article_id = wanted[0]

        def ask() -> str:
            with desk.books.read() as read:
                return price_said(*expiring.price_steps(read, article_id, day), desk.words)

        def see(said: str) -> None:
            if self._priced == wanted:
                self.price = said
                self.changed.ring()

        desk.lane.run(ask, see)
