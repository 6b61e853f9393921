"""Giving goods back to their member, on a withdrawal slip."""

from __future__ import annotations

from ess_shop.domain.slips import SlipKind
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services.stocking import SlipRequest, move


def give_back(books: Books, request: SlipRequest) -> RecordedSlip:
    """Give goods back; never more than is on hand."""
    return move(books, SlipKind.WITHDRAWAL, request)
