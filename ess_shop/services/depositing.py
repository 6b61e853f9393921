"""Taking goods in: a deposit slip per member, with the terms that hold for these goods from then on."""

from __future__ import annotations

from collections.abc import Iterable

from ess_shop.domain import police
from ess_shop.domain.articles import Article
from ess_shop.domain.slips import SlipKind
from ess_shop.ports import Books
from ess_shop.reading import Reading, RecordedSlip
from ess_shop.services.stocking import SlipRequest, move


def take_in(books: Books, request: SlipRequest) -> RecordedSlip:
    """Take a member's goods in; Refused without a contract in force that day.

    Refused without `request.seller` where `needs_seller`.
    """
    return move(books, SlipKind.DEPOSIT, request)


def needs_seller(read: Reading, member_id: str, articles: Iterable[Article]) -> bool:
    """Whether a deposit of these articles belongs in the police register, so that an identity paper is due.

    The paper is a `domain.police.Seller` with the id "" and this member's id, or one of
    `read.sellers(member_id)` (the one used last first) if the same paper is shown again; what is missing or
    wrong on it is Refused by `domain.police.checked_seller`, which names the `field` in its facts.
    """
    return police.needs_seller(read.member(member_id).kind, articles)
