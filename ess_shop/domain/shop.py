"""The shop itself: identity, currencies, limits and the numbers its accountant chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ess_shop.domain.currencies import CHF, EUR, LocalCurrency
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.errors import Refused

ACCOUNT_NUMBERS = {
    "cash": "531000",
    "coupons": "532000",
    "card": "511500",
    "cheque": "511200",
    "electronic": "533000",
    "bank": "512000",
    "voucher": "419700",
    "member": "467000",
    "commission": "706000",
    "fees": "708300",
    "sales": "707000",
    "purchases": "607000",
    "vat_collected": "445710",
    "vat_deductible": "445660",
    "adjustments": "658100",
    "exchange": "580000",
    "rounding": "658200",
    "cash_difference": "658300",
    "suspense": "471000",
}
"""Which number of the French plan each account of the ledger has unless the accountant decides otherwise."""

FIRST_TILL, PRACTICE_TILL = "C1", "F1"
"""The usual code of a shop's first till, and the one that a till has while somebody practises on it."""


FRENCH_VAT = Rate.percent(20)


@dataclass(frozen=True, slots=True)
class Shop:
    """What every service must know of the shop; amounts in legal minor units.

    `cash_limit` is the most that may be paid in cash (France: 1,000 €, CMF art. D112-3), None for no limit;
    `cash_step` is the smallest coin (5 for CHF).
    """

    name: str
    currency: Currency = EUR
    vat_liable: bool = True
    commission_vat: Rate = FRENCH_VAT
    cash_limit: int | None = 100_000
    cash_step: int = 1
    siret: str = ""
    vat_number: str = ""
    iban: str = ""
    bic: str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "FR"
    timezone: str = "Europe/Paris"
    locals: tuple[LocalCurrency, ...] = ()
    accounts: Mapping[str, str] = field(default_factory=lambda: dict(ACCOUNT_NUMBERS))
    revision: int = 1

    def money(self, minor: int) -> Money:
        """An amount in the shop's legal currency."""
        return Money(minor, self.currency)

    def local(self, code: str) -> LocalCurrency | None:
        """The local currency with that code, if the shop takes it."""
        return next((local for local in self.locals if local.currency.code == code), None)

    def local_named(self, code: str) -> LocalCurrency:
        """The local currency with that code; Refused if the shop does not take it."""
        local = self.local(code)
        if local is None:
            raise Refused("currency_not_taken", "The shop does not take {code}.", code=code)
        return local

    def worth(self, amount: Money) -> int:
        """An amount in legal minor units, at parity if it is local; Refused for an unknown currency."""
        if amount.currency == self.currency:
            return amount.minor
        return self.local_named(amount.currency.code).worth(amount.minor)

    def currency_named(self, code: str) -> Currency:
        """The legal or local currency with that code; Refused if the shop takes neither."""
        return self.currency if code == self.currency.code else self.local_named(code).currency


def national_defaults(currency: Currency) -> dict[str, object]:
    """What follows from the country behind the legal currency, until someone decides otherwise."""
    if currency == CHF:
        return {
            "commission_vat": Rate.percent("8.1"),
            "cash_limit": None,
            "cash_step": 5,
            "country": "CH",
            "timezone": "Europe/Zurich",
        }
    return {}
