"""Members of the shop: the record that sales refer to, and the identity kept apart from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stdnum import iban as iban_rules
from stdnum.exceptions import ValidationError
from stdnum.fr import siret as siret_rules
from stdnum.fr import tva as french_vat_rules

from ess_shop.domain.money import Rate

MEMBER_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}")

IBAN_CHANGED = "iban_changed"
"""What the event log calls a changed bank account; its detail is the member's id, which names nobody."""

IBAN_CONFIRMED = "iban_confirmed"
"""What it calls a changed bank account that somebody checked with the member; its detail is the same."""


CONTEST_DAYS = 15
"""How long a member may contest an invoice made in their name, unless agreed otherwise."""


class MemberKind(StrEnum):
    """What sort of organisation or person a member is."""

    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    PERSON = "person"


class VatStatus(StrEnum):
    """How a member stands before VAT: liable, exempt as small (CGI art. 293 B), or outside its scope."""

    LIABLE = "liable"
    FRANCHISE = "franchise"
    NOT_SUBJECT = "not_subject"


class PayoutMeans(StrEnum):
    """How a member wants to be paid in legal currency."""

    TRANSFER = "transfer"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Member:
    """What the books need to know of a member; the id is a pseudonym that survives an erased identity.

    `payout_minimum` is in legal minor units; `acceptance` tells, per local currency code, which part of a
    line the member takes in that currency. `mandate_on` is the day of the recorded mandate to invoice in the
    member's name (CGI art. 289 I-2), `contest_days` how long the member may contest such an invoice;
    `left_on` the day on which the member left the shop.
    """

    id: str
    code: str
    kind: MemberKind
    vat_status: VatStatus
    payout_minimum: int = 0
    payout_means: PayoutMeans = PayoutMeans.TRANSFER
    acceptance: Mapping[str, Rate] = field(default_factory=dict)
    revision: int = 1
    mandate_on: date | None = None
    contest_days: int = CONTEST_DAYS
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a member is; kept apart from the records so that it can be erased on request."""

    member_id: str
    name: str
    siret: str = ""
    vat_number: str = ""
    iban: str = ""
    account_holder: str = ""
    email: str = ""
    phone: str = ""
    contact: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "FR"
    story: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What someone in the shop wrote about a member; `at` an ISO time. An erased note has no text."""

    id: str
    member_id: str
    at: str
    author: str
    text: str


def checked_siret(text: str) -> str:
    """The 14 digits of a SIRET whose check digits are right; ValueError otherwise."""
    return _checked(siret_rules, text)


def checked_vat_number(text: str) -> str:
    """A French VAT number whose key is right, with its country code; ValueError otherwise."""
    number = _checked(french_vat_rules, text)
    return number if number.startswith("FR") else f"FR{number}"


def checked_iban(text: str) -> str:
    """An IBAN whose check digits are right (ISO 13616), without spaces; ValueError otherwise."""
    return _checked(iban_rules, text)


def _checked(rules: object, text: str) -> str:
    try:
        return str(rules.validate(text))  # type: ignore[attr-defined]
    except ValidationError as wrong:
        raise ValueError(text) from wrong
