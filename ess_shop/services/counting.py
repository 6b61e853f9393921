"""What a stocktake found: the difference between counted and booked, with its reason."""

from __future__ import annotations

from ess_shop.domain.slips import SlipKind
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services.stocking import SlipRequest, move


def correct(books: Books, request: SlipRequest) -> RecordedSlip:
    """Add what was found (positive), take off what is missing (negative); never below nothing."""
    return move(books, SlipKind.CORRECTION, request)
