"""Price advice for someone who labels goods: what sold of theirs, at which prices, and which one most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ess_shop.domain.searching import folded

SHORTEST = 3
"""Letters of a label; fewer say nothing of what it is."""


@dataclass(frozen=True, slots=True)
class SoldAt:
    """Pieces of a label that were sold at a price (legal minor units), less those that came back."""

    label: str
    category: str
    price: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Advice:
    """What sold: how many pieces, between which prices, at which most often; `about` a label or category."""

    pieces: int
    lowest: int
    highest: int
    commonest: int
    about: str
    of_category: bool


def advice(sold: Sequence[SoldAt], *, label: str, category: str) -> Advice | None:
    """What to know before a price is set: of goods called so, or else of their category; None if nothing."""
    wanted = folded(label)
    if len(wanted) >= SHORTEST:
        begins = f" {wanted}"
        called = _advice((row for row in sold if begins in f" {folded(row.label)}"), label.strip(), False)
        if called is not None:
            return called
    own = folded(category)
    return (
        _advice((row for row in sold if folded(row.category) == own), category.strip(), True) if own else None
    )


def _advice(sold: Iterable[SoldAt], about: str, of_category: bool) -> Advice | None:
    pieces: Counter[int] = Counter()
    for row in sold:
        pieces[row.price] += row.pieces
    at = {price: count for price, count in pieces.items() if count > 0}
    if not at:
        return None
    commonest = max(at, key=lambda price: (at[price], price))
    return Advice(sum(at.values()), min(at), max(at), commonest, about, of_category)
