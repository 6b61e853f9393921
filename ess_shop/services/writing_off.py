"""Loss, theft, breakage: the goods are gone, and their member may be compensated in the same act.

No VAT is charged on a compensation: an indemnity pays for no service. Where an accountant decides otherwise,
the tax is booked as an adjustment of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from ess_shop.domain.basket import Basket, BasketLine
from ess_shop.domain.money import Money
from ess_shop.domain.pricing import price
from ess_shop.domain.slips import WRITTEN_OFF, SlipKind
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, RecordedSlip
from ess_shop.services.adjusting import record_compensation
from ess_shop.services.stocking import Moved, SlipRequest, articles_of, begun, draw_up, record


class Compensation(StrEnum):
    """What the member gets, if no amount was agreed: nothing, or what a sale would have brought."""

    NONE = "none"
    BY_CONTRACT = "by_contract"


def write_off(
    books: Books, kind: SlipKind, request: SlipRequest, *, compensation: Money | Compensation
) -> RecordedSlip:
    """Write goods off, never more than is on hand; the compensation is on the member's next statement.

    Refused where a compensation would fall into a settled month. The same id again does nothing.
    """
    if kind not in WRITTEN_OFF:
        raise ValueError(kind)
    with books.work() as work:
        known = begun(work, kind, request)
        if known is not None:
            return known
        recorded = record_written_off(work, kind, request, compensation=compensation)
        work.commit()
    return recorded


def record_written_off(
    work: Work, kind: SlipKind, request: SlipRequest, *, compensation: Money | Compensation
) -> RecordedSlip:
    """The same within a transaction that goes on, in which `begun` was called."""
    slip = draw_up(work, kind, request, articles_of(work.read, request.goods))
    slip = replace(slip, compensation=_amount(work, request, compensation))
    recorded = record(work, request, slip)
    record_compensation(work, request.id, request.at, slip)
    return recorded


def _amount(work: Work, request: SlipRequest, compensation: Money | Compensation) -> Money:
    if compensation is Compensation.NONE:
        return work.shop.money(0)
    if compensation is Compensation.BY_CONTRACT:
        return by_contract(work.read, request.member_id, request.at.date(), request.goods)
    if compensation.currency != work.shop.currency or compensation.minor < 0:
        raise Refused(
            "bad_compensation",
            "{amount} is no compensation: type what the member gets.",
            amount=compensation,
        )
    return compensation


def by_contract(read: Reading, member_id: str, day: date, goods: Sequence[Moved]) -> Money:
    """The member's part of the tags, on the terms of the day; Refused without a contract that day."""
    consignor, shop = read.consignor(member_id, day), read.shop()
    lines = tuple(
        BasketLine(article, consignor, each.quantity, article.price)
        for article, each in zip(articles_of(read, goods), goods, strict=True)
    )
    return sum((line.share for line in price(Basket(lines), shop)), shop.money(0))
