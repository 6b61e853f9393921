"""Spans of days in words, and in the names of files."""

from __future__ import annotations

from datetime import date

from ess_shop.domain.settlement import Month
from ess_shop.domain.spans import Against, Length, Span
from ess_shop.wording import Words


def span_name(span: Span, words: Words) -> str:
    """What a span is called."""
    if span.length is Length.DAY or span.days == 1:
        return words.weekday(span.first, full=True)
    if span.length is Length.MONTH:
        return words.month(Month(span.first.year, span.first.month))
    if span.length is Length.YEAR:
        return words("The year {year}", year=str(span.first.year))
    if span.length is Length.WEEK:
        return words("Week from {first} to {last}", first=span.first, last=span.last)
    return words("From {first} to {last}", first=span.first, last=span.last)


def against_name(against: Against, words: Words) -> str:
    """What a span can be compared with."""
    if against is Against.BEFORE:
        return words("Compared with the time before")
    return words("Compared with a year before")


def span_code(span: Span) -> str:
    """A span in the name of a file: 2026-11-25, 2026-W48, 2026-11, 2026, or two days."""
    first: date = span.first
    if span.length is Length.MONTH:
        return first.isoformat()[:7]
    if span.length is Length.YEAR:
        return first.isoformat()[:4]
    if span.length is Length.WEEK:
        year, week, _day = first.isocalendar()
        return f"{year}-W{week:02d}"
    return first.isoformat() if span.days == 1 else f"{first.isoformat()}-{span.last.isoformat()}"
