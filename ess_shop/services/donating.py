"""Giving away what its member leaves to a good cause: the goods go, nobody is owed anything."""

from __future__ import annotations

from ess_shop.domain.slips import SlipKind
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services.stocking import SlipRequest, move


def donate(books: Books, request: SlipRequest) -> RecordedSlip:
    """Give goods away; the note says to whom. Never more than is on hand."""
    return move(books, SlipKind.DONATION, request)
