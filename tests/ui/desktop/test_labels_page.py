"""Labels through the window: which goods, from which label of the sheet on, on which printer."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from settings_at_work import page_of as settings_page
from settings_at_work import preference, settings_at_work
from shop_builder import ShopBuilder, barcode, when
from till_at_work import TillAtWork

from db.books import SqlBooks
from drivers.receipts.renderer import render
from ess_shop.domain.ids import new_id
from ess_shop.domain.label_settings import label_settings
from ess_shop.domain.label_sheets import own_layout
from ess_shop.domain.receipt_printer import PrinterState, Wire
from ess_shop.services.registering import register_articles
from ui.desktop.presenters import places
from ui.desktop.rooms.goods.labels_page import LabelsPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.settings.labels_page import LabelSettingsPage

Key = Qt.Key


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    potter = shop.member("M1")
    shop.article(potter, "12.50", pieces=3)
    bare = shop.article(potter, "8", pieces=2)
    register_articles(
        shop.books, [replace(bare, barcodes=(), revision=bare.revision + 1)], id=new_id(), at=shop.tick()
    )
    shop.article(shop.member("M2"), "20", pieces=4)
    shop.open(when(3))
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder, tmp_path: Path) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop, papers=tmp_path / "papers")
    yield at_work
    at_work.close()


@pytest.fixture
def page(at_work: TillAtWork) -> LabelsPage:
    return opened(at_work)


def opened(at_work: TillAtWork) -> LabelsPage:
    at_work.till.desk.go.ring(places.GOODS)
    at_work.settle()
    room = at_work.window.shown
    assert isinstance(room, GoodsRoom)
    room.turn_to(at_work.words("Labels"))
    at_work.settle()
    page = room.page
    assert isinstance(page, LabelsPage)
    return page


def enter(at_work: TillAtWork, text: str) -> None:
    at_work.type(text)
    at_work.key(Key.Key_Return)


def goods(page: LabelsPage) -> dict[str, int]:
    return {line.code: line.count for line in page.presenter.goods.lines}


def read_back(pdf: Path) -> list[str]:
    """What a scanner reads on the first sheet, each barcode once."""
    picture = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "300", "-png", "-singlefile", str(pdf), str(picture)], check=True)
    command = ["zbarimg", "--quiet", "--raw", "--nodbus", f"{picture}.png"]
    return sorted(set(subprocess.run(command, capture_output=True, text=True).stdout.split()))


def test_goods_by_scan_by_code_by_slip_and_by_keys(at_work: TillAtWork, page: LabelsPage) -> None:
    assert at_work.focus is page.entry
    at_work.scan(barcode(1))
    at_work.scan(barcode(1))
    assert goods(page) == {"A1": 2}
    enter(at_work, "3*a2")
    assert goods(page) == {"A1": 2, "A2": 3}
    at_work.key(Key.Key_Down)
    at_work.type("+")
    assert goods(page) == {"A1": 2, "A2": 4}
    at_work.key(Key.Key_Up)
    at_work.type("-")
    assert goods(page) == {"A1": 1, "A2": 4}
    at_work.key(Key.Key_Delete)
    assert goods(page) == {"A2": 4}
    enter(at_work, "bd-2026-0003")
    assert goods(page) == {"A2": 4, "A3": 4}
    assert not page.paper.empty


def test_all_goods_of_a_member(at_work: TillAtWork, page: LabelsPage) -> None:
    at_work.key(Key.Key_F6)
    enter(at_work, "M1")
    assert goods(page) == {"A1": 3, "A2": 2}
    assert at_work.focus is page.entry


@pytest.mark.parametrize("typed", ["xyz", "0*A1", "a*A1", "99999*A1", "*", "BD-2026-0999", "2*"])
def test_what_is_no_goods_is_said_and_changes_nothing(
    at_work: TillAtWork, page: LabelsPage, typed: str
) -> None:
    enter(at_work, "A1")
    enter(at_work, typed)
    assert goods(page) == {"A1": 1}
    marked = page.entry.property("wrong") == "true"
    assert marked or at_work.notices()


def test_sheets_begin_where_the_last_ones_ended(
    at_work: TillAtWork, page: LabelsPage, shop: ShopBuilder, tmp_path: Path
) -> None:
    enter(at_work, "2*A1")
    enter(at_work, "A2")
    place = page.sheet.place_of(5).center().toPoint()
    QTest.mouseClick(page.sheet, Qt.MouseButton.LeftButton, pos=place)
    at_work.settle()
    assert page.presenter.choice.start == 5
    at_work.key(Key.Key_F9)
    [pdf] = (tmp_path / "papers").glob("*.pdf")
    with shop.books.read() as read:
        given = read.article_by_code("A2")
    assert given is not None
    [own] = given.barcodes
    assert own.startswith("29"), "it had none"
    assert read_back(pdf) == sorted([barcode(1), own])
    assert goods(page) == {}
    assert page.presenter.choice.start == 8
    at_work.key(Key.Key_F9)
    assert len(list((tmp_path / "papers").glob("*.pdf"))) == 1, "there was nothing to label"
    again = TillAtWork(shop)
    assert opened(again).presenter.choice.start == 8, "the next day too"
    again.close()


def test_the_arrows_say_where_the_sheet_begins(at_work: TillAtWork, page: LabelsPage) -> None:
    page.sheet.setFocus()
    for key, start in ((Key.Key_Right, 2), (Key.Key_Down, 5), (Key.Key_Left, 4), (Key.Key_Up, 1)):
        at_work.key(key)
        assert page.presenter.choice.start == start
    at_work.key(Key.Key_Left)
    assert page.presenter.choice.start == 1
    assert "1" in page.sheet.accessibleName()


def test_a_size_of_ones_own_is_kept_and_used(
    at_work: TillAtWork, page: LabelsPage, shop: ShopBuilder, tmp_path: Path
) -> None:
    enter(at_work, "A1")
    at_work.key(Key.Key_F7)
    panel = page.findChild(type(page._sizes))
    assert panel is not None
    for name, text in (("name", "Grandes"), ("width", "90"), ("height", "50,5")):
        panel.fields[name].line.setText(text)
    at_work.key(Key.Key_F9)
    assert not page.covered
    assert (page.presenter.layout.name, page.presenter.layout.per_sheet) == ("Grandes", 10)
    with shop.books.read() as read:
        [size] = label_settings(read.preference("labels")).sizes
    assert (size.width, size.height) == (9000, 5050)
    at_work.key(Key.Key_F9)
    [pdf] = (tmp_path / "papers").glob("*.pdf")
    assert read_back(pdf) == [barcode(1)]
    page.presenter.drop_size("Grandes")
    at_work.settle()
    assert page.presenter.layout.name == "L7160"


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "", "width": "70", "height": "30"},
        {"name": "x", "width": "", "height": "30"},
        {"name": "x", "width": "large", "height": "30"},
        {"name": "x", "width": "300", "height": "30"},
        {"name": "x", "width": "70", "height": "30", "columns": "4"},
        {"name": "x", "width": "70", "height": "30", "rows": "two"},
        {"name": "l7160", "width": "70", "height": "30"},
        {"name": "x" * 60, "width": "70", "height": "30"},
    ],
)
def test_a_size_that_cannot_be_is_refused(
    at_work: TillAtWork, page: LabelsPage, shop: ShopBuilder, typed: dict[str, str]
) -> None:
    at_work.key(Key.Key_F7)
    panel = page.findChild(type(page._sizes))
    assert panel is not None
    for name, text in typed.items():
        panel.fields[name].line.setText(text)
    at_work.key(Key.Key_F9)
    assert page.covered
    assert panel.wrong.text()
    with shop.books.read() as read:
        assert read.preference("labels") is None


def test_labels_that_are_too_small_are_said_before_they_are_printed(
    at_work: TillAtWork, page: LabelsPage, tmp_path: Path
) -> None:
    enter(at_work, "A1")
    page.presenter.add_size(own_layout("30x15"))
    at_work.settle()
    assert page.paper.empty
    assert "30" in page.presenter.pictured or "mm" in page.presenter.pictured
    at_work.key(Key.Key_F9)
    assert at_work.notices()
    assert list((tmp_path / "papers").glob("*.pdf")) == []
    assert goods(page) == {"A1": 1}


def test_on_the_receipt_printer(at_work: TillAtWork, page: LabelsPage) -> None:
    enter(at_work, "2*A1")
    page.on._group.button(2).click()
    at_work.key(Key.Key_F9)
    [job] = at_work.printer.jobs
    assert render(job.data).text.count("Bol 1") == 2
    assert goods(page) == {}


def test_without_a_receipt_printer_the_goods_stay(at_work: TillAtWork, page: LabelsPage) -> None:
    at_work.printer.state = PrinterState(Wire.NONE, 0)
    enter(at_work, "A1")
    page.on._group.button(2).click()
    at_work.key(Key.Key_F9)
    assert at_work.printer.jobs == []
    assert goods(page) == {"A1": 1}
    assert at_work.notices()


def test_a_label_printer_that_does_not_answer_is_told_and_the_goods_stay(
    at_work: TillAtWork, page: LabelsPage
) -> None:
    enter(at_work, "A1")
    page.on._group.button(1).click()
    at_work.key(Key.Key_F9)
    assert at_work.notices(), "nobody said where it is"
    page.printer.line.setText("127.0.0.1:1")
    page.printer.line.textEdited.emit("127.0.0.1:1")
    at_work.key(Key.Key_F9)
    assert "127.0.0.1:1" in at_work.notices()[-1]
    assert not page.presenter.work.running
    assert goods(page) == {"A1": 1}


def test_drawing_can_be_stopped(
    at_work: TillAtWork, page: LabelsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(at_work, "200*A1")
    heard = page.presenter.work.heard

    def stopped_in_the_middle(done: int, total: int) -> None:
        if done == 100:
            page.presenter.work.stop()
        heard(done, total)

    monkeypatch.setattr(page.presenter.work, "heard", stopped_in_the_middle)
    at_work.key(Key.Key_F9)
    assert list((tmp_path / "papers").glob("*")) == []
    assert goods(page) == {"A1": 200}
    assert not page.presenter.work.running


def test_the_shops_own_barcodes_are_set_by_the_manager(qapp: object, sqlite_books: SqlBooks) -> None:
    with settings_at_work(sqlite_books) as at_work:
        page = settings_page(at_work, LabelSettingsPage)
        page.prefix.choose("27")
        page.scales.line.setText("27")
        page.keep.click()
        assert preference(at_work, "labels") is None, "the scale's own"
        page.scales.line.setText("21, 22")
        page.page.line.setText("nowhere")
        page.keep.click()
        assert preference(at_work, "labels") is None
        page.page.line.setText("https://example.org/{member}")
        page.keep.click()
        kept = label_settings(preference(at_work, "labels"))
        assert (kept.own.prefix, kept.own.scales) == ("27", ("21", "22"))
        assert kept.page == "https://example.org/{member}"
        assert not page.unsaved
