"""What of a line is the member's under clauses, to the cent: fees, fixed nets, ceilings, markdowns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from domain_stories import (
    SHOP,
    VAT_20,
    back,
    basket,
    bought_lines,
    card,
    clauses,
    consignor,
    coupons,
    eur,
    examples,
    lem,
    line,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from ess_shop.domain.basket import BasketLine, Discount
from ess_shop.domain.clauses import Clauses, Exemption, Tier
from ess_shop.domain.ledger import imbalance, of_sale
from ess_shop.domain.money import Rate
from ess_shop.domain.pricing import price
from ess_shop.domain.ringing import local_maximum, ring
from ess_shop.domain.sale import SaleLine
from ess_shop.domain.terms import Bearer, Consignor
from ess_shop.errors import Refused


def under(said: Clauses, *, bearer: Bearer = Bearer.SHARED, percent: int = 30) -> Consignor:
    who = consignor(percent=percent, bearer=bearer)
    return replace(who, terms=replace(who.terms, clauses=said))


def sold(bought: BasketLine) -> SaleLine:
    return price(basket(bought), SHOP)[0]


def memo(price_: int, net: int, *, quantity: int = 1, discount: Discount | None = None) -> BasketLine:
    bought = line(price_, under(Clauses(memo=True)), quantity=quantity, discount=discount)
    return replace(bought, article=replace(bought.article, net=eur(net)))


def off(minor: int, bearer: Bearer | None = None) -> Discount:
    return Discount(eur(minor), "abîmé", bearer)


def test_exceptions_and_tiers_are_frozen_on_the_line() -> None:
    said = Clauses(exemptions=(Exemption(Rate.percent(10), category="livres"),), tiers=(Tier(5000, Rate(0)),))
    book = line(2000, under(said))
    book = replace(book, article=replace(book.article, category="Livres"))
    assert (sold(book).commission_rate, sold(book).share) == (Rate.percent(10), eur(1800))
    dear = sold(line(5000, under(said)))
    assert (dear.commission_rate, dear.share) == (Rate(0), eur(5000))
    assert sold(line(4999, under(said))).commission_rate == Rate.percent(30)


def test_a_fee_is_taken_per_piece_and_never_more_than_there_is() -> None:
    three = sold(line(1000, under(Clauses(piece_fee=20)), quantity=3))
    assert (three.share, three.commission, three.piece_fee) == (eur(2100 - 60), eur(960), 20)
    cheap = sold(line(10, under(Clauses(piece_fee=20)), quantity=2))
    assert (cheap.share, cheap.commission) == (eur(0), eur(20))


def test_a_fixed_net_price_is_due_whatever_the_goods_are_sold_for() -> None:
    assert (sold(memo(1800, 1150)).share, sold(memo(1800, 1150)).commission) == (eur(1150), eur(650))
    reduced = sold(memo(1800, 1150, quantity=2, discount=off(1600)))
    assert (reduced.total, reduced.share, reduced.commission) == (eur(2000), eur(2300), eur(-300))
    assert (reduced.discount_bearer, reduced.net, reduced.shop_discount) == (Bearer.SHOP, eur(1150), 0)


@pytest.mark.parametrize(
    ("bearer", "share", "beyond"),
    [(Bearer.MEMBER, 10_000 - 500 - 3000, 1500), (Bearer.SHARED, 6650, 1500), (Bearer.SHOP, 7000, 0)],
)
def test_what_goes_beyond_the_ceiling_is_the_shops(bearer: Bearer, share: int, beyond: int) -> None:
    """20 € off 100 €, of which the member agreed to 5 %: the other 15 € are the shop's alone."""
    soap = sold(line(10_000, under(Clauses(ceiling=Rate.percent(5)), bearer=bearer), discount=off(2000)))
    assert (soap.total, soap.share, soap.shop_discount) == (eur(8000), eur(share), beyond)


def test_a_ceiling_that_is_not_reached_changes_nothing() -> None:
    with_one = sold(line(10_000, under(Clauses(ceiling=Rate.percent(20))), discount=off(2000)))
    assert with_one == sold(line(10_000, under(Clauses()), discount=off(2000)))


def test_a_ceiling_means_nothing_for_goods_taken_back_without_a_ticket() -> None:
    who = under(Clauses(ceiling=Rate.percent(5)), bearer=Bearer.MEMBER)
    given_back = sold(line(1000, who, quantity=-2, reason="taille"))
    assert (given_back.share, given_back.shop_discount) == (eur(-1400), 0)


def marked(tag: int, to: int, *, quantity: int = 1, discount: Discount | None = None) -> BasketLine:
    return replace(line(tag, quantity=quantity, discount=discount), marked_price=eur(to))


@pytest.mark.parametrize(
    ("discount", "unit_price", "discounted", "tag"),
    [
        (None, 3000, 0, 4000),
        (off(1999), 3000, 0, 4000),
        (off(2000), 4000, 2000, None),
        (off(2500), 4000, 2500, None),
    ],
)
def test_the_larger_of_markdown_and_own_discount_wins(
    discount: Discount | None, unit_price: int, discounted: int, tag: int | None
) -> None:
    """Two pieces of 40 € marked down to 30 €: 20 € off; a discount of its own counts if it is not smaller."""
    soap = sold(marked(4000, 3000, quantity=2, discount=discount))
    assert (soap.unit_price, soap.discount) == (eur(unit_price), eur(discounted))
    assert soap.tag_price == (None if tag is None else eur(tag))
    assert soap.total == eur(unit_price * 2 - discounted)


@pytest.mark.parametrize(("quantity", "minor"), [(1, -1), (-1, 100)])
def test_a_discount_that_is_none_is_refused_on_goods_marked_down_too(quantity: int, minor: int) -> None:
    wanted = replace(marked(4000, 3000, quantity=quantity, discount=off(minor)), reason="taille")
    with pytest.raises(Refused) as refused:
        sold(wanted)
    assert refused.value.code == "discount_too_large"


@st.composite
def lines_under_clauses(draw: st.DrawFn) -> BasketLine:
    """A line under any clauses: fixed net or percent, marked down or not, discounted or not."""
    bought = draw(bought_lines())
    terms = replace(
        bought.consignor.terms, clauses=draw(clauses()), discount_bearer=draw(st.sampled_from(Bearer))
    )
    article = bought.article
    if draw(st.booleans()):
        article = replace(article, net=eur(draw(st.integers(0, bought.unit_price.minor))))
    article = replace(article, category=draw(st.sampled_from(["Livres", "savon", ""])))
    down = draw(st.none() | st.integers(0, bought.unit_price.minor))
    return replace(
        bought,
        article=article,
        consignor=replace(bought.consignor, terms=terms),
        marked_price=None if down in (None, bought.unit_price.minor) else eur(down),
    )


def if_sold(bought: BasketLine) -> SaleLine:
    """The line as it is sold; an example that leaves nothing to the member is none."""
    try:
        return sold(bought)
    except Refused as refused:
        assume(refused.code != "discount_beyond_share")
        raise


@examples
@given(lines_under_clauses())
def test_share_and_commission_always_make_the_total(wanted: BasketLine) -> None:
    bought = if_sold(wanted)
    assert bought.share + bought.commission == bought.total
    assert bought.unit_price * bought.quantity - bought.discount == bought.total
    assert bought.share.minor >= 0
    assert bought.net is not None or bought.share.minor <= bought.total.minor + bought.discount.minor
    assert 0 <= bought.shop_discount <= bought.discount.minor
    tag = wanted.unit_price if bought.tag_price is None else bought.tag_price
    assert tag == wanted.unit_price
    assert bought.unit_price <= tag


@examples
@given(lines_under_clauses())
def test_a_discount_of_ones_own_and_a_markdown_do_not_add_up(wanted: BasketLine) -> None:
    """The customer gets the larger of both, and never a cent more."""
    bought = if_sold(wanted)
    own = wanted.discount.amount.minor if wanted.discount else 0
    down = 0 if wanted.marked_price is None else (wanted.unit_price - wanted.marked_price).minor
    whole = wanted.unit_price.minor * wanted.quantity
    assert whole - bought.total.minor == max(own, down * wanted.quantity)


@examples
@given(lines_under_clauses(), st.data())
def test_returns_in_any_split_cancel_every_amount(wanted: BasketLine, data: st.DataObject) -> None:
    bought = if_sold(wanted)
    before, parts = 0, []
    while before < bought.quantity:
        quantity = data.draw(st.integers(1, bought.quantity - before))
        parts.append(price(basket(back(bought, quantity, before)), SHOP)[0])
        before += quantity
    for name in ("total", "share", "legal_share", "discount", "before_tax", "commission"):
        assert sum(getattr(part, name).minor for part in parts) == -getattr(bought, name).minor
    assert sum(part.shop_discount for part in parts) == -bought.shop_discount
    assert {(part.net, part.piece_fee, part.tag_price, part.commission_rate) for part in parts} == {
        (bought.net, bought.piece_fee, bought.tag_price, bought.commission_rate)
    }


@examples
@given(lines_under_clauses())
def test_a_line_taken_back_without_its_ticket_mirrors_its_sale(wanted: BasketLine) -> None:
    wanted = replace(wanted, discount=None)
    bought = if_sold(wanted)
    mirrored = sold(replace(wanted, quantity=-wanted.quantity, reason="sans ticket"))
    for name in ("total", "share", "legal_share", "before_tax", "commission"):
        assert getattr(mirrored, name) == -getattr(bought, name)


@examples
@given(st.lists(lines_under_clauses(), min_size=1, max_size=4), st.booleans())
def test_the_ledger_balances_whatever_the_clauses(wanted: list[BasketLine], local: bool) -> None:
    owners: dict[str, Consignor] = {}
    for bought in wanted:
        owners.setdefault(bought.consignor.member_id, bought.consignor)
    whole = basket(*[replace(each, consignor=owners[each.consignor.member_id]) for each in wanted])
    try:
        lines = price(whole, SHOP)
        due = sum(each.total.minor for each in lines)
        taken = local_maximum(whole, SHOP, "LEM").minor // 100 * 100 if local else 0
        tenders = [coupons(lem(taken))] if taken else []
        tenders += [card(due - taken)] if due > taken else []
        sale = ring(whole, tenders, SHOP)
    except Refused as refused:
        assume(refused.code not in {"discount_beyond_share", "local_unit_too_large"})
        raise
    assert imbalance(of_sale(sale, SHOP)) == {}
    for each in sale.lines:
        assert sum(part.share.minor for part in each.locals) + each.legal_share.minor == each.share.minor
        assert each.share + each.commission == each.total


def test_the_first_price_is_kept_beside_the_price_marked_down() -> None:
    soap = sold(replace(marked(4000, 3000), article=replace(line(4000).article, vat=VAT_20)))
    assert (soap.tag_price, soap.unit_price, soap.share) == (eur(4000), eur(3000), eur(2100))
