"""Taking goods in: a deposit slip per member, with the terms that hold for these goods from then on."""

from __future__ import annotations

from ess_shop.domain.slips import SlipKind
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services.stocking import SlipRequest, move


def take_in(books: Books, request: SlipRequest) -> RecordedSlip:
    """Take a member's goods in; Refused without a contract in force that day."""
    return move(books, SlipKind.DEPOSIT, request)
