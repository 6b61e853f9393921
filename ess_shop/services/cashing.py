"""Opening and closing a till: the float, the count, the Z."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ess_shop.domain.articles import has_control
from ess_shop.domain.cash import (
    COUNTED,
    CashMove,
    Closing,
    OpenSession,
    Purpose,
    SessionTotals,
    close,
    closing_body,
    of_closing,
    of_move,
    of_opening,
)
from ess_shop.domain.journal import Draft, Kind
from ess_shop.domain.money import Money
from ess_shop.domain.sale import Means
from ess_shop.domain.sale_record import postings_body
from ess_shop.errors import Refused
from ess_shop.ports import Books, TillState, Work
from ess_shop.reading import Reading
from ess_shop.services.closing_periods import require_open
from ess_shop.services.months import recorded_before, require_unsettled
from ess_shop.services.timekeeping import iso, keep_order

LONGEST_REASON = 200

Drawers = Mapping[tuple[Means, str], int]
"""Minor units per drawer: (means, currency)."""


def open_till(
    books: Books,
    *,
    id: str,
    till: str,
    at: datetime,
    day: date | None = None,
    floats: Drawers | None = None,
    volunteer: str = "",
    reason: str = "",
) -> OpenSession:
    """Open a session for a business day; `floats` None takes over what the last closing counted.

    A float that differs from that count needs a reason and is posted as a difference of the drawer, so that
    the ledger always holds what the drawers hold; a till's very first float goes through the suspense
    account. Refused while another session is open, for a day before the last closed one, and in a settled
    month.
    """
    business_day = day or at.date()
    with books.work() as work:
        state = work.state(till)
        known = recorded_before(work, id, Kind.OPENING)
        if known is not None:
            content = known.content()
            return OpenSession(till, known.number, date.fromisoformat(str(content["day"])))
        _check_may_open(work.read, state, business_day)
        keep_order(work, state, at)
        counted = last_float(work.read, till)
        begun = counted
        if floats is not None:
            begun = _checked_drawers(floats)
        postings = of_opening(counted if state.last_z else None, begun, work.shop)
        if postings and state.last_z and not reason.strip():
            raise Refused(
                "float_differs",
                "The float is not what the last closing counted: count again, or say why.",
            )
        body: dict[str, object] = {
            "day": business_day.isoformat(),
            "volunteer": volunteer,
            "floats": [[str(means), currency, minor] for (means, currency), minor in sorted(begun.items())],
        }
        if postings:
            body |= {"postings": postings_body(postings), "reason": reason.strip()}
        entry = work.record(Draft(id, till, Kind.OPENING, iso(at), body))
        work.commit()
    return OpenSession(till, entry.number, business_day)


def _check_may_open(read: Reading, state: TillState, day: date) -> None:
    if state.session is not None:
        raise Refused(
            "session_open",
            "Till {till} is still open for {day}: close that day first.",
            till=state.session.till,
            day=state.session.day,
        )
    if state.closed_day is not None and day < state.closed_day:
        raise Refused(
            "day_closed",
            "{day} is closed: the last closing was on {closed}.",
            day=day,
            closed=state.closed_day,
        )
    require_unsettled(read, day)
    require_open(read, day)


def required_session(state: TillState) -> OpenSession:
    """The open session; Refused if the till is closed."""
    if state.session is None:
        raise Refused("till_closed", "Till {till} is closed: open it first.", till=state.head.till)
    return state.session


def last_float(read: Reading, till: str) -> dict[tuple[Means, str], int]:
    """What the till's last closing counted, which is what its drawers should hold at the next opening."""
    return {(Means(means), currency): minor for (means, currency), minor in read.last_count(till).items()}


def _checked_drawers(given: Drawers) -> dict[tuple[Means, str], int]:
    """Counted drawers; Refused for means that are not counted and for less than nothing."""
    for (means, code), minor in given.items():
        if means not in COUNTED or minor < 0:
            raise Refused(
                "bad_count", "{amount} is no count of {means}.", amount=f"{minor} {code}", means=means
            )
    return dict(given)


def so_far(read: Reading, till: str) -> SessionTotals:
    """The X report: the open session's figures at any time, changing nothing."""
    session = read.session(till)
    if session is None:
        raise Refused("till_closed", "Till {till} is closed: open it first.", till=till)
    return read.session_totals(session)


def move_cash(
    books: Books,
    *,
    id: str,
    till: str,
    at: datetime,
    means: Means,
    amount: Money,
    purpose: Purpose,
    reason: str = "",
    volunteer: str = "",
) -> None:
    """Put cash or coupons in (positive) or take them out (negative); the same id again does nothing.

    To the bank or from it against the bank's account, otherwise against the suspense account, which the
    accountant clears. Refused without a reason (the bank needs none), for more than the drawer should hold,
    and while the till is closed.
    """
    with books.work() as work:
        state = work.state(till)
        if recorded_before(work, id, Kind.CASH):
            return
        session = required_session(state)
        move = CashMove(
            means, amount.currency.code, amount.minor, Purpose(purpose), reason.strip(), iso(at), volunteer
        )
        _check_move(work, session, move, amount)
        keep_order(work, state, at)
        _record_move(work, session, move, id=id)
        work.commit()


def _record_move(work: Work, session: OpenSession, move: CashMove, *, id: str) -> None:
    body = {
        "day": session.day.isoformat(),
        "session": session.entry,
        "means": str(move.means),
        "currency": move.currency,
        "amount": move.amount,
        "purpose": str(move.purpose),
        "reason": move.reason,
        "volunteer": move.volunteer,
        "postings": postings_body(of_move(move, work.shop)),
    }
    work.record(Draft(id, session.till, Kind.CASH, move.at, body))


def _check_move(work: Work, session: OpenSession, move: CashMove, amount: Money) -> None:
    shop, means, purpose, reason = work.shop, move.means, move.purpose, move.reason
    local = shop.local(amount.currency.code) if means is Means.COUPON else None
    fits = amount.currency == shop.currency if means is Means.CASH else local is not None
    wrong_way = purpose is not Purpose.BANK and (amount.minor > 0) != (purpose is Purpose.IN)
    if not fits or not amount or wrong_way:
        raise Refused("bad_move", "This is no amount that a drawer can take or give.")
    if local is not None and amount.minor % local.smallest_note:
        raise Refused("no_such_coupon", "There are no coupons that make {amount}.", amount=amount)
    if purpose is not Purpose.BANK and not reason.strip():
        raise Refused("reason_missing", "Say why the money comes or goes.")
    if has_control(reason) or len(reason) > LONGEST_REASON:
        raise Refused("bad_reason", "The reason is too long or holds unreadable characters.")
    there = work.read.session_totals(session).expected().get((means, move.currency), 0)
    if there + amount.minor < 0:
        raise Refused(
            "drawer_too_empty",
            "The drawer should hold {there}: {amount} cannot be taken out.",
            there=Money(there, amount.currency),
            amount=-amount,
        )


@dataclass(frozen=True, slots=True)
class ToBank:
    """Cash (> 0) that leaves for the bank at the closing, recorded under an id of its own."""

    id: str
    amount: Money


def close_till(
    books: Books,
    *,
    id: str,
    till: str,
    at: datetime,
    counted: Drawers | None,
    reason: str = "",
    volunteer: str = "",
    to_bank: ToBank | None = None,
) -> Closing | None:
    """Close the open session with its Z; a difference needs a reason. None if this id closed it already.

    `counted` is what stays in the drawers, without what goes `to_bank`: both are recorded together or not at
    all. None takes the expected over, for tickets that were rung up elsewhere.
    """
    with books.work() as work:
        state = work.state(till)
        if recorded_before(work, id, Kind.CLOSING):
            return None
        session = required_session(state)
        if counted is not None:
            counted = _checked_drawers(counted)
        keep_order(work, state, at)
        if to_bank is not None:
            out = CashMove(
                Means.CASH,
                to_bank.amount.currency.code,
                -to_bank.amount.minor,
                Purpose.BANK,
                "",
                iso(at),
                volunteer,
            )
            _check_move(work, session, out, -to_bank.amount)
            _record_move(work, session, out, id=to_bank.id)
        closing = close(
            session,
            work.read.session_totals(session),
            counted,
            number=state.last_z + 1,
            perpetual=work.read.perpetual(till),
            reason=reason,
        )
        body = closing_body(closing, postings_body(of_closing(closing, work.shop)))
        work.record(Draft(id, till, Kind.CLOSING, iso(at), {**body, "volunteer": volunteer}))
        work.commit()
    return closing
