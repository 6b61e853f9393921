"""What a shop is founded with, checked, and its settings one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ess_shop.domain.articles import checked_text
from ess_shop.domain.currencies import LEGAL, LocalCurrency
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.members import checked_iban, checked_siret, checked_vat_number
from ess_shop.domain.money import Currency
from ess_shop.domain.shop import PRACTICE_TILL, Shop, national_defaults
from ess_shop.errors import Refused

TILL_CODE = re.compile(r"[A-Z][A-Z0-9]{0,7}")
LOCAL_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")


def founded(
    *,
    name: str,
    currency: str,
    vat_liable: bool,
    local_currencies: Sequence[str] = (),
    **identity: str,
) -> Shop:
    """A shop with its country's defaults; Refused names the first setting that is wrong."""
    legal = LEGAL[currency]
    defaults: dict[str, Any] = national_defaults(legal)
    shop = Shop(name="", currency=legal, vat_liable=vat_liable, locals=_locals(local_currencies), **defaults)
    for setting, value in {"name": name, **identity}.items():
        if value or setting == "name":
            shop = changed(shop, setting, value)
    return shop


def checked_till(code: str) -> str:
    """The code of a new till as it stands on tickets; Refused for one that cannot name a till."""
    checked = code.strip().upper()
    if not TILL_CODE.fullmatch(checked) or checked in (OFFICE, PRACTICE_TILL):
        raise Refused(
            "bad_till",
            "“{code}” cannot name a till: take 1 to 8 letters and digits, a letter first, like C1.",
            code=code,
        )
    return checked


def changed(shop: Shop, setting: str, value: str) -> Shop:
    """The shop with one setting changed; "" empties it (not the name). Refused if the value is wrong."""
    read = SETTINGS.get(setting)
    if read is None:
        raise Refused(
            "no_setting",
            "There is no setting {setting}: choose one of {settings}.",
            setting=setting,
            settings=", ".join(SETTINGS),
        )
    try:
        checked = read(value) if value or setting == "name" else ""
    except ValueError:
        if not value.strip():
            raise Refused("name_missing", "The shop needs a name.") from None
        raise Refused(
            "bad_setting", "“{value}” cannot be right: check it sign by sign.", value=value, setting=setting
        ) from None
    change: dict[str, Any] = {setting: checked}
    return replace(shop, revision=shop.revision + 1, **change)


def _locals(codes: Sequence[str]) -> tuple[LocalCurrency, ...]:
    for code in codes:
        if not LOCAL_CODE.fullmatch(code) or code in LEGAL or codes.count(code) > 1:
            raise Refused("bad_setting", "“{value}” is no {setting}.", value=code, setting="local currency")
    return tuple(LocalCurrency(Currency(code), name=code) for code in codes)


def _bic(text: str) -> str:
    if not BIC.fullmatch(text):
        raise ValueError(text)
    return text


SETTINGS: dict[str, Callable[[str], str]] = {
    "name": checked_text,
    "siret": checked_siret,
    "vat_number": checked_vat_number,
    "iban": checked_iban,
    "bic": _bic,
    "email": checked_text,
    "street": checked_text,
    "postcode": checked_text,
    "town": checked_text,
}
"""The settings a person may change, with what checks them."""
