"""How long goods may stay: when their time ends, the days of grace after it, and what is due then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ess_shop.domain.clauses import After
from ess_shop.domain.money import Money

SOON = 14
"""So many days before the time of goods ends their member may be told."""


STAY_TOLD = "stay_told"
"""The event that a member was told that the time of goods is over; its detail is the member's id."""


class Stay(StrEnum):
    """How the time of goods stands: it ends soon, is over but for the days of grace, or is over."""

    ENDING = "ending"
    GRACE = "grace"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class StayRow:
    """Goods here whose time ends or is over: `until` is the last day of it, `grace_until` that of the grace.

    `after` is what the contract of their deposit says of them then; `told` the day on which their member was
    last told, if ever.
    """

    article_id: str
    code: str
    label: str
    price: Money
    member_id: str
    member: str
    name: str
    on_hand: int
    since: date
    until: date
    grace_until: date
    after: After
    state: Stay
    told: date | None = None


def until_of(since: date, duration_days: int | None, stays_until: date | None) -> date | None:
    """The last day on which goods deposited on a day may be here; None for goods that may always stay.

    `stays_until` prolongs what the contract gives: a deposit that gives more than it begins anew.
    """
    if duration_days is None:
        return stays_until
    agreed = since + timedelta(days=duration_days)
    return max(agreed, stays_until) if stays_until else agreed


def state_of(until: date, grace_days: int, today: date) -> Stay | None:
    """How goods stand today; None while there is time enough."""
    if today > until + timedelta(days=grace_days):
        return Stay.OVER
    if today > until:
        return Stay.GRACE
    return Stay.ENDING if until - today <= timedelta(days=SOON) else None


def prolonged(until: date, days: int, today: date) -> date:
    """The last day of goods that may stay so many days more, from their old one or from today if later."""
    return max(until, today) + timedelta(days=days)
