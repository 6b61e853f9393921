"""To a fair and back: goods that are away stay in the shop's keeping, but cannot be counted on here.

Away is one place, whichever fair the notes name. What is away is neither on hand nor sold: it comes back
before it is sold here, given back to its member or written off.
"""

from __future__ import annotations

from collections.abc import Sequence

from ess_shop.domain.slips import TRANSFERS, SlipKind
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services.stocking import SlipRequest, articles_of, begun, draw_up, move, record


def send(books: Books, request: SlipRequest) -> RecordedSlip:
    """Send goods to the fair that the note names; never more than is on hand."""
    return move(books, SlipKind.TRANSFER_OUT, request)


def move_together(books: Books, kind: SlipKind, requests: Sequence[SlipRequest]) -> Sequence[RecordedSlip]:
    """Send or bring back goods of several members: a slip for each of them, all of it or nothing.

    The same ids again give back what was recorded the first time.
    """
    if kind not in TRANSFERS:
        raise ValueError(kind)
    recorded = []
    with books.work() as work:
        for request in requests:
            known = begun(work, kind, request)
            if known is None:
                slip = draw_up(work, kind, request, articles_of(work.read, request.goods))
                known = record(work, request, slip)
            recorded.append(known)
        work.commit()
    return recorded


def bring_back(books: Books, request: SlipRequest) -> RecordedSlip:
    """Bring goods back from a fair; never more than is away."""
    return move(books, SlipKind.TRANSFER_IN, request)
