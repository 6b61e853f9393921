"""The police register on the screen: its entries in a period, its paper, and papers whose time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.police import PoliceRow
from ess_shop.domain.police_words import what_came
from ess_shop.domain.searching import folded
from ess_shop.services.police_register import erase_seller
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter

MONTH, THIS_YEAR, LAST_YEAR, ALL = "month", "this", "last", "all"
TOPIC = "police"


class PolicePresenter:
    """Entries by number; none can be changed. Who left goods is erased once the law lets it be."""

    def __init__(self, desk: Desk, papers: PapersPresenter) -> None:
        self.desk, self._papers = desk, papers
        self.period, self.text = THIS_YEAR, ""
        self.rows: Sequence[PoliceRow] = ()
        self._every: Sequence[PoliceRow] = ()
        self.pointed: PoliceRow | None = None
        self.changed: Bell[[]] = Bell()

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """The first and last day of the period, None for all."""
        today = self.desk.clock().date()
        if self.period == ALL:
            return None, None
        if self.period == MONTH:
            return today.replace(day=1), today
        year = today.year - (self.period == LAST_YEAR)
        return date(year, 1, 1), date(year, 12, 31)

    @property
    def printable(self) -> bool:
        """Whether the period has entries, found or not."""
        return bool(self._every)

    @property
    def count(self) -> str:
        """How many entries there are."""
        return self.desk.words.plural("{count} entry", "{count} entries", len(self.rows))

    def goods(self, row: PoliceRow) -> str:
        """What was left, and how much of it."""
        words = self.desk.words
        return words(
            "{quantity} × {label}",
            quantity=words.number(row.quantity),
            label=what_came(row.description, row.reversed_by, words),
        )

    def load(self) -> None:
        """Ask the books."""
        books, (since, until) = self.desk.books, self.bounds

        def ask() -> Sequence[PoliceRow]:
            with books.read() as read:
                return read.police_entries(since, until)

        def see(rows: Sequence[PoliceRow]) -> None:
            self._every = rows
            self.find(self.text)

        self.desk.lane.run(ask, see)

    def find(self, text: str) -> None:
        """Entries in which every word is part of the number, the goods, who left them, or the slip."""
        self.text = text
        wanted = folded(text).split()
        self.rows = [row for row in self._every if _fits(row, wanted)]
        number = self.pointed.number if self.pointed else 0
        first = next(iter(self.rows), None)
        self.pointed = next((row for row in self.rows if row.number == number), first)
        self.changed.ring()

    def choose(self, period: str) -> None:
        """Another period."""
        self.period = period
        self.load()

    def point(self, row: PoliceRow) -> None:
        """Look at an entry."""
        self.pointed = row
        self.changed.ring()

    def print_it(self) -> None:
        """The register of the period on A4."""
        self._papers.police_register(*self.bounds)

    # Erasing

    @property
    def may_erase(self) -> bool:
        """Whether there is an identity paper to erase, and somebody sits here who may."""
        row = self.pointed
        return row is not None and not row.seller.erased and self.desk.may(Right.MEMBERS)

    def erase(self) -> None:
        """Erase the identity paper of the entry; refused, with the day, while the law keeps it."""
        if not self.may_erase or self.pointed is None:
            return
        desk, seller, at, id = self.desk, self.pointed.seller, self.desk.clock(), new_id()

        def erased(_nothing: None) -> None:
            said = desk.words("The identity paper is erased; its entries stay, with their numbers.")
            desk.notices.tell(TOPIC, said, Tone.GOOD)
            self.load()

        desk.lane.run(lambda: erase_seller(desk.books, seller.id, id=id, at=at), erased)


def _fits(row: PoliceRow, wanted: Sequence[str]) -> bool:
    seller = row.seller
    known = folded(f"{row.number} {row.description} {seller.name} {row.member} {row.slip} {row.reversed_by}")
    return all(part in known for part in wanted)
