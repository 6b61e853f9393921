"""What a settled month pays: recorded once, and owed again where it came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ess_shop.domain.articles import has_control
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.settlement import Month
from ess_shop.domain.settlement_record import (
    PayoutBack,
    PayoutLine,
    of_payouts,
    payout_back_body,
    payouts,
    payouts_body,
)
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, SettledMonth
from ess_shop.services.months import recorded_before, require_unsettled
from ess_shop.services.payouts import held_back
from ess_shop.services.timekeeping import iso, keep_order

LONGEST_REASON = 140

Payout = tuple[str, str]
"""Which payout of a month: (member's id, currency code)."""


def pay(
    books: Books, *, id: str, at: datetime, month: Month, left_out: Mapping[Payout, str] | None = None
) -> SettledMonth:
    """Record that a settled month's payouts were made: the bank executed its file, the rest was handed over.

    What was `left_out`, each with its reason, comes back at once: it is owed again. None where nobody
    decided: refused while a transfer is held back, which the bank may have made before its account came into
    doubt. Once: again gives what was recorded.
    """
    with books.work() as work:
        state = work.state(OFFICE)
        settled = _required(work.read, month)
        if settled.paid_on is not None:
            return settled
        recorded_before(work, id, Kind.PAYOUT)
        if left_out is None:
            _check_decided(work.read, settled)
        if at.date() <= month.last:
            raise Refused(
                "paid_too_early",
                "{month} is paid once it is over: look whether this machine’s clock is right.",
                month=month,
            )
        lines = payouts(settled.rows, work.shop)
        day = at.date().isoformat()
        keep_order(work, state, at)
        body = payouts_body(str(month), day, lines, of_payouts(lines))
        work.record(Draft(id, OFFICE, Kind.PAYOUT, iso(at), body))
        if left_out:
            backs = _backs(work, month, left_out, day)
            back_id = id_for(at, "payout_back", id)
            work.record(Draft(back_id, OFFICE, Kind.PAYOUT_BACK, iso(at), payout_back_body(backs)))
        work.commit()
    return SettledMonth(month, settled.approved_at, settled.rows, at.date())


def _check_decided(read: Reading, settled: SettledMonth) -> None:
    for held in held_back(read, settled):
        raise Refused(
            "payout_undecided",
            "{member}: say whether the bank made the transfer of {amount}, then record the payouts.",
            member=held.payout.name or held.payout.code,
            amount=held.payout.amount,
        )


def take_payouts_back(
    books: Books, *, id: str, at: datetime, month: Month, refused: Mapping[Payout, str]
) -> None:
    """Payouts of a month that came back, each with its reason: they are owed again, and paid with the next
    settlement. The same id again does nothing.

    Refused for a month that is not paid, for what was not paid in it, and for what came back already.
    """
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.PAYOUT_BACK):
            return
        day = at.date()
        backs = _backs(work, month, refused, day.isoformat())
        require_unsettled(work.read, day)
        keep_order(work, state, at)
        work.record(Draft(id, OFFICE, Kind.PAYOUT_BACK, iso(at), payout_back_body(backs)))
        work.commit()


def reverse_payouts(books: Books, *, id: str, at: datetime, month: Month, reason: str) -> int:
    """None of a month's payouts was made after all: all that did not come back yet is owed again.

    Returns how many. Refused if nothing is left to be reversed.
    """
    with books.read() as read:
        left = still_paid(read, month)
    if not left:
        raise Refused("nothing_to_reverse", "Nothing of {month} is paid that could come back.", month=month)
    take_payouts_back(
        books,
        id=id,
        at=at,
        month=month,
        refused={(line.member_id, line.amount.currency.code): reason for line in left},
    )
    return len(left)


def still_paid(read: Reading, month: Month) -> Sequence[PayoutLine]:
    """What was paid of a month and did not come back."""
    gone = {(back.line.member_id, back.line.amount.currency.code) for back in read.payout_backs(month)}
    return [line for line in read.payouts(month) if (line.member_id, line.amount.currency.code) not in gone]


def _backs(work: Work, month: Month, refused: Mapping[Payout, str], day: str) -> list[PayoutBack]:
    settled = _required(work.read, month)
    if settled.paid_on is None:
        raise Refused("not_paid", "The payouts of {month} are not recorded as made yet.", month=month)
    if not refused:
        raise Refused("nothing_came_back", "Say which payouts came back.")
    paid = {(line.member_id, line.amount.currency.code): line for line in still_paid(work.read, month)}
    backs = []
    for which, reason in refused.items():
        said = reason.strip()
        if not said or has_control(said) or len(said) > LONGEST_REASON:
            raise Refused("back_without_reason", "Say why it came back: it stands on the next statement.")
        if which not in paid:
            raise Refused(
                "no_such_payout",
                "Member {member}: nothing was paid of {month} that did not come back already.",
                member=work.read.member(which[0]).code,
                month=month,
            )
        backs.append(PayoutBack(str(month), paid[which], day, said))
    return backs


def _required(read: Reading, month: Month) -> SettledMonth:
    settled = read.settled(month)
    if settled is None:
        raise NotFound("not_settled", "{month} is not settled yet.", month=month)
    return settled
