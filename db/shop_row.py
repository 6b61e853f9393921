"""The shop as it is kept: canonical JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict

from ess_shop.domain.currencies import ChangePolicy, LocalCurrency
from ess_shop.domain.journal import canonical
from ess_shop.domain.money import Currency, Rate
from ess_shop.domain.shop import ACCOUNT_NUMBERS, Shop


def shop_text(shop: Shop) -> str:
    """The shop as canonical JSON."""
    plain = asdict(shop)
    plain["currency"] = [shop.currency.code, shop.currency.decimals]
    plain["commission_vat"] = shop.commission_vat.millionths
    plain["accounts"] = dict(shop.accounts)
    plain["locals"] = [
        {
            **{name: getattr(local, name) for name in ("name", "parity", "per")},
            "currency": [local.currency.code, local.currency.decimals],
            "denominations": list(local.denominations),
            "change": str(local.change),
        }
        for local in shop.locals
    ]
    return canonical(plain)


def shop_from(text: str) -> Shop:
    """The shop that a text was made of; accounts that came later have their usual numbers."""
    plain = json.loads(text)
    plain["currency"] = Currency(*plain["currency"])
    plain["commission_vat"] = Rate(plain["commission_vat"])
    plain["accounts"] = {**ACCOUNT_NUMBERS, **plain["accounts"]}
    plain["locals"] = tuple(
        LocalCurrency(
            **{
                **local,
                "currency": Currency(*local["currency"]),
                "denominations": tuple(local["denominations"]),
                "change": ChangePolicy(local["change"]),
            }
        )
        for local in plain["locals"]
    )
    return Shop(**plain)
