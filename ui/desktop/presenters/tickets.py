"""Tickets: finding one by number, time, amount or article, seeing its paper, reprinting, taking back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from ess_shop.domain.ids import new_id
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.receipt_printer import PrintJob, WaitingJob, Wire
from ess_shop.domain.searching import SearchIndex
from ess_shop.domain.shop import Shop
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.reading import Reading, Returned, SaleQuery, SaleRow
from ess_shop.services import noting
from ess_shop.services.receipting import receipt_of
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import ticket_of
from ui.desktop.presenters.lane import Failed
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.places import SALE
from ui.desktop.presenters.receipts import Press

ANY, TODAY, YESTERDAY = "any", "today", "yesterday"
"""The days one can look at."""

MOST_ARTICLES = 200
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:hH]([0-5]\d?)?")


class TicketsPresenter:
    """A list of tickets that fit what was typed, and the paper of the one that is pointed at."""

    def __init__(
        self,
        desk: Desk,
        shop: Shop,
        press: Press,
        *,
        settings: Callable[[], ReceiptSettings],
        index: Callable[[], SearchIndex | None],
        take_back: Callable[[str, int], object],
    ) -> None:
        self.desk, self._shop, self._press = desk, shop, press
        self._settings, self._index, self._take_back = settings, index, take_back
        self.day, self.text = ANY, ""
        self.rows: Sequence[SaleRow] = ()
        self.ticket: SaleRow | None = None
        self.picture = b""
        self.busy = False
        self.found: Bell[[]] = Bell()
        """Rung when the list changed."""
        self.changed: Bell[[]] = Bell()
        """Rung when the ticket on the right, or what waits, changed."""
        self._asked = 0

    # Finding

    def look(self) -> None:
        """Find anew what was typed last: something may have been sold meanwhile."""
        self.find(self.text)

    def choose_day(self, day: str) -> None:
        """Tickets of today, of yesterday, or of any day."""
        self.day = day
        self.find(self.text)

    def find(self, text: str) -> None:
        """`C1-000123`, `123`, `14:30`, `12,50`, or an article; nothing finds the latest."""
        self.text = text
        self._asked += 1
        asked, books = self._asked, self.desk.books
        index = self._index()

        def ask() -> Sequence[SaleRow] | None:
            if asked != self._asked:
                return None
            with books.read() as read:
                return self._search(read, text.strip(), index)

        def see(rows: Sequence[SaleRow] | None) -> None:
            if rows is not None and asked == self._asked:
                self._found(rows)

        self.desk.lane.run(ask, see)

    def _search(self, read: Reading, text: str, index: SearchIndex | None) -> Sequence[SaleRow]:
        today = self.desk.clock().date()
        days = {TODAY: today, YESTERDAY: today - timedelta(days=1)}
        plain = SaleQuery(day=days.get(self.day))
        rows = read.find_sales(self._meaning(plain, text, index))
        return rows or (read.find_sales(replace(plain, text=text)) if text else rows)

    def _meaning(self, plain: SaleQuery, text: str, index: SearchIndex | None) -> SaleQuery:
        """The query that a typed text means."""
        if not text:
            return plain
        ticket = ticket_of(text)
        if ticket is not None:
            return replace(plain, till=ticket[0], ticket=ticket[1])
        if text.isascii() and text.isdigit() and len(text) <= 9:
            return replace(plain, ticket=int(text))
        clock = _CLOCK.fullmatch(text)
        if clock is not None:
            return replace(plain, clock=f"{int(clock[1]):02d}:{clock[2] or ''}")
        with suppress(ValueError):  # no amount: an article
            return replace(plain, amount=self._shop.currency.parse(text.removesuffix("€")).minor)
        articles = index.find(text, limit=MOST_ARTICLES) if index is not None else []
        if not articles:
            return replace(plain, text=text)
        return replace(plain, article_ids=tuple(row.article_id for row in articles))

    def _found(self, rows: Sequence[SaleRow]) -> None:
        self.rows = rows
        kept = next((row for row in rows if self.ticket and row.number == self.ticket.number), None)
        self.found.ring()
        self.point(kept or (rows[0] if rows else None))

    def scan(self, code: str) -> bool:
        """A ticket's barcode finds it, on whatever day it was; whether it was one."""
        if ticket_of(code) is None:
            return False
        self.day = ANY
        self.find(code.strip().upper())
        return True

    # The ticket on the right

    def point(self, row: SaleRow | None) -> None:
        """Show the paper of a ticket."""
        if row is not None and self.ticket is not None and row.number == self.ticket.number and self.picture:
            return
        self.ticket, self.picture = row, b""
        self.changed.ring()
        if row is not None:
            self._make(row, 0, self._seen)

    def _make(
        self,
        row: SaleRow,
        duplicate: int,
        done: Callable[[SaleRow, bytes, bytes], object],
        failed: Failed | None = None,
    ) -> None:
        desk, settings, press = self.desk, self._settings(), self._press

        def make() -> tuple[bytes, bytes]:
            if duplicate == 0 and row is not self.ticket:
                return b"", b""  # someone is already looking at another one
            with desk.books.read() as read:
                found = _ticket(read, row)
                paper = receipt_of(read, found.sale, settings, duplicate=duplicate, training=desk.training)
            job = press.receipt(paper)
            return job, press.picture(job)

        desk.lane.run(make, lambda made: done(row, *made), failed)

    def _seen(self, row: SaleRow, _job: bytes, picture: bytes) -> None:
        if row is self.ticket:
            self.picture = picture
            self.changed.ring()

    @property
    def prints(self) -> bool:
        """Whether there is a printer; without one duplicates are shown."""
        return self.desk.printer.state.wire is not Wire.NONE

    def duplicate(self) -> None:
        """Print the ticket again, marked and counted; a second press waits for the first."""
        row, desk = self.ticket, self.desk
        if row is None:
            raise Refused("no_ticket_chosen", "Choose a ticket in the list first.")
        if self.busy:
            return
        self.busy = True
        at, number = desk.clock(), row.number

        def failed(wrong: ShopError) -> None:
            self.busy = False
            desk.tell(wrong)

        desk.lane.run(
            lambda: noting.note_duplicate(desk.books, number, till=desk.till, at=at),
            lambda count: self._make(row, count, self._reprinted, failed),
            failed,
        )

    def _reprinted(self, row: SaleRow, job: bytes, picture: bytes) -> None:
        words = self.desk.words
        self.busy = False
        if self.prints:
            try:
                self.desk.printer.submit(PrintJob(new_id(), row.number, job))
            except ShopError as wrong:
                self.desk.tell(wrong)
                return
            said = words("The duplicate of {number} goes to the printer.", number=row.number)
        else:
            said = words("There is no printer: the duplicate of {number} is shown here.", number=row.number)
        if row is self.ticket:
            self.picture = picture
        self.desk.notices.tell("duplicate", said, Tone.GOOD)
        self.changed.ring()

    def take_back(self) -> None:
        """Go to the sale with the ticket's lines, to choose what comes back."""
        if self.ticket is None:
            raise Refused("no_ticket_chosen", "Choose a ticket in the list first.")
        self.desk.go.ring(SALE)
        self._take_back(self.ticket.till, self.ticket.ticket)

    # What waits for the printer

    @property
    def waiting(self) -> Sequence[WaitingJob]:
        """Papers that are not printed yet."""
        return self.desk.printer.waiting()

    def retry(self) -> None:
        """Ask the printer to try at once."""
        self.desk.printer.retry_now()
        self.changed.ring()

    def cancel(self, job: WaitingJob) -> None:
        """Give a paper up."""
        try:
            self.desk.printer.cancel(job.id)
        except ShopError as wrong:
            self.desk.tell(wrong)
        self.changed.ring()


def _ticket(read: Reading, row: SaleRow) -> Returned:
    found = read.sale(row.till, row.ticket)
    if found is None:
        raise NotFound("unknown_ticket", "There is no ticket {ticket}: check its number.", ticket=row.number)
    return found
