"""The Protocol that reads the police register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from ess_shop.domain.police import PoliceRow, Seller


class ReadingPolice(Protocol):
    """What can be asked about second-hand goods that private persons left."""

    def police_entries(self, since: date | None = None, until: date | None = None) -> Sequence[PoliceRow]:
        """The entries of the register in a period, by number."""

    def last_police_number(self) -> int:
        """The number of the register's last entry, 0 if there is none."""

    def sellers(self, member_id: str) -> Sequence[Seller]:
        """A member's identity papers in the register, the one used last first; erased ones are left out."""

    def sellers_kept(self) -> Sequence[tuple[Seller, date]]:
        """Everyone whom the register names and who was not erased, with the day of their last entry."""
