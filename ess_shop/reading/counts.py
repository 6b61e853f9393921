"""Frozen rows of what is counted and corrected, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.money import Money


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """An article of which something should be here, or was sold beyond what was, or is away at a fair."""

    article_id: str
    code: str
    label: str
    member_id: str
    member: str
    price: Money
    on_hand: int
    away: int


@dataclass(frozen=True, slots=True)
class SoldPieces:
    """A sold line of an article: `quantity` were sold, `left` of them did not come back.

    `tag_price` is the price before markdowns, `unit_price` where there were none; `total` is of all pieces.
    """

    till: str
    ticket: int
    line: int
    day: date
    quantity: int
    left: int
    unit_price: Money
    tag_price: Money
    discount: Money
    total: Money


class ReadingCounts(Protocol):
    """What can be asked when goods are counted, and when something is put right."""

    def shelf(self, member_ids: Sequence[str] = (), category: str = "") -> Sequence[ShelfRow]:
        """What should be here of these members (none: of all) and that category ("": of all), by code."""

    def oversold(self) -> Sequence[ShelfRow]:
        """Articles of which more left than ever came in, by code."""

    def sold_pieces(self, article_id: str, limit: int = 100) -> Sequence[SoldPieces]:
        """The lines that sold an article, newest first, those of which all came back left out."""

    def reversal_of(self, number: str) -> str:
        """The number of the slip that takes that one back, "" if none does."""
