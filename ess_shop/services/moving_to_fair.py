"""To a fair and back: goods that are away stay in the shop's keeping, but cannot be counted on here.

Away is one place, whichever fair the notes name. What is away is neither on hand nor sold: it comes back
before it is sold here, given back to its member or written off.
"""

from __future__ import annotations

from ess_shop.domain.slips import SlipKind
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services.stocking import SlipRequest, move


def send(books: Books, request: SlipRequest) -> RecordedSlip:
    """Send goods to the fair that the note names; never more than is on hand."""
    return move(books, SlipKind.TRANSFER_OUT, request)


def bring_back(books: Books, request: SlipRequest) -> RecordedSlip:
    """Bring goods back from a fair; never more than is away."""
    return move(books, SlipKind.TRANSFER_IN, request)
