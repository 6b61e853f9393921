"""Sold as the wrong article: the ticket, its line, what it really was, and in words what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.sale import Sale
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.reading import Reading, RecordedSale, SaleQuery, SaleRow
from ess_shop.services import correcting
from ess_shop.services.correcting import ReassignRequest, SoldAs
from ui.desktop.presenters.correction_words import Names, line_said, names_of
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.finding import FindingPresenter
from ui.desktop.presenters.grammar import ticket_of
from ui.desktop.presenters.putting_right import PuttingRight

MOST = 60
Previewed = tuple[Sale, Names, date]


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A line of a ticket that can be put right: `left` pieces of it did not come back."""

    sold: SoldAs
    article_id: str
    label: str
    code: str
    left: int
    total: Money
    member: str


class WrongArticlePresenter(PuttingRight[ReassignRequest, Previewed, RecordedSale]):
    """One step after the other; whatever was chosen can be chosen anew."""

    def __init__(self, desk: Desk, finding: FindingPresenter) -> None:
        super().__init__(desk, finding)
        self.choosing.chose.connect(self._preview)
        self.text, self.note, self.quantity = "", "", 0
        self.tickets: Sequence[SaleRow] = ()
        self.ticket: SaleRow | None = None
        self.lines: Sequence[TicketLine] = ()
        self.line: TicketLine | None = None

    # Which ticket, which line

    def begin(self) -> None:
        """From the beginning."""
        self._anew()
        self.ticket, self.lines, self.line, self.made = None, (), None, None
        self.note, self.quantity, self.said, self.refused = "", 0, (), ""
        self.choosing.give_up()
        self.find(self.text)

    def find(self, text: str) -> None:
        """Tickets that fit: a number, a time, an amount, an article; nothing finds the latest."""
        self.text = text
        books = self.desk.books

        def ask() -> Sequence[SaleRow] | None:
            if text != self.text:
                return None
            with books.read() as read:
                return read.find_sales(SaleQuery(text=text, limit=MOST))

        def see(rows: Sequence[SaleRow] | None) -> None:
            if rows is not None and text == self.text:
                self.tickets = rows
                self.changed.ring()

        self.desk.lane.run(ask, see)

    def scanned(self, code: str) -> None:
        """A ticket's barcode opens it; an article is the one that was really sold."""
        named = ticket_of(code)
        if named is None:
            if self.line is None:
                self.find(code)
            else:
                self.choosing.enter(code)
            return
        self._open(*named)

    def open(self, row: SaleRow) -> None:
        """Show what that ticket sold."""
        self._open(row.till, row.ticket)

    def _open(self, till: str, ticket: int) -> None:
        books = self.desk.books

        def ask() -> tuple[SaleRow | None, Sequence[TicketLine]]:
            with books.read() as read:
                rows = read.find_sales(SaleQuery(till=till, ticket=ticket))
                return (rows[0] if rows else None), _lines_of(read, till, ticket)

        def see(found: tuple[SaleRow | None, Sequence[TicketLine]]) -> None:
            self.ticket, self.lines = found
            self.line, self.said, self.refused = None, (), ""
            if self.ticket is not None and len(self.lines) == 1:
                self.choose(self.lines[0])
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def close_ticket(self) -> None:
        """It was another ticket."""
        self.ticket, self.lines, self.line, self.said, self.refused = None, (), None, (), ""
        self.changed.ring()

    def choose(self, line: TicketLine) -> None:
        """It is that line."""
        self.line, self.quantity = line, line.left
        self._preview()

    def set_quantity(self, pieces: int) -> None:
        """So many pieces of it, within what there is."""
        if self.line is not None:
            self.quantity = max(1, min(pieces, self.line.left))
            self._preview()

    def say(self, note: str) -> None:
        """A remark for both members, if any."""
        self.note = note

    # What changes

    def _request(self) -> ReassignRequest | None:
        line, chosen, desk = self.line, self.choosing.chosen, self.desk
        if line is None or chosen is None:
            return None
        words, note = desk.words, self.note.strip()
        said = (
            words("corrects ticket {ticket}: {note}", ticket=line.sold.number, note=note)
            if note
            else words("corrects ticket {ticket}", ticket=line.sold.number)
        )
        return ReassignRequest(
            self._id, desk.till, self._at, line.sold, chosen.article.id, said, self.quantity, desk.who
        )

    def _foreseen(self, read: Reading, request: ReassignRequest) -> Previewed:
        session = read.session(self.desk.till)
        day = session.day if session else self.desk.clock().date()
        return correcting.preview(read, request), names_of(read), day

    def _told(self, _request: ReassignRequest, foreseen: Previewed) -> Sequence[str]:
        sale, names, day = foreseen
        words, month = self.desk.words, Month(day.year, day.month)
        return (
            *(line_said(words, line, names) for line in sale.lines),
            words("The customer neither pays nor gets anything back."),
            words("A new ticket of 0 says so; it is on both statements of {month}.", month=month),
        )

    def save(self) -> None:
        """Record the correction; Refused says what is missing."""
        desk = self.desk
        desk.require(Right.MEMBERS)
        if self.line is None:
            raise Refused("no_line", "Choose the ticket first, then its line that was wrong.")
        request = self._request()
        if request is None:
            raise Refused("no_article", "Say what was really sold: scan it, or type its code or label.")
        now = replace(request, at=desk.clock())
        self._make(lambda: correcting.reassign(desk.books, now))


def when_said(desk: Desk, row: SaleRow) -> str:
    """Day and clock of a ticket."""
    return f"{desk.words.day(datetime.fromisoformat(row.at).date())} {row.at[11:16]}"


def _lines_of(read: Reading, till: str, ticket: int) -> list[TicketLine]:
    found = read.sale(till, ticket)
    if found is None:
        return []
    names = names_of(read)
    return [
        TicketLine(
            sold=SoldAs(till, ticket, number),
            article_id=line.article_id,
            label=line.label,
            code=line.code,
            left=line.quantity - found.returned.get(number, 0),
            total=line.total,
            member=names.get(line.member_id, ""),
        )
        for number, line in enumerate(found.sale.sale.lines, start=1)
        if line.quantity > found.returned.get(number, 0)
    ]
