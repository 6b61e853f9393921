"""The Protocol that reads the event log, and the days as their closings left them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from ess_shop.domain.closings import ClosedDay
from ess_shop.domain.event_log import EventQuery, EventRow


class ReadingLog(Protocol):
    """What can be asked about what happened beside sales."""

    def events(self, query: EventQuery) -> Sequence[EventRow]:
        """The events that fit, newest first."""

    def last_event(self, till: str, codes: Sequence[str]) -> EventRow | None:
        """The last event of a till with one of these codes; None if there is none."""

    def named_ids(self) -> Mapping[str, str]:
        """People by name and members by code, under their ids: how the log is read."""

    def closed_days(self, first: date | None = None, last: date | None = None) -> Sequence[ClosedDay]:
        """The closings of business days from `first` to `last`, newest first."""

    def closed_day(self, till: str, z: int) -> ClosedDay | None:
        """The closing with that number; None if there is none."""
