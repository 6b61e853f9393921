"""What the shop took in, in legal minor units, as sums that can be put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

WeekHour = tuple[int, int]
"""A day of the week, Monday being 0, and an hour from 0 to 23."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Takings:
    """What tickets came to, returns taken off; `pieces` were sold.

    `kept` is the shop's part, tax included; `local` what was paid in local currencies, at parity; `members`
    what members bought as customers, of others.
    """

    tickets: int = 0
    pieces: int = 0
    total: int = 0
    kept: int = 0
    local: int = 0
    members: int = 0

    def __add__(self, other: Takings) -> Takings:
        return Takings(
            self.tickets + other.tickets,
            self.pieces + other.pieces,
            self.total + other.total,
            self.kept + other.kept,
            self.local + other.local,
            self.members + other.members,
        )


@dataclass(frozen=True, slots=True)
class HourTakings:
    """What came in between one full hour and the next."""

    tickets: int = 0
    total: int = 0

    def __add__(self, other: HourTakings) -> HourTakings:
        return HourTakings(self.tickets + other.tickets, self.total + other.total)


@dataclass(frozen=True, slots=True)
class GoodsTakings:
    """What pieces of goods came to, and what of it the shop kept."""

    pieces: int = 0
    total: int = 0
    kept: int = 0

    def __add__(self, other: GoodsTakings) -> GoodsTakings:
        return GoodsTakings(self.pieces + other.pieces, self.total + other.total, self.kept + other.kept)


@dataclass(frozen=True, slots=True)
class LocalTakings:
    """What was received in one local currency, in its own minor units, and what that is worth."""

    received: int = 0
    worth: int = 0

    def __add__(self, other: LocalTakings) -> LocalTakings:
        return LocalTakings(self.received + other.received, self.worth + other.worth)


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything of some days: by day, by weekday and hour, by (article, member), by local currency.

    `bought` is what a member bought as a customer, by (customer, member whose goods they are).
    """

    days: Mapping[date, Takings] = field(default_factory=dict)
    hours: Mapping[WeekHour, HourTakings] = field(default_factory=dict)
    goods: Mapping[tuple[str, str], GoodsTakings] = field(default_factory=dict)
    locals: Mapping[str, LocalTakings] = field(default_factory=dict)
    bought: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def whole(self) -> Takings:
        """All days together."""
        return sum(self.days.values(), Takings())


def joined(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one."""
    parts = list(tallies)
    return Tally(
        days=_summed((part.days for part in parts), Takings),
        hours=_summed((part.hours for part in parts), HourTakings),
        goods=_summed((part.goods for part in parts), GoodsTakings),
        locals=_summed((part.locals for part in parts), LocalTakings),
        bought=_summed((part.bought for part in parts), int),
    )


def _summed(parts: Iterable[Mapping[K, V]], nothing: Callable[[], V]) -> dict[K, V]:
    sums: defaultdict[K, V] = defaultdict(nothing)
    for part in parts:
        for key, value in part.items():
            sums[key] = sums[key] + value  # type: ignore[operator]
    return dict(sums)
