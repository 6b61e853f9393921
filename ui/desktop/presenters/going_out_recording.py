"""Recording what went out: which service records which kind of slip, and what its member gets."""

from __future__ import annotations

from collections.abc import Sequence

from ess_shop.domain.money import Currency, Money
from ess_shop.domain.slips import TRANSFERS, WRITTEN_OFF, SlipKind
from ess_shop.ports import Books
from ess_shop.reading import RecordedSlip
from ess_shop.services import donating, moving_to_fair, withdrawing
from ess_shop.services.stocking import SlipRequest
from ess_shop.services.writing_off import Compensation, write_off
from ui.desktop.presenters.grammar import amount_of

KINDS = (
    SlipKind.WITHDRAWAL,
    SlipKind.DONATION,
    SlipKind.LOSS,
    SlipKind.THEFT,
    SlipKind.BREAKAGE,
    SlipKind.TRANSFER_OUT,
    SlipKind.TRANSFER_IN,
)


NOTHING, CONTRACT, AMOUNT = "nothing", "contract", "amount"
"""What the member gets for goods that are gone."""


def compensation(kind: SlipKind, gets: str, amount: str, currency: Currency) -> Money | Compensation:
    """What the member gets as it was chosen; Refused for an amount that cannot be read."""
    if kind not in WRITTEN_OFF or gets == NOTHING:
        return Compensation.NONE
    if gets == CONTRACT:
        return Compensation.BY_CONTRACT
    return amount_of(amount, currency)


def record(
    books: Books, kind: SlipKind, requests: Sequence[SlipRequest], gets: Money | Compensation
) -> Sequence[RecordedSlip]:
    """Record a slip as its kind wants it; of a trip, a slip for each member."""
    if kind in TRANSFERS:
        return moving_to_fair.move_together(books, kind, requests)
    (request,) = requests
    if kind in WRITTEN_OFF:
        return [write_off(books, kind, request, compensation=gets)]
    verb = withdrawing.give_back if kind is SlipKind.WITHDRAWAL else donating.donate
    return [verb(books, request)]
