"""What all sections of the dashboard are told with: names of its pieces, their plots, their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from ess_shop.domain.dashboard import Dashboard, Point, Step
from ess_shop.domain.money import divide
from ess_shop.domain.plots import Mark, Plot, Shape, Tick, tick_values
from ess_shop.domain.sections import Cell, Line
from ess_shop.domain.settlement import Month
from ess_shop.domain.span_words import span_name
from ess_shop.domain.spans import Length
from ess_shop.domain.takings import HourTakings, Takings, WeekHour
from ess_shop.wording import Words


class Told:
    """One dashboard in one language."""

    def __init__(self, dashboard: Dashboard, words: Words) -> None:
        self.of, self.words = dashboard, words
        self.money = dashboard.shop.money
        self._unit = dashboard.shop.currency.unit

    def piece(self, point: Point) -> str:
        """A piece of the course, written out."""
        words = self.words
        if self.of.step is Step.DAY:
            return words.weekday(point.first)
        if self.of.step is Step.WEEK:
            return words(
                "{first} to {last}", first=words.brief_day(point.first), last=words.brief_day(point.last)
            )
        return words.month(Month(point.first.year, point.first.month))

    def brief(self, point: Point) -> str:
        """The same below a column."""
        of, words = self.of, self.words
        if of.step is Step.MONTH:
            return words.brief_month(Month(point.first.year, point.first.month))
        if of.span.length is Length.MONTH:
            return str(point.first.day)
        return words.weekday(point.first) if of.span.length is Length.WEEK else words.brief_day(point.first)

    def hour(self, hour: int) -> str:
        return self.words("{hour}:00", hour=hour)

    def short(self, minor: int) -> str:
        """An amount above a column: whole units, nothing for nothing."""
        return self.words.number(divide(minor, self._unit)) if minor else ""

    def before(self, point: Point, pick: Callable[[Takings], int]) -> Cell:
        return self.money(pick(point.before)) if point.before else None

    def whole_before(self, pick: Callable[[Takings], int]) -> Cell:
        before = self.of.before
        return None if before is None else self.money(pick(before))

    def sum(self, cells: tuple[Cell, ...]) -> Line:
        return Line("", "", self.words("Total"), cells)

    def step_title(self) -> str:
        words = self.words
        return {Step.DAY: words("Day"), Step.WEEK: words("Week"), Step.MONTH: words("Month")}[self.of.step]

    def by_time(self, pick: Callable[[Takings], int]) -> Plot | None:
        return self.plot(
            Shape.COLUMNS,
            [
                Mark(
                    self.brief(point),
                    pick(point.now),
                    self.short(pick(point.now)),
                    pick(point.before) if point.before else None,
                )
                for point in self.of.course
            ],
        )

    def ranking(self, found: Sequence[tuple[str, int]]) -> Plot | None:
        marks = [Mark(name, value, self.words.money(self.money(value))) for name, value in found if value]
        return self.plot(Shape.BARS, marks, legend=("", "", ""))

    def plot(
        self, shape: Shape, marks: Sequence[Mark], legend: tuple[str, str, str] | None = None
    ) -> Plot | None:
        """The plot of amounts; None where all of them are nothing."""
        values = [value for mark in marks for value in (mark.value, mark.before or 0)]
        if not any(values):
            return None
        words, unit = self.words, self._unit
        ticks = tuple(Tick(value, words.number(value // unit)) for value in tick_values(values, unit))
        explained = self.legend() if legend is None else legend
        return Plot(shape, tuple(marks), ticks, self.of.shop.currency.code, *explained)

    def legend(self) -> tuple[str, str, str]:
        """How the two spans are told apart."""
        of, words = self.of, self.words
        if of.compared is None:
            return "", "", ""
        return span_name(of.span, words), span_name(of.compared, words), ""


def open_hours(*hours: Mapping[WeekHour, HourTakings]) -> range:
    """From the first to the last hour in which something was sold."""
    found = [hour for each in hours for _weekday, hour in each]
    return range(min(found), max(found) + 1) if found else range(0)


def by_hour(hours: Mapping[WeekHour, HourTakings]) -> Mapping[int, HourTakings]:
    """All days of the week together."""
    sums: defaultdict[int, HourTakings] = defaultdict(HourTakings)
    for (_weekday, hour), found in hours.items():
        sums[hour] += found
    return sums
