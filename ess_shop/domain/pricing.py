"""What each line of a basket costs, and what of it is the member's: the pure arithmetic of a sale."""

from __future__ import annotations

from dataclasses import replace

from ess_shop.domain.articles import HIGHEST_PRICE, LARGEST_QUANTITY, has_control
from ess_shop.domain.basket import Basket, BasketLine, Discount, ReturnLine
from ess_shop.domain.money import Money, allocate, divide
from ess_shop.domain.sale import SaleLine
from ess_shop.domain.shares import share_of, split_of
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer, VatRole, role_of_line, shown_vat
from ess_shop.errors import Refused


def price(basket: Basket, shop: Shop) -> tuple[SaleLine, ...]:
    """Price every line, basket discount included; before anything is paid, so no local part yet.

    Refused when a line breaks a rule; `line` in its facts counts from 1.
    """
    if not basket.lines:
        raise Refused("empty_basket", "The basket is empty: scan an article first.")
    _check_words(basket)
    tagged = basket.lines
    basket = replace(basket, lines=tuple(_marked_down(line, shop) for line in basket.lines))
    off = _basket_discount(basket, shop)
    lines = []
    for number, (line, more) in enumerate(zip(basket.lines, off, strict=True), start=1):
        if isinstance(line, ReturnLine):
            lines.append(taken_back(line, number))
        else:
            tag = tagged[number - 1]
            first = tag.unit_price if isinstance(tag, BasketLine) else line.unit_price
            lines.append(_priced(line, number, more, basket.discount, shop, first))
    return tuple(lines)


def _marked_down(line: BasketLine | ReturnLine, shop: Shop) -> BasketLine | ReturnLine:
    """The line at the price its contract's markdowns make, or at its tag with its own larger discount."""
    if isinstance(line, ReturnLine) or line.marked_price is None:
        return line
    marked_off = (line.unit_price - line.marked_price).minor * line.quantity
    own_off = off_of(line.discount, shop)
    if own_off and not 0 < own_off < marked_off:
        return line
    return replace(line, unit_price=line.marked_price, discount=None)


def taken_back(line: ReturnLine, number: int = 1) -> SaleLine:
    """The line that takes pieces of a sold line back, with its frozen terms and its exact cents.

    The parts of several returns of one line add up to the line, whatever the order.
    """
    sold = line.sold
    left = sold.quantity - line.returned_before
    if line.quantity <= 0 or line.quantity > left:
        raise Refused(
            "returned_more_than_bought",
            "Line {line}: {asked} × “{label}” to take back, but {left} can be: see the ticket.",
            line=number,
            asked=line.quantity,
            label=sold.label,
            left=max(left, 0),
        )

    total = part_back(line, sold.total)
    discount = -(sold.unit_price * line.quantity) - total
    return replace(
        sold,
        quantity=-line.quantity,
        discount=discount,
        discount_reason=sold.discount_reason if discount else "",
        total=total,
        before_tax=part_back(line, sold.before_tax),
        share=part_back(line, sold.share),
        legal_share=part_back(line, sold.share),
        shop_discount=part_back(line, Money(sold.shop_discount, sold.total.currency)).minor,
        locals=(),
        origin=line.ref,
        reason=line.reason,
    )


def part_back(line: ReturnLine, whole: Money) -> Money:
    """What of an amount of the sold line comes back with these pieces, negative; all parts add up to it."""
    after = divide(whole.minor * (line.returned_before + line.quantity), line.sold.quantity)
    return Money(divide(whole.minor * line.returned_before, line.sold.quantity) - after, whole.currency)


def _priced(
    line: BasketLine,
    number: int,
    basket_off: int,
    basket_discount: Discount | None,
    shop: Shop,
    first_price: Money,
) -> SaleLine:
    article, terms = line.article, line.consignor.terms
    _check_line(line, number, shop)
    whole = line.unit_price.minor * line.quantity
    own_off = off_of(line.discount, shop)
    off = own_off + basket_off
    if own_off < 0 or (off and line.quantity < 0) or (off and off > whole):
        raise Refused(
            "discount_too_large",
            "Line {line}: a discount of {discount} does not fit “{label}” at {price}.",
            line=number,
            discount=shop.money(off),
            label=article.label,
            price=shop.money(whole),
        )
    given = [line.discount] if line.discount and own_off else []
    given += [basket_discount] if basket_discount and basket_off else []
    bearers = {discount.bearer or terms.discount_bearer for discount in given} or {terms.discount_bearer}
    if len(bearers) > 1:
        raise Refused(
            "discount_bearers_differ",
            "Line {line}: its own discount and the basket's are borne by different parties: choose one.",
            line=number,
        )
    bearer = bearers.pop()
    status = line.consignor.vat_status
    role = role_of_line(terms.role, status, second_hand=article.second_hand)
    vat = shown_vat(role, status, article.vat, shop_liable=shop.vat_liable)
    total = whole - off
    split = split_of(terms, article)
    if split.net is not None:
        bearer = Bearer.SHOP
    share, beyond = share_of(
        split, whole=whole, off=off, quantity=line.quantity, bearer=bearer, vat=vat, shop=shop
    )
    if whole > 0 > share:
        raise Refused(
            "discount_beyond_share",
            "Line {line}: nothing of “{label}” is left for its member: let the shop bear the discount.",
            line=number,
            label=article.label,
        )
    money = shop.money
    return SaleLine(
        article_id=article.id,
        code=article.code,
        label=article.label,
        member_id=article.member_id,
        vat_status=status,
        role=role,
        base=split.base,
        commission_rate=split.commission,
        vat=vat,
        quantity=line.quantity,
        unit_price=line.unit_price,
        discount=money(off),
        discount_reason=" ; ".join(discount.reason for discount in given if discount.reason),
        discount_bearer=bearer,
        total=money(total),
        before_tax=money(vat.before(total)),
        share=money(share),
        legal_share=money(share),
        reason=line.reason,
        tag_price=None if first_price == line.unit_price else first_price,
        net=None if split.net is None else money(split.net),
        piece_fee=split.piece_fee,
        shop_discount=beyond,
        margin_vat=article.vat if role is VatRole.F else None,
    )


def off_of(discount: Discount | None, shop: Shop) -> int:
    """What a discount takes off, in legal minor units; CurrencyMismatch for another currency."""
    return (shop.money(0) + discount.amount).minor if discount else 0


def _check_line(line: BasketLine, number: int, shop: Shop) -> None:
    label = line.article.label
    if line.quantity == 0 or abs(line.quantity) > LARGEST_QUANTITY:
        raise Refused(
            "bad_quantity",
            "Line {line}: {quantity} is no quantity of “{label}”: type it again.",
            line=number,
            quantity=line.quantity,
            label=label,
        )
    if line.unit_price.currency != shop.currency or not 0 <= line.unit_price.minor <= HIGHEST_PRICE:
        raise Refused(
            "bad_price",
            "Line {line}: {price} is no price for “{label}”: check the tag.",
            line=number,
            price=line.unit_price,
            label=label,
        )
    if line.quantity < 0 and not line.reason.strip():
        raise Refused(
            "return_without_reason",
            "Line {line}: say why “{label}” is taken back without its ticket.",
            line=number,
            label=label,
        )


def _check_words(basket: Basket) -> None:
    """Reasons end up on paper and in the journal: nothing that steers a printer may hide in them."""
    if basket.discount and has_control(basket.discount.reason):
        raise Refused("control_characters", "Line {line}: a reason holds unreadable characters.", line=0)
    for number, line in enumerate(basket.lines, start=1):
        discount = line.discount if isinstance(line, BasketLine) else None
        if has_control(line.reason) or (discount and has_control(discount.reason)):
            raise Refused(
                "control_characters", "Line {line}: a reason holds unreadable characters.", line=number
            )


def _basket_discount(basket: Basket, shop: Shop) -> list[int]:
    """The basket discount spread over the bought lines in proportion to what is left of their price."""
    none = [0] * len(basket.lines)
    if basket.discount is None:
        return none
    weights = [
        max(line.unit_price.minor * line.quantity - off_of(line.discount, shop), 0)
        if isinstance(line, BasketLine)
        else 0
        for line in basket.lines
    ]
    amount = off_of(basket.discount, shop)
    if not 0 <= amount <= sum(weights):
        raise Refused(
            "discount_too_large",
            "A discount of {discount} does not fit a basket of {price}.",
            discount=shop.money(amount),
            price=shop.money(sum(weights)),
        )
    return allocate(amount, weights) if amount else none
