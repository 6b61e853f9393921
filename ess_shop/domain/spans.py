"""Spans of days: a day, a week, a month, a year or dates of one's own, and what each is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ess_shop.domain.settlement import YEARS, Month
from ess_shop.errors import Refused

ONE_DAY = timedelta(days=1)
WEEKS_OF_A_YEAR = timedelta(weeks=52)
LONGEST = 3660
"""So many days can be looked at together: ten years."""


class Length(StrEnum):
    """How long a span is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    OWN = "own"


class Against(StrEnum):
    """What a span is compared with: the one before it, or the same of the year before."""

    BEFORE = "before"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both counted; weeks begin on Monday."""

    length: Length
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Span:
        """The span just before it."""
        if self.length is Length.OWN:
            return Span(Length.OWN, self.first - timedelta(days=self.days), self.first - ONE_DAY)
        return span_around(self.length, self.first - ONE_DAY)

    @property
    def after(self) -> Span:
        """The span just after it."""
        if self.length is Length.OWN:
            return Span(Length.OWN, self.last + ONE_DAY, self.last + timedelta(days=self.days))
        return span_around(self.length, self.last + ONE_DAY)

    @property
    def year_before(self) -> Span:
        """The same of the year before; days and weeks 52 weeks before, so that the same weekdays are met."""
        if self.length in (Length.DAY, Length.WEEK):
            return Span(self.length, self.first - WEEKS_OF_A_YEAR, self.last - WEEKS_OF_A_YEAR)
        if self.length is Length.OWN:
            return Span(Length.OWN, _a_year_before(self.first), _a_year_before(self.last))
        return span_around(self.length, _a_year_before(self.first))

    def months(self) -> Iterator[Span]:
        """It in pieces, none of which reaches beyond a month."""
        first = self.first
        while first <= self.last:
            last = min(Month(first.year, first.month).last, self.last)
            yield Span(Length.OWN, first, last)
            first = last + ONE_DAY


def span_around(length: Length, day: date) -> Span:
    """The day, week, month or year in which a day lies."""
    if length is Length.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(length, monday, monday + timedelta(days=6))
    if length is Length.MONTH:
        month = Month(day.year, day.month)
        return Span(length, month.first, month.last)
    if length is Length.YEAR:
        return Span(length, date(day.year, 1, 1), date(day.year, 12, 31))
    return Span(length, day, day)


def own_span(first: date, last: date) -> Span:
    """Dates of one's own; Refused if they are the wrong way round or too far apart."""
    if last < first:
        raise Refused(
            "span_backwards", "{last} lies before {first}: change one of the dates.", first=first, last=last
        )
    span = Span(Length.OWN, first, last)
    if first.year not in YEARS or last.year not in YEARS:
        raise Refused("span_elsewhere", "Choose years from 1900 to 2199.")
    if span.days > LONGEST:
        raise Refused("span_too_long", "That is more than ten years: choose dates that are closer together.")
    return span


def span_named(text: str) -> Span:
    """Read `2026-11-25`, `2026-W48`, `2026-11`, `2026` or `2026-11-01..2026-11-15`; Refused otherwise."""
    first, dots, last = text.strip().partition("..")
    try:
        if dots:
            return own_span(date.fromisoformat(first), date.fromisoformat(last))
        whole = f"{first}-01-01"[:10] if len(first) in (4, 7) else first
        day = date.fromisoformat(whole)
        if day.year not in YEARS:
            raise ValueError(text)
    except ValueError:
        raise Refused(
            "bad_span",
            "“{text}” is no period: write 2026, 2026-11, 2026-W48, 2026-11-25 or 2026-11-01..2026-11-15.",
            text=text,
        ) from None
    if "W" in first:
        return span_around(Length.WEEK, day)
    return span_around({4: Length.YEAR, 7: Length.MONTH}.get(len(first), Length.DAY), day)


def compared_with(span: Span, against: Against, today: date) -> Span:
    """What a span is measured by; one that is not over is measured by as many days as lie behind it."""
    whole = span.before if against is Against.BEFORE else span.year_before
    if not span.first <= today < span.last:
        return whole
    last = whole.first + (today - span.first)
    if against is Against.LAST_YEAR and span.length in (Length.MONTH, Length.YEAR):
        last = _a_year_before(today)
    return Span(Length.OWN, whole.first, min(last, whole.last))


def _a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
