"""Putting a sale right that went to the wrong article: one new ticket takes it back and sells it again.

Nothing that was recorded changes. The new ticket comes to nothing and belongs to the open business day, so
it falls into a month that is not settled; the terms are those of the day of the sale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import ReturnLine
from ess_shop.domain.journal import Kind
from ess_shop.domain.reassigning import reassigned
from ess_shop.domain.sale import LineRef, Sale, SaleLine
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import Reading, RecordedSale, recorded_sale, ticket_number
from ess_shop.services.months import recorded_before
from ess_shop.services.selling import record_sale


@dataclass(frozen=True, slots=True)
class SoldAs:
    """A line (from 1) of a ticket."""

    till: str
    ticket: int
    line: int

    @property
    def number(self) -> str:
        """The ticket's number on paper."""
        return ticket_number(self.till, self.ticket)


@dataclass(frozen=True, slots=True)
class ReassignRequest:
    """Pieces of a sold line were those of another article; `reason` stands on both papers.

    `quantity` None means all that did not come back.
    """

    id: str
    till: str
    at: datetime
    sold: SoldAs
    article_id: str
    reason: str
    quantity: int | None = None
    volunteer: str = ""


def preview(read: Reading, request: ReassignRequest) -> Sale:
    """What `reassign` would record; the same rules refuse the same things."""
    found, line = line_to_correct(read, request.sold, request.quantity, request.reason)
    article = article_to_sell(read, request.article_id)
    sale = reassigned(line, article, read.consignor(article.member_id, found.day), read.shop())
    return replace(sale, customer=found.sale.customer)


def reassign(books: Books, request: ReassignRequest) -> RecordedSale:
    """Record the correction; the same id again gives back what was recorded the first time."""
    with books.work() as work:
        states = {state.head.till: state for state in work.lock_tills()}
        known = recorded_before(work, request.id, Kind.SALE)
        if known is not None:
            return recorded_sale(known)
        state = states.get(request.till) or work.state(request.till)
        made = record_sale(
            work,
            state,
            preview(work.read, request),
            id=request.id,
            at=request.at,
            ticket=state.last_ticket + 1,
            volunteer=request.volunteer,
        )
        work.commit()
    return made


def line_to_correct(
    read: Reading, sold: SoldAs, quantity: int | None, reason: str
) -> tuple[RecordedSale, ReturnLine]:
    """The ticket, and its line as it comes back; NotFound or Refused where there is nothing to correct."""
    found = read.sale(sold.till, sold.ticket)
    if found is None:
        raise NotFound(
            "unknown_ticket",
            "There is no ticket {ticket}: check its number.",
            ticket=sold.number,
        )
    lines = found.sale.sale.lines
    if not 1 <= sold.line <= len(lines) or lines[sold.line - 1].quantity < 0:
        raise NotFound(
            "unknown_line", "Ticket {ticket} sold nothing on line {line}.", ticket=sold.number, line=sold.line
        )
    line: SaleLine = lines[sold.line - 1]
    before = found.returned.get(sold.line, 0)
    left = line.quantity - before
    if not left:
        raise Refused(
            "line_came_back",
            "“{label}” of ticket {ticket} came back already, or was put right before.",
            label=line.label,
            ticket=sold.number,
        )
    ref = LineRef(sold.till, found.sale.entry, sold.line)
    return found.sale, ReturnLine(line, ref, left if quantity is None else quantity, before, reason)


def article_to_sell(read: Reading, article_id: str) -> Article:
    """The article; NotFound if there is none."""
    article = read.article(article_id)
    if article is None:
        raise NotFound("no_such_article", "There is no such article.")
    return article
