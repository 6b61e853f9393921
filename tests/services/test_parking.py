"""Baskets that are not sold yet: kept through a crash, parked, recalled by one till alone."""

from __future__ import annotations

import logging
import threading

import pytest
from shop_builder import ShopBuilder, card, euro
from sqlalchemy import text

from db.books import open_books
from db.keys import KeyRing
from ess_shop.domain.basket import Asked, Tender
from ess_shop.domain.ids import new_id
from ess_shop.domain.parking import BasketDraft
from ess_shop.domain.sale import Means
from ess_shop.errors import NotFound, StorageTrouble
from ess_shop.services import parking
from ess_shop.services.selling import SaleRequest, recorded, sell


def draft(article_id: str) -> BasketDraft:
    tender = Tender(Means.CHEQUE, euro("5"), "n° 12")
    return BasketDraft(
        new_id(), (Asked(article_id, 2, euro("7"), label="Bol bleu"),), None, (tender,), "Lise", "2026-03-02"
    )


def park(shop: ShopBuilder, basket: BasketDraft, till: str = "C1") -> str:
    name = new_id()
    parking.park(
        shop.books, id=name, till=till, name="chapeau", amount=euro("14"), at=shop.tick(), draft=basket
    )
    return name


def test_a_basket_is_there_again_after_a_crash(shop: ShopBuilder, place: str, keys: KeyRing) -> None:
    basket = draft(new_id())
    parking.keep_current(shop.books, "C1", basket)
    again = open_books(place, keys=keys)
    with again.read() as read:
        assert parking.current(read, "C1") == basket
        assert parking.current(read, "C2") is None
    parking.forget_current(again, "C1")
    parking.forget_current(again, "C1")
    with again.read() as read:
        assert parking.current(read, "C1") is None
    again.close()


def test_after_a_crash_the_till_sees_that_its_basket_was_sold(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    basket = draft(bowl.id)
    parking.keep_current(shop.books, "C1", basket)
    with shop.books.read() as read:
        assert recorded(read, basket.sale_id) is None
    sold = sell(shop.books, SaleRequest(basket.sale_id, "C1", shop.tick(), basket.asked, (card("14"),)))
    with shop.books.read() as read:
        kept = parking.current(read, "C1")
        assert kept is not None
        assert recorded(read, kept.sale_id) == sold


def test_recalling_puts_the_basket_on_the_screen_in_one_step(shop: ShopBuilder) -> None:
    basket = draft(new_id())
    name = park(shop, basket)
    assert parking.recall(shop.books, name, till="C2") == basket
    with shop.books.read() as read:
        assert parking.current(read, "C2") == basket
        assert parking.parked(read) == []


def test_two_tills_cannot_both_recall_a_basket(shop: ShopBuilder) -> None:
    names = [park(shop, draft(new_id())) for _ in range(5)]
    won: list[str] = []
    lost: list[str] = []
    start = threading.Barrier(2)

    def till() -> None:
        for name in names:
            start.wait()
            try:
                parking.recall(shop.books, name)
                won.append(name)
            except NotFound:
                lost.append(name)

    tills = [threading.Thread(target=till) for _ in range(2)]
    for each in tills:
        each.start()
    for each in tills:
        each.join()
    assert sorted(won) == sorted(lost) == sorted(names)


def test_a_damaged_basket_is_told_and_hides_no_other(
    shop: ShopBuilder, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad = park(shop, draft(new_id())), park(shop, draft(new_id()))
    parking.keep_current(shop.books, "C1", draft(new_id()))
    with shop.books.engine.begin() as connection:  # type: ignore[attr-defined]
        connection.execute(text("UPDATE drafts SET body = '{\"asked' WHERE id <> :good"), {"good": good})
    with caplog.at_level(logging.CRITICAL), shop.books.read() as read:
        assert [(each.id, each.lines) for each in parking.parked(read)] == [(good, 1), (bad, 0)]
        with pytest.raises(StorageTrouble):
            parking.current(read, "C1")
    with pytest.raises(StorageTrouble) as damaged:
        parking.recall(shop.books, bad)
    assert damaged.value.code == "draft_damaged"
    parking.discard(shop.books, bad, till="C1", at=shop.tick())
    with shop.books.read() as read:
        assert [each.id for each in parking.parked(read)] == [good]
        assert read.count_events("basket_cleared", "chapeau 1400") == 1
    with pytest.raises(NotFound):
        parking.discard(shop.books, bad, till="C1", at=shop.tick())
    assert shop.defects() == []


def test_the_basket_on_a_screen_is_not_for_others_to_recall(shop: ShopBuilder) -> None:
    parking.keep_current(shop.books, "C1", draft(new_id()))
    with pytest.raises(NotFound):
        parking.recall(shop.books, "current:C1")
    with shop.books.read() as read:
        assert parking.current(read, "C1") is not None
