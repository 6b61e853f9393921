"""Baskets paid in every way the shop knows: change, coupons, limits, and who gets what of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from domain_stories import (
    LEMAN,
    NOT_LIABLE,
    SHOP,
    SWISS,
    back,
    basket,
    baskets,
    card,
    cash,
    consignor,
    coupons,
    electronic,
    eur,
    examples,
    is_paid_for,
    lem,
    line,
    rou,
    with_change,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from ess_shop.domain.basket import Basket, BasketLine, Tender
from ess_shop.domain.currencies import CHF, EUR, ChangePolicy
from ess_shop.domain.ledger import Account, imbalance, of_sale
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.pricing import price
from ess_shop.domain.ringing import local_maximum, ring, total_of
from ess_shop.domain.sale import Means, Payment, Sale
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused

FULL = consignor(accepts={"LEM": 100, "ROU": 100})
HALF = consignor("m-2", accepts={"LEM": 50})


def refusal(wanted: Basket, *tenders: Tender, shop: Shop = SHOP) -> str:
    with pytest.raises(Refused) as refused:
        ring(wanted, tenders, shop)
    assert str(refused.value)
    return refused.value.code


def francs(minor: int) -> Money:
    return Money(minor, CHF)


def test_a_note_gives_change() -> None:
    sale = ring(basket(line(1265)), [cash(2000)], SHOP)
    assert sale.payments == (Payment(Means.CASH, eur(2000), eur(735)),)
    assert sale.payments[0].net == sale.total == eur(1265)
    assert sale.change() == sale.payments


def test_notes_handed_over_one_by_one_are_one_payment() -> None:
    sale = ring(basket(line(1265)), [cash(1000), cash(500), cash(0)], SHOP)
    assert sale.payments == (Payment(Means.CASH, eur(1500), eur(235)),)


def test_too_little_is_refused() -> None:
    assert refusal(basket(line(1265)), cash(1264)) == "short"
    assert refusal(basket(line(1265)), card(1264)) == "short"
    assert refusal(basket(line(1265))) == "short"


def test_a_gift_needs_no_payment() -> None:
    assert ring(basket(line(0)), [], SHOP).payments == ()


@pytest.mark.parametrize("means", [Means.CARD, Means.CHEQUE, Means.TRANSFER, Means.VOUCHER])
def test_only_cash_gives_change(means: Means) -> None:
    assert refusal(basket(line(1000)), Tender(means, eur(1001))) == "exact_means_exceeds"
    assert refusal(basket(line(1000)), Tender(means, eur(600)), card(401)) == "exact_means_exceeds"
    sale = ring(basket(line(1000)), [Tender(means, eur(600), "n° 12"), cash(500)], SHOP)
    assert sale.payments[0] == Payment(means, eur(600), eur(0), "n° 12")
    assert sale.payments[1] == Payment(Means.CASH, eur(500), eur(100))


def test_change_for_a_five_when_one_twenty_is_due() -> None:
    sale = ring(basket(line(120, FULL)), [coupons(lem(500)), cash(100)], SHOP)
    assert sale.payments == (
        Payment(Means.COUPON, lem(500), lem(400)),
        Payment(Means.CASH, eur(100), eur(80)),
    )
    (part,) = sale.lines[0].locals
    assert (part.received, part.worth, part.share) == (lem(100), eur(100), lem(70))
    assert sale.lines[0].legal_received == eur(20)
    assert (sale.lines[0].share, sale.lines[0].legal_share) == (eur(84), eur(14))


def test_euro_beside_coupons_must_cover_what_they_do_not() -> None:
    assert refusal(basket(line(120, FULL)), coupons(lem(500)), cash(19)) == "short"
    assert refusal(basket(line(120, FULL)), coupons(lem(500))) == "short"
    assert ring(basket(line(120, FULL)), [coupons(lem(500)), cash(20)], SHOP).payments[1].change == eur(0)


def test_change_in_coupons_is_the_default() -> None:
    assert LEMAN.change is ChangePolicy.COUPONS
    sale = ring(basket(line(300, FULL)), [coupons(lem(500))], SHOP)
    assert sale.payments == (Payment(Means.COUPON, lem(500), lem(200)),)


def test_a_currency_without_change_takes_no_more_than_is_due() -> None:
    shop = with_change(ChangePolicy.NONE)
    assert refusal(basket(line(300, FULL)), coupons(lem(500)), shop=shop) == "local_exceeds"
    sale = ring(basket(line(520, FULL)), [coupons(lem(500)), card(20)], shop)
    assert sale.payments[0] == Payment(Means.COUPON, lem(500), lem(0))


def test_a_currency_may_give_change_in_legal_money() -> None:
    sale = ring(basket(line(300, FULL)), [coupons(lem(500))], with_change(ChangePolicy.LEGAL))
    assert sale.payments == (
        Payment(Means.COUPON, lem(500), lem(0)),
        Payment(Means.CASH, eur(0), eur(200)),
    )
    assert sale.lines[0].locals[0].received == lem(300)


@pytest.mark.parametrize("policy", list(ChangePolicy))
def test_electronic_money_is_exact_whatever_the_change(policy: ChangePolicy) -> None:
    shop = with_change(policy)
    assert refusal(basket(line(120, FULL)), electronic(lem(121)), shop=shop) == "local_exceeds"
    sale = ring(basket(line(120, FULL)), [electronic(lem(120))], shop)
    assert sale.lines[0].legal_received == eur(0)
    assert sale.lines[0].legal_share == eur(0)


def test_there_is_no_coupon_of_fifty_cents() -> None:
    assert refusal(basket(line(1000, FULL)), coupons(lem(150)), cash(2000)) == "no_such_coupon"


def test_the_maximum_is_what_the_members_accept_in_whole_coupons() -> None:
    mixed = basket(line(999, HALF), line(333, FULL), line(500, consignor("m-3")))
    assert local_maximum(mixed, SHOP, "LEM") == lem(800)
    assert local_maximum(mixed, SHOP, "LEM", coupons=False) == lem(832)
    assert local_maximum(mixed, SHOP, "ROU") == rou(300)


def test_the_maximum_is_never_more_than_is_due() -> None:
    sold = ring(basket(line(700)), [cash(700)], SHOP).lines[0]
    exchange = basket(line(1000, FULL), back(sold, 1))
    assert local_maximum(exchange, SHOP, "LEM") == lem(300)
    assert local_maximum(basket(back(sold, 1)), SHOP, "LEM") == lem(0)


def test_coupons_beyond_the_maximum_are_refused() -> None:
    two = basket(line(999, HALF))
    assert refusal(two, coupons(lem(500)), cash(1000)) == "local_maximum"
    sale = ring(two, [coupons(lem(400)), cash(599)], SHOP)
    assert sale.lines[0].locals[0].received == lem(400)
    assert refusal(two, electronic(lem(500)), cash(1000)) == "local_maximum"
    assert ring(two, [electronic(lem(499)), cash(500)], SHOP).lines[0].locals[0].received == lem(499)


def test_a_member_who_takes_none_gets_none() -> None:
    sale = ring(
        basket(line(1000, consignor("m-3")), line(1000, FULL)), [coupons(lem(1000)), cash(1000)], SHOP
    )
    assert sale.lines[0].locals == ()
    assert sale.lines[1].locals[0].received == lem(1000)


def test_coupons_are_spread_by_what_each_line_accepts() -> None:
    sale = ring(basket(line(1000, FULL), line(1000, HALF)), [coupons(lem(1000)), cash(1000)], SHOP)
    assert [row.locals[0].received for row in sale.lines] == [lem(667), lem(333)]
    assert [row.locals[0].share for row in sale.lines] == [lem(467), lem(233)]


def test_two_local_currencies_share_a_line_without_passing_it() -> None:
    sale = ring(basket(line(1000, FULL)), [coupons(lem(600)), coupons(rou(400))], SHOP)
    assert [part.received for part in sale.lines[0].locals] == [lem(600), rou(400)]
    assert sale.lines[0].legal_received == sale.lines[0].legal_share == eur(0)
    choosy = consignor(accepts={"LEM": 60, "ROU": 60})
    tenders = [coupons(lem(600)), coupons(rou(500))]
    assert ring(basket(line(1000, choosy)), tenders, SHOP).payments[1].change == rou(100)
    two = basket(line(1000, choosy), line(1000, consignor("m-3")))
    assert refusal(two, *tenders, cash(1000)) == "local_maximum"


def test_a_currency_the_shop_does_not_take_is_refused() -> None:
    dollars = Money(1000, Currency("USD"))
    soap = basket(line(1000, FULL))
    assert refusal(soap, Tender(Means.CASH, dollars)) == "currency_not_taken"
    assert refusal(soap, coupons(dollars)) == "currency_not_taken"
    assert refusal(soap, coupons(eur(1000))) == "currency_not_taken"
    assert refusal(soap, Tender(Means.CASH, lem(1000))) == "currency_not_taken"
    with pytest.raises(Refused):
        local_maximum(soap, SHOP, "USD")


def test_cash_in_francs_is_rounded_to_the_smallest_coin() -> None:
    sale = ring(basket(line(1003, currency=CHF)), [cash(2000, CHF)], SWISS)
    assert sale.payments == (Payment(Means.CASH, francs(2000), francs(995)),)
    assert sale.rounding == francs(2)
    sale = ring(basket(line(1002, currency=CHF)), [cash(1000, CHF)], SWISS)
    assert sale.rounding == francs(-2)


def test_cards_in_francs_are_exact() -> None:
    sale = ring(basket(line(1003, currency=CHF)), [card(1003, CHF)], SWISS)
    assert sale.rounding == francs(0)
    sale = ring(basket(line(1003, currency=CHF)), [card(1000, CHF), cash(5, CHF)], SWISS)
    assert sale.rounding == francs(2)


def test_francs_paid_back_in_cash_are_rounded_like_those_taken() -> None:
    taken = basket(line(1003, currency=CHF, quantity=-1, reason="cassé"))
    sale = ring(taken, [cash(-1005, CHF)], SWISS)
    assert sale.rounding == francs(-2)
    assert refusal(taken, cash(-1003, CHF), shop=SWISS) == "paid_back_wrong"
    assert ring(taken, [card(-1003, CHF)], SWISS).rounding == francs(0)


def test_more_than_a_thousand_euro_in_cash_is_refused() -> None:
    assert refusal(basket(line(100_001)), cash(100_001)) == "cash_limit"
    assert refusal(basket(line(150_000)), cash(110_000), card(40_000)) == "cash_limit"
    assert ring(basket(line(100_000)), [cash(100_000)], SHOP).total == eur(100_000)
    assert ring(basket(line(150_000)), [cash(100_000), card(50_000)], SHOP).total == eur(150_000)


def test_notes_above_the_limit_are_fine_when_the_change_brings_them_below() -> None:
    assert ring(basket(line(99_500)), [cash(105_000)], SHOP).payments[0].change == eur(5500)


def test_more_than_a_thousand_euro_back_in_cash_is_refused() -> None:
    taken = basket(line(100_001, quantity=-1, reason="défaut"))
    assert refusal(taken, cash(-100_001)) == "cash_limit"
    assert ring(taken, [card(-1), cash(-100_000)], SHOP).total == eur(-100_001)


def test_a_country_without_a_limit_takes_any_cash() -> None:
    assert ring(basket(line(500_000, currency=CHF)), [cash(500_000, CHF)], SWISS).total == francs(500_000)


def test_a_refund_is_exact_and_goes_the_right_way() -> None:
    taken = basket(line(1000, FULL, quantity=-1, reason="défaut"))
    assert refusal(taken, cash(-999)) == "paid_back_wrong"
    assert refusal(taken, cash(-1001)) == "paid_back_wrong"
    assert refusal(taken) == "paid_back_wrong"
    assert refusal(taken, cash(1000)) == "wrong_direction"
    assert refusal(basket(line(1000)), cash(-1000)) == "wrong_direction"
    assert refusal(taken, coupons(lem(-1000))) == "refund_in_local"
    sale = ring(taken, [card(-400), cash(-600)], SHOP)
    assert sale.payments == (
        Payment(Means.CARD, eur(-400), eur(0)),
        Payment(Means.CASH, eur(-600), eur(0)),
    )


def test_an_even_exchange_needs_no_money() -> None:
    sold = ring(basket(line(700)), [cash(700)], SHOP).lines[0]
    sale = ring(basket(line(700), back(sold, 1)), [], SHOP)
    assert (sale.total, sale.payments) == (eur(0), ())
    assert refusal(basket(line(700), back(sold, 1)), cash(5)) == "wrong_direction"


def test_the_preview_is_the_act() -> None:
    wanted, tenders = basket(line(999, HALF), line(333, FULL)), [coupons(lem(500)), cash(1000)]
    preview = ring(wanted, tenders, SHOP)
    assert ring(wanted, tenders, SHOP) == preview
    assert total_of(preview.lines, SHOP) == preview.total


@st.composite
def paid(draw: st.DrawFn) -> tuple[Basket, list[Tender], Shop]:
    """A basket and tenders that pay it: some local currencies within the maximum, card, and cash."""
    policy = draw(st.sampled_from([ChangePolicy.NONE, ChangePolicy.COUPONS]))
    shop = replace(with_change(policy), cash_limit=None, cash_step=draw(st.sampled_from([1, 5])))
    wanted = draw(baskets())
    tenders: list[Tender] = []
    rest = total_of(price(wanted, shop), shop).minor
    if draw(st.booleans()):
        most = local_maximum(wanted, shop, "LEM").minor
        notes = draw(st.integers(min_value=0, max_value=most // 100))
        tenders.append(coupons(lem(notes * 100)))
        rest -= notes * 100
    elif draw(st.booleans()):
        most = local_maximum(wanted, shop, "ROU", coupons=False).minor
        some = draw(st.integers(min_value=0, max_value=most))
        tenders.append(electronic(rou(some)))
        rest -= some
    by_card = draw(st.integers(min_value=0, max_value=rest))
    tenders += [card(by_card), cash(rest - by_card + draw(st.integers(min_value=5, max_value=5000)))]
    return wanted, tenders, shop


def check_books(sale: Sale, shop: Shop) -> None:
    """Everything that holds of any sale in currencies at parity."""
    assert sum(row.total.minor for row in sale.lines) == sale.total.minor
    assert sum(payment.net.minor for payment in sale.payments) == sale.total.minor + sale.rounding.minor
    assert abs(sale.rounding.minor) <= shop.cash_step // 2
    postings = of_sale(sale, shop)
    assert imbalance(postings) == {}
    credits: Counter[str] = Counter()
    for posting in postings:
        if posting.account is Account.MEMBER:
            credits[posting.member_id] -= posting.amount.minor
    owed: Counter[str] = Counter()
    for row in sale.lines:
        owed[row.member_id] += row.total.minor
    assert {key: value for key, value in credits.items() if value} == {k: v for k, v in owed.items() if v}
    rounded = [posting.amount for posting in postings if posting.account is Account.ROUNDING]
    assert rounded == ([-sale.rounding] if sale.rounding else [])
    for row in sale.lines:
        assert row.legal_share.minor + sum(part.share.minor for part in row.locals) == row.share.minor
        assert row.legal_received.minor >= 0 or row.total.minor < 0
        assert all(0 <= part.share.minor <= part.received.minor for part in row.locals)
    for payment in sale.payments:
        if payment.tendered.currency != EUR:
            spread = [
                part.received.minor
                for row in sale.lines
                for part in row.locals
                if part.received.currency == payment.tendered.currency
            ]
            assert sum(spread) == payment.net.minor


@examples
@given(paid())
def test_any_paid_basket_ties_with_the_books(case: tuple[Basket, list[Tender], Shop]) -> None:
    wanted, tenders, shop = case
    check_books(ring(wanted, tenders, shop), shop)


@examples
@given(paid())
def test_a_member_gets_no_more_local_currency_than_accepted(case: tuple[Basket, list[Tender], Shop]) -> None:
    wanted, tenders, shop = case
    for asked, row in zip(wanted.lines, ring(wanted, tenders, shop).lines, strict=True):
        assert isinstance(asked, BasketLine)
        for part in row.locals:
            rate = asked.consignor.accepts(part.received.currency.code)
            assert part.received.minor * 1_000_000 < row.total.minor * rate.millionths + 1_000_000


@examples
@given(baskets())
def test_the_maximum_can_be_paid_and_one_coupon_more_cannot(wanted: Basket) -> None:
    shop = replace(SHOP, cash_limit=None)
    most = local_maximum(wanted, shop, "LEM")
    sale = ring(wanted, [coupons(most), cash(10**7)], shop)
    check_books(sale, shop)
    more = most + lem(100)
    if more.minor <= sale.total.minor:
        assert refusal(wanted, coupons(more), cash(10**7), shop=shop) == "local_maximum"


@examples
@given(baskets())
def test_the_same_basket_taken_back_cancels_its_sale(wanted: Basket) -> None:
    shop = replace(NOT_LIABLE, cash_limit=None)
    plain = Basket(tuple(replace(row, discount=None) for row in wanted.lines if isinstance(row, BasketLine)))
    assume(any(is_paid_for(row) for row in plain.lines if isinstance(row, BasketLine)))
    sale = ring(plain, [cash(10**7)], shop)
    mirrored = Basket(
        tuple(
            replace(row, quantity=-row.quantity, reason="sans ticket")
            for row in plain.lines
            if isinstance(row, BasketLine)
        )
    )
    undone = ring(mirrored, [cash(-sale.total.minor)], shop)
    check_books(undone, shop)
    assert undone.total == -sale.total
    for row, mirror in zip(sale.lines, undone.lines, strict=True):
        for name in ("total", "share", "legal_share", "before_tax"):
            assert getattr(mirror, name) == -getattr(row, name)
    assert imbalance((*of_sale(sale, shop), *of_sale(undone, shop))) == {}
