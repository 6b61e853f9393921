"""Who is on an invoice, and what must still be written down of them before one can be made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ess_shop.domain.invoices import Party
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

FRANCE = "FR"

_SHOP_GAPS = {
    "name": (
        "invoice_needs_shop_name",
        "Invoices wait for the shop’s name: write it in the settings.",
    ),
    "street": (
        "invoice_needs_shop_street",
        "Invoices wait for the shop’s street: write it in the settings.",
    ),
    "postcode": (
        "invoice_needs_shop_postcode",
        "Invoices wait for the shop’s postcode: write it in the settings.",
    ),
    "town": (
        "invoice_needs_shop_town",
        "Invoices wait for the shop’s town: write it in the settings.",
    ),
    "siret": (
        "invoice_needs_shop_siret",
        "Invoices wait for the shop’s SIRET: write it in the settings.",
    ),
    "vat_number": (
        "invoice_needs_shop_vat_number",
        "Invoices wait for the shop’s VAT number: write it in the settings.",
    ),
}

_MEMBER_GAPS = {
    "name": (
        "invoice_needs_name",
        "Invoice {number} can no longer be made: {member} was erased.",
    ),
    "street": (
        "invoice_needs_street",
        "Invoice {number} waits for the street of {member}: write it in their file.",
    ),
    "postcode": (
        "invoice_needs_postcode",
        "Invoice {number} waits for the postcode of {member}: write it in their file.",
    ),
    "town": (
        "invoice_needs_town",
        "Invoice {number} waits for the town of {member}: write it in their file.",
    ),
    "siret": (
        "invoice_needs_siret",
        "Invoice {number} waits for the SIRET of {member}: write it in their file.",
    ),
    "vat_number": (
        "invoice_needs_vat_number",
        "Invoice {number} waits for the VAT number of {member}: write it in their file.",
    ),
    "country": (
        "invoice_needs_country",
        "Invoice {number} waits for the country of {member}: write its two letters, like GB, in their file.",
    ),
}

_NO_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)
"""Two letters that are known to mean something, but no country of the standard."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NO_LETTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold."""

_SOLE_TRADER = re.compile(r"\bEI\b|\bentrepreneure? individuell?e?\b", re.IGNORECASE)


def shop_party(shop: Shop) -> Party:
    """The shop as it sells or buys."""
    return Party(
        name=on_one_line(shop.name),
        street=on_one_line(shop.street),
        postcode=on_one_line(shop.postcode),
        town=on_one_line(shop.town),
        country=shop.country,
        siret=shop.siret,
        vat_number=shop.vat_number if shop.vat_liable else "",
        email=on_one_line(shop.email),
    )


def member_party(member: Member, identity: Identity) -> Party:
    """A member as they buy or sell; only those who are liable are named with a VAT number."""
    return Party(
        name=_name_of(member, identity),
        street=on_one_line(identity.street),
        postcode=on_one_line(identity.postcode),
        town=on_one_line(identity.town),
        country=identity.country,
        siret=identity.siret,
        vat_number=identity.vat_number if member.vat_status is VatStatus.LIABLE else "",
        email=on_one_line(identity.email),
        contact=on_one_line(identity.contact) if identity.contact != identity.name else "",
        code=member.code,
    )


def shop_gaps(shop: Shop) -> Iterator[Refused]:
    """What is missing of the shop for any invoice."""
    party = shop_party(shop)
    for field in _address_gaps(party):
        yield _shop_gap(field)
    if shop.country == FRANCE and not party.siret:
        yield _shop_gap("siret")
    if shop.vat_liable and not party.vat_number:
        yield _shop_gap("vat_number")


def member_gaps(member: Member, identity: Identity, number: str, *, sells: bool) -> Iterator[Refused]:
    """What is missing of a member; who sells and is liable needs a VAT number.

    Everybody who is in business has a SIRET; private persons and some associations have none.
    """
    party = member_party(member, identity)
    for field in _address_gaps(party):
        yield _member_gap(field, party, number)
        if field == "name":
            return
    if not is_country(party.country):
        yield _member_gap("country", party, number)
    private = member.kind in {MemberKind.PERSON, MemberKind.ASSOCIATION}
    in_business = not private or member.vat_status is not VatStatus.NOT_SUBJECT
    if in_business and party.country == FRANCE and not party.siret:
        yield _member_gap("siret", party, number)
    if sells and member.vat_status is VatStatus.LIABLE and not party.vat_number:
        yield _member_gap("vat_number", party, number)


def is_country(code: str) -> bool:
    """Whether two letters are a country's, by ISO 3166."""
    from babel import Locale

    return len(code) == 2 and code in Locale("en").territories and code not in _NO_COUNTRIES


def on_one_line(text: str) -> str:
    """The text as an invoice can carry it: line ends and what else controls a machine become spaces."""
    return _NO_LETTERS.sub("", _CONTROLS.sub(" ", text)).strip()


def _name_of(member: Member, identity: Identity) -> str:
    """A sole trader's papers say that they are one (C. com. art. R526-27)."""
    name = on_one_line(identity.name)
    trader = member.kind is MemberKind.SOLE_TRADER and identity.country == FRANCE
    return f"{name} EI" if name and trader and not _SOLE_TRADER.search(name) else name


def _address_gaps(party: Party) -> Iterator[str]:
    return (field for field in ("name", "street", "postcode", "town") if not getattr(party, field))


def _shop_gap(field: str) -> Refused:
    return Refused(*_SHOP_GAPS[field])


def _member_gap(field: str, party: Party, number: str) -> Refused:
    return Refused(*_MEMBER_GAPS[field], member=party.code, number=number)
