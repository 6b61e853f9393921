"""What is said to people, in French first and English second: sentences, amounts, dates, percentages."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ess_shop.errors import ShopError

if TYPE_CHECKING:
    from decimal import Decimal

    from ess_shop.domain.money import Money, Rate
    from ess_shop.domain.settlement import Month

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("fr", "en")

MEANS = {
    "cash": "cash",
    "card": "card",
    "cheque": "cheque",
    "transfer": "bank transfer",
    "voucher": "voucher",
    "coupon": "coupons",
    "electronic": "electronic local currency",
}
"""What people call the means of payment."""

MOVES = {
    "deposit": "deposit",
    "withdrawal": "withdrawal",
    "donation": "donation",
    "loss": "loss",
    "theft": "theft",
    "breakage": "breakage",
    "transfer_out": "sent to a fair",
    "transfer_in": "back from a fair",
    "correction": "stocktake",
    "reversal": "taken back",
    "sale": "sale",
    "return": "return",
}
"""What people call the reasons for which goods move."""


class Words:
    """One language: `words("a sentence")` translates, the other verbs write values as the country does."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(language)
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if language != "en":
            self._catalogue = gettext.translation("ess_shop", LOCALE, [language])

    def __call__(self, sentence: str, /, **facts: object) -> str:
        """The sentence in this language, its places filled."""
        said = self._catalogue.gettext(sentence) if sentence else ""
        return said.format(**{name: self.value(fact) for name, fact in facts.items()}) if facts else said

    def plural(self, one: str, many: str, count: int) -> str:
        """The sentence that fits a count; `{count}` is its place."""
        return self._catalogue.ngettext(one, many, count).format(count=self.number(count))

    def error(self, trouble: ShopError) -> str:
        """What a ShopError has to say."""
        return self(trouble.sentence, **trouble.facts) if trouble.facts else self(trouble.sentence)

    def member(self, code: str, name: str) -> str:
        """What a member is called; by the code alone once they were erased."""
        words = self  # the catalogue knows sentences by this verb
        return name or words("Erased member {code}", code=code)

    def value(self, fact: object) -> object:
        """Amounts, rates, decimals and dates as people write them; other facts as they are."""
        from decimal import Decimal

        from ess_shop.domain.money import Money, Rate
        from ess_shop.domain.sale import Means
        from ess_shop.domain.settlement import Month

        if isinstance(fact, Money):
            return self.money(fact)
        if isinstance(fact, Rate):
            return self.percent(fact)
        if isinstance(fact, Decimal):
            return self.decimal(fact)
        if isinstance(fact, date):
            return self.day(fact)
        if isinstance(fact, Month):
            return self.month(fact)
        if isinstance(fact, Means):
            return self(MEANS[fact])
        return fact

    def money(self, amount: Money) -> str:
        """`1 234,50 €`; a local currency by its code: `12,00 LOC`."""
        return _money(self.language, amount.minor, amount.currency.code, amount.currency.decimals)

    def amount(self, amount: Money) -> str:
        """The amount without its currency, for columns that say it at the top."""
        return _amount(self.language, amount.minor, amount.currency.decimals)

    def number(self, number: int) -> str:
        """An integer with its thousands apart."""
        return _amount(self.language, number, 0)

    def decimal(self, number: Decimal) -> str:
        """`33,5`: no more decimals than the number has."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, "#,##0.######", self.language))

    def percent(self, rate: Rate) -> str:
        """`33,33 %`."""
        return _percent(self.language, rate.millionths)

    def day(self, day: date) -> str:
        """`01/12/2010`, or as English writes it."""
        from babel.dates import format_date

        return str(format_date(day, "dd/MM/yyyy" if self.language == "fr" else "d MMM yyyy", self.language))

    def long_day(self, day: date) -> str:
        """`1er décembre 2010`."""
        from babel.dates import format_date

        said = str(format_date(day, "long", self.language))
        return f"1er{said[1:]}" if self.language == "fr" and day.day == 1 else said

    def weekday(self, day: date, *, full: bool = False) -> str:
        """`mer. 1 déc.`, or in full `mercredi 1 décembre 2010`."""
        from babel.dates import format_date

        pattern = "EEEE d MMMM yyyy" if full else "EEE d MMM"
        return str(format_date(day, pattern, self.language))

    def brief_day(self, day: date) -> str:
        """`1 déc.`: where the year is plain."""
        from babel.dates import format_date

        return str(format_date(day, "d MMM", self.language))

    def brief_month(self, month: Month) -> str:
        """`déc.`: where the year is plain."""
        from babel.dates import format_date

        return str(format_date(month.first, "LLL", self.language))

    def month(self, month: Month) -> str:
        """`décembre 2010`."""
        from babel.dates import format_date

        return str(format_date(month.first, "LLLL yyyy", self.language))

    def weekday_name(self, number: int) -> str:
        """`lundi`: the name of a day of the week, Monday being 0."""
        from babel.dates import get_day_names

        return str(get_day_names("wide", "stand-alone", self.language)[number])

    def month_name(self, number: int) -> str:
        """`décembre`: the name of a month, January being 1."""
        from babel.dates import get_month_names

        return str(get_month_names(context="stand-alone", locale=self.language)[number])


@lru_cache(maxsize=4096)
def _amount(language: str, minor: int, decimals: int) -> str:
    from decimal import Decimal

    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return str(format_decimal(Decimal(minor).scaleb(-decimals), pattern, language))


@lru_cache(maxsize=4096)
def _money(language: str, minor: int, code: str, decimals: int) -> str:
    from babel.numbers import get_currency_symbol

    symbol = get_currency_symbol(code, language)
    amount = _amount(language, minor, decimals)
    if language == "en" and symbol != code:
        return f"-{symbol}{amount[1:]}" if minor < 0 else f"{symbol}{amount}"
    return f"{amount}\N{NO-BREAK SPACE}{symbol}"


@lru_cache(maxsize=256)
def _percent(language: str, millionths: int) -> str:
    from babel.numbers import format_decimal

    from ess_shop.domain.money import Rate

    number = format_decimal(Rate(millionths).as_percent, "0.####", language)
    return f"{number}\N{NO-BREAK SPACE}%" if language == "fr" else f"{number}%"


@cache
def speaking(language: str) -> Words:
    """The words of a language, read once."""
    return Words(language)


def language_of(environment: Mapping[str, str] | None = None) -> str:
    """French unless the environment says English (ESS_SHOP_LANG first, then the usual variables)."""
    given = os.environ if environment is None else environment
    for name in ("ESS_SHOP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = given.get(name, "").lower()
        if wanted[:2] in LANGUAGES:
            return wanted[:2]
    return LANGUAGES[0]
