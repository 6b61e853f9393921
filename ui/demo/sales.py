"""Plausible sales: what was bought on a day, and how it was paid; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Asked, Discount, Tender
from ess_shop.domain.money import Money
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop

OPEN_DAYS = (1, 2, 3, 4, 5)
"""Tuesday to Saturday."""

REASONS = ("Abîmé", "Fin de stock", "Membre du réseau")


@dataclass(frozen=True, slots=True)
class Bought:
    """One customer: what, when, and by which means (`coupons` is what is tried in local currency)."""

    at: datetime
    asked: tuple[Asked, ...]
    means: Means
    coupons: bool


def open_days(first: date, last: date) -> list[date]:
    """The days on which the shop is open."""
    days = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() in OPEN_DAYS]


def day_of(day: date, articles: Sequence[Article], shop: Shop) -> Iterator[Bought]:
    """The customers of a day; Saturdays are busier, cheap things sell more often."""
    dice = random.Random(day.isoformat())
    plain = [article for article in articles if not article.unique]
    weights = [1 / (1 + article.price.minor / 1500) for article in plain]
    customers = dice.randint(16, 22) + (12 if day.weekday() == 5 else 0)
    minutes = sorted(dice.sample(range(10 * 60, 19 * 60 - 15), customers))
    for minute in minutes:
        picked = dice.choices(plain, weights, k=min(1 + int(dice.expovariate(0.6)), 9))
        at = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(shop.timezone))
        means = dice.choices((Means.CARD, Means.CASH, Means.CHEQUE), (52, 38, 10))[0]
        yield Bought(at, _asked(picked, dice, shop), means, coupons=dice.random() < 0.22)


def _asked(picked: Sequence[Article], dice: random.Random, shop: Shop) -> tuple[Asked, ...]:
    asked: dict[str, Asked] = {}
    for article in picked:
        before = asked.get(article.id)
        asked[article.id] = Asked(article.id, before.quantity + 1 if before else 1)
    if dice.random() < 0.04:
        first = picked[0]
        off = shop.money(first.price.minor * asked[first.id].quantity // 10)
        discount = Discount(off, dice.choice(REASONS))
        asked[first.id] = Asked(first.id, asked[first.id].quantity, discount=discount)
    return tuple(asked.values())


def tenders(bought: Bought, due: Money, most_local: Money) -> list[Tender]:
    """What the customer hands over: coupons if they have some, then the rest; cash in round notes."""
    handed: list[Tender] = []
    rest = due
    if bought.coupons and most_local:
        handed.append(Tender(Means.COUPON, most_local))
        rest = Money(due.minor - most_local.minor, due.currency)
    if not rest:
        return handed
    if bought.means is Means.CASH:
        step = 500 if rest.minor < 5000 else 1000
        return [*handed, Tender(Means.CASH, Money(-(-rest.minor // step) * step, due.currency))]
    return [*handed, Tender(bought.means, rest)]
