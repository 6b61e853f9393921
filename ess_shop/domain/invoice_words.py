"""What an invoice says in words, on paper and in its data: lines, sums, payment, the mentions of the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ess_shop.domain.invoice_parties import FRANCE
from ess_shop.domain.invoices import FRANCHISE, Category, Invoice, InvoiceKind, InvoiceLine, Subject
from ess_shop.domain.money import Money
from ess_shop.wording import Words


class Mention(StrEnum):
    """What a mention is about, as UNTDID 4451 calls it; OTHER has no code."""

    OTHER = ""
    LATE_INTEREST = "PMD"
    RECOVERY = "PMT"
    DISCOUNT = "AAB"


@dataclass(frozen=True, slots=True)
class Said:
    """A mention in words."""

    about: Mention
    text: str


def title_of(invoice: Invoice, words: Words) -> str:
    """What the paper is called."""
    if invoice.kind is InvoiceKind.SELF_BILLED:
        return words("Self-billed credit note") if invoice.credit else words("Self-billed invoice")
    return words("Commission credit note") if invoice.credit else words("Commission invoice")


def operation_of(invoice: Invoice, words: Words) -> str:
    """Whether goods or services are invoiced, which must be said (CGI ann. II art. 242 nonies A)."""
    return (
        words("supply of goods") if invoice.kind is InvoiceKind.SELF_BILLED else words("supply of services")
    )


def label_of(line: InvoiceLine, invoice: Invoice, words: Words) -> str:
    """What is invoiced."""
    month = words.month(invoice.month)
    match line.subject:
        case Subject.COMMISSION:
            return words("Commission on the sale of your goods, {month}", month=month)
        case Subject.FEE:
            return words("{reason}, {month}", reason=words(line.reason), month=month)
        case Subject.GOODS:
            return words("Goods sold in {month}", month=month)


def exempt_because(category: Category, invoice: Invoice, words: Words) -> str:
    """Why there is no VAT, "" where there is some."""
    match category:
        case Category.EXEMPT if invoice.seller.country == FRANCE:
            return FRANCHISE
        case Category.EXEMPT | Category.OUTSIDE:
            return words("Not subject to VAT")
        case _:
            return ""


def payment_of(invoice: Invoice, words: Words) -> str:
    """How the amount is settled."""
    facts = {"statement": invoice.statement}
    if invoice.kind is InvoiceKind.SELF_BILLED:
        if invoice.credit:
            return words("Taken off what the shop owes you: see statement {statement}.", **facts)
        return words("Added to what the shop owes you, and paid with it: see statement {statement}.", **facts)
    if invoice.credit:
        return words("Added to what the shop owes you: see statement {statement}. Nothing to pay.", **facts)
    return words(
        "Already taken off what the shop owes you: see statement {statement}. Nothing to pay.", **facts
    )


def mentions_of(invoice: Invoice, words: Words) -> Iterator[Said]:
    """The mentions of an invoice, those of French law included where it holds."""
    if invoice.kind is InvoiceKind.SELF_BILLED:
        yield Said(
            Mention.OTHER, words("Self-billing") if invoice.seller.country != FRANCE else "Autofacturation"
        )
        yield Said(Mention.OTHER, _in_the_name(invoice, words))
    for earlier in invoice.corrects:
        text = words(
            "Corrects invoice {number} of {day}.", number=earlier.number, day=words.long_day(earlier.day)
        )
        yield Said(Mention.OTHER, text)
    yield Said(
        Mention.OTHER, words("Every article is listed on statement {statement}.", statement=invoice.statement)
    )
    if FRANCE in {invoice.seller.country, invoice.buyer.country}:
        yield Said(
            Mention.LATE_INTEREST,
            words("Late payment: interest at three times the legal rate, from the day after the due date."),
        )
        yield Said(
            Mention.RECOVERY,
            words("Late payment between businesses: flat charge of €40 for recovery costs."),
        )
        yield Said(Mention.DISCOUNT, words("No discount for early payment."))


def _in_the_name(invoice: Invoice, words: Words) -> str:
    return words(
        "Made by {buyer} in the name and on behalf of {seller}, under the mandate of {mandate}. "
        "Without objection by {until} it counts as accepted.",
        buyer=invoice.buyer.name,
        seller=invoice.seller.name,
        mandate=words.long_day(invoice.mandate_on) if invoice.mandate_on else "–",
        until=words.long_day(invoice.contest_until) if invoice.contest_until else "–",
    )


def sums_of(invoice: Invoice, words: Words) -> Iterator[tuple[str, Money, bool]]:
    """What the lines add up to, step by step, and whether a step is a sum that others follow."""
    yield words("Total before tax"), invoice.before_tax, False
    for total in invoice.totals:
        if total.category in {Category.STANDARD, Category.ZERO}:
            yield words("VAT {rate} of {net}", rate=total.rate, net=total.net), total.tax, False
        else:
            yield words("Without VAT, of {net}", net=total.net), total.tax, False
    yield words("Total, tax included"), invoice.total, True
    if invoice.retained:
        said = words("Already settled with what the shop owes you")
        yield said, -invoice.retained, False


def to_pay(invoice: Invoice, words: Words) -> str:
    """What the figure is that an invoice ends with."""
    if invoice.kind is InvoiceKind.COMMISSION:
        return words("Left to pay")
    return words("The shop takes back") if invoice.credit else words("The shop owes you")
