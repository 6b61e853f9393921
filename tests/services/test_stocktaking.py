"""Stocktakes: kept scan by scan, fair to what is sold meanwhile, booked whole or not at all."""

from __future__ import annotations

import pytest
from shop_builder import BEGUN, SHOP, ShopBuilder, cash, euro

from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.stocktake import MORE, SLIP_OF, Count, Scope, Why, progress
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import SlipQuery
from ess_shop.services import booking_stocktakes, moving_to_fair, stocktaking
from ess_shop.services.booking_stocktakes import Explained
from ess_shop.services.composing import Asked
from ess_shop.services.writing_off import Compensation

NOTES = {why: f"inventaire : {why}" for why in Why}


def begun(shop: ShopBuilder, *, members: tuple[str, ...] = (), category: str = "") -> str:
    id = new_id()
    stocktaking.begin(shop.books, Scope(members, category), id=id, at=shop.tick(), volunteer="Lise")
    return id


def count(shop: ShopBuilder, id: str, article: Article, pieces: int = 1) -> Count:
    return stocktaking.add(shop.books, id, article.id, pieces, at=shop.tick())


def book(shop: ShopBuilder, id: str, whys: dict[Article, Why], **more: object) -> list[str]:
    explained = [Explained(article.id, why) for article, why in whys.items()]
    slips = booking_stocktakes.book(
        shop.books,
        id,
        explained,
        notes=NOTES,
        at=shop.tick(),
        volunteer="Lise",
        **more,  # type: ignore[arg-type]
    )
    return [slip.number for slip in slips]


def found(shop: ShopBuilder, id: str, **more: bool) -> dict[str, int]:
    with shop.books.read() as read:
        return {each.code: each.pieces for each in booking_stocktakes.differences(read, id, **more)}


def test_what_is_counted_is_compared_explained_and_booked(shop: ShopBuilder) -> None:
    potter, weaver = shop.member("M1", commission="30"), shop.member("M2")
    bowl, cup, scarf = shop.article(potter), shop.article(potter), shop.article(weaver)
    id = begun(shop)
    count(shop, id, bowl, 18)
    count(shop, id, cup, 20)
    count(shop, id, scarf, 15)
    count(shop, id, scarf, 7)
    assert found(shop, id) == {bowl.code: -2, scarf.code: 2}
    assert book(shop, id, {bowl: Why.STOLEN, scarf: Why.MISCOUNTED}) == ["VOL-2026-0001", "INV-2026-0001"]
    assert [shop.stock(each) for each in (bowl, cup, scarf)] == [18, 20, 22]
    assert shop.owed() == {("M1", "EUR"): 1400}
    with shop.books.read() as read:
        assert stocktaking.opened(read) == []
        (theft,) = read.slips(SlipQuery(kind=SlipKind.THEFT))
        assert theft.note == NOTES[Why.STOLEN]
        with pytest.raises(NotFound):
            booking_stocktakes.differences(read, id)
    with pytest.raises(NotFound):
        book(shop, id, {})
    assert shop.defects() == []


def test_what_is_sold_meanwhile_is_no_difference(shop: ShopBuilder) -> None:
    bowl, cup = shop.article(member := shop.member()), shop.article(member)
    shop.open()
    id = begun(shop, members=(member.id,))
    count(shop, id, bowl, 19)
    shop.sell([Asked(bowl.id, 4), Asked(cup.id, 2)], cash("60"))
    count(shop, id, cup, 18)
    assert found(shop, id) == {bowl.code: -1}
    book(shop, id, {bowl: Why.LOST}, compensation=Compensation.NONE)
    assert (shop.stock(bowl), shop.stock(cup)) == (15, 18)
    assert shop.defects() == []


def test_a_count_during_which_something_moved_is_not_steady(shop: ShopBuilder) -> None:
    bowl = shop.article(member := shop.member())
    shop.open()
    id = begun(shop, members=(member.id,))
    assert count(shop, id, bowl, 10).steady
    shop.sell(bowl, cash("10"))
    assert not count(shop, id, bowl, 9).steady
    with shop.books.read() as read:
        assert booking_stocktakes.differences(read, id) == []
    assert stocktaking.set_count(shop.books, id, bowl.id, 19, at=shop.tick()).steady


def test_only_what_was_counted_is_booked_unless_the_rest_is_missing(shop: ShopBuilder) -> None:
    potter, weaver = shop.member("M1"), shop.member("M2")
    bowl, cup, scarf = shop.article(potter), shop.article(potter, pieces=3), shop.article(weaver)
    id = begun(shop, members=(potter.id,))
    count(shop, id, bowl, 20)
    assert found(shop, id) == {}
    assert found(shop, id, uncounted_missing=True) == {cup.code: -3}
    assert book(shop, id, {cup: Why.LOST}, uncounted_missing=True) == ["PERTE-2026-0001"]
    assert [shop.stock(each) for each in (bowl, cup, scarf)] == [20, 0, 20]


def test_all_or_nothing(shop: ShopBuilder) -> None:
    bowl, cup = shop.article(member := shop.member()), shop.article(member)
    id = begun(shop)
    count(shop, id, bowl, 18)
    count(shop, id, cup, 25)
    for whys, code in (
        ({bowl: Why.LOST}, "not_explained"),
        ({bowl: Why.FOUND, cup: Why.FOUND}, "why_does_not_fit"),
        ({bowl: Why.LOST, cup: Why.STOLEN}, "why_does_not_fit"),
    ):
        with pytest.raises(Refused) as refused:
            book(shop, id, whys)
        assert refused.value.code == code
    assert (shop.stock(bowl), shop.stock(cup), shop.owed()) == (20, 20, {})
    assert found(shop, id) == {bowl.code: -2, cup.code: 5}


def test_what_does_not_belong_is_not_counted(shop: ShopBuilder) -> None:
    bowl, scarf = shop.article(potter := shop.member("M1")), shop.article(shop.member("M2"))
    id = begun(shop, members=(potter.id,))
    with pytest.raises(Refused) as other:
        count(shop, id, scarf)
    assert other.value.code == "not_in_scope"
    with pytest.raises(NotFound):
        stocktaking.add(shop.books, id, "0" * 32, 1, at=shop.tick())
    for pieces in (-1, 2_000_000):
        with pytest.raises(Refused) as bad:
            count(shop, id, bowl, pieces)
        assert bad.value.code == "bad_count"
    with pytest.raises(Refused) as again:
        begun(shop, members=(potter.id,))
    assert again.value.code == "counted_already"
    with shop.books.read() as read:
        assert stocktaking.counts(read, id) == []


def test_a_count_goes_down_and_out_again(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    id = begun(shop)
    count(shop, id, bowl, 3)
    assert count(shop, id, bowl, -2).pieces == 1
    stocktaking.forget_count(shop.books, id, bowl.id)
    assert found(shop, id) == {}
    count(shop, id, bowl)
    stocktaking.give_up(shop.books, id)
    with shop.books.read() as read:
        assert stocktaking.opened(read) == []
        assert stocktaking.counts(read, id) == []
    assert shop.stock(bowl) == 20


def test_another_person_goes_on_the_next_day(place: str, keys: KeyRing) -> None:
    books: SqlBooks = create_books(place, SHOP, at=BEGUN, keys=keys)
    shop = ShopBuilder(books)
    bowl = shop.article(shop.member())
    id = begun(shop)
    count(shop, id, bowl, 12)
    books.close()
    books = open_books(place, keys=keys)
    shop.books = books
    with books.read() as read:
        (left,) = stocktaking.opened(read)
        assert (left.id, left.volunteer) == (id, "Lise")
        assert [each.pieces for each in stocktaking.counts(read, id)] == [12]
    count(shop, id, bowl, 8)
    assert found(shop, id) == {}
    assert book(shop, id, {}) == []
    assert shop.defects() == []
    books.close()


def test_what_is_at_a_fair_is_not_expected(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    moving_to_fair.send(shop.books, shop.slip((bowl, 5), note="Saint-Jean"))
    id = begun(shop)
    count(shop, id, bowl, 15)
    assert found(shop, id) == {}
    with shop.books.read() as read:
        (row,) = read.shelf()
    assert (row.on_hand, row.away, row.price) == (15, 5, euro("10"))


def test_a_shelf_is_a_category(shop: ShopBuilder) -> None:
    from dataclasses import replace

    from ess_shop.services.registering import register_articles

    bowl, scarf = shop.article(member := shop.member()), shop.article(member)
    register_articles(shop.books, [replace(bowl, category="Terre", revision=2)], id=new_id(), at=shop.tick())
    id = begun(shop, category="Terre")
    count(shop, id, bowl, 20)
    with pytest.raises(Refused):
        count(shop, id, scarf)
    with shop.books.read() as read:
        assert [row.code for row in read.shelf(category="Terre")] == [bowl.code]


def test_progress_counts_article_by_article() -> None:
    counted = [Count("a", 10, 4, 4), Count("b", 1, 3, 3), Count("c", 5, 0, 0)]
    assert progress(counted, {"a": 4, "b": 3, "d": 6, "e": -1}) == (5, 13)


def test_every_reason_has_its_slip() -> None:
    assert set(SLIP_OF) == set(Why)
    assert {SLIP_OF[why] for why in MORE} == {SlipKind.CORRECTION}
