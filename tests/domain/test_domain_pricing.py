"""What a line costs and what of it is the member's, to the cent, for sales, discounts and returns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from domain_stories import (
    NOT_LIABLE,
    SHOP,
    VAT_20,
    back,
    basket,
    bought_lines,
    consignor,
    coupons,
    eur,
    examples,
    lem,
    line,
    prices,
    rates,
    vats,
)
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.articles import HIGHEST_PRICE, LARGEST_QUANTITY
from ess_shop.domain.basket import Basket, BasketLine, Discount
from ess_shop.domain.currencies import CHF
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.pricing import price, taken_back
from ess_shop.domain.ringing import ring
from ess_shop.domain.sale import LineRef, SaleLine
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer, CommissionBase, VatRole
from ess_shop.errors import Refused


def sold(bought: BasketLine, shop: Shop = SHOP) -> SaleLine:
    return price(basket(bought), shop)[0]


def refusal(wanted: Basket, shop: Shop = SHOP) -> str:
    with pytest.raises(Refused) as refused:
        price(wanted, shop)
    assert str(refused.value)
    return refused.value.code


@pytest.mark.parametrize(
    ("status", "role", "shop", "before_tax", "vat"),
    [
        (VatStatus.LIABLE, VatRole.A, SHOP, 10_000, VAT_20),
        (VatStatus.FRANCHISE, VatRole.B, SHOP, 12_000, Rate(0)),
        (VatStatus.NOT_SUBJECT, VatRole.B, SHOP, 12_000, Rate(0)),
        (VatStatus.LIABLE, VatRole.C, NOT_LIABLE, 10_000, VAT_20),
        (VatStatus.FRANCHISE, VatRole.C, NOT_LIABLE, 12_000, Rate(0)),
    ],
)
def test_of_120_euro_at_30_percent_84_come_home(
    status: VatStatus, role: VatRole, shop: Shop, before_tax: int, vat: Rate
) -> None:
    soap = sold(line(12_000, consignor(status=status, role=role)), shop)
    assert soap.total == eur(12_000)
    assert soap.share == soap.legal_share == eur(8400)
    assert soap.commission == eur(3600)
    assert soap.before_tax == eur(before_tax)
    assert (soap.vat, soap.role, soap.vat_status) == (vat, role, status)


def test_a_book_at_reduced_rate_gives_the_same_part_of_its_tag() -> None:
    book = sold(line(10_550, vat=Rate.percent("5.5")))
    assert book.before_tax == eur(10_000)
    assert book.commission == eur(3165)


def test_a_commission_before_tax_bears_the_shops_own_tax() -> None:
    who = consignor(base=CommissionBase.BEFORE_TAX)
    book = line(10_550, who, vat=Rate.percent("5.5"))
    assert sold(book).commission == eur(3600)
    assert sold(book, NOT_LIABLE).commission == eur(3000)


def test_the_terms_are_frozen_on_the_line() -> None:
    who = consignor(percent="33.33", bearer=Bearer.MEMBER)
    soap = sold(line(1000, who, quantity=2))
    assert soap.commission_rate == Rate.percent("33.33")
    assert (soap.member_id, soap.code, soap.label) == ("m-1", "SAV-1", "Savon au lait")
    assert (soap.quantity, soap.unit_price, soap.discount_bearer) == (2, eur(1000), Bearer.MEMBER)
    assert soap.locals == ()


@pytest.mark.parametrize(
    ("bearer", "share", "commission"),
    [(Bearer.SHARED, 7000, 3000), (Bearer.SHOP, 8400, 1600), (Bearer.MEMBER, 6400, 3600)],
)
def test_who_bears_twenty_euro_off_a_line(bearer: Bearer, share: int, commission: int) -> None:
    soap = sold(line(12_000, discount=Discount(eur(2000), "emballage abîmé", bearer)))
    assert (soap.total, soap.discount) == (eur(10_000), eur(2000))
    assert (soap.share, soap.commission) == (eur(share), eur(commission))
    assert (soap.discount_bearer, soap.discount_reason) == (bearer, "emballage abîmé")
    assert soap.before_tax == eur(8333)


@pytest.mark.parametrize(
    ("bearer", "shares"),
    [(Bearer.SHARED, [4667, 2333]), (Bearer.SHOP, [5600, 2800]), (Bearer.MEMBER, [4267, 2133])],
)
def test_who_bears_twenty_euro_off_a_basket(bearer: Bearer, shares: list[int]) -> None:
    two = basket(
        line(8000), line(4000, consignor("m-2")), discount=Discount(eur(2000), "fête du quartier", bearer)
    )
    lines = price(two, SHOP)
    assert [soap.discount for soap in lines] == [eur(1333), eur(667)]
    assert [soap.total for soap in lines] == [eur(6667), eur(3333)]
    assert [soap.share for soap in lines] == [eur(share) for share in shares]


def test_a_discount_is_borne_as_the_contract_says_unless_said_otherwise() -> None:
    who = consignor(bearer=Bearer.MEMBER)
    assert sold(line(12_000, who, discount=Discount(eur(2000), "solde"))).share == eur(6400)


def test_a_basket_discount_leaves_returned_lines_alone() -> None:
    bought = sold(line(3000))
    lines = price(basket(line(1000), back(bought, 1), discount=Discount(eur(100), "fidélité")), SHOP)
    assert [soap.total for soap in lines] == [eur(900), eur(-3000)]


def test_a_basket_discount_counts_what_a_line_discount_left() -> None:
    two = basket(
        line(2000, discount=Discount(eur(1000), "abîmé")),
        line(1000),
        discount=Discount(eur(500), "fidélité"),
    )
    assert [soap.total for soap in price(two, SHOP)] == [eur(750), eur(750)]


@pytest.mark.parametrize("quantity", [0, LARGEST_QUANTITY + 1, -LARGEST_QUANTITY - 1])
def test_a_quantity_that_is_none_is_refused(quantity: int) -> None:
    assert refusal(basket(line(100, quantity=quantity, reason="x"))) == "bad_quantity"


@pytest.mark.parametrize("minor", [-1, HIGHEST_PRICE + 1])
def test_a_price_that_is_none_is_refused(minor: int) -> None:
    assert refusal(basket(line(minor))) == "bad_price"


@pytest.mark.parametrize("money", [lem(100), Money(100, CHF)])
def test_a_price_in_another_currency_is_refused(money: Money) -> None:
    assert refusal(basket(replace(line(100), unit_price=money))) == "bad_price"


def test_an_empty_basket_is_refused() -> None:
    assert refusal(basket()) == "empty_basket"


@pytest.mark.parametrize("off", [-1, 1001])
def test_a_discount_fits_its_line_and_its_basket(off: int) -> None:
    discount = Discount(eur(off), "erreur")
    assert refusal(basket(line(1000, discount=discount))) == "discount_too_large"
    assert refusal(basket(line(1000), discount=discount)) == "discount_too_large"


def test_a_return_without_its_ticket_takes_no_discount() -> None:
    given_back = line(1000, quantity=-1, reason="taille", discount=Discount(eur(100), "abîmé"))
    assert refusal(basket(given_back)) == "discount_too_large"


def test_a_member_never_pays_for_a_discount_out_of_pocket() -> None:
    off = Discount(eur(8401), "cadeau", Bearer.MEMBER)
    assert refusal(basket(line(12_000, discount=off))) == "discount_beyond_share"
    assert sold(line(12_000, discount=Discount(eur(8400), "cadeau", Bearer.MEMBER))).share == eur(0)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_return_without_a_ticket_needs_a_reason(reason: str) -> None:
    assert refusal(basket(line(1000, quantity=-1, reason=reason))) == "return_without_reason"


def test_a_reason_that_steers_the_printer_is_refused() -> None:
    assert refusal(basket(line(1000, quantity=-1, reason="cassé\x1b@"))) == "control_characters"
    assert refusal(basket(line(1000, discount=Discount(eur(1), "a\u202eb")))) == "control_characters"


@pytest.mark.parametrize(
    ("status", "agreed", "second_hand", "role", "before_tax", "vat", "margin_vat"),
    [
        (VatStatus.LIABLE, VatRole.D, False, VatRole.D, 10_000, VAT_20, None),
        (VatStatus.LIABLE, VatRole.F, True, VatRole.D, 10_000, VAT_20, None),
        (VatStatus.FRANCHISE, VatRole.E1, False, VatRole.E1, 10_000, VAT_20, None),
        (VatStatus.FRANCHISE, VatRole.F, False, VatRole.E1, 10_000, VAT_20, None),
        (VatStatus.FRANCHISE, VatRole.F, True, VatRole.F, 12_000, Rate(0), VAT_20),
    ],
)
def test_sold_in_the_shops_own_name_84_of_120_come_home(
    status: VatStatus,
    agreed: VatRole,
    second_hand: bool,
    role: VatRole,
    before_tax: int,
    vat: Rate,
    margin_vat: Rate | None,
) -> None:
    wanted = line(12_000, consignor(status=status, role=agreed))
    soap = sold(replace(wanted, article=replace(wanted.article, second_hand=second_hand)))
    assert (soap.total, soap.share, soap.before_tax) == (eur(12_000), eur(8400), eur(before_tax))
    assert (soap.role, soap.vat, soap.margin_vat) == (role, vat, margin_vat)


@given(
    role=st.sampled_from(VatRole),
    base=st.sampled_from(CommissionBase),
    tag=prices,
    quantity=st.integers(1, 40),
    percent=rates,
    vat=vats,
)
@examples
def test_a_line_and_its_return_cancel_in_every_role(
    role: VatRole, base: CommissionBase, tag: int, quantity: int, percent: Rate, vat: Rate
) -> None:
    liable = role in (VatRole.A, VatRole.D)
    base = CommissionBase.TAG if role is VatRole.F else base
    status = VatStatus.LIABLE if liable else VatStatus.FRANCHISE
    who = consignor(role=role, status=status, base=base)
    who = replace(who, terms=replace(who.terms, commission=percent))
    shop = NOT_LIABLE if role is VatRole.C else SHOP
    wanted = line(tag, who, quantity=quantity, vat=vat)
    wanted = replace(wanted, article=replace(wanted.article, second_hand=role is VatRole.F))
    there = sold(wanted, shop)
    again = sold(replace(wanted, quantity=-quantity, reason="cassé"), shop)
    assert (there.role, there.total.minor) == (role, tag * quantity)
    for what in ("total", "share", "legal_share", "commission", "before_tax"):
        assert getattr(there, what) == -getattr(again, what)
    assert there.share + there.commission == there.total


def test_the_refusal_names_the_line() -> None:
    with pytest.raises(Refused) as refused:
        price(basket(line(100), line(100, quantity=0)), SHOP)
    assert refused.value.facts["line"] == 2


def test_one_of_three_comes_back_with_its_exact_cents() -> None:
    bought = sold(line(333, consignor(percent="33.33"), quantity=3, discount=Discount(eur(99), "abîmé")))
    assert (bought.total, bought.share) == (eur(900), eur(600))
    given_back = price(basket(back(bought, 1)), SHOP)[0]
    assert (given_back.quantity, given_back.total, given_back.share) == (-1, eur(-300), eur(-200))
    assert given_back.discount == eur(-33)
    assert given_back.origin == LineRef("T1", 7, 1)
    assert given_back.reason == "cassé"


def test_what_was_paid_in_local_currency_comes_back_in_legal_money() -> None:
    taker = consignor(accepts={"LEM": 100})
    bought = ring(basket(line(1000, taker)), [coupons(lem(1000))], SHOP).lines[0]
    assert bought.legal_share == eur(0)
    given_back = price(basket(back(bought, 1)), SHOP)[0]
    assert given_back.legal_share == given_back.share == eur(-700)
    assert given_back.locals == ()


@pytest.mark.parametrize(("quantity", "before"), [(4, 0), (2, 2), (1, 3), (0, 0), (-1, 0), (1, 9)])
def test_never_more_comes_back_than_was_bought(quantity: int, before: int) -> None:
    bought = sold(line(333, quantity=3))
    assert refusal(basket(back(bought, quantity, before))) == "returned_more_than_bought"


@examples
@given(st.integers(1, 12), st.integers(0, 2_000), st.data())
def test_each_part_that_comes_back_adds_up_by_itself(pieces: int, minor: int, data: st.DataObject) -> None:
    """Quantity × price less discount is the total of every paper, not of the whole line alone."""
    off = data.draw(st.integers(0, minor * pieces))
    discount = Discount(eur(off), "abîmé", Bearer.SHOP) if off else None
    bought = sold(line(minor, quantity=pieces, discount=discount))
    before, together = 0, 0
    while before < pieces:
        quantity = data.draw(st.integers(1, pieces - before))
        part = taken_back(back(bought, quantity, before))
        assert part.unit_price * part.quantity - part.discount == part.total
        assert part.discount.minor <= 0
        assert bool(part.discount_reason) == bool(part.discount)
        before, together = before + quantity, together + part.discount.minor
    assert together == -off


def test_a_return_cannot_be_returned() -> None:
    given_back = sold(line(333, quantity=-1, reason="taille"))
    assert refusal(basket(back(given_back, 1))) == "returned_more_than_bought"


@st.composite
def lines_and_splits(draw: st.DrawFn) -> tuple[BasketLine, list[int]]:
    bought = draw(bought_lines())
    quantity = draw(st.integers(min_value=1, max_value=40))
    splits: list[int] = []
    while sum(splits) < quantity:
        splits.append(draw(st.integers(min_value=1, max_value=quantity - sum(splits))))
    return replace(bought, quantity=quantity, discount=None), splits


@examples
@given(lines_and_splits(), st.integers(0, 2000), st.sampled_from([Bearer.SHOP, Bearer.SHARED]))
def test_returns_in_any_split_cancel_the_line_to_the_cent(
    case: tuple[BasketLine, list[int]], off: int, bearer: Bearer
) -> None:
    wanted, splits = case
    off = min(off, wanted.unit_price.minor * wanted.quantity)
    bought = sold(replace(wanted, discount=Discount(eur(off), "abîmé", bearer)))
    before, parts = 0, []
    for quantity in splits:
        parts.append(price(basket(back(bought, quantity, before)), SHOP)[0])
        before += quantity
    assert sum(part.quantity for part in parts) == -bought.quantity
    for name in ("total", "share", "legal_share", "discount", "before_tax"):
        assert sum(getattr(part, name).minor for part in parts) == -getattr(bought, name).minor
    assert refusal(basket(back(bought, 1, before))) == "returned_more_than_bought"


@examples
@given(bought_lines())
def test_a_line_taken_back_without_its_ticket_mirrors_its_sale(wanted: BasketLine) -> None:
    wanted = replace(wanted, discount=None)
    bought = sold(wanted)
    mirrored = sold(replace(wanted, quantity=-wanted.quantity, reason="sans ticket"))
    for name in ("total", "share", "legal_share", "before_tax", "commission"):
        assert getattr(mirrored, name) == -getattr(bought, name)


@examples
@given(bought_lines())
def test_share_and_commission_make_the_total(wanted: BasketLine) -> None:
    bought = sold(wanted)
    assert bought.share + bought.commission == bought.total
    assert bought.total + bought.discount == wanted.unit_price * wanted.quantity
    assert 0 <= bought.before_tax.minor <= bought.total.minor


@examples
@given(st.lists(bought_lines(), min_size=1, max_size=6), st.data())
def test_a_basket_discount_is_spread_without_loss(wanted: list[BasketLine], data: st.DataObject) -> None:
    plain = tuple(replace(bought, discount=None) for bought in wanted)
    whole = sum(bought.unit_price.minor * bought.quantity for bought in plain)
    off = data.draw(st.integers(min_value=0, max_value=whole))
    lines = price(Basket(plain, Discount(eur(off), "fête", Bearer.SHARED)), SHOP)
    assert sum(bought.discount.minor for bought in lines) == off
    assert sum(bought.total.minor for bought in lines) == whole - off
    assert all(0 <= bought.share.minor <= bought.total.minor for bought in lines)
