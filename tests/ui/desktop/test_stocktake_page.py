"""Stocktakes through the window: counted by scanner, kept, explained by keys, booked, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shop_builder import ShopBuilder, cash
from till_at_work import LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.stocktake import Why
from ess_shop.errors import Refused
from ess_shop.reading import SlipQuery
from ess_shop.services import booking_stocktakes, stocktaking
from ess_shop.services.composing import Asked
from ui.desktop.presenters import places
from ui.desktop.presenters.stocktaking import EVERYTHING, MEMBERS, Step, StocktakingPresenter
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.goods.stocktake_page import StocktakePage


class Counting:
    """The page with its shop: two bowls' makers, five and three pieces."""

    def __init__(self, shop: ShopBuilder) -> None:
        self.shop = shop
        self.bowl = shop.article(shop.member("M1", commission="30"), "10", pieces=5)
        self.scarf = shop.article(shop.member("M2"), "20", pieces=3)
        shop.open()
        self.till = TillAtWork(shop, person=LISE)
        self.room = self._room()
        self.page = self._page()

    def _room(self) -> GoodsRoom:
        self.till.till.desk.go.ring(places.GOODS)
        room = self.till.window.shown
        assert isinstance(room, GoodsRoom)
        room.turn_to(self.till.words("Stocktake"))
        return room

    def _page(self) -> StocktakePage:
        page = self.room.page
        assert isinstance(page, StocktakePage)
        return page

    @property
    def presenter(self) -> StocktakingPresenter:
        return self.page.presenter

    def begin(self, way: str = EVERYTHING) -> None:
        self.presenter.choose_way(way)
        self.page.keep_it()

    def scan(self, article: Article, times: int = 1) -> None:
        for _ in range(times):
            self.till.window.scanned(article.barcodes[0])

    def said(self) -> list[str]:
        return [notice.text for notice in self.till.till.desk.notices.standing]


@pytest.fixture
def counting(sqlite_books: SqlBooks, qapp: object) -> Iterator[Counting]:
    made = Counting(ShopBuilder(sqlite_books))
    yield made
    made.till.close()


def test_it_is_counted_explained_and_booked(counting: Counting) -> None:
    page, presenter, shop = counting.page, counting.presenter, counting.shop
    counting.begin()
    assert presenter.step is Step.COUNTING
    counting.scan(counting.bowl, 2)
    page.count.entry.setText("2*")
    page.count.entry.submitted.emit("2*")
    counting.scan(counting.bowl)
    page.count.entry.submitted.emit(f"4*{counting.scarf.code}")
    assert presenter.counting.progress == (7, 8)
    assert [line.pieces for line in presenter.counting.lines] == [4, 4]
    page.keep_it()
    assert presenter.step is Step.EXPLAINING
    assert [row.pieces for row in presenter.differences.rows] == [-1, 1]
    page.keep_it()
    assert counting.bowl.label in counting.said()[0]
    page.explain.reasons[Why.STOLEN].click()
    assert presenter.differences.pointed == 1
    assert set(page.explain.reasons) == {Why.FOUND, Why.MISCOUNTED, Why.WRONG_LABEL}
    page.explain.reasons[Why.MISCOUNTED].click()
    page.keep_it()
    assert presenter.step is Step.DONE
    assert (shop.stock(counting.bowl), shop.stock(counting.scarf)) == (4, 4)
    assert shop.owed() == {("M1", "EUR"): 700}
    presenter.summary()
    (paper,) = counting.till.opened
    assert paper.read_bytes().startswith(b"%PDF")
    page.again.click()
    assert presenter.step is Step.CHOOSING
    assert presenter.opened == []
    assert shop.defects() == []


def test_what_was_counted_waits_for_whoever_comes(counting: Counting) -> None:
    counting.begin()
    counting.scan(counting.bowl, 3)
    counting.page.back.click()
    assert counting.presenter.step is Step.CHOOSING
    other = TillAtWork(counting.shop, person=LISE)
    other.till.desk.go.ring(places.GOODS)
    room = other.window.shown
    assert isinstance(room, GoodsRoom)
    room.turn_to(other.words("Stocktake"))
    page = room.page
    assert isinstance(page, StocktakePage)
    (one,) = page.presenter.opened
    assert "Lise" in one.said
    page.presenter.go_on(one)
    assert page.presenter.counting.progress == (3, 8)
    other.window.scanned(counting.bowl.barcodes[0])
    assert page.presenter.counting.progress == (4, 8)
    other.close()


def test_members_are_chosen_and_others_are_put_aside(counting: Counting) -> None:
    presenter = counting.presenter
    counting.begin(MEMBERS)
    assert presenter.step is Step.CHOOSING
    assert counting.said()
    first = presenter.choosing.members[0]
    presenter.choosing.choose(first)
    presenter.choosing.choose(first)
    assert [row.code for row in presenter.members] == ["M1"]
    presenter.take_out(first)
    assert presenter.members == ()
    presenter.choosing.choose(first)
    counting.page.keep_it()
    counting.scan(counting.scarf)
    assert counting.scarf.label in counting.said()[0]
    counting.till.window.scanned("4006381333931")
    assert "4006381333931" in counting.said()[0]
    assert presenter.counting.progress == (0, 5)


def test_counts_are_changed_by_keys(counting: Counting) -> None:
    page, presenter = counting.page, counting.presenter.counting
    counting.begin()
    with pytest.raises(Refused):
        presenter.step(1)
    counting.scan(counting.bowl)
    presenter.step(1)
    presenter.step(-1)
    assert presenter.lines[0].pieces == 1
    page.count.entry.setText("12")
    page.count.number.click()
    assert presenter.lines[0].pieces == 12
    page.count.entry.setText("viele")
    page.count.number.click()
    assert presenter.lines[0].pieces == 12
    page.count.out.click()
    assert presenter.lines == []
    presenter.show("not_yet")
    assert [line.expected for line in presenter.lines] == [5, 3]


def test_a_sale_meanwhile_is_fair_and_one_between_scans_is_told(counting: Counting) -> None:
    counting.begin()
    counting.scan(counting.bowl, 5)
    counting.shop.sell(Asked(counting.bowl.id, 2), cash("20"))
    counting.page.keep_it()
    assert counting.presenter.differences.rows == []
    counting.page.back.click()
    counting.scan(counting.bowl)
    assert counting.bowl.label in counting.said()[0]
    assert not counting.presenter.counting.lines[0].steady


def test_giving_up_is_asked_first(counting: Counting) -> None:
    counting.begin()
    counting.scan(counting.bowl)
    counting.page.back.click()
    (one,) = counting.presenter.opened
    counting.presenter.ask_to_give_up(one)
    with counting.shop.books.read() as read:
        assert stocktaking.opened(read)
    notice = counting.till.till.desk.notices.standing[-1]
    notice.steps[0].act()
    with counting.shop.books.read() as read:
        assert stocktaking.opened(read) == []
        assert read.slips(SlipQuery(limit=1))[0].number.startswith("BD")
    assert counting.shop.stock(counting.bowl) == 5


def test_what_was_not_counted_is_missing_only_if_someone_says_so(counting: Counting) -> None:
    page, presenter = counting.page, counting.presenter
    counting.begin()
    counting.scan(counting.bowl, 5)
    page.keep_it()
    assert presenter.differences.rows == []
    page.explain.missing.click()
    assert [row.pieces for row in presenter.differences.rows] == [-3]
    page.explain.pays.setChecked(False)
    page.explain.reasons[Why.LOST].click()
    page.keep_it()
    assert counting.shop.stock(counting.scarf) == 0
    assert counting.shop.owed() == {}


def test_reasons_are_kept_too(counting: Counting) -> None:
    counting.begin()
    counting.scan(counting.bowl, 4)
    counting.page.keep_it()
    counting.page.explain.reasons[Why.BROKEN].click()
    stocktake = counting.presenter.counting.stocktake
    assert stocktake is not None
    with counting.shop.books.read() as read:
        assert booking_stocktakes.explained_so_far(read, stocktake.id) == {counting.bowl.id: Why.BROKEN}


def test_the_paper_is_the_same_twice(counting: Counting, tmp_path: Path) -> None:
    from drivers.papers.stocktake import stocktake_pdf

    counting.begin()
    counting.scan(counting.bowl, 4)
    counting.page.keep_it()
    paper = counting.presenter.differences.summary()
    assert paper is not None
    assert stocktake_pdf(paper, counting.till.words) == stocktake_pdf(paper, counting.till.words)
