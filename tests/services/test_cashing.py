"""A till's day: the float, the count, the Z, and totals that are carried on for ever."""

from datetime import date

import pytest
from shop_builder import MARCH, ShopBuilder, card, cash, coupons, euro, when

from ess_shop.domain.basket import Tender
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import VatStatus
from ess_shop.domain.sale import Means
from ess_shop.errors import NotFound, Refused
from ess_shop.services.cashing import ToBank, close_till, open_till, so_far
from ess_shop.services.composing import Asked, AskedBack

CASH, COUPONS = (Means.CASH, "EUR"), (Means.COUPON, "LOC")


def test_what_should_be_in_the_drawers(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(accepts="50"), "10")
    shop.open(floats={CASH: 5000, COUPONS: 500})
    shop.sell(Asked(bowl.id, 2), coupons("10"), cash("20"))
    shop.sell(bowl, card("10"))
    shop.sell(AskedBack("C1", 2, 1, 1), cash("-10"))
    with shop.books.read() as read:
        x = so_far(read, "C1")
    assert x.expected() == {CASH: 5000, COUPONS: 1500}
    assert (x.tickets, x.first_ticket, x.last_ticket, x.total, x.returns) == (3, 1, 3, 2000, 1)
    closing = shop.close({CASH: 5000, COUPONS: 1500})
    assert closing.number == 1
    assert closing.totals == x
    assert {(line.means, line.net) for line in closing.totals.means} == {
        (Means.CASH, 0),
        (Means.COUPON, 1000),
        (Means.CARD, 1000),
    }
    assert shop.defects() == []


def test_a_difference_needs_a_reason_and_is_posted(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(floats={CASH: 5000})
    shop.sell(bowl, cash("10"))
    for counted in ({CASH: 5950}, {CASH: 6050}, {}):
        with pytest.raises(Refused) as refused:
            shop.close(counted, reason="  ")
        assert refused.value.code == "difference_unexplained"
    shop.close({CASH: 5950}, reason="rendu trop")
    balances = shop.balances()
    assert balances["cash", "EUR"] == 5950
    assert balances["suspense", "EUR"] == -5000
    assert balances["cash_difference", "EUR"] == 50
    shop.open(when(3))
    with shop.books.read() as read:
        assert so_far(read, "C1").floats == {CASH: 5950}
    assert shop.defects() == []


def test_coupons_that_are_missing_are_posted_in_their_currency(shop: ShopBuilder) -> None:
    shop.open(floats={COUPONS: 1000})
    shop.close({COUPONS: 900}, reason="perdu")
    assert shop.balances() == {
        ("coupons", "LOC"): 900,
        ("cash_difference", "LOC"): 100,
        ("suspense", "LOC"): -1000,
    }


def test_perpetual_totals_per_taxpayer_over_two_days(shop: ShopBuilder) -> None:
    liable = shop.member("M1", status=VatStatus.LIABLE)
    other = shop.member("M2")
    bowl, cup = shop.article(liable, "12"), shop.article(other, "5")
    shop.open(when(3))
    shop.sell([Asked(bowl.id), Asked(cup.id, 2)], cash("22"))
    first = shop.close()
    assert first.perpetual == {"shop": 1000, liable.id: 1200}
    shop.open(when(4))
    shop.sell(AskedBack("C1", 1, 2, 1), cash("-5"))
    shop.sell(Asked(bowl.id, 2), cash("24"))
    second = shop.close()
    assert second.number == 2
    assert second.totals.taxpayers == {"shop": -500, liable.id: 2400}
    assert second.perpetual == {"shop": 500, liable.id: 3600}
    shop.open(when(5))
    third = shop.close()
    assert third.totals.tickets == 0
    assert third.perpetual == second.perpetual
    with shop.books.read() as read:
        assert read.perpetual("C1") == second.perpetual
    assert shop.defects() == []


def test_opened_twice_with_one_id_is_opened_once(shop: ShopBuilder) -> None:
    name = new_id()
    first = open_till(shop.books, id=name, till="C1", at=when(3))
    assert open_till(shop.books, id=name, till="C1", at=when(3)) == first
    again = new_id()
    assert close_till(shop.books, id=again, till="C1", at=when(3, hour=18), counted={}) is not None
    assert close_till(shop.books, id=again, till="C1", at=when(3, hour=18), counted={}) is None


def test_days_that_cannot_be_opened(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(10))
    with pytest.raises(Refused) as twice:
        shop.open(when(11))
    assert twice.value.code == "session_open"
    shop.sell(bowl, cash("10"))
    shop.close()
    with pytest.raises(Refused) as before:
        shop.open(when(9))
    assert before.value.code == "day_closed"
    shop.open(when(10, hour=20))
    shop.close()
    shop.settle(MARCH)
    with pytest.raises(Refused) as settled:
        shop.open(when(31))
    assert settled.value.code == "month_settled"
    with pytest.raises(NotFound):
        shop.open(when(1, 4), till="C7")
    assert shop.defects() == []


def test_a_closed_till_has_no_figures(shop: ShopBuilder) -> None:
    with shop.books.read() as read, pytest.raises(Refused) as closed:
        so_far(read, "C1")
    assert closed.value.code == "till_closed"
    with pytest.raises(Refused):
        shop.close()


def test_the_business_day_is_that_of_the_session(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(3, hour=22))
    shop.now = when(4, hour=1)
    sold = shop.sell(bowl, cash("10"))
    assert sold.day == date(2026, 3, 3)
    with shop.books.read() as read:
        (row,) = read.sales_by_day(None)
    assert (row.day, row.tickets, row.total, row.commission) == (
        date(2026, 3, 3),
        1,
        euro("10"),
        euro("3"),
    )


def test_a_session_ties_to_its_means_and_rates(shop: ShopBuilder) -> None:
    liable = shop.member("M1", status=VatStatus.LIABLE, accepts="30")
    bowl, honey = shop.article(liable, "12"), shop.article(liable, "10.55", vat="5.5")
    shop.open()
    shop.sell([Asked(bowl.id), Asked(honey.id)], coupons("6"), card("10"), cash("10"))
    shop.sell(honey, Tender(Means.CHEQUE, euro("10.55")))
    totals = shop.close().totals
    assert sum(line.net for line in totals.means) == totals.total == 3310
    assert {(line.vat, line.before_tax, line.total) for line in totals.rates} == {
        (200_000, 1000, 1200),
        (55_000, 2000, 2110),
    }


def test_the_bank_and_the_closing_are_one_act(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), "30")
    shop.open(floats={CASH: 5000})
    shop.sell(bowl, cash("30"))
    bank = ToBank(new_id(), euro("60"))

    def close(left: int, to_bank: ToBank) -> object:
        return close_till(
            shop.books, id=new_id(), till="C1", at=shop.tick(), counted={CASH: left}, to_bank=to_bank
        )

    for left, to_bank, code in (
        (1999, bank, "difference_unexplained"),
        (0, ToBank(new_id(), euro("80.01")), "drawer_too_empty"),
    ):
        with pytest.raises(Refused) as refused:
            close(left, to_bank)
        assert refused.value.code == code
    with shop.books.read() as read:
        assert so_far(read, "C1").expected() == {CASH: 8000}, "nothing left for the bank"
    assert close(2000, bank) is not None
    balances = shop.balances()
    assert (balances["cash", "EUR"], balances["bank", "EUR"]) == (2000, 6000)
    assert shop.defects() == []
