"""The event log on the screen: found by kind, time, till and person, read in words, taken along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from ess_shop.domain.event_log import HEADS, EventKind, EventQuery, EventRow, codes_of
from ess_shop.domain.event_words import EventWords, table_of
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.law_papers import EventLine, EventLogPaper
from ess_shop.domain.searching import folded
from ess_shop.services import noting
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.law_press import LawPress
from ui.desktop.presenters.papers import PapersPresenter

WEEK, MONTH, YEAR, ALL = "week", "month", "year", "all"
ANY = ""
MOST = 2000
"""So many events are shown; whoever wants more of them chooses a shorter time, or takes the table."""

WHOLE = 1_000_000


class EventLogPresenter:
    """Events newest first; what is typed finds a day, a person, or a word of what is said."""

    def __init__(self, desk: Desk, papers: PapersPresenter, press: LawPress) -> None:
        self.desk, self._papers, self._press = desk, papers, press
        self.kind, self.period, self.till, self.text = ANY, WEEK, ANY, ""
        self.tills: Sequence[str] = ()
        self.rows: Sequence[EventRow] = ()
        self.more = False
        """Whether there are more than are shown."""
        self.pointed: EventRow | None = None
        self._every: Sequence[EventRow] = ()
        self._said = EventWords(desk.words, {})
        self.changed: Bell[[]] = Bell()

    @property
    def query(self) -> EventQuery:
        """What is asked of the books."""
        today = self.desk.clock().date()
        begins = {
            WEEK: today - timedelta(days=6),
            MONTH: today.replace(day=1),
            YEAR: today.replace(month=1, day=1),
        }
        typed = day_of(self.text, today)
        codes = codes_of(EventKind(self.kind) if self.kind else None)
        since, until = (typed, typed) if typed else (begins.get(self.period), None)
        return EventQuery(since, until, codes, self.till, MOST + 1)

    def load(self) -> None:
        """Ask the books."""
        books, query = self.desk.books, self.query

        def ask() -> tuple[Sequence[EventRow], Mapping[str, str], Sequence[str]]:
            with books.read() as read:
                return read.events(query), read.named_ids(), read.tills()

        self.desk.lane.run(ask, self._see)

    def _see(self, found: tuple[Sequence[EventRow], Mapping[str, str], Sequence[str]]) -> None:
        rows, names, tills = found
        self._said = EventWords(self.desk.words, names)
        self.tills = (*tills, OFFICE)
        self._every, self.more = rows[:MOST], len(rows) > MOST
        self._filter()

    def _filter(self) -> None:
        typed = "" if day_of(self.text, self.desk.clock().date()) else self.text
        wanted = folded(typed).split()
        self.rows = [row for row in self._every if all(part in self._folded(row) for part in wanted)]
        same = (row for row in self.rows if self.pointed and _place(row) == _place(self.pointed))
        self.pointed = next(same, next(iter(self.rows), None))
        self.changed.ring()

    def _folded(self, row: EventRow) -> str:
        return folded(f"{self.who(row)} {self.said(row)} {self.detail(row)} {row.code}")

    def find(self, text: str) -> None:
        """A day as people write it is looked up; anything else is looked for in what is shown."""
        today = self.desk.clock().date()
        was, self.text = day_of(self.text, today), text
        if day_of(text, today) != was:
            self.load()
        else:
            self._filter()

    def choose_kind(self, kind: str) -> None:
        """Events of that kind, "" for every kind."""
        self.kind = kind
        self.load()

    def choose_period(self, period: str) -> None:
        """Events of that time."""
        self.period = period
        self.load()

    def choose_till(self, till: str) -> None:
        """Events of that till, "" for all of them."""
        self.till = till
        self.load()

    def point(self, row: EventRow) -> None:
        """Look at an event."""
        self.pointed = row
        self.changed.ring()

    # Words

    @property
    def count(self) -> str:
        """How many events are shown."""
        words = self.desk.words
        if self.more:
            return words("The latest {count} events", count=words.number(len(self._every)))
        return words.plural("{count} event", "{count} events", len(self.rows))

    def said(self, row: EventRow) -> str:
        """What happened."""
        return self._said.said(row.code)

    def detail(self, row: EventRow) -> str:
        """What there is to say of it besides."""
        return self._said.detail(row.code, row.detail)

    def who(self, row: EventRow) -> str:
        """Who did it, or sat at the till."""
        return self._said.detail("", row.who)

    def when(self, row: EventRow) -> str:
        """Day and time where the shop is."""
        at = datetime.fromisoformat(row.at)
        return self.desk.words("{day}, {time}", day=at.date(), time=row.at[11:16])

    def where(self, row: EventRow) -> str:
        """The till and its entry."""
        return self.desk.words("{till}, entry {number}", till=self.till_name(row.till), number=row.number)

    def till_name(self, till: str) -> str:
        """What a journal is called."""
        return self.desk.words("Office") if till == OFFICE else till

    # Taking along

    def export(self) -> None:
        """Everything that fits what is chosen, as a CSV file; the log says so."""
        desk, press, whole = self.desk, self._press, self._whole()
        name = desk.words("Event log {day}", day=desk.clock().date().isoformat())

        def write(path: Path) -> None:
            with desk.books.read() as read:
                rows, said = read.events(whole), EventWords(desk.words, read.named_ids())
            press.table(path, HEADS, table_of(rows, said))
            self._note(name)

        self._papers.make(name, write, ending=".csv")

    def print_it(self) -> None:
        """What is shown, as it was found, on A4; the log says so."""
        desk, press = self.desk, self._press
        name = desk.words("Event log {day}", day=desk.clock().date().isoformat())
        lines = [
            EventLine(self.when(row), self.where(row), self.said(row), self.detail(row), self.who(row))
            for row in self.rows
        ]
        chosen, today = self.chosen, desk.clock().date()

        def write(path: Path) -> None:
            with desk.books.read() as read:
                shop = read.shop()
            press.event_log(path, EventLogPaper(shop, lines, chosen, today, desk.training))
            self._note(name)

        self._papers.make(name, write)

    @property
    def chosen(self) -> str:
        """Which events are shown, in words."""
        words, query = self.desk.words, self.query
        since, until = query.since, query.until
        if since is None:
            return words("From the beginning on")
        if since == until:
            return words("Of {day}", day=since)
        return words("From {since} on", since=since)

    def _whole(self) -> EventQuery:
        query = self.query
        return EventQuery(query.since, query.until, query.codes, query.till, WHOLE)

    def _note(self, name: str) -> None:
        desk = self.desk
        noting.note(
            desk.books, till=desk.till, at=desk.clock(), code=noting.EXPORT, detail=name, who=desk.who
        )


def day_of(text: str, today: date) -> date | None:
    """The day that was typed as people write it (`3/11`, `3/11/2026`, an ISO day); None for anything else."""
    parts = text.strip().replace(".", "/").replace("-", "/").split("/")
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        numbers.reverse()
    day, month, *years = numbers
    year = years[0] if years else today.year
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _place(row: EventRow) -> tuple[str, int]:
    return row.till, row.number
