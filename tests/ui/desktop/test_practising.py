"""The practice till: its own numbers, marked papers, real totals untouched; and the guided tour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shop_builder import ShopBuilder, barcode, when
from till_at_work import AICHA, LISE, let_go

from db.books import SqlBooks
from ess_shop.domain.sale import Means
from ess_shop.services import noting, parking
from ess_shop.wording import speaking
from ui.desktop.app import App
from ui.desktop.presenters import panels, places
from ui.desktop.program import application


@pytest.fixture
def app(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[App]:
    shop = ShopBuilder(sqlite_books)
    shop.article(shop.member(), "12.35")
    shop.open(when(2))
    app = App(application(), sqlite_books, speaking("fr"), tmp_path / "till")
    app.frame.show()
    app.till.desk.sit(LISE)
    yield app
    app.close()
    let_go(app.frame)


def settle(app: App) -> None:
    QApplication.processEvents()
    while any(lane.busy for lane in app.lanes):
        QApplication.processEvents()
    QApplication.processEvents()


def enter(app: App, *, guided: bool) -> None:
    app.practise(guided)
    settle(app)
    assert app.practice is not None
    assert app.practice.desk.training
    assert app.practice.navigation.room == places.SALE


def test_nothing_counts_in_the_practice_till(app: App, sqlite_books: SqlBooks) -> None:
    enter(app, guided=False)
    practice = app.practice
    assert practice is not None
    app.scanned(barcode(1))
    settle(app)
    practice.selling.open(panels.PAY)
    practice.sale.paying.tender(Means.CASH)
    practice.sale.paying.validate()
    settle(app)
    sold = practice.sale.paying.last
    assert sold is not None
    assert sold.number == "F1-000001"
    practice.sale.receipts.show_it()
    settle(app)
    assert practice.sale.receipts.preview.startswith(b"\x89PNG")
    with sqlite_books.read() as read:
        assert read.sale("C1", 1) is None
        assert read.count_events(noting.TRAINING_BEGUN, LISE.name) == 1
    app.practise(False)
    settle(app)
    assert app.practice is None
    assert app.till.selling.empty
    with sqlite_books.read() as read:
        assert read.count_events(noting.TRAINING_ENDED, LISE.name) == 1
    assert list(sqlite_books.defects()) == []
    enter(app, guided=False)


def test_the_tour_goes_on_by_doing(app: App) -> None:
    enter(app, guided=True)
    tour, practice = app.tour, app.practice
    assert tour is not None
    assert practice is not None
    selling, paying = practice.selling, practice.sale.paying

    def step() -> int:
        settle(app)
        return tour.at

    assert step() == 0
    app.scanned(barcode(1))
    assert step() == 1
    selling.open(panels.PAY)
    assert step() == 2
    paying.tender(Means.CASH, "5000")
    assert step() == 3
    paying.validate()
    assert step() == 4
    selling.submit("3*" + barcode(1))
    assert step() == 5
    practice.sale.parking.park("")
    assert step() == 6
    practice.sale.parking.recall(practice.sale.parking.waiting[0])
    assert step() == 7
    selling.open(panels.PAY)
    paying.tender(Means.CARD)
    paying.validate()
    assert step() == 8
    app.scanned(barcode(1))
    assert step() == 9
    from ui.desktop.presenters.discounting import DiscountPresenter

    DiscountPresenter(selling).line("10%", "abîmé", None)
    assert step() == 10
    selling.open(panels.PAY)
    paying.tender(Means.CARD)
    paying.validate()
    assert step() == -1
    assert any("trois ventes" in notice.text for notice in practice.desk.notices.standing)


def test_two_presses_make_one_practice_till(app: App) -> None:
    of_one = len(app.lanes)
    app.practise(False)
    app.practise(False)
    settle(app)
    assert app.practice is not None
    assert len(app.lanes) == 2 * of_one
    app.practise(False)
    settle(app)
    assert app.practice is None
    assert len(app.lanes) == of_one


def test_the_one_who_practised_last_is_the_one_who_sits_at_the_till(app: App) -> None:
    app.till.desk.sit(AICHA)
    enter(app, guided=False)
    assert app.practice is not None
    app.practice.desk.sit(LISE)
    app.practise(False)
    settle(app)
    assert app.till.desk.person == LISE


def test_who_locks_while_it_is_made_ready_does_not_practise(app: App) -> None:
    app.practise(False)
    app.till.lock()
    settle(app)
    assert app.practice is not None
    assert app.practice.desk.person is None
    assert app.practice.navigation.room == places.DOOR


def test_a_till_that_was_closed_well_offers_no_old_receipt(app: App, sqlite_books: SqlBooks) -> None:
    app.till.desk.go.ring(places.SALE)
    app.scanned(barcode(1))
    settle(app)
    with sqlite_books.read() as read:
        assert parking.current(read, "C1") is not None
    sale = app.till.sale
    sale.selling.open(panels.PAY)
    sale.paying.tender(Means.CARD)
    sale.paying.validate()
    settle(app)
    app.close()
    with sqlite_books.read() as read:
        assert parking.current(read, "C1") is None
