"""What an accountant decides beside the account numbers: codes of journals, where results are carried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ess_shop.domain.accounting import Book
from ess_shop.domain.articles import checked_text
from ess_shop.domain.ledger import Account
from ess_shop.domain.money import Currency
from ess_shop.domain.shop import ACCOUNT_NUMBERS, Shop
from ess_shop.errors import Refused

ACCOUNTING = "accounting"
"""The name under which these settings are kept."""

JOURNAL_CODES: Mapping[str, str] = {
    "opening": "AN",
    "sales": "VE",
    "purchases": "AC",
    "cash": "CA",
    "bank": "BQ",
    "other": "OD",
}
"""The usual codes of the journals in France."""

RESULT_NUMBERS: Mapping[str, str] = {
    "profit": "120000",
    "loss": "129000",
    "carried_profit": "110000",
    "carried_loss": "119000",
}
"""Where the last year's result, and those of the years before, stand on the 1st of January."""

NUMBER = re.compile(r"[1-7][0-9]{2}[0-9A-Z]{0,9}")
CODE = re.compile(r"[A-Z0-9]{1,6}")
PLATFORM = re.compile(r"[0-9A-Z]{4}")


@dataclass(frozen=True, slots=True)
class AccountingSettings:
    """Codes by journal, numbers by result, and numbers of accounts in local currency by `account.CODE`.

    `platform` and `platform_name` are the registered platform that passes the e-reporting on, "" for none.
    """

    journals: Mapping[str, str] = field(default_factory=lambda: dict(JOURNAL_CODES))
    results: Mapping[str, str] = field(default_factory=lambda: dict(RESULT_NUMBERS))
    local_numbers: Mapping[str, str] = field(default_factory=dict)
    platform: str = ""
    platform_name: str = ""

    def __post_init__(self) -> None:
        for name, code in self.journals.items():
            checked_code(name, code)
        codes = list(self.journals.values())
        for name, code in self.journals.items():
            if codes.count(code) > 1:
                raise Refused(
                    f"journal_{name}", "Two journals cannot both be called {code}.", code=code, setting=name
                )
        for name, number in (*self.results.items(), *self.local_numbers.items()):
            checked_number(name, number)
        if self.platform and not PLATFORM.fullmatch(self.platform):
            raise Refused(
                "platform",
                "“{value}” is no number of a registered platform: it has four signs, like 0041.",
                value=self.platform,
            )

    def code(self, book: Book) -> str:
        """The code of a journal."""
        return self.journals.get(book, JOURNAL_CODES[book])

    def number(self, account: Account | str, currency: Currency, shop: Shop) -> str:
        """The number of an account in a currency.

        The first local currency has the account's next number unless the accountant chose one, the second
        the one after it, and so on; accounts that only local currency needs begin with their own.
        """
        base = self.results.get(account) or shop.accounts.get(account) or ACCOUNT_NUMBERS[account]
        if currency == shop.currency:
            return base
        chosen = self.local_numbers.get(f"{account}.{currency.code}")
        if chosen:
            return chosen
        codes = [local.currency.code for local in shop.locals]
        place = codes.index(currency.code) if currency.code in codes else len(codes)
        step = place + (account not in ONLY_LOCAL)
        return f"{int(base) + step:0{len(base)}d}" if base.isdigit() else base


ONLY_LOCAL = frozenset({Account.COUPONS, Account.ELECTRONIC})
"""Accounts that legal currency never touches."""

IN_LOCAL_TOO = (
    Account.COUPONS,
    Account.ELECTRONIC,
    Account.MEMBER,
    Account.EXCHANGE,
    Account.CASH_DIFFERENCE,
    Account.SUSPENSE,
)
"""The accounts on which local currency is found, in the order in which settings show them."""


def checked_number(name: str, number: str) -> str:
    """A number of the French plan; Refused says in its code, `account_` and its name, which one is wrong."""
    plain = str(number).strip()
    if not NUMBER.fullmatch(plain):
        raise Refused(
            f"account_{name}",
            "“{value}” is no account of the plan: it begins with three digits and a class from 1 to 7.",
            value=number,
        )
    return plain


def checked_code(name: str, code: str) -> str:
    """The code of a journal; Refused says in its code, `journal_` and its name, which one is wrong."""
    if name not in JOURNAL_CODES or not isinstance(code, str) or not CODE.fullmatch(code):
        raise Refused(
            f"journal_{name}",
            "“{value}” is no code of a journal: 1 to 6 capitals or digits.",
            value=code,
        )
    return code


def accounting_settings(plain: object) -> AccountingSettings:
    """The settings of plain data (None: the usual ones); Refused names what is wrong."""
    if plain is None:
        return AccountingSettings()
    try:
        if not isinstance(plain, Mapping):
            raise TypeError(plain)
        name = plain.get("platform_name", "")
        return AccountingSettings(
            {**JOURNAL_CODES, **plain.get("journals", {})},
            {**RESULT_NUMBERS, **plain.get("results", {})},
            dict(plain.get("local_numbers", {})),
            str(plain.get("platform", "")),
            checked_text(name) if name else "",
        )
    except (AttributeError, TypeError, ValueError):
        raise Refused(
            "bad_setting", "“{value}” is no {setting}.", value=plain, setting="accounting"
        ) from None


def plain_accounting(settings: AccountingSettings) -> dict[str, Any]:
    """Plain data, fit for JSON."""
    return asdict(settings)
