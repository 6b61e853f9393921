"""What may go wrong while someone sells: the power, the disk, the clock, a double click, a hasty scanner."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from shop_builder import ShopBuilder, barcode, when
from till_at_work import TillAtWork

from db import engine as storage
from db.books import SqlBooks, open_books
from db.keys import KeyRing
from ess_shop.domain.sale import Means
from ess_shop.services import parking
from ui.desktop.presenters import panels

PROGRAM = Path(__file__).parent / "till_program.py"


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    potter = shop.member(accepts="50")
    for price in ("12.35", "4.20"):
        shop.article(potter, price, pieces=200)
    shop.open(when(2))
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop, threads=True)
    at_work.to_sale()
    yield at_work
    at_work.close()


def killed(shop: ShopBuilder, how: str) -> SqlBooks:
    """Ring something up in another process, kill it there, and open the books again."""
    books = shop.books
    assert isinstance(books, SqlBooks)
    place, keys = str(books.path), str(books.key_path.parent)
    books.close()
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), place, keys, how],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=PROGRAM.parents[2],
    )
    assert program.stdout is not None
    said = program.stdout.readline().strip()
    program.kill()
    program.wait()
    program.stdout.close()
    assert said == how.upper()
    return open_books(place, keys=KeyRing(Path(keys)))


def test_killed_with_a_half_filled_basket_it_is_there_again(qapp: object, shop: ShopBuilder) -> None:
    books = killed(shop, "kept")
    again = TillAtWork(ShopBuilder(books, when(2, hour=12)))
    again.to_sale()
    assert str(again.till.selling.total.decimal()) == "16.55"
    assert len(again.notices()) == 1
    again.close()
    assert list(books.defects()) == []
    books.close()


def test_killed_before_the_receipt_the_sale_is_there_once(qapp: object, shop: ShopBuilder) -> None:
    books = killed(shop, "sold")
    again = TillAtWork(ShopBuilder(books, when(2, hour=12)))
    again.to_sale()
    assert again.till.selling.panel == panels.AFTER
    assert again.till.selling.empty
    again.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [job.title for job in again.printer.jobs] == ["C1-000001"]
    assert again.printer.kicks == 0
    with books.read() as read:
        assert read.sale("C1", 1) is not None
        assert read.sale("C1", 2) is None
        assert parking.current(read, "C1") is None, "the receipt would be offered every morning"
    again.scan(barcode(1))
    assert str(again.till.selling.total.decimal()) == "12.35"
    again.close()
    books.close()


def test_locked_books_are_said_and_the_basket_stays(
    at_work: TillAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work.scan(barcode(1))
    books = at_work.shop.books
    assert isinstance(books, SqlBooks)
    books.engine.dispose()
    monkeypatch.setattr(storage, "BUSY_SECONDS", 0.2)
    import sqlite3

    other = sqlite3.connect(str(books.path), isolation_level=None)
    with books.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 200")
    other.execute("BEGIN IMMEDIATE")
    at_work.till.selling.open(panels.PAY)
    at_work.till.sale.paying.tender(Means.CARD)
    at_work.till.sale.paying.validate()
    at_work.settle()
    assert any("autre programme" in said for said in at_work.notices())
    assert not at_work.till.selling.empty
    other.execute("ROLLBACK")
    other.close()
    at_work.till.sale.paying.validate()
    at_work.settle()
    assert at_work.till.selling.panel == panels.AFTER
    with books.read() as read:
        assert read.sale("C1", 2) is None


def test_a_full_disk_is_said_and_the_basket_stays(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    books = at_work.shop.books
    assert isinstance(books, SqlBooks)
    with books.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    at_work.till.selling.open(panels.PAY)
    for _ in range(40):
        at_work.till.sale.paying.tender(Means.CARD)
        at_work.till.sale.paying.validate()
        at_work.settle()
        if any("plein" in said for said in at_work.notices()):
            break
        at_work.scan(barcode(1))
        at_work.till.selling.open(panels.PAY)
    assert any("plein" in said for said in at_work.notices())
    assert not at_work.till.selling.empty
    with books.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    at_work.till.sale.paying.validate()
    at_work.settle()
    assert at_work.till.selling.panel == panels.AFTER
    assert at_work.shop.defects() == []


def test_fifty_scans_are_fifty_lines_in_their_order(at_work: TillAtWork) -> None:
    for number in range(50):
        at_work.window.scanned(barcode(1 + number % 2))
    at_work.settle()
    labels = [line.label for line in at_work.till.selling.content.lines]
    assert labels == ["Bol 1", "Bol 2"] * 25


def test_a_double_click_is_one_sale(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    at_work.till.sale.paying.tender(Means.CARD)
    finish = at_work.sale.panel(panels.PAY).validate
    QTest.mouseClick(finish, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(finish, Qt.MouseButton.LeftButton)
    at_work.settle()
    with at_work.shop.books.read() as read:
        assert read.sale("C1", 1) is not None
        assert read.sale("C1", 2) is None


def test_a_clock_set_back_is_noted_and_selling_goes_on(at_work: TillAtWork) -> None:
    at_work.shop.now -= timedelta(hours=3)
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    at_work.till.sale.paying.tender(Means.CARD)
    at_work.till.sale.paying.validate()
    at_work.settle()
    assert at_work.till.selling.panel == panels.AFTER
    assert at_work.shop.defects() == []
    kinds = [entry.content().get("code") for entry in _entries(at_work)]
    assert "clock_set_back" in kinds


def _entries(at_work: TillAtWork) -> list:  # type: ignore[type-arg]
    with at_work.shop.books.read() as read:
        return list(read.entries("C1"))


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 800), (3840, 2160)])
def test_every_button_has_its_place_and_no_other_window_appears(
    at_work: TillAtWork, width: int, height: int
) -> None:
    at_work.window.resize(width, height)
    at_work.scan(barcode(1))
    names = (
        panels.KEYS,
        panels.DISCOUNT,
        panels.RETURN,
        panels.PARK,
        panels.RECALL,
        panels.PRICE,
        panels.PAY,
    )
    for name in (*names, panels.UNLABELLED, panels.KEYS):
        at_work.till.selling.open(name)
        at_work.settle()
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        assert shown == [at_work.window], name
        for button in at_work.window.findChildren(QAbstractButton):
            if button.isVisible() and not button.visibleRegion().isEmpty():
                assert button.accessibleName(), (name, button)
                assert button.height() >= 40, (name, button.accessibleName(), button.height())
                right = button.mapTo(at_work.window, button.rect().topRight()).x()
                assert right <= width, (name, button.accessibleName())
