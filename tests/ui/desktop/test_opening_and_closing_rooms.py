"""Morning and evening: taken over or counted, differences told after the count, nothing forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shop_builder import ShopBuilder, barcode, when
from slow_lane import SlowLane
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.cash import Purpose
from ess_shop.domain.receipt_printer import PrinterSettings
from ess_shop.domain.sale import Means
from ess_shop.errors import StorageTrouble
from ess_shop.services.cashing import close_till
from ui import bootstrap
from ui.desktop.presenters import closing as steps
from ui.desktop.presenters import panels, places
from ui.desktop.presenters.cash import CashPresenter
from ui.desktop.presenters.opening import OpeningPresenter
from ui.desktop.rooms.cash.closing_page import ClosingPage
from ui.desktop.rooms.cash.room import CashRoom
from ui.desktop.rooms.opening.room import OpeningRoom

CASH, COUPONS = (Means.CASH, "EUR"), (Means.COUPON, "LOC")
Key = Qt.Key


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    potter = shop.member(accepts="50")
    shop.article(potter, "12.35")
    shop.now = when(2, hour=9)
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop)
    yield at_work
    at_work.close()


def seen(at_work: TillAtWork) -> str:
    """Everything that can be read in the window."""
    labels = at_work.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible()).replace("\N{NO-BREAK SPACE}", " ")


def floats(at_work: TillAtWork) -> dict[tuple[Means, str], int]:
    """What the open session began with; {} while the till is closed."""
    with at_work.shop.books.read() as read:
        session = read.session("C1")
        begun = read.session_totals(session).floats if session else {}
    return {key: amount for key, amount in begun.items() if amount}


def opening(at_work: TillAtWork) -> OpeningRoom:
    at_work.till.desk.go.ring(places.OPENING)
    at_work.settle()
    room = at_work.window.shown
    assert isinstance(room, OpeningRoom)
    return room


def count(at_work: TillAtWork, counter: object, pieces: dict[int, int]) -> None:
    """Type how many of each."""
    for value, many in pieces.items():
        field = counter.fields[value]  # type: ignore[attr-defined]
        field.setFocus()
        field.clear()
        at_work.type(str(many))


# The morning


def test_the_first_morning_is_counted(at_work: TillAtWork) -> None:
    room = opening(at_work)
    assert not room.take_over.isVisible()
    assert not room.reason.isVisible()
    assert at_work.focus is room.counters[0].fields[50_000]
    count(at_work, room.counters[0], {2000: 2, 50: 3})
    count(at_work, room.counters[1], {500: 4})
    assert "41,50 €" in seen(at_work)
    at_work.key(Key.Key_F10)
    assert at_work.till.navigation.room == places.SALE
    assert floats(at_work) == {CASH: 4150, COUPONS: 2000}


def closed(shop: ShopBuilder) -> None:
    """A day that left 50 € and 10 LOC."""
    shop.open(floats={CASH: 5000, COUPONS: 1000})
    shop.close({CASH: 5000, COUPONS: 1000})
    shop.now = when(3, hour=9)


def test_what_was_left_is_taken_over_with_one_key(shop: ShopBuilder, at_work: TillAtWork) -> None:
    closed(shop)
    room = opening(at_work)
    assert "50,00 €" in seen(at_work)
    assert "10,00 LOC" in seen(at_work)
    assert at_work.focus is room.take_over
    at_work.key(Key.Key_Return)
    assert at_work.till.navigation.room == places.SALE
    assert floats(at_work) == {CASH: 5000, COUPONS: 1000}


def test_another_count_needs_its_reason(shop: ShopBuilder, at_work: TillAtWork) -> None:
    closed(shop)
    room = opening(at_work)
    count(at_work, room.counters[0], {2000: 2})
    assert room.reason.isVisible()
    count(at_work, room.counters[1], {1000: 1})
    at_work.key(Key.Key_F10)
    assert floats(at_work) == {}
    assert len(at_work.notices()) == 1
    at_work.touch(at_work.words("Money went to the bank"))
    at_work.key(Key.Key_F10)
    assert floats(at_work) == {CASH: 4000, COUPONS: 1000}
    assert at_work.shop.defects() == []


def test_the_same_count_needs_no_reason(shop: ShopBuilder, at_work: TillAtWork) -> None:
    closed(shop)
    room = opening(at_work)
    count(at_work, room.counters[0], {5000: 1})
    count(at_work, room.counters[1], {1000: 1})
    assert not room.reason.isVisible()
    at_work.key(Key.Key_F10)
    assert floats(at_work) == {CASH: 5000, COUPONS: 1000}


def test_an_open_till_goes_straight_to_the_sale(shop: ShopBuilder, at_work: TillAtWork) -> None:
    shop.open()
    at_work.till.desk.go.ring(places.OPENING)
    at_work.settle()
    assert at_work.till.navigation.room == places.SALE


# The evening


@pytest.fixture
def evening(shop: ShopBuilder, at_work: TillAtWork) -> TillAtWork:
    """A day with 50 € in the drawer and one bowl sold for cash; a basket waits under a name."""
    shop.open(floats={CASH: 5000})
    at_work.to_sale()
    at_work.scan(barcode(1))
    for _ in range(3):
        at_work.key(Key.Key_Return)
    assert at_work.till.selling.panel == panels.AFTER
    at_work.scan(barcode(1))
    at_work.till.sale.parking.park("Jeanne")
    at_work.settle()
    return at_work


def closing(evening: TillAtWork) -> tuple[CashRoom, ClosingPage]:
    evening.till.desk.go.ring(places.CASH)
    evening.settle()
    evening.key(Key.Key_2)
    room = evening.window.shown
    assert isinstance(room, CashRoom)
    page = room.pages["close"]
    assert isinstance(page, ClosingPage)
    return room, page


def test_a_basket_on_the_screen_is_finished_first(evening: TillAtWork) -> None:
    evening.scan(barcode(1))
    page = closing(evening)[1]
    assert not page.isVisible()
    assert len(evening.notices()) == 1
    assert not evening.till.selling.empty


def test_what_waits_is_told_and_waits_on(evening: TillAtWork) -> None:
    room, page = closing(evening)
    assert room.closing.step == steps.WAITING
    assert "Jeanne – 12,35 €" in seen(evening)
    finish(evening, page)
    evening.key(Key.Key_F9)
    assert evening.till.navigation.room == places.DOOR
    evening.shop.now = when(3, hour=9)
    opening(evening)
    assert evening.words.plural("{count} basket still waits", "{count} baskets still wait", 1) in seen(
        evening
    )
    evening.till.desk.sit(None)
    evening.till.sale.parking.look()
    evening.settle()
    assert [each.name for each in evening.till.sale.parking.waiting] == ["Jeanne"]


def finish(evening: TillAtWork, page: ClosingPage) -> None:
    """From what waits to the Z, with everything right: 62,35 in cash."""
    evening.key(Key.Key_F9)
    count(evening, page.counters[0], {5000: 1, 1000: 1, 200: 1, 20: 1, 10: 1, 5: 1})
    for _ in range(3):
        evening.key(Key.Key_F9)


def test_the_difference_is_told_only_after_the_count(evening: TillAtWork) -> None:
    room, page = closing(evening)
    evening.key(Key.Key_F9)
    assert room.closing.step == steps.COUNT
    assert evening.focus is page.counters[0].fields[50_000]
    assert "62,35" not in seen(evening)
    count(evening, page.counters[0], {5000: 1, 1000: 1})
    assert "62,35" not in seen(evening)
    assert "2,35" not in seen(evening)
    evening.key(Key.Key_F9)
    assert room.closing.step == steps.DIFFERENCE
    assert "Il manque 2,35 €." in seen(evening)
    assert evening.focus is page.reason.line  # type: ignore[union-attr]

    # It is not passed over, what was counted is still there, and a recount is compared anew.
    evening.key(Key.Key_F9)
    assert room.closing.step == steps.DIFFERENCE
    evening.key(Key.Key_F10)
    assert room.closing.step == steps.COUNT
    assert page.counters[0].fields[5000].count == 1
    count(evening, page.counters[0], {200: 2})
    evening.key(Key.Key_F9)
    assert "Il y a 1,65 € de trop." in seen(evening)
    evening.touch(evening.words("Wrong change given"))
    evening.key(Key.Key_F9)
    assert room.closing.step == steps.BANK
    evening.key(Key.Key_F9)
    made = room.closing.closing
    assert made is not None
    assert made.reason == evening.words("Wrong change given")
    assert evening.shop.balances()["cash", "EUR"] == 6400
    assert evening.shop.defects() == []


def test_no_more_goes_to_the_bank_than_was_counted(evening: TillAtWork) -> None:
    room, page = closing(evening)
    evening.key(Key.Key_F9)
    count(evening, page.counters[0], {5000: 1, 1000: 1, 200: 1, 20: 1, 10: 1, 5: 1})
    evening.key(Key.Key_F9)
    evening.key(Key.Key_F9)
    assert evening.focus is page.bank.line  # type: ignore[union-attr]
    evening.type("9999")
    evening.key(Key.Key_Return)
    assert room.closing.step == steps.BANK
    assert "99,99 €" in seen(evening)
    for _ in range(4):
        evening.key(Key.Key_Backspace)
    evening.type("50")
    evening.touch("00")
    evening.key(Key.Key_Return)
    assert room.closing.step == steps.DONE
    assert "Z 1" in seen(evening)
    assert room.closing.picture.startswith(b"\x89PNG")
    balances = evening.shop.balances()
    assert (balances["cash", "EUR"], balances["bank", "EUR"]) == (1235, 5000)
    with evening.shop.books.read() as read:
        assert read.session("C1") is None
        assert read.last_count("C1")["cash", "EUR"] == 1235


def test_esc_leaves_the_closing_and_nothing_was_written(evening: TillAtWork) -> None:
    room, page = closing(evening)
    evening.key(Key.Key_F9)
    count(evening, page.counters[0], {5000: 1})
    evening.key(Key.Key_Escape)
    assert room.tiles["2"].isVisible()
    with evening.shop.books.read() as read:
        assert read.session("C1") is not None
        assert read.last_closing("C1") is None


def test_only_digits_count(at_work: TillAtWork) -> None:
    counter = opening(at_work).counters[0]
    field = counter.fields[5000]
    field.setFocus()
    at_work.type("+1, 2.’²-3")
    assert field.text() == "123"
    assert counter.fields[5000].count == 123


# Pressed twice, gone wrong half-way


def test_two_presses_open_the_till_once(shop: ShopBuilder, at_work: TillAtWork) -> None:
    desk = at_work.till.desk
    desk.lane = lane = SlowLane(desk.notices.trouble)
    morning = OpeningPresenter(desk, at_work.till.shop)
    morning.take_over()
    morning.take_over()
    lane.catch_up()
    assert [notice.topic for notice in desk.notices.standing] == ["opened"]


def test_two_presses_move_money_and_open_the_drawer_once(evening: TillAtWork) -> None:
    desk = evening.till.desk
    desk.sit(AICHA)
    cash = CashPresenter(desk, evening.till.shop, bootstrap.ReceiptPress(desk.words, PrinterSettings()))
    before, kicked = evening.shop.balances()["cash", "EUR"], evening.printer.kicks
    desk.lane = lane = SlowLane(desk.notices.trouble)
    for _ in range(2):
        cash.move(Purpose.IN, cash.drawers[0], "1000", "monnaie")
    lane.catch_up()
    for _ in range(2):
        cash.open_drawer("monnaie")
    lane.catch_up()
    assert evening.shop.balances()["cash", "EUR"] == before + 1000
    assert evening.printer.kicks == kicked + 2


def test_a_closing_that_fails_half_way_brings_nothing_to_the_bank_twice(
    evening: TillAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, page = closing(evening)
    evening.key(Key.Key_F9)
    count(evening, page.counters[0], {5000: 1, 1000: 1, 200: 1, 20: 1, 10: 1, 5: 1})
    evening.key(Key.Key_F9)
    evening.key(Key.Key_F9)

    def full(*_books: object, **_asked: object) -> None:
        raise StorageTrouble("disk_full", "The disk is full: nothing was recorded. Make room and try again.")

    monkeypatch.setattr("ui.desktop.presenters.closing.close_till", full)
    evening.type("5000")
    evening.key(Key.Key_Return)
    assert room.closing.step == steps.BANK
    monkeypatch.setattr("ui.desktop.presenters.closing.close_till", close_till)
    evening.key(Key.Key_Return)
    assert room.closing.step == steps.DONE
    balances = evening.shop.balances()
    assert (balances["cash", "EUR"], balances["bank", "EUR"]) == (1235, 5000)


def test_a_press_that_came_too_often_is_no_count(evening: TillAtWork) -> None:
    room, _page = closing(evening)
    evening.key(Key.Key_F9)
    assert room.closing.step == steps.COUNT
    evening.key(Key.Key_F9)
    assert room.closing.step == steps.COUNT
    assert "62,35" not in seen(evening)
    assert len(evening.notices()) == 1
    evening.key(Key.Key_F9)
    assert room.closing.step == steps.DIFFERENCE
