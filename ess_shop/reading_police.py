"""What the police register shows, and the Protocol that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.money import Money
from ess_shop.domain.police import Seller


@dataclass(frozen=True, slots=True)
class PoliceRow:
    """An entry of the police register; `price` is that of a piece, `member` a code.

    `reversed_by` is the slip that took the deposit back, "" for none: the entry stays all the same.
    """

    number: int
    day: date
    slip: str
    member: str
    seller: Seller
    description: str
    price: Money
    quantity: int
    reversed_by: str


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
