"""The room of the tickets: found by what somebody still knows, seen, printed again, taken back from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from shop_builder import ShopBuilder, barcode, card, cash, when
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.receipt_printer import NoPrinter
from ess_shop.services import noting
from ess_shop.services.composing import Asked
from ui.desktop.presenters import panels, places
from ui.desktop.rooms.tickets.room import TicketsRoom


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    """Yesterday one bowl at 12,35; today two at 4,20 and one of each, a quarter of an hour apart."""
    shop = ShopBuilder(sqlite_books)
    potter = shop.member()
    bowl, cup = shop.article(potter, "12.35"), shop.article(potter, "4.20")
    shop.open(when(2, hour=14))
    shop.sell(bowl, cash("12.35"))
    shop.close()
    shop.open(when(3, hour=9, minute=59))
    shop.sell(Asked(cup.id, 2), card("8.40"))
    shop.now = when(3, hour=10, minute=14)
    shop.sell([Asked(bowl.id), Asked(cup.id)], cash("20"))
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop)
    at_work.to_sale()
    at_work.till.desk.go.ring(places.TICKETS)
    at_work.settle()
    yield at_work
    at_work.close()


def room(at_work: TillAtWork) -> TicketsRoom:
    shown = at_work.window.shown
    assert isinstance(shown, TicketsRoom)
    return shown


def found(at_work: TillAtWork) -> list[str]:
    """The numbers in the list, the newest first."""
    rows = room(at_work).table.rows
    return [rows.row(number).number for number in range(rows.rowCount())]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ["C1-000003", "C1-000002", "C1-000001"]),
        ("2", ["C1-000002"]),
        ("c1-000001", ["C1-000001"]),
        ("10:15", ["C1-000003"]),
        ("10h", ["C1-000003", "C1-000002"]),
        ("8,40", ["C1-000002"]),
        ("16,55 €", ["C1-000003"]),
        ("bol 1", ["C1-000003", "C1-000001"]),
        ("BÔL 2", ["C1-000003", "C1-000002"]),
        ("9", []),
        ("tapis", []),
    ],
)
def test_a_ticket_is_found_by_what_is_known_of_it(
    at_work: TillAtWork, typed: str, numbers: list[str]
) -> None:
    at_work.type(typed)
    assert found(at_work) == numbers
    shown = room(at_work)
    assert shown.table.isVisible() == bool(numbers)
    assert shown.back.isEnabled() == shown.again.isEnabled() == bool(numbers)


def test_the_days_narrow_it_down(at_work: TillAtWork) -> None:
    at_work.touch(at_work.words("Today"))
    assert found(at_work) == ["C1-000003", "C1-000002"]
    at_work.touch(at_work.words("Yesterday"))
    assert found(at_work) == ["C1-000001"]
    at_work.scan("C1-000002")
    assert found(at_work) == ["C1-000002"]
    assert room(at_work).days.value == "any"


def test_the_ticket_that_is_pointed_at_is_seen(at_work: TillAtWork) -> None:
    paper = room(at_work).paper
    newest = paper.accessibleName()
    assert "C1-000003" in newest
    assert "16,55" in newest
    assert not paper.empty
    at_work.key(Qt.Key.Key_Down)
    at_work.key(Qt.Key.Key_Down)
    assert "C1-000001" in paper.accessibleName()
    at_work.key(Qt.Key.Key_Up)
    assert "C1-000002" in paper.accessibleName()
    assert at_work.focus is room(at_work).entry


def test_goods_that_are_scanned_here_are_not_rung_up(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    assert at_work.till.selling.empty
    assert at_work.notices() == [at_work.words("Nothing was rung up: go to the sale to scan.")]


def test_duplicates_are_marked_and_counted(at_work: TillAtWork) -> None:
    at_work.type("2")
    for _ in range(2):
        at_work.key(Qt.Key.Key_F9)
    first, second = (job.data for job in at_work.printer.jobs)
    assert b"DUPLICATA" in first
    assert b"DUPLICATA" in second
    assert first != second
    with at_work.shop.books.read() as read:
        assert read.count_events(noting.DUPLICATE, "C1-000002") == 2
    assert at_work.shop.defects() == []


def test_without_a_printer_the_duplicate_is_shown(qapp: object, shop: ShopBuilder) -> None:
    at_work = TillAtWork(shop, printer=NoPrinter())
    at_work.till.desk.go.ring(places.TICKETS)
    at_work.settle()
    shown = room(at_work)
    assert shown.again.text() == at_work.words("Show a duplicate")
    before = shown._presenter.picture
    at_work.key(Qt.Key.Key_F9)
    assert shown._presenter.picture != before
    assert shown._presenter.picture.startswith(b"\x89PNG")
    at_work.close()


def test_goods_are_taken_back_from_the_ticket(at_work: TillAtWork) -> None:
    at_work.type("2")
    at_work.key(Qt.Key.Key_F7)
    till = at_work.till
    assert till.navigation.room == places.SALE
    assert till.selling.panel == panels.RETURN
    assert [(each.label, each.left) for each in till.sale.returning.choices] == [("Bol 2", 2)]
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Return):
        at_work.key(key)
    assert till.selling.total.minor == -840
