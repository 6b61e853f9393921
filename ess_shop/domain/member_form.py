"""A member as people write it in a form, and what reads the form so that everything wrong is told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from typing import TypeVar

from ess_shop.domain.articles import HIGHEST_PRICE, checked_text
from ess_shop.domain.contract_reader import day_of, percent_of
from ess_shop.domain.mail import checked_address
from ess_shop.domain.members import (
    CONTEST_DAYS,
    MEMBER_CODE,
    Identity,
    Member,
    MemberKind,
    PayoutMeans,
    VatStatus,
    checked_iban,
    checked_siret,
    checked_vat_number,
)
from ess_shop.domain.money import Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import shown
from ess_shop.errors import Refused

T = TypeVar("T")

LONGEST_STORY, LONGEST_PHONE, LONGEST_POSTCODE = 300, 40, 12
LONGEST_CONTEST = 365
_PHONE = re.compile(r"\+?[0-9 ()./-]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBERED = re.compile(r"([A-Za-z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class MemberForm:
    """Everything about a member as it is typed; `acceptance` gives a percent per local currency code.

    `mandate_on` is the day of the mandate to invoice in the member's name, `left_on` the one on which they
    left the shop.
    """

    code: str = ""
    name: str = ""
    kind: str = str(MemberKind.ASSOCIATION)
    vat_status: str = str(VatStatus.FRANCHISE)
    siret: str = ""
    vat_number: str = ""
    iban: str = ""
    account_holder: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "FR"
    story: str = ""
    payout_minimum: str = ""
    payout_means: str = str(PayoutMeans.TRANSFER)
    acceptance: Mapping[str, str] = field(default_factory=dict)
    mandate_on: str = ""
    contest_days: str = str(CONTEST_DAYS)
    left_on: str = ""


def form_of(member: Member, identity: Identity, shop: Shop) -> MemberForm:
    """How a member would have been typed."""
    own = {each.name: getattr(identity, each.name) for each in fields(Identity) if each.name != "member_id"}
    minimum = shop.money(member.payout_minimum)
    return MemberForm(
        code=member.code,
        kind=str(member.kind),
        vat_status=str(member.vat_status),
        payout_minimum=str(minimum.decimal()).replace(".", ",") if minimum else "",
        payout_means=str(member.payout_means),
        acceptance={
            local.currency.code: str(rate.as_percent).replace(".", ",")
            for local in shop.locals
            if (rate := member.acceptance.get(local.currency.code, Rate(0))).millionths
        },
        mandate_on=_typed_day(member.mandate_on),
        contest_days=str(member.contest_days),
        left_on=_typed_day(member.left_on),
        **own,
    )


class FormReader:
    """Reads a form; `wrong` says of each field that cannot be so, why.

    A share of a local currency is called `acceptance` and its code.
    """

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.wrong: dict[str, Refused] = {}

    def read(self, form: MemberForm, *, member_id: str, revision: int) -> tuple[Member, Identity] | None:
        """The member that was typed; None if a field is wrong."""
        self.wrong = {}
        code = self._of("code", lambda: _code(form.code))
        who = {name: self._text(name, getattr(form, name)) for name in _READ}
        minimum = self._of("payout_minimum", lambda: self._amount(form.payout_minimum))
        acceptance = {
            currency: self._of(f"acceptance {currency}", partial(percent_of, typed or "0"))
            for currency, typed in form.acceptance.items()
        }
        mandate_on = self._of("mandate_on", lambda: _day(form.mandate_on))
        contest_days = self._of("contest_days", lambda: _contest(form.contest_days))
        left_on = self._of("left_on", lambda: _day(form.left_on))
        if self.wrong or code is None or contest_days is None:
            return None
        member = Member(
            id=member_id,
            code=code,
            kind=MemberKind(form.kind),
            vat_status=VatStatus(form.vat_status),
            payout_minimum=minimum or 0,
            payout_means=PayoutMeans(form.payout_means),
            acceptance={currency: rate for currency, rate in acceptance.items() if rate and rate.millionths},
            revision=revision,
            mandate_on=mandate_on,
            contest_days=contest_days,
            left_on=left_on,
        )
        return member, Identity(member_id, **who)

    def _text(self, name: str, typed: str) -> str:
        text = typed.strip()
        if name == "name" and not text:
            self.wrong[name] = Refused("name_missing", "A member needs a name.")
        if not text:
            return ""

        def checked() -> str:
            try:
                return _READ[name](text)
            except ValueError:
                wrong = _WRONG.get(name, _WRONG[_ODD])
                raise Refused(*wrong, value=shown(text, 40), most=LONGEST_STORY) from None

        return self._of(name, checked) or ""

    def _amount(self, typed: str) -> int:
        if not typed.strip():
            return 0
        try:
            amount = self._shop.currency.parse(typed.strip().removesuffix("€").strip()).minor
        except ValueError:
            amount = -1
        if not 0 <= amount <= HIGHEST_PRICE:
            raise Refused(
                "bad_minimum", "“{value}” is no amount: type it like 15,00.", value=shown(typed, 40)
            )
        return amount

    def _of(self, name: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refused as wrong:
            self.wrong[name] = wrong
            return None


def next_code(codes: Iterable[str]) -> str:
    """A code for somebody new: the most used letters with the next number, M1 for the very first."""
    counted: dict[str, list[str]] = {}
    for code in codes:
        match = _NUMBERED.fullmatch(code)
        if match is not None:
            counted.setdefault(match[1], []).append(match[2])
    if not counted:
        return "M1"
    letters, numbers = max(counted.items(), key=lambda each: len(each[1]))
    last = max(numbers, key=int)
    return f"{letters}{int(last) + 1:0{len(last)}d}"


def _code(typed: str) -> str:
    code = typed.strip()
    if not MEMBER_CODE.fullmatch(code):
        raise Refused(
            "bad_member_code",
            "A code has 1 to 20 letters and digits without accents or spaces, like M12.",
        )
    return code


def _typed_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _day(typed: str) -> date | None:
    return day_of(typed) if typed.strip() else None


def _contest(typed: str) -> int:
    plain = typed.strip() or str(CONTEST_DAYS)
    if not (plain.isascii() and plain.isdigit() and len(plain) < 4 and 1 <= int(plain) <= LONGEST_CONTEST):
        raise Refused(
            "bad_days_typed",
            "“{value}” is no number of days: type one from {least} to {most}.",
            value=shown(typed, 40),
            least=1,
            most=LONGEST_CONTEST,
        )
    return int(plain)


def _limited(longest: int) -> Callable[[str], str]:
    return lambda text: checked_text(text, longest=longest)


def _phone(text: str) -> str:
    if not _PHONE.fullmatch(text) or len(text) > LONGEST_PHONE or sum(map(str.isdigit, text)) < 4:
        raise ValueError(text)
    return text


def _country(text: str) -> str:
    if not _COUNTRY.fullmatch(text.upper()):
        raise ValueError(text)
    return text.upper()


_READ: Mapping[str, Callable[[str], str]] = {
    "name": checked_text,
    "siret": checked_siret,
    "vat_number": checked_vat_number,
    "iban": checked_iban,
    "account_holder": checked_text,
    "contact": checked_text,
    "email": checked_address,
    "phone": _phone,
    "street": checked_text,
    "postcode": _limited(LONGEST_POSTCODE),
    "town": checked_text,
    "country": _country,
    "story": _limited(LONGEST_STORY),
}
"""What reads each text of an identity."""

_ODD = "odd"
_WRONG: Mapping[str, tuple[str, str]] = {
    "siret": ("bad_siret", "The SIRET {value} is wrong: its 14 digits do not fit together."),
    "vat_number": ("bad_vat_number", "The VAT number {value} is wrong: check it sign by sign."),
    "iban": ("bad_iban", "The IBAN {value} is wrong: check it sign by sign."),
    "phone": ("bad_phone", "“{value}” is no telephone number."),
    "postcode": ("bad_postcode", "“{value}” is no postcode."),
    "country": ("bad_country", "A country is written with two letters, like FR or CH."),
    "story": ("bad_story", "A story has at most {most} signs, on one line: a label has little room."),
    _ODD: ("bad_text", "“{value}” is too long or holds unreadable characters: type it again."),
}
"""What is said of a text that cannot be read."""
