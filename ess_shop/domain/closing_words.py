"""How closings are told: what means and taxpayers are called on pages and papers."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.cash import SHOP_TAXPAYER
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.periods import Period, PeriodKind
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.wording import MEANS, Words


def means_said(words: Words, shop: Shop, means: Means, currency: str) -> str:
    """A means of payment, with its local currency where it is not the legal one."""
    called = words(MEANS[means])
    if currency == shop.currency.code:
        return called
    local = shop.local(currency)
    return words("{means}, {currency}", means=called, currency=(local.name if local else "") or currency)


def amount_said(words: Words, shop: Shop, minor: int, currency: str) -> str:
    """An amount, even in a currency that the shop ceased to take since."""
    if currency == shop.currency.code:
        return words.money(shop.money(minor))
    local = shop.local(currency)
    return words.money(local.money(minor) if local else Money(minor, Currency(currency)))


def taxpayer_said(words: Words, taxpayer: str, names: Mapping[str, str]) -> str:
    """The shop, or the member in whose name goods are sold."""
    if taxpayer == SHOP_TAXPAYER:
        return words("The shop and members without VAT")
    return names.get(taxpayer, taxpayer)


def period_said(words: Words, period: Period) -> str:
    """`Novembre 2026` or `2026`."""
    if period.kind is PeriodKind.YEAR:
        return period.name
    said = words.month(Month.parse(period.name))
    return said[:1].upper() + said[1:]
