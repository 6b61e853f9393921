"""Deposit lists that were taken in: each is told by its content, so that it is seen when it comes again."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.journal import OFFICE, canonical
from ess_shop.domain.sheets import Workbook
from ess_shop.ports import Work
from ess_shop.reading import Reading, RecordedSlip
from ess_shop.services.timekeeping import log_event

LIST_TAKEN = "list_taken"
MOST = 5000
"""So many lists are looked through, the last ones."""


def note_taken(work: Work, at: datetime, recorded: RecordedSlip, book: Workbook) -> None:
    """Note that a list came in with a slip."""
    content = _content(book, recorded.slip.member_id)
    log_event(work, OFFICE, at, LIST_TAKEN, f"{recorded.number} {content}", who=recorded.slip.volunteer)


def taken_before(read: Reading, book: Workbook, member_id: str) -> RecordedSlip | None:
    """The last slip with which a member's list of the same content came in, unless it was taken back."""
    content = _content(book, member_id)
    for event in read.events(EventQuery(codes=(LIST_TAKEN,), limit=MOST)):
        number, _space, noted = event.detail.partition(" ")
        if noted == content and not read.reversal_of(number):
            return read.slip(number)
    return None


def _content(book: Workbook, member_id: str) -> str:
    """A member's list in a few signs: what its cells say, whatever the file and its sheets are called."""
    rows = [row for sheet in book.sheets for row in sheet.rows]
    cells = [[cell.text for _place, cell in sorted(row.cells.items())] for row in rows]
    return sha256(canonical({"member": member_id, "rows": cells}).encode()).hexdigest()[:16]
