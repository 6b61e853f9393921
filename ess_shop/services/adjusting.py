"""Fees, advances and corrections on a member's account, each with its reason."""

from __future__ import annotations

from datetime import date, datetime

from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.ledger import Account, Posting, credit, debit
from ess_shop.domain.money import Money
from ess_shop.domain.sale_record import postings_body
from ess_shop.domain.settlement import Month, before_tax
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import Slip
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.services.months import recorded_before, require_unsettled
from ess_shop.services.timekeeping import iso, keep_order


def adjust(
    books: Books,
    *,
    id: str,
    at: datetime,
    day: date,
    member_id: str,
    amount: Money,
    reason: str,
    fee: bool = False,
) -> None:
    """Give (positive) or take (negative) an amount; a `fee` is the shop's income and may only be taken.

    It shows on the statement of the month of `day`; Refused if that month is settled, or still to come.
    """
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.ADJUSTMENT):
            return
        month = Month(day.year, day.month)
        if at.date() < month.first:
            raise Refused("month_not_begun", "{month} has not begun yet.", month=month)
        keep_order(work, state, at)
        record_adjustment(
            work, id=id, at=at, day=day, member_id=member_id, amount=amount, reason=reason, fee=fee
        )
        work.commit()


def day_within(month: Month, at: datetime) -> date:
    """The day that an adjustment of a month bears: today, or the last day of a month that is over.

    Refused for a month that has not begun.
    """
    if at.date() < month.first:
        raise Refused("month_not_begun", "{month} has not begun yet.", month=month)
    return min(at.date(), month.last)


def record_adjustment(
    work: Work,
    *,
    id: str,
    at: datetime,
    day: date,
    member_id: str,
    amount: Money,
    reason: str,
    fee: bool = False,
) -> None:
    """The same within a transaction that goes on; `work.state(OFFICE)` was called."""
    if not reason.strip():
        raise Refused("adjustment_without_reason", "Say why: the member will read it on the statement.")
    if not amount or amount.currency != work.shop.currency or (fee and amount.minor > 0):
        raise Refused("bad_adjustment", "{amount} is no such adjustment.", amount=amount)
    require_unsettled(work.read, day)
    work.read.terms(member_id)
    body = {
        "day": day.isoformat(),
        "member": member_id,
        "currency": amount.currency.code,
        "amount": amount.minor,
        "fee": fee,
        "reason": reason,
        "postings": postings_body(_postings(member_id, amount, fee, work.shop)),
    }
    work.record(Draft(id, OFFICE, Kind.ADJUSTMENT, iso(at), body))


def record_compensation(work: Work, id: str, at: datetime, slip: Slip) -> None:
    """What a slip says that the member gets, or gives back, on their account; `id` is the slip's."""
    if slip.compensation:
        record_adjustment(
            work,
            id=id_for(at, "compensation", id),
            at=at,
            day=slip.day,
            member_id=slip.member_id,
            amount=slip.compensation,
            reason=f"{slip.note} ({slip.number})",
        )


def _postings(member_id: str, amount: Money, fee: bool, shop: Shop) -> tuple[Posting, ...]:
    to_member = credit(Account.MEMBER, amount, member_id)
    if not fee:
        return to_member, debit(Account.ADJUSTMENTS, amount)
    income = before_tax(-amount, shop)
    tax = -amount - income
    taxed = (credit(Account.VAT_COLLECTED, tax),) if tax else ()
    return to_member, credit(Account.FEES, income), *taxed
