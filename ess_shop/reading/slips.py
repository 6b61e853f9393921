"""Slips with their place in the books, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.journal import Entry
from ess_shop.domain.money import Money
from ess_shop.domain.slip_record import slip_from
from ess_shop.domain.slips import Slip, SlipKind


@dataclass(frozen=True, slots=True)
class RecordedSlip:
    """A slip with its place in the books; `at` is an ISO time."""

    id: str
    entry: int
    at: str
    slip: Slip

    @property
    def number(self) -> str:
        """The number on its paper."""
        return self.slip.number


def recorded_slip(entry: Entry) -> RecordedSlip | None:
    """The slip that a journal entry holds; None for what moved before there were slips."""
    slip = slip_from(entry.content())
    return None if slip is None else RecordedSlip(entry.id, entry.number, entry.at, slip)


@dataclass(frozen=True, slots=True)
class SlipQuery:
    """Which slips to find, newest first, `limit` of them; what is left out matches everything."""

    member_id: str = ""
    kind: SlipKind | None = None
    since: date | None = None
    until: date | None = None
    limit: int = 50
    number: str = ""
    """A piece of the number."""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A slip as a list shows it; `member` is a code, `worth` its pieces at their prices that day.

    `reverses` is the number it takes back, `reversed_by` the number that takes it back, "" for none.
    """

    number: str
    kind: SlipKind
    day: date
    member: str
    lines: int
    pieces: int
    worth: Money
    compensation: Money
    volunteer: str
    note: str
    reverses: str = ""
    reversed_by: str = ""


class ReadingSlips(Protocol):
    """What can be asked about slips."""

    def slips(self, query: SlipQuery) -> Sequence[SlipRow]:
        """Slips that fit."""

    def slip(self, number: str) -> RecordedSlip | None:
        """The slip with that number."""

    def last_slip(self, kind: SlipKind, year: int) -> int:
        """The last number of a kind used in a year, 0 if there is none."""
