"""The one pure function behind both the preview and the act: basket and tenders in, sale out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ess_shop.domain.basket import Basket, BasketLine, Tender
from ess_shop.domain.currencies import LocalCurrency
from ess_shop.domain.money import MILLION, Money, allocate, divide
from ess_shop.domain.pricing import price
from ess_shop.domain.sale import LocalPart, Sale, SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.tally import LocalReceipt, tally
from ess_shop.domain.terms import Consignor
from ess_shop.errors import Refused


def total_of(lines: Sequence[SaleLine], shop: Shop) -> Money:
    """What a priced basket comes to."""
    return shop.money(sum(line.total.minor for line in lines))


def ring(basket: Basket, tenders: Sequence[Tender], shop: Shop) -> Sale:
    """Price, pay and share a basket; Refused says which rule it breaks."""
    lines = price(basket, shop)
    total = total_of(lines, shop)
    paid = tally(total, tenders, shop)
    if paid.receipts:
        lines = _share_local(lines, _consignors(basket), paid.receipts)
    return Sale(shop.currency, lines, paid.payments, total, paid.rounding)


def local_maximum(basket: Basket, shop: Shop, code: str, *, coupons: bool = True) -> Money:
    """The most this basket takes in a local currency: what its members accept, and never more than is due."""
    local = shop.local_named(code)
    lines = price(basket, shop)
    caps = _caps(lines, _consignors(basket), local)
    accepted = min(sum(caps) // MILLION, total_of(lines, shop).minor)
    return local.money(local.payable(accepted, coupons=coupons))


def _consignors(basket: Basket) -> Mapping[str, Consignor]:
    return {line.consignor.member_id: line.consignor for line in basket.lines if isinstance(line, BasketLine)}


def _caps(lines: Sequence[SaleLine], consignors: Mapping[str, Consignor], local: LocalCurrency) -> list[int]:
    """What each line still accepts in a local currency, in millionths of a legal minor unit.

    Returns accept none; no line takes more than its total in all its local currencies together.
    """
    return [_cap(line, consignors, local) if line.total.minor > 0 else 0 for line in lines]


def _cap(line: SaleLine, consignors: Mapping[str, Consignor], local: LocalCurrency) -> int:
    accepted = line.total.minor * consignors[line.member_id].accepts(local.currency.code).millionths
    if not line.locals:
        return accepted
    same = sum(part.worth.minor for part in line.locals if part.received.currency == local.currency)
    return max(min(accepted - same * MILLION, line.legal_received.minor * MILLION), 0)


def _share_local(
    lines: Sequence[SaleLine],
    consignors: Mapping[str, Consignor],
    receipts: Sequence[LocalReceipt],
) -> tuple[SaleLine, ...]:
    """Spread each local currency over the lines in proportion to what they accept."""
    shared = list(lines)
    for receipt in receipts:
        local = receipt.local
        caps = _caps(shared, consignors, local)
        most = local.payable(sum(caps) // MILLION, coupons=receipt.coupons)
        if receipt.minor > most:
            raise Refused(
                "local_maximum",
                "This basket takes {most} at most, not {asked}: its members accept no more.",
                most=local.money(most),
                asked=local.money(receipt.minor),
            )
        for i, received in enumerate(allocate(receipt.minor, caps)):
            if received:
                shared[i] = _with_local(shared[i], local, received)
                if shared[i].legal_received.minor < 0:
                    raise Refused(
                        "local_unit_too_large",
                        "One unit of {code} is more than “{label}” can take.",
                        code=local.currency.code,
                        label=shared[i].label,
                    )
    return tuple(shared)


def _with_local(line: SaleLine, local: LocalCurrency, received: int) -> SaleLine:
    """The line with a part received in a local currency; never more of it to the member than came in."""
    exact = divide(received * line.share.minor, line.total.minor)
    share = min(exact, received, local.payable(line.legal_share.minor, coupons=False))
    legal = line.share.currency
    part = LocalPart(local.money(received), Money(local.worth(received), legal), local.money(share))
    legal_share = line.legal_share - Money(local.worth(share), legal)
    return replace(line, locals=(*line.locals, part), legal_share=legal_share)
