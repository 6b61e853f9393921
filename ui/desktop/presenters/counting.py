"""Counting drawers coin by coin and note by note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ess_shop.domain.money import Currency, Money
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop

Drawer = tuple[Means, str]
"""A drawer: its means and the code of its currency."""

EURO = (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
FRANC = (100_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5)
LEAST_NOTE = {"EUR": 500, "CHF": 1_000}
"""From what amount on legal money is a note, in minor units."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A coin, note or coupon and how many of it lie there."""

    value: int
    note: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class DrawerCount:
    """One drawer being counted."""

    means: Means
    name: str
    currency: Currency
    pieces: tuple[Piece, ...]

    @property
    def drawer(self) -> Drawer:
        """Which drawer it is."""
        return self.means, self.currency.code

    @property
    def total(self) -> Money:
        """What lies in it."""
        return Money(sum(piece.value * piece.count for piece in self.pieces), self.currency)

    def with_count(self, value: int, count: int) -> DrawerCount:
        """So many pieces of that value."""
        return replace(
            self,
            pieces=tuple(
                replace(piece, count=max(count, 0)) if piece.value == value else piece
                for piece in self.pieces
            ),
        )


def drawers_of(shop: Shop) -> tuple[DrawerCount, ...]:
    """Every drawer of a till, empty: legal cash first, then the coupons of each local currency."""
    legal = shop.currency
    values = FRANC if legal.code == "CHF" else EURO
    least = LEAST_NOTE.get(legal.code, 500)
    cash = DrawerCount(
        Means.CASH, legal.code, legal, tuple(Piece(value, note=value >= least) for value in values)
    )
    coupons = (
        DrawerCount(
            Means.COUPON,
            local.name or local.currency.code,
            local.currency,
            tuple(Piece(value, note=True) for value in sorted(local.denominations, reverse=True)),
        )
        for local in shop.locals
    )
    return (cash, *coupons)


def counted(drawers: tuple[DrawerCount, ...]) -> Mapping[Drawer, int]:
    """What was counted, in minor units per drawer."""
    return {drawer.drawer: drawer.total.minor for drawer in drawers}
