"""Frozen rows of goods in the shop's keeping, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.money import Money
from ess_shop.domain.stays import StayRow


@dataclass(frozen=True, slots=True)
class StockMove:
    """What moved of an article: `paper` is a slip or ticket ("" before there were slips).

    `reason` is a kind of slip, `sale` or `return`; `on_hand` is what was there afterwards.
    """

    at: str
    reason: str
    quantity: int
    paper: str
    on_hand: int


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """An article of a member of which something is here, or away at a fair."""

    article_id: str
    code: str
    label: str
    price: Money
    on_hand: int
    away: int


class ReadingStock(Protocol):
    """What can be asked about the goods that are here, or away at a fair."""

    def stock_of(self, article_id: str) -> int:
        """Pieces on hand: the sum of the article's moves."""

    def away_of(self, article_id: str) -> int:
        """Pieces at a fair: the shop has them in its keeping, but not here."""

    def here_since(self, article_id: str) -> date | None:
        """The day of an article's last deposit; None if it was never deposited."""

    def here_since_each(self, article_ids: Sequence[str]) -> Mapping[str, date]:
        """The same of several articles at once; those that were never deposited are left out."""

    def stock_moves_of(self, article_id: str, limit: int = 200) -> Sequence[StockMove]:
        """What moved of an article, newest first."""

    def goods_of(self, member_id: str) -> Sequence[GoodsRow]:
        """A member's articles of which something is here or away, by code."""

    def stays(self, today: date, member_id: str = "") -> Sequence[StayRow]:
        """Goods here whose time ends within two weeks or is over, by member and last day."""
