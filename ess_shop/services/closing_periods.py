"""Closing months and years: what is closed takes nothing more, and its totals are carried on for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ess_shop.domain.cash import close, closing_body, of_closing
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.periods import Period, PeriodKind, period_body
from ess_shop.domain.sale_record import postings_body
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.ports import Books, TillState, Work
from ess_shop.reading import Reading
from ess_shop.services.timekeeping import iso, keep_order, log_event

UNCOUNTED = "closed_uncounted"
"""What the event log calls a day that was closed with its month because nobody had counted it."""


def close_month(books: Books, month: Month, *, at: datetime) -> Period:
    """Close a month, its open days and every month before it; a closed one stays as it is.

    Refused before it is over.
    """
    with books.work() as work:
        tills = work.lock_tills()
        keep_order(work, tills[0], at)
        period = close_month_within(work, tills, month, at)
        if period is None:
            raise Refused("nothing_to_close", "Nothing was sold until the end of {period}.", period=month)
        work.commit()
    return period


def close_year(books: Books, year: int, *, at: datetime) -> Period:
    """Close a year and its months, every year before it included; a closed one stays as it is.

    Refused before it is over.
    """
    with books.work() as work:
        tills = work.lock_tills()
        last = Month(year, 12)
        _check_over(str(year), last.last, at)
        keep_order(work, tills[0], at)
        period = _closed(work.read, PeriodKind.YEAR, str(year))
        if period is None:
            close_month_within(work, tills, last, at)
            for each in _open_years(work.read, year):
                first, end = Month(each, 1).first, Month(each, 12).last
                period = _record(work, PeriodKind.YEAR, str(each), first, end, at)
        if period is None:
            raise Refused("nothing_to_close", "Nothing was sold until the end of {period}.", period=year)
        work.commit()
    return period


def close_month_within(work: Work, tills: Sequence[TillState], month: Month, at: datetime) -> Period | None:
    """The same within a transaction that holds all tills; None if nothing was ever sold by then."""
    known = _closed(work.read, PeriodKind.MONTH, str(month))
    if known is not None:
        return known
    _check_over(str(month), month.last, at)
    for till in tills:
        if till.session is not None and till.session.day <= month.last:
            _close_day(work, till, at)
    period = None
    for each in open_months(work.read, month):
        period = _record(work, PeriodKind.MONTH, str(each), each.first, each.last, at)
    return period


def open_months(read: Reading, until: Month) -> list[Month]:
    """The months up to that one which are not closed, from the first in which something was closed."""
    last, first = read.last_closed(PeriodKind.MONTH), read.first_day()
    if last is not None:
        month = Month.parse(last.name).next
    elif first is not None:
        month = Month(first.year, first.month)
    else:
        return []
    found = []
    while month <= until:
        found.append(month)
        month = month.next
    return found


def require_open(read: Reading, day: date) -> None:
    """Refused for a day of a closed month: nothing is sold in a closed period."""
    last = read.last_closed(PeriodKind.MONTH)
    if last is not None and day <= last.last:
        raise Refused(
            "period_closed", "{month} is closed: nothing can be sold in it.", month=Month.parse(last.name)
        )


def _open_years(read: Reading, until: int) -> list[int]:
    last, first = read.last_closed(PeriodKind.YEAR), read.first_day()
    if last is not None:
        return list(range(int(last.name) + 1, until + 1))
    return list(range(first.year, until + 1)) if first is not None else []


def _closed(read: Reading, kind: PeriodKind, name: str) -> Period | None:
    return next((period for period in read.periods(kind) if period.name == name), None)


def _check_over(name: str, last: date, at: datetime) -> None:
    if at.date() <= last:
        raise Refused(
            "period_not_over",
            "{period} is not over yet: it can be closed after {day}.",
            period=name,
            day=last,
        )


def _close_day(work: Work, till: TillState, at: datetime) -> None:
    """A day that nobody counted is closed with what should be there, and the log says so."""
    session = till.session
    if session is None:
        return
    code = till.head.till
    keep_order(work, till, at)
    closing = close(
        session,
        work.read.session_totals(session),
        None,
        number=till.last_z + 1,
        perpetual=work.read.perpetual(code),
    )
    body = closing_body(closing, postings_body(of_closing(closing, work.shop)))
    day = session.day.isoformat()
    id = id_for(at, "closing", code, day, str(session.entry))
    work.record(Draft(id, code, Kind.CLOSING, iso(at), {**body, "volunteer": ""}))
    log_event(work, code, at, UNCOUNTED, day)


def _record(work: Work, kind: PeriodKind, name: str, first: date, last: date, at: datetime) -> Period:
    before = work.read.last_closed(kind)
    number = before.number + 1 if before else 1
    period = Period(kind, name, number, first, last, work.read.period_figures(first, last), iso(at))
    body = period_body(period)
    work.record(Draft(id_for(at, "period", str(kind), name), OFFICE, Kind.PERIOD, iso(at), body))
    return period
