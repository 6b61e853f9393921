"""Taking a slip back that was typed wrongly: a reversal with its own number, if the goods are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.reversing import check_reversible, reversed_lines
from ess_shop.domain.slips import Slip, SlipKind, checked_note
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import Reading, RecordedSlip
from ess_shop.services.adjusting import record_compensation
from ess_shop.services.stocking import Moved, SlipRequest, articles_of, begun, record


@dataclass(frozen=True, slots=True)
class ReversalRequest:
    """The slip with that number is to be taken back; `note` says why, `at` carries its offset."""

    id: str
    at: datetime
    number: str
    note: str
    volunteer: str = ""


def preview(read: Reading, request: ReversalRequest) -> Slip:
    """What `reverse` would record; the same rules refuse the same things."""
    original = _original(read, request.number).slip
    check_reversible(original)
    by = read.reversal_of(request.number)
    if by:
        raise Refused(
            "slip_reversed", "{number} was taken back already, by {by}.", number=request.number, by=by
        )
    articles = articles_of(read, [Moved(line.article_id, line.quantity) for line in original.lines])
    day = request.at.date()
    return Slip(
        kind=SlipKind.REVERSAL,
        year=day.year,
        sequence=read.last_slip(SlipKind.REVERSAL, day.year) + 1,
        member_id=original.member_id,
        day=day,
        volunteer=request.volunteer,
        note=checked_note(SlipKind.REVERSAL, request.note),
        compensation=-original.compensation,
        lines=reversed_lines(original, articles, _there(read, original, articles)),
        reverses=request.number,
    )


def reverse(books: Books, request: ReversalRequest) -> RecordedSlip:
    """Take a slip back, whole, once; the same id again gives back what was recorded the first time.

    A compensation is taken back with it, on the statement of this month. Entries of the police register
    stay: they are unalterable, and shown as taken back.
    """
    with books.work() as work:
        asked = SlipRequest(request.id, request.at, "", (), request.volunteer, request.note)
        known = begun(work, SlipKind.REVERSAL, asked)
        if known is not None:
            return known
        slip = preview(work.read, request)
        recorded = record(work, asked, slip)
        record_compensation(work, request.id, request.at, slip)
        work.commit()
    return recorded


def _there(read: Reading, original: Slip, articles: Sequence[Article]) -> dict[str, int]:
    """What is on hand; a single piece that comes back must not be at a fair either."""
    coming = original.kind.sign < 0
    return {
        each.id: read.stock_of(each.id) + (read.away_of(each.id) if coming and each.unique else 0)
        for each in articles
    }


def _original(read: Reading, number: str) -> RecordedSlip:
    found = read.slip(number)
    if found is None:
        raise NotFound("unknown_slip", "There is no slip {number}: check its number.", number=number)
    return found
