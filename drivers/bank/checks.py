"""What a bank would send back, refused before it is written: account numbers, bank codes, amounts."""

from __future__ import annotations

from stdnum import bic as bic_rules
from stdnum.exceptions import ValidationError

from ess_shop.domain.members import checked_iban
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

LARGEST = 99_999_999_999
"""The largest SEPA transfer in cents, 999,999,999.99 € (EPC132-08)."""


def checked_account(text: str, name: str) -> str:
    """The IBAN without spaces; Refused with the owner's name if its check digits are wrong (ISO 13616)."""
    try:
        iban = checked_iban(text)
    except ValueError:
        iban = ""
    if not iban or not iban.isascii():
        raise Refused(
            "transfer_iban",
            "{name}: the IBAN “{iban}” is not right. Check it letter by letter.",
            name=name,
            iban=text,
        )
    return iban


def bank_code(text: str) -> str:
    """The shop's BIC without spaces; Refused if it is none (ISO 9362)."""
    try:
        return str(bic_rules.validate(text))
    except ValidationError:
        raise Refused(
            "shop_bic", "The shop’s BIC “{bic}” is not right: it has 8 or 11 letters and digits.", bic=text
        ) from None


def cents(amount: Money, name: str, shop: Shop) -> int:
    """A transfer's amount in cents; Refused in another currency than the shop's, below 0.01 or too large."""
    if amount.currency != shop.currency:
        raise Refused(
            "transfer_currency",
            "{name}: a bank transfer is made in {legal}, not in {currency}.",
            name=name,
            legal=shop.currency.code,
            currency=amount.currency.code,
        )
    if not 0 < amount.minor <= LARGEST:
        raise Refused("transfer_amount", "{name}: {amount} cannot be transferred.", name=name, amount=amount)
    return amount.minor
