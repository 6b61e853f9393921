"""Corrections through the window: chosen step by step, said in words before, booked once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shop_builder import ShopBuilder, cash
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.errors import Refused
from ess_shop.services.composing import Asked, AskedBack
from ui.desktop.presenters import places
from ui.desktop.presenters.corrections import CorrectionsPresenter, Wrong
from ui.desktop.rooms.goods.corrections_page import CorrectionsPage
from ui.desktop.rooms.goods.labels_page import LabelsPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.goods.slips_page import SlipsPage


class Correcting:
    """The page, and two articles of two members of which some were sold."""

    def __init__(self, shop: ShopBuilder) -> None:
        self.shop = shop
        self.bowl = shop.article(shop.member("M1", commission="30"), "10")
        self.scarf = shop.article(shop.member("M2", commission="20"), "12")
        shop.open()
        self.both = shop.sell([Asked(self.bowl.id, 3), Asked(self.scarf.id)], cash("42"))
        self.one = shop.sell(self.bowl, cash("10"))
        self.till = TillAtWork(shop, person=AICHA)
        self.till.till.desk.go.ring(places.GOODS)
        room = self.till.window.shown
        assert isinstance(room, GoodsRoom)
        self.room = room
        room.turn_to(self.till.words("Corrections"))
        page = room.page
        assert isinstance(page, CorrectionsPage)
        self.page = page

    @property
    def presenter(self) -> CorrectionsPresenter:
        return self.page.presenter

    def said(self) -> list[str]:
        return [notice.text for notice in self.till.till.desk.notices.standing]


@pytest.fixture
def correcting(sqlite_books: SqlBooks, qapp: object) -> Iterator[Correcting]:
    made = Correcting(ShopBuilder(sqlite_books))
    yield made
    made.till.close()


def test_a_sale_goes_to_the_right_member(correcting: Correcting) -> None:
    page, sale, shop = correcting.page, correcting.presenter.sale, correcting.shop
    assert [row.number for row in sale.tickets] == [correcting.one.number, correcting.both.number]
    assert not page.keep.isEnabled()
    correcting.till.window.scanned(correcting.both.number)
    assert [line.left for line in sale.lines] == [3, 1]
    page.sale.lines.chosen.emit(sale.lines[0])
    page.sale.less.click()
    correcting.till.window.scanned(correcting.scarf.barcodes[0])
    assert "Atelier M1" in sale.said[0]
    assert "14,00" in sale.said[0]
    assert "16,00" in sale.said[1]
    assert "Atelier M2" in page.sale.preview.text
    page.sale.note.line.setText("étagère")
    page.sale.note.line.textEdited.emit("étagère")
    page.keep_it()
    assert sale.made is not None
    assert sale.made.number in page._right.text()
    assert "étagère" in sale.made.sale.lines[0].reason
    assert correcting.both.number in sale.made.sale.lines[0].reason
    assert (shop.stock(correcting.bowl), shop.stock(correcting.scarf)) == (18, 17)
    page.next.click()
    assert not page.covered
    assert sale.ticket is None
    assert shop.defects() == []


def test_a_ticket_of_one_line_needs_no_choice(correcting: Correcting) -> None:
    page, sale = correcting.page, correcting.presenter.sale
    page.sale.entry.setText(correcting.one.number)
    page.sale.entry.textEdited.emit(correcting.one.number)
    page.sale.entry.submitted.emit(correcting.one.number)
    assert sale.line is not None
    assert page.sale.right.isVisible()
    correcting.till.window.scanned(correcting.bowl.barcodes[0])
    assert sale.refused
    assert not page.keep.isEnabled()
    sale.choosing.give_up()
    with pytest.raises(Refused):
        sale.save()


def test_what_came_back_is_not_offered(correcting: Correcting) -> None:
    correcting.shop.sell(AskedBack("C1", correcting.one.ticket, 1, 1), cash("-10"))
    correcting.till.window.scanned(correcting.one.number)
    assert correcting.presenter.sale.lines == []
    assert not correcting.page.sale.right.isVisible()


def test_articles_are_found_by_letters(correcting: Correcting) -> None:
    correcting.till.window.scanned(correcting.one.number)
    choosing = correcting.presenter.sale.choosing
    entry = correcting.page.sale.right.entry
    entry.setText("bol")
    entry.textEdited.emit("bol")
    assert len(choosing.offered) == 2
    entry.moved.emit(1)
    wanted = choosing.offered[choosing.pointed].article_id
    entry.submitted.emit("bol")
    assert choosing.chosen is not None
    assert choosing.chosen.article.id == wanted
    choosing.give_up()
    entry.submitted.emit("zzz")
    assert "zzz" in correcting.said()[-1]


def test_a_wrong_price_is_put_right_for_what_was_sold(correcting: Correcting) -> None:
    page, price, shop = correcting.page, correcting.presenter.price, correcting.shop
    correcting.presenter.choose(Wrong.PRICE)
    correcting.till.window.scanned(correcting.bowl.barcodes[0])
    _type(correcting, "zwölf")
    assert "zwölf" in price.wrong
    assert not page.keep.isEnabled()
    _type(correcting, "15,00")
    assert [line.pieces.left for line in price.lines] == [1, 3]
    page.price.toggle.click()
    assert any("10,50" in said for said in price.said)
    page.keep_it()
    assert price.made is not None
    assert price.made.article.price.minor == 1500
    assert len(price.made.sales) == 1
    assert shop.owed()["M1", "EUR"] == 4000
    page.labels.click()
    assert isinstance(correcting.room.page, LabelsPage)
    assert shop.defects() == []


def test_a_customer_gets_back_what_was_too_much(correcting: Correcting) -> None:
    price = correcting.presenter.price
    correcting.presenter.choose(Wrong.PRICE)
    correcting.till.window.scanned(correcting.bowl.barcodes[0])
    _type(correcting, "8")
    correcting.page.price.toggle.click()
    assert any("2,00" in said for said in price.said)
    correcting.page.keep_it()
    assert correcting.shop.balances()["cash", "EUR"] == 5000
    assert correcting.shop.defects() == []


def test_nothing_happens_where_nothing_changes(correcting: Correcting) -> None:
    price = correcting.presenter.price
    correcting.presenter.choose(Wrong.PRICE)
    with pytest.raises(Refused):
        price.save()
    price.choosing.choose_id(correcting.bowl.id)
    with pytest.raises(Refused):
        price.save()
    _type(correcting, "10")
    with pytest.raises(Refused):
        price.save()
    _type(correcting, "0")
    assert price.refused


def test_money_between_members_moves_by_a_manager_or_treasurer_alone(correcting: Correcting) -> None:
    correcting.till.till.desk.sit(LISE)
    for presenter in (correcting.presenter.sale, correcting.presenter.price):
        with pytest.raises(Refused) as refused:
            presenter.save()
        assert refused.value.code == "not_allowed"


def test_slips_are_taken_back_in_their_list(correcting: Correcting) -> None:
    correcting.presenter.choose(Wrong.SLIP)
    assert not correcting.page.keep.isVisible()
    correcting.page._slips()
    assert isinstance(correcting.room.page, SlipsPage)


def _type(correcting: Correcting, text: str) -> None:
    line = correcting.page.price.price.line
    line.setText(text)
    line.textEdited.emit(text)
