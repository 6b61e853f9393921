"""The Protocol that reads what happened since somebody last looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from ess_shop.domain.news import SoldItem


class ReadingNews(Protocol):
    """What can be asked about what is new."""

    def recorded(self) -> int:
        """How many entries all journals hold: while it is the same, nothing happened."""

    def heads(self) -> Mapping[str, int]:
        """The number of the last entry of every till."""

    def sold_since(self, member_id: str, since: Mapping[str, int], until: date | None) -> Sequence[SoldItem]:
        """A member's lines after those entries of the tills, of days up to `until` (None: all)."""
