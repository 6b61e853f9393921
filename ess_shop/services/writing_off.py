"""Loss, theft, breakage: the goods are gone, and their member may be compensated in the same act.

No VAT is charged on a compensation: an indemnity pays for no service. Where an accountant decides otherwise,
the tax is booked as an adjustment of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Basket, BasketLine
from ess_shop.domain.ids import id_for
from ess_shop.domain.money import Money
from ess_shop.domain.pricing import price
from ess_shop.domain.slips import WRITTEN_OFF, SlipKind
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import RecordedSlip
from ess_shop.services.adjusting import record_adjustment
from ess_shop.services.stocking import SlipRequest, articles_of, begun, draw_up, record


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
        articles = articles_of(work.read, request.goods)
        slip = draw_up(work, kind, request, articles)
        slip = replace(slip, compensation=_amount(work, request, articles, compensation))
        recorded = record(work, request, slip)
        if slip.compensation:
            record_adjustment(
                work,
                id=id_for(request.at, "compensation", request.id),
                at=request.at,
                day=slip.day,
                member_id=slip.member_id,
                amount=slip.compensation,
                reason=f"{slip.note} ({slip.number})",
            )
        work.commit()
    return recorded


def _amount(
    work: Work, request: SlipRequest, articles: Sequence[Article], compensation: Money | Compensation
) -> Money:
    if compensation is Compensation.NONE:
        return work.shop.money(0)
    if compensation is Compensation.BY_CONTRACT:
        return _share(work, request, articles)
    if compensation.currency != work.shop.currency or compensation.minor < 0:
        raise Refused(
            "bad_compensation",
            "{amount} is no compensation: type what the member gets.",
            amount=compensation,
        )
    return compensation


def _share(work: Work, request: SlipRequest, articles: Sequence[Article]) -> Money:
    """The member's part of the tags, on the terms of the day."""
    consignor = work.read.consignor(request.member_id, request.at.date())
    lines = tuple(
        BasketLine(article, consignor, each.quantity, article.price)
        for article, each in zip(articles, request.goods, strict=True)
    )
    return sum((line.share for line in price(Basket(lines), work.shop)), work.shop.money(0))
