"""Selling: once is once, numbers without a gap, vouchers, returns, frozen terms, the law's limits."""

import pytest
from shop_builder import ShopBuilder, card, cash, coupons, euro, when
from sqlalchemy import func, select

from db import tables as t
from ess_shop.domain.basket import Tender
from ess_shop.domain.sale import Means
from ess_shop.errors import NotFound, Refused
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.selling import preview, sell


def voucher(text: str, reference: str = "") -> Tender:
    return Tender(Means.VOUCHER, euro(text), reference)


def entries(shop: ShopBuilder, till: str = "C1") -> int:
    with shop.books.read() as read:
        return len(list(read.entries(till)))


def test_recorded_twice_is_recorded_once(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    request = shop.request(bowl, cash("10"))
    first = sell(shop.books, request)
    again = sell(shop.books, request)
    assert again == first
    assert first.number == "C1-000001"
    assert entries(shop) == 2
    assert shop.stock(bowl) == 19
    assert shop.defects() == []


def test_an_id_that_names_something_else_is_refused(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    shop.close()
    shop.open()
    with shop.books.read() as read:
        opening, *_ = read.entries("C1")
    request = shop.request(bowl, cash("10"))
    taken = type(request)(opening.id, "C1", request.at, request.asked, request.tenders)
    with pytest.raises(Refused) as refused:
        sell(shop.books, taken)
    assert refused.value.code == "id_taken"


def test_tickets_are_numbered_without_a_gap_though_some_are_refused(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    assert shop.sell(bowl, cash("10")).ticket == 1
    with pytest.raises(Refused) as refused:
        shop.sell(bowl, cash("9.99"))
    assert refused.value.code == "short"
    assert shop.sell(bowl, cash("20")).ticket == 2
    shop.close()
    shop.open(when(3))
    assert shop.sell(bowl, card("10")).ticket == 3
    assert shop.defects() == []


def test_the_preview_is_what_is_recorded(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(accepts="50"), "12.35")
    shop.open()
    request = shop.request(Asked(bowl.id, 3), coupons("15"), cash("30"))
    with shop.books.read() as read:
        promised = preview(read, request)
    assert sell(shop.books, request).sale == promised
    with shop.books.read() as read:
        kept = read.sale("C1", 1)
    assert kept is not None
    assert kept.sale.sale == promised


def test_a_closed_till_an_unknown_till_an_unknown_article(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    with pytest.raises(Refused) as closed:
        shop.sell(bowl, cash("10"))
    assert closed.value.code == "till_closed"
    shop.open()
    with pytest.raises(NotFound) as till:
        sell(shop.books, shop.request(bowl, cash("10"), till="C9"))
    assert till.value.code == "unknown_till"
    with pytest.raises(NotFound) as article:
        shop.sell([Asked(bowl.id), Asked("0" * 32)], cash("20"))
    assert article.value.code == "unknown_article"
    assert article.value.facts["line"] == 2
    assert entries(shop) == 1
    assert shop.defects() == []


def test_stock_is_the_sum_of_the_moves(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    shop.open()
    shop.sell(Asked(bowl.id, 3), cash("30"))
    shop.sell(AskedBack("C1", 1, 1, 1), cash("-10"))
    assert shop.stock(bowl) == 3
    with shop.books.read() as read:
        row = next(row for row in read.stock() if row.code == bowl.code)
    assert (row.deposited, row.sold, row.on_hand) == (5, 2, 3)
    shop.sell(Asked(bowl.id, 4), cash("40"))
    assert shop.stock(bowl) == -1
    assert shop.defects() == []


def test_one_piece_is_one_piece(shop: ShopBuilder) -> None:
    vase = shop.article(shop.member(), unique=True, pieces=1)
    shop.open()
    with pytest.raises(Refused) as refused:
        shop.sell(Asked(vase.id, 2), cash("20"))
    assert refused.value.code == "unique_article"
    shop.sell(vase, cash("10"))


def test_a_voucher_is_issued_for_a_return_and_redeemed_once(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    shop.sell(Asked(bowl.id, 2), cash("20"))
    refund = shop.sell(AskedBack("C1", 1, 1, 2), voucher("-20"))
    name = refund.sale.payments[0].reference
    assert name == "AV-C1-000002"
    shop.sell(bowl, voucher("10", name))
    with pytest.raises(Refused) as short:
        shop.sell(Asked(bowl.id, 2), voucher("10.01", name), cash("9.99"))
    assert short.value.code == "voucher_short"
    with pytest.raises(Refused) as twice:
        shop.sell(Asked(bowl.id, 2), voucher("10", name), voucher("10", name))
    assert twice.value.code == "voucher_short"
    shop.sell(bowl, voucher("10", name))
    with shop.books.read() as read:
        assert read.voucher_left(name) == 0
    with pytest.raises(Refused):
        shop.sell(bowl, voucher("10", "AV-C1-000099"))
    assert ("voucher", "EUR") not in shop.balances()
    assert shop.defects() == []


def test_a_new_voucher_does_not_take_the_name_of_another(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    shop.sell(Asked(bowl.id, 2), cash("20"))
    shop.sell(AskedBack("C1", 1, 1, 1), voucher("-10", "KDO"))
    with pytest.raises(Refused) as refused:
        shop.sell(AskedBack("C1", 1, 1, 1), voucher("-10", "KDO"))
    assert refused.value.code == "voucher_taken"


def test_never_more_comes_back_than_was_bought(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), "3.33")
    shop.open()
    shop.sell(Asked(bowl.id, 3), cash("9.99"))
    shop.sell(AskedBack("C1", 1, 1, 1), cash("-3.33"))
    with pytest.raises(Refused) as third:
        shop.sell(AskedBack("C1", 1, 1, 3), cash("-9.99"))
    assert third.value.code == "returned_more_than_bought"
    with pytest.raises(Refused) as split:
        shop.sell([AskedBack("C1", 1, 1, 1), AskedBack("C1", 1, 1, 2)], cash("-9.99"))
    assert split.value.code == "returned_more_than_bought"
    assert split.value.facts["line"] == 2
    shop.sell([AskedBack("C1", 1, 1, 1), AskedBack("C1", 1, 1, 1)], cash("-6.66"))
    with pytest.raises(Refused):
        shop.sell(AskedBack("C1", 1, 1, 1), cash("-3.33"))
    with pytest.raises(NotFound):
        shop.sell(AskedBack("C1", 77, 1, 1), cash("-3.33"))
    with pytest.raises(NotFound):
        shop.sell(AskedBack("C1", 1, 2, 1), cash("-3.33"))
    with pytest.raises(NotFound):
        shop.sell(AskedBack("C1", 2, 1, 1), cash("-3.33"))
    assert shop.balances() == {}
    assert shop.stock(bowl) == 20
    assert shop.defects() == []


def test_terms_are_frozen_on_the_line(shop: ShopBuilder) -> None:
    maker = shop.member(commission="30")
    bowl = shop.article(maker)
    shop.open()
    before = shop.sell(Asked(bowl.id, 2), cash("20"))
    shop.contract(maker, when(2).date(), "50")
    after = shop.sell(bowl, cash("10"))
    back = shop.sell(AskedBack("C1", 1, 1, 1), cash("-10"))
    assert before.sale.lines[0].share == euro("14")
    assert after.sale.lines[0].share == euro("5")
    assert back.sale.lines[0].share == euro("-7")
    with shop.books.read() as read:
        kept = read.sale("C1", 1)
    assert kept is not None
    assert kept.sale.sale.lines[0].share == euro("14")
    assert shop.defects() == []


def test_no_more_cash_than_the_law_allows(shop: ShopBuilder) -> None:
    chest = shop.article(shop.member(), "1000.01")
    table = shop.article(shop.member("M2"), "1000")
    shop.open()
    with pytest.raises(Refused) as refused:
        shop.sell(chest, cash("1000.01"))
    assert refused.value.code == "cash_limit"
    shop.sell(chest, cash("1000"), card("0.01"))
    shop.sell(table, cash("1100"))
    assert shop.balances()["cash", "EUR"] == 200_000


def test_a_clock_set_back_is_logged_and_the_order_kept(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(2, hour=12))
    shop.sell(bowl, cash("10"))
    late = sell(shop.books, shop.request(bowl, cash("10"), at=when(2, hour=11)))
    assert late.ticket == 2
    with shop.books.read() as read:
        kinds = [(str(entry.kind), entry.number) for entry in read.entries("C1")]
    assert kinds == [("opening", 1), ("sale", 2), ("event", 3), ("sale", 4)]
    with shop.books.engine.connect() as connection:
        code, detail = connection.execute(select(t.events.c.code, t.events.c.detail)).one()
    assert code == "clock_set_back"
    assert detail.endswith("-> 2026-03-02T11:00:00+01:00")
    assert shop.defects() == []


def test_nothing_of_a_refused_sale_stays(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    with pytest.raises(NotFound):
        shop.sell([Asked(bowl.id), AskedBack("C1", 1, 1, 1)], cash("0"))
    with pytest.raises(Refused):
        shop.sell(bowl, cash("9"))
    with shop.books.engine.connect() as connection:
        for table in (t.sales, t.sale_lines, t.payments, t.postings):
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
