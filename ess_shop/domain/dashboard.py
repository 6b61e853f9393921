"""How the shop does in a span of days: figures, their course, who and what sells best, the common fund."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ess_shop.domain.ledger import Account
from ess_shop.domain.money import MILLION, Rate, divide
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.domain.spans import ONE_DAY, Against, Span
from ess_shop.domain.takings import GoodsTakings, HourTakings, Takings, Tally, WeekHour

MOST_DAYS = 45
"""A span of up to so many days is shown day by day."""
MOST_WEEKS = 190
"""One of up to so many days week by week, a longer one month by month."""
BEST = 10
FUND_MONTHS = 12


class Step(StrEnum):
    """How long the pieces of a course are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Point:
    """A piece of the course: its days, what they brought, and what the piece compared with it brought."""

    first: date
    last: date
    now: Takings
    before: Takings | None


@dataclass(frozen=True, slots=True)
class Best:
    """A member or an article among the best: its code and name, and what was sold of it."""

    code: str
    name: str
    sold: GoodsTakings


@dataclass(frozen=True, slots=True)
class LocalShare:
    """What came in one local currency: its code, what was received, its worth in legal minor units."""

    code: str
    received: int
    worth: int


@dataclass(frozen=True, slots=True)
class Bought:
    """What a member bought as a customer, and how much of it from others; the member's code and name."""

    code: str
    name: str
    total: int
    of_others: int


@dataclass(frozen=True, slots=True)
class FundMonth:
    """What a month brought the common fund (positive) and what it gave out, without tax.

    `margin` is of what the shop sold in its own name. `given` went to members beside their sales,
    `differences` are cash differences and rounding, `drawer` what was put into a drawer or taken out of it
    without a ticket. Of all that, `awaited` is not booked yet: it will be when the month is settled.
    """

    month: Month
    commission: int = 0
    fees: int = 0
    margin: int = 0
    given: int = 0
    differences: int = 0
    drawer: int = 0
    awaited: int = 0

    @property
    def result(self) -> int:
        """What is left of the month."""
        return self.commission + self.fees + self.margin + self.given + self.differences + self.drawer


@dataclass(frozen=True, slots=True)
class Fund:
    """The common fund: what it held before these months, and the months."""

    opening: int
    months: tuple[FundMonth, ...]

    @property
    def closing(self) -> int:
        """What it holds after the last month."""
        return self.opening + sum(month.result for month in self.months)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything of a span; `compared` are the days it is measured by, None if there is nothing of them.

    `hours_before` is asked for a single day alone. `members` and `bought` name everybody, best first,
    `articles` the best ones.
    """

    shop: Shop
    span: Span
    against: Against
    compared: Span | None
    now: Takings
    before: Takings | None
    step: Step
    course: tuple[Point, ...]
    hours: Mapping[WeekHour, HourTakings]
    hours_before: Mapping[WeekHour, HourTakings]
    members: tuple[Best, ...]
    articles: tuple[Best, ...]
    locals: tuple[LocalShare, ...]
    bought: tuple[Bought, ...]
    fund: Fund
    training: bool = False


def share_of(part: int, whole: int) -> Rate:
    """A part of a whole as a proportion; nothing of nothing is none."""
    return Rate(divide(part * MILLION, whole) if whole > 0 else 0)


def change_of(now: int, before: int) -> Rate | None:
    """How much more (or less) it is than before; None where there was nothing to measure by."""
    return Rate(divide((now - before) * MILLION, before)) if before > 0 else None


def average(total: int, count: int) -> int:
    """An amount per piece of a count, 0 for none."""
    return divide(total, count) if count > 0 else 0


def step_of(span: Span) -> Step:
    """How a span is cut into pieces."""
    if span.days <= MOST_DAYS:
        return Step.DAY
    return Step.WEEK if span.days <= MOST_WEEKS else Step.MONTH


def course(span: Span, now: Tally, compared: Span | None, before: Tally) -> tuple[Point, ...]:
    """The span piece by piece, each beside the piece that is as far into the other span.

    Years are laid month beside month, so that neither leap days nor weekdays shift them.
    """
    step = step_of(span)
    pieces = list(_pieces(span, step))
    others = list(_pieces(compared, step)) if compared else []
    if step is Step.MONTH or compared is None:
        beside: list[tuple[date, date] | None] = [*others, *[None] * len(pieces)]
    else:
        shift = compared.first - span.first
        last = compared.last
        beside = [
            (first + shift, min(end + shift, last)) if first + shift <= last else None
            for first, end in pieces
        ]
    return tuple(
        Point(first, last, _of(now, first, last), _of(before, *other) if other else None)
        for (first, last), other in zip(pieces, beside, strict=False)
    )


def _pieces(span: Span, step: Step) -> Iterator[tuple[date, date]]:
    if step is Step.MONTH:
        yield from ((piece.first, piece.last) for piece in span.months())
        return
    first = span.first
    while first <= span.last:
        last = first if step is Step.DAY else first + timedelta(days=6 - first.weekday())
        yield first, min(last, span.last)
        first = last + ONE_DAY


def _of(tally: Tally, first: date, last: date) -> Takings:
    return sum((found for day, found in tally.days.items() if first <= day <= last), Takings())


def by_member(tally: Tally) -> dict[str, GoodsTakings]:
    """What was sold of every member's goods."""
    return _by(tally, 1)


def by_article(tally: Tally) -> dict[str, GoodsTakings]:
    """What was sold of every article."""
    return _by(tally, 0)


def _by(tally: Tally, place: int) -> dict[str, GoodsTakings]:
    sums: defaultdict[str, GoodsTakings] = defaultdict(GoodsTakings)
    for key, sold in tally.goods.items():
        sums[key[place]] += sold
    return dict(sums)


def best_of(sold: Mapping[str, GoodsTakings], most: int = BEST) -> list[str]:
    """The ids of those that brought most, best first; what only came back is none of them."""
    able = [key for key, takings in sold.items() if takings.total > 0]
    return sorted(able, key=lambda key: (-sold[key].total, -sold[key].pieces, key))[:most]


_FUND = {
    Account.COMMISSION: "commission",
    Account.FEES: "fees",
    Account.SALES: "margin",
    Account.PURCHASES: "margin",
    Account.ADJUSTMENTS: "given",
    Account.CASH_DIFFERENCE: "differences",
    Account.ROUNDING: "differences",
    Account.SUSPENSE: "drawer",
}
"""Which accounts of the ledger make which figure of a month."""


def fund(
    income: Mapping[tuple[Month, str], int],
    awaited: Mapping[Month, Mapping[str, int]],
    months: Sequence[Month],
) -> Fund:
    """The fund over these months; `awaited` is what the settlement of a month would book, by account."""
    opening = sum(amount for (month, _account), amount in income.items() if month < months[0])
    opening += sum(sum(booked.values()) for month, booked in awaited.items() if month < months[0])
    found = []
    for month in months:
        figures: defaultdict[str, int] = defaultdict(int)
        for account, name in _FUND.items():
            figures[name] += income.get((month, account), 0)
            figures[name] += awaited.get(month, {}).get(account, 0)
        found.append(FundMonth(month, awaited=sum(awaited.get(month, {}).values()), **figures))
    return Fund(opening, tuple(found))


def fund_months(until: date, since: date | None) -> tuple[Month, ...]:
    """The months in which the fund is shown: twelve up to that day, none before the first ticket."""
    last = Month(until.year, until.month)
    start = last.first.replace(year=last.year - 1)
    month = Month(start.year, start.month).next
    begun = Month(since.year, since.month) if since else last
    found = []
    while month <= last:
        if month >= begun or month == last:
            found.append(month)
        month = month.next
    return tuple(found)
