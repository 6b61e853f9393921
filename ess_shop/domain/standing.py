"""How a member stands: what was sold month by month, what sells best, what could still come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Month

RETURN_DAYS = 14
"""For so many days shops usually take back what was sold: a part paid sooner might be owed back."""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of a member's goods, negative where they came back; `first_sold` is the day of a return's sale.

    `share` counts local currencies at their worth, `legal_share` is the part owed in legal currency.
    """

    day: date
    ticket: str
    article_id: str
    code: str
    label: str
    quantity: int
    total: Money
    share: Money
    legal_share: Money
    first_sold: date | None = None


@dataclass(frozen=True, slots=True)
class MonthSold:
    """What a member's goods brought in a month, returns taken off; `share` is the member's part."""

    month: Month
    pieces: int
    total: Money
    share: Money


@dataclass(frozen=True, slots=True)
class BestSeller:
    """An article with the pieces that were sold of it, less those that came back."""

    code: str
    label: str
    pieces: int
    total: Money


def may_return(lines: Sequence[SoldLine], today: date) -> tuple[int, date | None]:
    """The member's part of what could still come back, in legal minor units; until when the last of it could.

    What came back already is taken off, on whatever day; a return of something older takes nothing.
    """
    since = today - timedelta(days=RETURN_DAYS)
    open_lines = [line for line in lines if (line.first_sold or line.day) > since]
    part = sum(line.legal_share.minor for line in open_lines)
    sold = [line.day for line in open_lines if line.quantity > 0]
    if part <= 0 or not sold:
        return 0, None
    return part, max(sold) + timedelta(days=RETURN_DAYS)


def by_month(lines: Sequence[SoldLine], last: Month, nothing: Money, count: int = 12) -> list[MonthSold]:
    """The months up to `last`, oldest first, those without a sale too; `nothing` is 0 in legal currency."""
    first = last.first
    for _ in range(count - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    months, month = [], Month(first.year, first.month)
    while month <= last:
        own = [line for line in lines if month.first <= line.day <= month.last]
        months.append(
            MonthSold(
                month,
                sum(line.quantity for line in own),
                sum((line.total for line in own), nothing),
                sum((line.share for line in own), nothing),
            )
        )
        month = month.next
    return months


def best_sellers(lines: Sequence[SoldLine], limit: int) -> list[BestSeller]:
    """What sold most pieces; at the same number what brought more."""
    found: dict[str, BestSeller] = {}
    for line in lines:
        known = found.get(line.article_id)
        pieces, total = (known.pieces, known.total) if known else (0, line.total - line.total)
        found[line.article_id] = BestSeller(line.code, line.label, pieces + line.quantity, total + line.total)
    sold = [each for each in found.values() if each.pieces > 0]
    return sorted(sold, key=lambda each: (-each.pieces, -each.total.minor, each.code))[:limit]
