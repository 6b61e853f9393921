"""What a settled month invoices: the shop's commission, and the goods that it bought of a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ess_shop.domain.invoice_parties import (
    member_gaps,
    member_party,
    on_one_line,
    shop_gaps,
    shop_party,
)
from ess_shop.domain.invoices import Category, Earlier, Invoice, InvoiceKind, InvoiceLine, Party, Subject
from ess_shop.domain.members import Identity, Member, VatStatus
from ess_shop.domain.money import ZERO_RATE, Money
from ess_shop.domain.settlement import Adjustment, Month, Purchase, Row, before_tax
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import SELF_BILLED, VatRole
from ess_shop.errors import Refused


def commission_gaps(row: Row, member: Member, identity: Identity) -> tuple[Refused, ...]:
    """All that is missing of a member for the commission invoice of their row."""
    return tuple(member_gaps(member, identity, row.invoice, sells=False))


def self_bill_gaps(row: Row, member: Member, identity: Identity, day: date) -> tuple[Refused, ...]:
    """All that is missing of a member for the self-billed invoice of their row, made on `day`."""
    gaps = list(member_gaps(member, identity, row.self_bill, sells=True))
    if member.mandate_on is None or member.mandate_on > day:
        gaps.append(
            Refused(
                "no_mandate",
                "{member} gave no mandate to be invoiced by the shop: have it signed, record its day in "
                "their file, then make invoice {number} again.",
                member=member.code,
                number=row.self_bill,
            )
        )
    return tuple(gaps)


def commission_invoice(
    row: Row,
    *,
    month: Month,
    day: date,
    shop: Shop,
    member: Member,
    identity: Identity,
    fees: Sequence[Adjustment] = (),
    corrects: Sequence[Earlier] = (),
) -> Invoice:
    """The invoice of what the shop takes of a member's sales, and of the month's fees (negative, as charged).

    Both are taken off what the shop owes, so nothing is left to pay. Refused while something is missing.
    """
    _refuse_first((*shop_gaps(shop), *commission_gaps(row, member, identity)))
    if row.commission_before_tax != before_tax(row.commission, shop):
        raise Refused(
            "shop_vat_changed",
            "The shop charges VAT otherwise than when {month} was settled: keep invoice {number} as it was "
            "written then, or set the shop’s VAT back while you write it.",
            month=month,
            number=row.invoice,
        )
    lines = [
        _own_service(Subject.FEE, -fee.amount, before_tax(-fee.amount, shop), shop, on_one_line(fee.reason))
        for fee in fees
    ]
    if row.commission or not lines:
        lines.insert(0, _own_service(Subject.COMMISSION, row.commission, row.commission_before_tax, shop))
    total = invoiced_commission(row, fees)
    return _invoice(
        InvoiceKind.COMMISSION,
        row.invoice,
        lines,
        total,
        retained=total,
        month=month,
        day=day,
        seller=shop_party(shop),
        buyer=member_party(member, identity),
        statement=row.statement,
        corrects=corrects,
    )


def self_billed_invoice(
    row: Row,
    *,
    month: Month,
    day: date,
    shop: Shop,
    member: Member,
    identity: Identity,
    corrects: Sequence[Earlier] = (),
) -> Invoice:
    """The invoice, in the member's name, of the goods that the shop bought of them, rate by rate.

    Goods under the margin scheme are not invoiced: the statement serves. Refused without a mandate.
    """
    _refuse_first((*shop_gaps(shop), *self_bill_gaps(row, member, identity, day)))
    total = self_billed(row)
    return _invoice(
        InvoiceKind.SELF_BILLED,
        row.self_bill,
        _goods(row.purchases, member, total * 0),
        total,
        retained=total * 0,
        month=month,
        day=day,
        seller=member_party(member, identity),
        buyer=shop_party(shop),
        statement=row.statement,
        corrects=corrects,
        mandate_on=member.mandate_on,
        contest_until=day + timedelta(days=member.contest_days),
    )


def invoiced_commission(row: Row, fees: Sequence[Adjustment]) -> Money:
    """What the commission invoice of a row comes to, tax included; negative for a credit note."""
    return sum((-fee.amount for fee in fees), row.commission)


def self_billed(row: Row) -> Money:
    """What the self-billed invoice of a row comes to, tax included; negative for a credit note."""
    return sum((each.share for each in row.purchases if each.role in SELF_BILLED), row.commission * 0)


def _refuse_first(gaps: Sequence[Refused]) -> None:
    for gap in gaps:
        raise gap


def _own_service(subject: Subject, amount: Money, net: Money, shop: Shop, reason: str = "") -> InvoiceLine:
    if shop.vat_liable:
        return InvoiceLine(subject, net, amount - net, shop.commission_vat, reason=reason)
    return InvoiceLine(subject, amount, amount * 0, ZERO_RATE, Category.EXEMPT, reason)


def _goods(purchases: Sequence[Purchase], member: Member, none: Money) -> list[InvoiceLine]:
    """Goods as their seller taxes them: a line for each rate, and one for all that bears no tax."""
    lines = [_taxed(each) for each in purchases if each.role is VatRole.D and each.share]
    untaxed = sum((each.share for each in purchases if each.role is VatRole.E1), none)
    if untaxed or not lines:
        # Nothing else may stand beside what is outside the scope of VAT.
        outside = member.vat_status is VatStatus.NOT_SUBJECT and not lines
        category = Category.OUTSIDE if outside else Category.EXEMPT
        lines.append(InvoiceLine(Subject.GOODS, untaxed, none, ZERO_RATE, category))
    return lines


def _taxed(bought: Purchase) -> InvoiceLine:
    category = Category.STANDARD if bought.vat.millionths else Category.ZERO
    net = bought.before_tax
    return InvoiceLine(Subject.GOODS, net, bought.share - net, bought.vat, category)


def _invoice(
    kind: InvoiceKind,
    number: str,
    lines: Sequence[InvoiceLine],
    total: Money,
    *,
    retained: Money,
    month: Month,
    day: date,
    seller: Party,
    buyer: Party,
    statement: str,
    corrects: Sequence[Earlier],
    mandate_on: date | None = None,
    contest_until: date | None = None,
) -> Invoice:
    """A credit note where more came back than was sold: it states the amounts without their sign."""
    credit = total.minor < 0
    return Invoice(
        kind=kind,
        number=number,
        day=day,
        month=month,
        seller=seller,
        buyer=buyer,
        lines=tuple(line.turned() if credit else line for line in lines),
        total=-total if credit else total,
        retained=-retained if credit else retained,
        statement=statement,
        credit=credit,
        corrects=tuple(corrects) if credit else (),
        mandate_on=mandate_on,
        contest_until=contest_until,
    )
