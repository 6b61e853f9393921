"""A sold line put right: taken back to the cent, and sold again as it should have been, for the same money.

Both lines make one sale that nobody pays: what the customer gave moves from one line to the other, in the
same currencies. The member of the new line gets their share in the mix in which the line was paid, but
never more of a local currency than their contract accepts: the rest is theirs in legal money.
"""

from __future__ import annotations

from dataclasses import replace

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Basket, BasketLine, Discount, ReturnLine
from ess_shop.domain.money import Money, divide
from ess_shop.domain.pricing import part_back, price, taken_back
from ess_shop.domain.sale import LocalPart, Sale, SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer, Consignor
from ess_shop.errors import Refused


def undone(line: ReturnLine, shop: Shop) -> SaleLine:
    """The line taken back as it was paid, its parts in local currencies with it."""
    back = taken_back(line)
    locals_ = tuple(
        LocalPart(part_back(line, part.received), part_back(line, part.worth), part_back(line, part.share))
        for part in line.sold.locals
    )
    in_local = sum(shop.worth(part.share) for part in locals_)
    return replace(back, locals=locals_, legal_share=back.share - shop.money(in_local))


def reassigned(line: ReturnLine, article: Article, consignor: Consignor, shop: Shop) -> Sale:
    """The line for another article, at the price that was paid, on the terms of its member.

    What the shop bore of a discount it goes on bearing; else the contract of the right member says who does.
    """
    sold = line.sold
    if article.id == sold.article_id:
        raise Refused(
            "same_article", "“{label}” is what was sold: choose the right article.", label=article.label
        )
    if article.unique and line.quantity > 1:
        raise Refused("only_one", "There is only one “{label}”.", label=article.label)
    back = undone(line, shop)
    off = sold.unit_price * line.quantity + back.total
    bearer = Bearer.SHOP if sold.discount_bearer is Bearer.SHOP else None
    discount = Discount(off, sold.discount_reason, bearer) if off else None
    asked = BasketLine(article, consignor, line.quantity, sold.unit_price, discount, line.reason)
    (again,) = price(Basket((asked,)), shop)
    return _moved(back, again, consignor, shop)


def repriced(line: ReturnLine, article: Article, consignor: Consignor, shop: Shop) -> Sale:
    """The line at the article's right price, which is higher: the shop bears what the customer did not pay.

    Goods that were marked down are marked down by the same part of the right price.
    """
    sold = line.sold
    back = undone(line, shop)
    off = sold.unit_price * line.quantity + back.total
    discount = Discount(off, sold.discount_reason, sold.discount_bearer) if off else None
    right = right_unit_price(sold, article.price)
    asked = BasketLine(article, consignor, line.quantity, right, discount, line.reason)
    (full,) = price(Basket((asked,)), shop)
    missing = full.total + back.total
    if missing.minor <= 0:
        raise Refused(
            "paid_enough", "The customer paid no less than the right price for “{label}”.", label=sold.label
        )
    alone = bool(off) and full.discount_bearer is not Bearer.SHOP
    again = replace(
        full,
        label=sold.label,
        discount=full.discount + missing,
        discount_reason=sold.discount_reason or line.reason,
        discount_bearer=full.discount_bearer if alone else Bearer.SHOP,
        shop_discount=full.shop_discount + missing.minor if alone else 0,
        total=-back.total,
        before_tax=shop.money(full.vat.before(-back.total.minor)),
        tag_price=None if sold.tag_price is None else article.price,
    )
    return _moved(back, again, consignor, shop)


def right_unit_price(sold: SaleLine, right: Money) -> Money:
    """What a piece would have been sold at, had its tag said the right price."""
    if sold.tag_price is None or not sold.tag_price:
        return right
    return Money(divide(right.minor * sold.unit_price.minor, sold.tag_price.minor), right.currency)


def _moved(back: SaleLine, again: SaleLine, consignor: Consignor, shop: Shop) -> Sale:
    """Both lines as one sale that comes to nothing; what was paid locally goes from one to the other."""
    for part in back.locals:
        again = _with_local(again, LocalPart(-part.received, -part.worth, part.share), consignor, shop)
    nothing = shop.money(0)
    return Sale(shop.currency, (back, again), (), nothing, nothing)


def _with_local(line: SaleLine, paid: LocalPart, consignor: Consignor, shop: Shop) -> SaleLine:
    """The line with that part of it paid locally."""
    code = paid.received.currency.code
    local = shop.local_named(code)
    accepted = consignor.accepts(code).of(line.share.minor)
    most = local.payable(max(min(accepted, line.legal_share.minor), 0), coupons=False)
    exact = divide(paid.received.minor * line.share.minor, line.total.minor) if line.total else 0
    share = local.money(max(min(exact, paid.received.minor, most), 0))
    legal_share = line.legal_share - shop.money(shop.worth(share))
    part = LocalPart(paid.received, paid.worth, share)
    return replace(line, locals=(*line.locals, part), legal_share=legal_share)
