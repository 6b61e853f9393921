"""Whatever happens at a till, its accounts in the ledger hold what its drawers hold."""

from __future__ import annotations

import pytest
from shop_builder import MARCH, ShopBuilder, cash, coupons, euro, loc, when

from ess_shop.domain.basket import Asked, AskedBack
from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused
from ess_shop.services.cashing import close_till, last_float, move_cash, open_till, so_far

CASH, COUPONS = (Means.CASH, "EUR"), (Means.COUPON, "LOC")


def move(
    shop: ShopBuilder, amount: Money, purpose: Purpose, reason: str = "", means: Means = Means.CASH
) -> None:
    move_cash(
        shop.books,
        id=new_id(),
        till="C1",
        at=shop.tick(),
        means=means,
        amount=amount,
        purpose=purpose,
        reason=reason,
        volunteer="Lise",
    )


def drawers_tie(shop: ShopBuilder) -> bool:
    with shop.books.read() as read:
        expected = so_far(read, "C1").expected() if read.session("C1") else last_float(read, "C1")
    balances = shop.balances()
    return (balances.get(("cash", "EUR"), 0), balances.get(("coupons", "LOC"), 0)) == (
        expected.get(CASH, 0),
        expected.get(COUPONS, 0),
    )


def test_three_days_of_everything(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(accepts="50"), "10")
    shop.open(floats={CASH: 5000, COUPONS: 500})
    assert drawers_tie(shop)
    shop.sell(Asked(bowl.id, 2), coupons("10"), cash("20"))
    shop.sell(AskedBack("C1", 1, 1, 1), cash("-10"))
    move(shop, euro("-30"), Purpose.BANK)
    move(shop, loc("-5"), Purpose.BANK, means=Means.COUPON)
    assert drawers_tie(shop)
    shop.close({CASH: 1990, COUPONS: 1000}, reason="dix centimes de moins")
    assert drawers_tie(shop)
    shop.open(when(3))
    move(shop, euro("40"), Purpose.BANK, "rouleaux de pièces")
    move(shop, euro("-2.20"), Purpose.OUT, "timbres")
    assert drawers_tie(shop)
    shop.close()
    open_till(
        shop.books,
        id=new_id(),
        till="C1",
        at=when(4),
        floats={CASH: 5000},
        reason="les coupons sont au coffre",
    )
    assert drawers_tie(shop)
    shop.now = when(4)
    shop.sell(bowl, cash("50"))
    shop.close({CASH: 6000})
    assert drawers_tie(shop)
    assert shop.defects() == []


def test_paying_members_leaves_the_drawers_as_they_were_counted(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(accepts="50", means=PayoutMeans.CASH), "20")
    shop.open(floats={CASH: 5000})
    shop.sell(bowl, coupons("10"), cash("10"))
    move(shop, euro("-7"), Purpose.BANK)
    move(shop, loc("-7"), Purpose.BANK, means=Means.COUPON)
    shop.close({CASH: 5300, COUPONS: 300})
    shop.settle(MARCH)
    assert drawers_tie(shop)
    assert {account for account, _currency in shop.balances()}.isdisjoint({"bank", "cash_difference"})


def test_the_z_tells_what_was_moved(shop: ShopBuilder) -> None:
    shop.open(floats={CASH: 5000})
    move(shop, euro("-12"), Purpose.OUT, "fleurs")
    closing = shop.close({CASH: 3800})
    (moved,) = closing.totals.moves
    assert (moved.amount, moved.purpose, moved.reason, moved.volunteer) == (
        -1200,
        Purpose.OUT,
        "fleurs",
        "Lise",
    )
    assert moved.at.startswith("2026-03-02T09:")
    with shop.books.read() as read:
        assert last_float(read, "C1") == {CASH: 3800}
        z = [entry.content() for entry in read.entries("C1")][-1]
    assert z["moves"] == [["cash", "EUR", -1200, "out", "fleurs"]]


@pytest.mark.parametrize(
    ("means", "amount", "purpose", "reason", "code"),
    [
        (Means.CARD, euro("5"), Purpose.IN, "x", "bad_move"),
        (Means.CASH, loc("5"), Purpose.IN, "x", "bad_move"),
        (Means.COUPON, euro("5"), Purpose.IN, "x", "bad_move"),
        (Means.COUPON, loc("0.50"), Purpose.IN, "x", "no_such_coupon"),
        (Means.CASH, euro("0"), Purpose.BANK, "x", "bad_move"),
        (Means.CASH, euro("-1"), Purpose.IN, "x", "bad_move"),
        (Means.CASH, euro("1"), Purpose.IN, "\t", "reason_missing"),
        (Means.CASH, euro("1"), Purpose.IN, "a\x1bb", "bad_reason"),
        (Means.CASH, euro("-50.01"), Purpose.BANK, "", "drawer_too_empty"),
    ],
)
def test_a_move_that_makes_no_sense_changes_nothing(
    shop: ShopBuilder, means: Means, amount: Money, purpose: Purpose, reason: str, code: str
) -> None:
    shop.open(floats={CASH: 5000})
    with pytest.raises(Refused) as refused:
        move(shop, amount, purpose, reason, means)
    assert refused.value.code == code
    with shop.books.read() as read:
        assert so_far(read, "C1").expected() == {CASH: 5000}


def test_a_closed_till_moves_nothing(shop: ShopBuilder) -> None:
    with pytest.raises(Refused) as refused:
        move(shop, euro("5"), Purpose.IN, "x")
    assert refused.value.code == "till_closed"


@pytest.mark.parametrize("drawers", [{CASH: -1}, {(Means.CARD, "EUR"): 500}])
def test_a_count_is_of_drawers_and_never_below_nothing(
    shop: ShopBuilder, drawers: dict[tuple[Means, str], int]
) -> None:
    with pytest.raises(Refused) as refused:
        shop.open(floats=drawers)
    assert refused.value.code == "bad_count"
    shop.open()
    with pytest.raises(Refused) as refused:
        close_till(shop.books, id=new_id(), till="C1", at=shop.tick(), counted=drawers, reason="x")
    assert refused.value.code == "bad_count"


def test_the_same_float_needs_no_reason(shop: ShopBuilder) -> None:
    shop.open(floats={CASH: 5000, COUPONS: 0})
    shop.close({CASH: 5000})
    shop.open(when(3), floats={CASH: 5000, COUPONS: 0})
    assert drawers_tie(shop)
