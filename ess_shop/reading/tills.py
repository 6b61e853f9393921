"""The Protocol that reads the tills: their sessions, their closings and their journals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ess_shop.domain.cash import OpenSession, SessionTotals
from ess_shop.domain.journal import Entry


class ReadingTills(Protocol):
    """What can be asked about the shop's tills."""

    def tills(self) -> Sequence[str]:
        """The codes of the shop's tills, in their order; the office is none."""

    def session(self, till: str) -> OpenSession | None:
        """The till's open session."""

    def session_totals(self, session: OpenSession) -> SessionTotals:
        """What happened in a session so far."""

    def perpetual(self, till: str) -> Mapping[str, int]:
        """A till's perpetual totals per taxpayer, as its last closing left them."""

    def last_count(self, till: str) -> Mapping[tuple[str, str], int]:
        """What the till's last closing counted, per (means, currency)."""

    def last_closing(self, till: str) -> int | None:
        """The journal number of the till's last closing; None if it was never closed."""

    def entries(self, till: str) -> Iterator[Entry]:
        """A till's journal in order."""
