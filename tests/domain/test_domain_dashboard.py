"""Spans of days, what they are measured by, and the figures that are told of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shop_builder import SHOP, euro

from ess_shop.domain.dashboard import (
    Step,
    average,
    best_of,
    change_of,
    course,
    fund,
    fund_months,
    share_of,
    step_of,
)
from ess_shop.domain.ledger import Account
from ess_shop.domain.money import Rate
from ess_shop.domain.plots import Mark, Plot, Shape, tick_values
from ess_shop.domain.sections import Line, Section, cell_said
from ess_shop.domain.settlement import Month
from ess_shop.domain.span_words import span_code, span_name
from ess_shop.domain.spans import Against, Length, Span, compared_with, own_span, span_around, span_named
from ess_shop.domain.takings import GoodsTakings, Takings, Tally, joined
from ess_shop.errors import Refused
from ess_shop.wording import speaking

FRENCH = speaking("fr")
DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-25", date(2026, 11, 25), date(2026, 11, 25)),
        ("2026-W48", date(2026, 11, 23), date(2026, 11, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        (" 2026-11-01..2026-11-15 ", date(2026, 11, 1), date(2026, 11, 15)),
    ],
)
def test_a_span_is_read_and_named_the_same(text: str, first: date, last: date) -> None:
    span = span_named(text)
    assert (span.first, span.last) == (first, last)
    assert span_code(span) == text.strip().replace("..", "-")


@pytest.mark.parametrize(
    "text",
    ["", "..", "20261", "2026-13", "2026-W60", "2026-02-30", "soon", "0000", "26-1-1", "9999", "0001-01-01"],
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        span_named(text)
    assert refused.value.code == "bad_span"


def test_dates_the_wrong_way_round_or_too_far_apart() -> None:
    with pytest.raises(Refused) as backwards:
        span_named("2026-12-01..2026-01-01")
    with pytest.raises(Refused) as long:
        own_span(date(2000, 1, 1), date(2026, 1, 1))
    assert (backwards.value.code, long.value.code) == ("span_backwards", "span_too_long")


@given(day=DAYS, length=st.sampled_from([Length.DAY, Length.WEEK, Length.MONTH, Length.YEAR]))
def test_spans_follow_each_other_without_a_gap(day: date, length: Length) -> None:
    span = span_around(length, day)
    assert span.first <= day <= span.last
    assert span.before.last + timedelta(days=1) == span.first
    assert span.after.first - timedelta(days=1) == span.last
    assert span.before.after == span
    pieces = list(span.months())
    assert sum(piece.days for piece in pieces) == span.days
    assert {
        (piece.first.year, piece.first.month) == (piece.last.year, piece.last.month) for piece in pieces
    } == {True}


@given(first=DAYS, length=st.integers(0, 400), today=DAYS, against=st.sampled_from(Against))
def test_a_span_is_never_measured_by_more_days_than_lie_behind_it(
    first: date, length: int, today: date, against: Against
) -> None:
    span = own_span(first, first + timedelta(days=length))
    other = compared_with(span, against, today)
    assert other.last < span.last
    if span.first <= today < span.last:
        assert other.days <= (today - span.first).days + 1


def test_a_month_that_is_not_over_is_measured_by_as_many_days() -> None:
    november = span_named("2026-11")
    other = compared_with(november, Against.BEFORE, date(2026, 11, 25))
    assert (other.first, other.last) == (date(2026, 10, 1), date(2026, 10, 25))
    assert compared_with(november, Against.BEFORE, date(2026, 12, 3)) == span_named("2026-10")
    assert compared_with(november, Against.LAST_YEAR, date(2027, 1, 1)) == span_named("2025-11")
    monday = span_named("2026-11-23")
    assert compared_with(monday, Against.LAST_YEAR, date(2026, 11, 25)).first.weekday() == 0


def test_spans_in_french() -> None:
    assert span_name(span_named("2026-11"), FRENCH) == "novembre 2026"
    assert span_name(span_named("2026"), FRENCH) == "Année 2026"
    assert span_name(span_named("2026-W48"), FRENCH) == "Semaine du 23/11/2026 au 29/11/2026"
    assert span_name(span_named("2026-11-25"), FRENCH) == "mercredi 25 novembre 2026"


@given(values=st.lists(st.integers(-(10**9), 10**9), min_size=1), unit=st.sampled_from([1, 100, 1000]))
def test_ticks_hold_every_value_and_nothing(values: list[int], unit: int) -> None:
    ticks = tick_values(values, unit)
    assert ticks[0] <= min(0, *values) or ticks[0] <= min(values)
    assert ticks[-1] >= max(values)
    assert 0 in ticks
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) <= 1
    assert all(step % unit == 0 for step in steps)
    assert len(ticks) <= 12


def test_proportions_of_nothing() -> None:
    assert share_of(5, 0) == Rate(0)
    assert change_of(5, 0) is None
    assert change_of(5, -3) is None
    assert change_of(150, 100) == Rate.percent(50)
    assert average(100, 0) == 0
    assert average(101, 2) == 51


def test_the_course_lays_day_beside_day_and_month_beside_month() -> None:
    days = {date(2026, 3, day): Takings(1, 1, day * 100) for day in (2, 31)}
    before = {date(2026, 2, 2): Takings(1, 1, 700)}
    march, february = span_named("2026-03"), span_named("2026-02")
    points = course(march, Tally(days=days), february, Tally(days=before))
    assert step_of(march) is Step.DAY
    assert [point.now.total for point in points if point.now.total] == [200, 3100]
    assert points[1].before == Takings(1, 1, 700)
    assert points[30].before is None  # February has no 31st
    year = course(span_named("2026"), Tally(days=days), span_named("2025"), Tally())
    assert step_of(span_named("2026")) is Step.MONTH
    assert [point.now.total for point in year] == [0, 0, 3300, *[0] * 9]
    assert all(point.before == Takings() for point in year)


@given(first=DAYS, length=st.integers(0, 800), offsets=st.lists(st.integers(0, 800), max_size=20))
def test_the_course_loses_nothing(first: date, length: int, offsets: list[int]) -> None:
    span = Span(Length.OWN, first, first + timedelta(days=length))
    days = {first + timedelta(days=offset % (length + 1)): Takings(1, 2, 300) for offset in offsets}
    points = course(span, Tally(days=days), None, Tally())
    assert sum(point.now.total for point in points) == 300 * len(days)
    assert sum((point.last - point.first).days + 1 for point in points) == span.days


def test_the_best_leave_out_what_only_came_back() -> None:
    sold = {
        "a": GoodsTakings(1, 500, 100),
        "b": GoodsTakings(-1, -500, -100),
        "c": GoodsTakings(3, 900, 0),
        "d": GoodsTakings(2, 500, 0),
    }
    assert best_of(sold) == ["c", "d", "a"]
    assert best_of(sold, most=1) == ["c"]


def test_tallies_add_up() -> None:
    day = date(2026, 3, 2)
    one = Tally(days={day: Takings(1, 2, 300, 90, 100, 50)}, bought={("a", "b"): 50})
    both = joined([one, one])
    assert both.whole == Takings(2, 4, 600, 180, 200, 100)
    assert both.bought == {("a", "b"): 100}


def test_the_fund_counts_what_is_booked_and_what_is_awaited() -> None:
    march, april = Month(2026, 3), Month(2026, 4)
    income = {
        (Month(2026, 2), Account.COMMISSION): 1000,
        (march, Account.COMMISSION): 5000,
        (march, Account.ADJUSTMENTS): -700,
        (march, Account.CASH_DIFFERENCE): -30,
    }
    found = fund(income, {april: {Account.COMMISSION: 200, Account.FEES: 50}}, [march, april])
    assert (found.opening, found.closing) == (1000, 1000 + 4270 + 250)
    assert (found.months[0].given, found.months[0].differences, found.months[0].awaited) == (-700, -30, 0)
    assert (found.months[1].fees, found.months[1].awaited) == (50, 250)


def test_the_fund_begins_with_the_shop() -> None:
    assert fund_months(date(2026, 4, 9), date(2026, 3, 2)) == (Month(2026, 3), Month(2026, 4))
    assert len(fund_months(date(2026, 4, 9), date(2020, 1, 1))) == 12
    assert fund_months(date(2026, 4, 9), None) == (Month(2026, 4),)


def test_a_table_is_plain_in_a_file_and_french_for_people() -> None:
    cells = (euro("1234.50"), Rate.percent("12.34"), 7, None)
    line = Line("2026-03-01", "", "1 mars", cells)
    plot = Plot(Shape.BARS, (Mark("a", 1, "1"),), (), "EUR")
    section = Section("sales", "Ventes", "", plot, (), ("from",), (line,))
    assert section.records() == [["2026-03-01", "1 mars", Decimal("1234.50"), Decimal("12.3"), 7, ""]]
    said = [cell_said(cell, FRENCH).replace("\u202f", " ").replace("\xa0", " ") for cell in cells]
    assert said == ["1 234,50 €", "12,3 %", "7", "–"]
    assert SHOP.currency.code == "EUR"
