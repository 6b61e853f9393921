"""A sale as plain data for the journal, and back: nothing of it is lost on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ess_shop.domain.ledger import Posting
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.sale import LineRef, LocalPart, Means, Payment, Sale, SaleLine
from ess_shop.domain.terms import Bearer, CommissionBase, VatRole

Body = dict[str, Any]


def sale_body(
    sale: Sale,
    postings: Sequence[Posting],
    *,
    ticket: int,
    day: str,
    session: int,
    volunteer: str,
    source: str = "",
) -> Body:
    """The journal's body of a sale; amounts in minor units, rates in millionths.

    `day` is the business day (ISO), `session` the journal number of its opening, `source` the ticket's number
    where it was first rung up, if elsewhere.
    """
    return {
        "ticket": ticket,
        "day": day,
        "session": session,
        "volunteer": volunteer,
        "source": source,
        "currency": sale.currency.code,
        "decimals": sale.currency.decimals,
        "lines": [_line_body(line) for line in sale.lines],
        "payments": [_payment_body(payment) for payment in sale.payments],
        "total": sale.total.minor,
        "rounding": sale.rounding.minor,
        "rates": rate_totals(sale.lines),
        "postings": postings_body(postings),
        "moves": [
            [line.article_id, -line.quantity, "sale" if line.quantity > 0 else "return"]
            for line in sale.lines
        ],
        **({"customer": sale.customer} if sale.customer else {}),
    }


def postings_body(postings: Sequence[Posting]) -> list[list[object]]:
    """Postings as [account, currency, amount, member]."""
    return [
        [str(posting.account), posting.amount.currency.code, posting.amount.minor, posting.member_id]
        for posting in postings
    ]


def rate_totals(lines: Sequence[SaleLine]) -> list[list[int]]:
    """Totals per VAT rate as [rate in millionths, before tax, total], highest rate first."""
    sums: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        of_rate = sums[line.vat.millionths]
        of_rate[0] += line.before_tax.minor
        of_rate[1] += line.total.minor
    return [[rate, *sums[rate]] for rate in sorted(sums, reverse=True)]


def sale_from(body: Mapping[str, Any]) -> Sale:
    """The sale that a body was made of."""
    legal = Currency(body["currency"], body["decimals"])
    return Sale(
        currency=legal,
        lines=tuple(_line_from(line, legal) for line in body["lines"]),
        payments=tuple(_payment_from(payment) for payment in body["payments"]),
        total=Money(body["total"], legal),
        rounding=Money(body["rounding"], legal),
        customer=body.get("customer", ""),
    )


def _line_body(line: SaleLine) -> Body:
    body: Body = {
        "article": line.article_id,
        "code": line.code,
        "label": line.label,
        "member": line.member_id,
        "status": str(line.vat_status),
        "role": str(line.role),
        "base": str(line.base),
        "commission": line.commission_rate.millionths,
        "vat": line.vat.millionths,
        "quantity": line.quantity,
        "price": line.unit_price.minor,
        "total": line.total.minor,
        "before_tax": line.before_tax.minor,
        "share": line.share.minor,
        "legal_share": line.legal_share.minor,
        "bearer": str(line.discount_bearer),
    }
    if line.discount:
        body["discount"] = line.discount.minor
        body["discount_reason"] = line.discount_reason
    if line.locals:
        body["locals"] = [
            [
                part.received.currency.code,
                part.received.currency.decimals,
                part.received.minor,
                part.worth.minor,
                part.share.minor,
            ]
            for part in line.locals
        ]
    if line.origin:
        body["origin"] = [line.origin.till, line.origin.entry, line.origin.line]
    if line.reason:
        body["reason"] = line.reason
    if line.tag_price is not None:
        body["tag_price"] = line.tag_price.minor
    if line.net is not None:
        body["net"] = line.net.minor
    if line.piece_fee:
        body["piece_fee"] = line.piece_fee
    if line.shop_discount:
        body["shop_discount"] = line.shop_discount
    if line.margin_vat is not None:
        body["margin_vat"] = line.margin_vat.millionths
    return body


def _line_from(body: Mapping[str, Any], legal: Currency) -> SaleLine:
    origin = body.get("origin")
    return SaleLine(
        article_id=body["article"],
        code=body["code"],
        label=body["label"],
        member_id=body["member"],
        vat_status=VatStatus(body["status"]),
        role=VatRole(body["role"]),
        base=CommissionBase(body["base"]),
        commission_rate=Rate(body["commission"]),
        vat=Rate(body["vat"]),
        quantity=body["quantity"],
        unit_price=Money(body["price"], legal),
        discount=Money(body.get("discount", 0), legal),
        discount_reason=body.get("discount_reason", ""),
        discount_bearer=Bearer(body["bearer"]),
        total=Money(body["total"], legal),
        before_tax=Money(body["before_tax"], legal),
        share=Money(body["share"], legal),
        legal_share=Money(body["legal_share"], legal),
        locals=tuple(
            LocalPart(
                Money(received, Currency(code, decimals)),
                Money(worth, legal),
                Money(share, Currency(code, decimals)),
            )
            for code, decimals, received, worth, share in body.get("locals", ())
        ),
        origin=LineRef(*origin) if origin else None,
        reason=body.get("reason", ""),
        tag_price=_money_if_any(body.get("tag_price"), legal),
        net=_money_if_any(body.get("net"), legal),
        piece_fee=body.get("piece_fee", 0),
        shop_discount=body.get("shop_discount", 0),
        margin_vat=Rate(body["margin_vat"]) if "margin_vat" in body else None,
    )


def _money_if_any(minor: int | None, legal: Currency) -> Money | None:
    return None if minor is None else Money(minor, legal)


def _payment_body(payment: Payment) -> Body:
    return {
        "means": str(payment.means),
        "currency": payment.tendered.currency.code,
        "decimals": payment.tendered.currency.decimals,
        "tendered": payment.tendered.minor,
        "change": payment.change.minor,
        "reference": payment.reference,
    }


def _payment_from(body: Mapping[str, Any]) -> Payment:
    currency = Currency(body["currency"], body["decimals"])
    return Payment(
        Means(body["means"]),
        Money(body["tendered"], currency),
        Money(body["change"], currency),
        body["reference"],
    )
