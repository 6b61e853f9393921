"""An invoice as data: the Cross Industry Invoice of Factur-X, profile EN 16931, with the French rules."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ess_shop.domain.currencies import EUR
from ess_shop.domain.invoice_parties import FRANCE
from ess_shop.domain.invoice_words import exempt_because, label_of, mentions_of, payment_of
from ess_shop.domain.invoices import Category, Invoice, InvoiceKind, InvoiceLine, Party
from ess_shop.domain.money import Money, Rate
from ess_shop.wording import Words

TYPES = {
    (InvoiceKind.COMMISSION, False): "380",
    (InvoiceKind.COMMISSION, True): "381",
    (InvoiceKind.SELF_BILLED, False): "389",
    (InvoiceKind.SELF_BILLED, True): "261",
}
"""What a document is, by UNTDID 1001."""

SERVICES_PAID, GOODS = "S2", "B1"
"""The frames of French invoices: services that are paid already, goods that are not."""

COMPENSATION = "97"
"""Paid by clearing between partners (UNTDID 4461)."""

PIECE = "C62"
SIRET, SIREN, FRENCH_ADDRESS, MAIL = "0009", "0002", "0225", "EM"

EXEMPTIONS = {Category.EXEMPT: "VATEX-FR-FRANCHISE", Category.OUTSIDE: "VATEX-EU-O"}


def has_data(invoice: Invoice) -> bool:
    """Whether an invoice can be Factur-X: in euro, by a French seller, to whom electronic mail reaches."""
    return bool(
        invoice.currency == EUR
        and invoice.seller.country == FRANCE
        and invoice.seller.siret
        and _electronic(invoice.buyer)
    )


def invoice_xml(invoice: Invoice, words: Words) -> bytes:
    """The invoice as XML, valid against its schema; the same invoice gives the same bytes."""
    from facturx.generate_xml import generate_cii_xml  # type: ignore[import-untyped]

    written: bytes = generate_cii_xml(
        _terms(invoice, words), level="en16931", check_xsd=True, check_schematron=False
    )
    return written


def _terms(invoice: Invoice, words: Words) -> dict[str, Any]:
    """The invoice by the business terms (BT) and groups (BG) of EN 16931."""
    retained = invoice.kind is InvoiceKind.COMMISSION
    outside = any(line.category is Category.OUTSIDE for line in invoice.lines)
    terms: dict[str, Any] = {
        "BT-1": invoice.number,
        "BT-2": invoice.day,
        "BT-3": TYPES[invoice.kind, invoice.credit],
        "BT-5": invoice.currency.code,
        "BT-9": invoice.payable_on,
        "BT-20": payment_of(invoice, words),
        "BT-23": SERVICES_PAID if retained else GOODS,
        "BT-72": invoice.month.last,
        "BT-73": invoice.month.first,
        "BT-74": invoice.month.last,
        "BT-106": _amount(invoice.before_tax),
        "BT-109": _amount(invoice.before_tax),
        "BT-110": _amount(invoice.tax),
        "BT-112": _amount(invoice.total),
        "BT-115": _amount(invoice.due),
        "BG-1": list(_notes(invoice, words)),
        "BG-3": [{"BT-25": earlier.number, "BT-26": earlier.day} for earlier in invoice.corrects],
        "BG-4": _party(invoice.seller, outside=outside),
        "BG-7": _party(invoice.buyer, outside=outside),
        "BG-23": [
            {
                "BT-116": _amount(total.net),
                "BT-117": _amount(total.tax),
                "BT-118": str(total.category),
                **_rate("BT-119", total.category, total.rate),
                **_exemption(total.category, invoice, words),
            }
            for total in invoice.totals
        ],
        "BG-24": [{"BT-122": invoice.statement, "BT-123": "DOCUMENT_ANNEXE"}],
        "BG-25": [_line(place, line, invoice, words) for place, line in enumerate(invoice.lines, start=1)],
    }
    if retained:
        terms |= {
            "BT-81": COMPENSATION,
            "BT-82": words("taken off what the shop owes"),
            "BT-113": _amount(invoice.retained),
        }
    if not invoice.seller.vat_number and not outside:
        terms["BG-4"]["tax_identifier"] = invoice.seller.siren
    return terms


def _line(place: int, line: InvoiceLine, invoice: Invoice, words: Words) -> dict[str, Any]:
    """A price is never negative: what lowers the sum is a piece less."""
    less = line.net.minor < 0
    return {
        "BT-126": str(place),
        "BT-129": "-1" if less else "1",
        "BT-130": PIECE,
        "BT-131": _amount(line.net),
        "BT-134": invoice.month.first,
        "BT-135": invoice.month.last,
        "BT-146": _amount(-line.net if less else line.net),
        "BT-151": str(line.category),
        **_rate("BT-152", line.category, line.rate),
        "BT-153": label_of(line, invoice, words),
    }


def _party(party: Party, *, outside: bool) -> dict[str, Any]:
    """A party; where an invoice is outside the scope of VAT it names no VAT number."""
    address, scheme = _electronic(party) or ("", "")
    known = {
        "name": party.name,
        "identifiers": {SIRET: party.siret} if party.siret else {},
        "legal_identifier": party.siren,
        "legal_identifier_schemeid": SIREN if party.siret else "",
        "vat_identifier": "" if outside else party.vat_number,
        "addr_l1": party.street,
        "postcode": party.postcode,
        "city": party.town,
        "country_code": party.country,
        "einvoicing_addr": address,
        "einvoicing_addr_schemeid": scheme,
    }
    return {field: value for field, value in known.items() if value}


def _electronic(party: Party) -> tuple[str, str] | None:
    """Where invoices reach a party: French businesses by their SIREN, others by e-mail."""
    if party.siret and party.country == FRANCE:
        return party.siren, FRENCH_ADDRESS
    return (party.email, MAIL) if party.email else None


def _notes(invoice: Invoice, words: Words) -> Iterator[dict[str, str]]:
    for said in mentions_of(invoice, words):
        yield {"BT-22": said.text, **({"BT-21": str(said.about)} if said.about else {})}
    yield {"BT-21": "BAR", "BT-22": _treatment(invoice.buyer)}


def _treatment(buyer: Party) -> str:
    """Whether platforms handle it as one between French businesses, to one abroad, or to a private person."""
    if buyer.country != FRANCE:
        return "B2BINT"
    return "B2B" if buyer.siret else "B2C"


def _exemption(category: Category, invoice: Invoice, words: Words) -> dict[str, str]:
    code = EXEMPTIONS.get(category)
    return {"BT-120": exempt_because(category, invoice, words), "BT-121": code} if code else {}


def _rate(term: str, category: Category, rate: Rate) -> dict[str, str]:
    """A rate, if only of nought; there is none outside the scope of VAT."""
    return {} if category is Category.OUTSIDE else {term: f"{rate.as_percent:f}"}


def _amount(amount: Money) -> str:
    decimal: Decimal = amount.decimal()
    return f"{decimal:f}"
