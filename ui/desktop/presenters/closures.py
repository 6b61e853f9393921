"""Closed days, months and years on the screen: what they say, their papers, and the next one to be closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ess_shop.domain.closings import ClosedDay
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.periods import Period, PeriodKind
from ess_shop.domain.receipt_printer import PrintJob, Wire
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.errors import ShopError
from ess_shop.services import closing_periods, closures
from ess_shop.services.receipting import member_names
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.closure_words import ClosedRow, ClosureWords
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.law_press import LawPress
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter
from ui.desktop.presenters.receipts import Press

DAYS, MONTHS, YEARS = "days", "month", "year"
TOPIC = "closures"


class ClosuresPresenter:
    """Days, months or years, newest first; the one that is pointed at is told in full."""

    def __init__(
        self, desk: Desk, shop: Shop, papers: PapersPresenter, press: LawPress, till_press: Press
    ) -> None:
        self.desk, self.shop = desk, shop
        self._papers, self._press, self._till_press = papers, press, till_press
        self.level = DAYS
        self.rows: Sequence[ClosedRow] = ()
        self.pointed: ClosedRow | None = None
        self.next: closures.NextClosing | None = None
        """The month or year that comes next; None among days, and while nothing was sold."""
        self.busy = False
        self.told = ClosureWords(desk.words, shop)
        self.changed: Bell[[]] = Bell()

    # Looking

    def choose(self, level: str) -> None:
        """Days, months or years."""
        self.level = level
        self.pointed = None
        self.load()

    def load(self) -> None:
        """Ask the books."""
        books, level, today = self.desk.books, self.level, self.desk.clock().date()

        def ask() -> tuple[list[ClosedRow], closures.NextClosing | None, Mapping[str, str]]:
            with books.read() as read:
                names = member_names(read)
                if level == DAYS:
                    return [ClosedRow(each) for each in read.closed_days()], None, names
                kind = PeriodKind(level)
                rows = [ClosedRow(each) for each in reversed(read.periods(kind))]
                return rows, closures.next_closing(read, kind, today), names

        self.desk.lane.run(ask, lambda found: self._see(level, *found))

    def _see(
        self,
        level: str,
        rows: list[ClosedRow],
        following: closures.NextClosing | None,
        names: Mapping[str, str],
    ) -> None:
        if level != self.level:
            return
        self.rows, self.next = rows, following
        self.told.names = names
        key = self.pointed and self.told.number(self.pointed)
        self.pointed = next((row for row in rows if self.told.number(row) == key), next(iter(rows), None))
        self.changed.ring()

    def point(self, row: ClosedRow) -> None:
        """Look at that one."""
        self.pointed = row
        self.changed.ring()

    # Papers

    @property
    def of_day(self) -> bool:
        """Whether a closed day is looked at, whose paper is a duplicate of its Z."""
        return self.pointed is not None and isinstance(self.pointed.closed, ClosedDay)

    def print_it(self) -> None:
        """The paper of what is looked at: a day's Z again, marked and counted, or the month's or year's."""
        row = self.pointed
        if row is None or self.busy:
            return
        if isinstance(row.closed, ClosedDay):
            self._duplicate(row.closed)
        else:
            self._period(row.closed)

    def _period(self, closed: Period) -> None:
        desk, press = self.desk, self._press

        def write(path: Path) -> None:
            with desk.books.read() as read:
                paper = closures.period_paper(read, closed.kind, closed.name, training=desk.training)
            press.period(path, paper)

        self._papers.make(desk.words("Closing {period}", period=closed.name), write)

    def _duplicate(self, closed: ClosedDay) -> None:
        """On the receipt printer; without one as a PDF."""
        desk, press = self.desk, self._till_press
        number, at = closures.z_number(closed.till, closed.z), desk.clock()

        def work() -> bytes:
            count = closures.note_z_duplicate(desk.books, closed.till, closed.z, at=at, here=desk.till)
            with desk.books.read() as read:
                paper = closures.z_again(
                    read, closed.till, closed.z, duplicate=count, volunteer=desk.who, training=desk.training
                )
            return press.day(paper)

        if desk.printer.state.wire is Wire.NONE:
            self._papers.make(number, lambda path: self._press.paper(path, press.pdf(work())))
            return

        def printed(job: bytes) -> None:
            desk.printer.submit(PrintJob(new_id(), number, job))
            said = desk.words("The duplicate of {number} goes to the printer.", number=number)
            desk.notices.tell(TOPIC, said, Tone.GOOD)

        desk.lane.run(work, printed)

    # Closing

    @property
    def next_said(self) -> str:
        """What comes next and whether it can be closed; "" among days."""
        words, following = self.desk.words, self.next
        if self.level == DAYS:
            return ""
        if following is None:
            return words("Nothing was sold yet: there is nothing to close.")
        name = self.next_name
        if not following.over:
            return words(
                "Next: {period}. It is not over yet: it can be closed after {day}.",
                period=name,
                day=following.last,
            )
        if following.days:
            days = ", ".join(words("{day}, till {till}", day=day, till=till) for till, day in following.days)
            return words(
                "Next: {period}. These days are closed with it, uncounted: {days}.", period=name, days=days
            )
        return words("Next: {period}.", period=name)

    @property
    def next_name(self) -> str:
        """What the next one is called."""
        following = self.next
        if following is None or following.kind is PeriodKind.YEAR:
            return following.name if following else ""
        return self.desk.words.month(Month.parse(following.name))

    @property
    def may_close(self) -> bool:
        """Whether somebody sits here who may close the next one now."""
        return self.next is not None and self.next.over and self.desk.may(Right.CLOSE_PERIODS)

    def close(self) -> None:
        """Close the next month or year; Refused for who may not, and before it is over."""
        desk, following = self.desk, self.next
        desk.require(Right.CLOSE_PERIODS)
        if following is None or self.busy:
            return
        self.busy = True
        at, name = desk.clock(), self.next_name

        def work() -> Period:
            if following.kind is PeriodKind.MONTH:
                return closing_periods.close_month(desk.books, Month.parse(following.name), at=at)
            return closing_periods.close_year(desk.books, int(following.name), at=at)

        def closed(_period: Period) -> None:
            self.busy = False
            desk.notices.tell(TOPIC, desk.words("Closed: {period}.", period=name), Tone.GOOD)
            self.pointed = None
            desk.session_changed.ring()
            self.load()

        def failed(wrong: ShopError) -> None:
            self.busy = False
            desk.tell(wrong)

        desk.lane.run(work, closed, failed)
