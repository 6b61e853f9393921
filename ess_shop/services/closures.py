"""Closed days, months and years read again: their papers, their duplicates, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ess_shop.domain.cash import OpenSession, SessionTotals
from ess_shop.domain.closings import ClosedDay
from ess_shop.domain.law_papers import PeriodPaper
from ess_shop.domain.periods import Period, PeriodKind
from ess_shop.domain.receipt import DayKind, DayPaper
from ess_shop.domain.settlement import Month
from ess_shop.errors import NotFound
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services import noting
from ess_shop.services.receipting import member_names


@dataclass(frozen=True, slots=True)
class NextClosing:
    """The month or year that is to be closed next, once it is `over`.

    `days` are those that nobody closed yet, by till: they are closed with it, uncounted.
    """

    kind: PeriodKind
    name: str
    last: date
    days: tuple[tuple[str, date], ...]
    over: bool


def z_number(till: str, z: int) -> str:
    """How the log calls the Z of a till: `C1-Z0012`."""
    return f"{till}-Z{z:04d}"


def note_z_duplicate(books: Books, till: str, z: int, *, at: datetime, here: str = "") -> int:
    """Note one more duplicate of a Z, at the till where it is made; returns its counter, from 1."""
    return noting.note_duplicate(books, z_number(till, z), till=here or till, at=at)


def z_again(
    read: Reading, till: str, z: int, *, duplicate: int = 0, volunteer: str = "", training: bool = False
) -> DayPaper:
    """The Z of a closed day as the books have it; NotFound for a number that no closing has.

    What was put in and taken out is on it as long as the day's details are in the books.
    """
    closed = read.closed_day(till, z)
    if closed is None:
        raise NotFound("unknown_z", "Till {till} has no Z number {number}.", till=till, number=z)
    details = read.session_totals(OpenSession(till, closed.session, closed.day))
    return DayPaper(
        kind=DayKind.Z,
        shop=read.shop(),
        till=till,
        day=closed.day,
        number=z,
        at=closed.at,
        volunteer=volunteer,
        totals=_totals(closed, details),
        counts=closed.counts,
        reason=closed.reason,
        perpetual={each.taxpayer: each.perpetual for each in closed.taxpayers},
        names=member_names(read),
        duplicate=duplicate,
        training=training,
    )


def _totals(closed: ClosedDay, details: SessionTotals) -> SessionTotals:
    return replace(
        details,
        tickets=closed.tickets,
        first_ticket=closed.first_ticket,
        last_ticket=closed.last_ticket,
        total=closed.total,
        returns=closed.returns,
        means=closed.means,
        rates=closed.rates,
        taxpayers={each.taxpayer: each.total for each in closed.taxpayers if each.total},
    )


def period_paper(read: Reading, kind: PeriodKind, name: str, *, training: bool = False) -> PeriodPaper:
    """What a closed month or year says on paper; NotFound for one that is not closed."""
    found = next((each for each in read.periods(kind) if each.name == name), None)
    if found is None:
        raise NotFound("period_not_closed", "{period} is not closed.", period=name)
    parts: Sequence[ClosedDay | Period] = _days(read, found)
    if kind is PeriodKind.YEAR:
        parts = [each for each in read.periods(PeriodKind.MONTH) if found.first <= each.first <= found.last]
    return PeriodPaper(read.shop(), found, parts, member_names(read), training)


def _days(read: Reading, period: Period) -> list[ClosedDay]:
    return list(reversed(read.closed_days(period.first, period.last)))


def next_closing(read: Reading, kind: PeriodKind, today: date) -> NextClosing | None:
    """What comes next to be closed; None while nothing was ever sold."""
    sessions = [each for each in map(read.session, read.tills()) if each is not None]
    last, first = read.last_closed(kind), read.first_day()
    begin = first or min((each.day for each in sessions), default=None)
    if begin is None:
        return None
    if kind is PeriodKind.MONTH:
        month = Month.parse(last.name).next if last else Month(begin.year, begin.month)
        name, end = str(month), month.last
    else:
        year = int(last.name) + 1 if last else begin.year
        name, end = str(year), date(year, 12, 31)
    days = tuple((each.till, each.day) for each in sessions if each.day <= end)
    return NextClosing(kind, name, end, days, over=today > end)


def perpetual_of_all(read: Reading) -> Mapping[str, int]:
    """The perpetual totals per taxpayer of all tills together, as their last closings left them."""
    together: dict[str, int] = {}
    for till in read.tills():
        for taxpayer, total in read.perpetual(till).items():
            together[taxpayer] = together.get(taxpayer, 0) + total
    return together
