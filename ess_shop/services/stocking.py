"""Goods in and out: deposits and withdrawals as stock moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ess_shop.domain.articles import LARGEST_QUANTITY
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.services.months import recorded_before
from ess_shop.services.timekeeping import iso, keep_order


class MoveReason(StrEnum):
    """Why goods moved outside a sale."""

    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class Moved:
    """Pieces (> 0) of an article."""

    article_id: str
    quantity: int


def deposit(books: Books, *, id: str, at: datetime, goods: Sequence[Moved]) -> None:
    """Take goods in."""
    _move(books, id=id, at=at, goods=goods, reason=MoveReason.DEPOSIT)


def withdraw(books: Books, *, id: str, at: datetime, goods: Sequence[Moved]) -> None:
    """Give goods back to their member; never more than is on hand."""
    _move(books, id=id, at=at, goods=goods, reason=MoveReason.WITHDRAWAL)


def _move(books: Books, *, id: str, at: datetime, goods: Sequence[Moved], reason: MoveReason) -> None:
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.STOCK):
            return
        _check(work, goods, reason)
        keep_order(work, state, at)
        record_moves(work, id=id, at=at, goods=goods, reason=reason)
        work.commit()


def record_moves(work: Work, *, id: str, at: datetime, goods: Sequence[Moved], reason: MoveReason) -> None:
    """Append the moves within a transaction that goes on; `work.state(OFFICE)` was called."""
    sign = -1 if reason is MoveReason.WITHDRAWAL else 1
    body = {
        "day": at.date().isoformat(),
        "moves": [[each.article_id, sign * each.quantity, str(reason)] for each in goods],
    }
    work.record(Draft(id, OFFICE, Kind.STOCK, iso(at), body))


def _check(work: Work, goods: Sequence[Moved], reason: MoveReason) -> None:
    taken: defaultdict[str, int] = defaultdict(int)
    for number, each in enumerate(goods, start=1):
        article = work.read.article(each.article_id)
        if article is None:
            raise NotFound("unknown_article", "Line {line}: there is no such article.", line=number)
        if not 0 < each.quantity <= LARGEST_QUANTITY:
            raise Refused(
                "bad_quantity",
                "Line {line}: {quantity} is no quantity of “{label}”: type it again.",
                line=number,
                quantity=each.quantity,
                label=article.label,
            )
        taken[each.article_id] += each.quantity
        on_hand = work.read.stock_of(each.article_id)
        if reason is MoveReason.WITHDRAWAL and taken[each.article_id] > on_hand:
            raise Refused(
                "not_on_hand",
                "Line {line}: {quantity} × “{label}” to withdraw, but {on_hand} on hand.",
                line=number,
                quantity=taken[each.article_id],
                label=article.label,
                on_hand=on_hand,
            )
