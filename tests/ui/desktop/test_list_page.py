"""A member's spreadsheet through the window: refused with its cells, or taken in whole, with its labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from bad_spreadsheets import BAD, GOOD, good, write
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from shop_builder import ShopBuilder, euro, when
from sqlalchemy import func, select
from till_at_work import TillAtWork

from db import tables
from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.services.registering import register_articles, register_members
from ui import bootstrap
from ui.desktop.presenters import places
from ui.desktop.rooms.goods.labels_page import LabelsPage
from ui.desktop.rooms.goods.list_page import ListPage
from ui.desktop.rooms.goods.room import GoodsRoom

Key = Qt.Key


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    shop.article(shop.member("M1"), "12.50", code="B1", pieces=2)
    shop.member("M2")
    person = Member(new_id(), "P1", MemberKind.PERSON, VatStatus.NOT_SUBJECT)
    identity = Identity(person.id, "Jeanne Aubry", street="3 rue du Four", postcode="74000", town="Annecy")
    terms = Terms(new_id(), person.id, BEGINNING, Rate.percent(40), VatRole.B)
    register_members(shop.books, [(person, identity)], [terms], id=new_id(), at=shop.tick())
    shop.open(when(3))
    return shop


@pytest.fixture(params=[False, True], ids=["inline", "threads"])
def at_work(
    qapp: object, shop: ShopBuilder, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop, threads=request.param)
    at_work.till.desk.go.ring(places.GOODS)
    at_work.settle()
    room_of(at_work).turn_to(at_work.words("From a list"))
    at_work.settle()
    page_of(at_work).presenter.files = bootstrap.ListFiles(at_work.words, tmp_path / "given")
    yield at_work
    at_work.close()


def room_of(at_work: TillAtWork) -> GoodsRoom:
    room = at_work.window.shown
    assert isinstance(room, GoodsRoom)
    return room


def page_of(at_work: TillAtWork) -> ListPage:
    page = room_of(at_work).page
    assert isinstance(page, ListPage)
    return page


def choose(at_work: TillAtWork, code: str) -> None:
    at_work.type(code)
    at_work.key(Key.Key_Return)


def opened(at_work: TillAtWork, path: Path) -> ListPage:
    page = page_of(at_work)
    page.picked(path)
    at_work.settle()
    return page


def rows_of(shop: ShopBuilder) -> dict[str, int]:
    """How many rows every table has."""
    assert isinstance(shop.books, SqlBooks)
    with shop.books.engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }


def banner(at_work: TillAtWork) -> str:
    """What waits for an answer."""
    return " ".join(notice.text for notice in at_work.till.desk.notices.standing if notice.steps)


def shown(page: ListPage) -> list[tuple[str, str, str]]:
    """Line, state and price of every line, as they stand in the table."""
    model = page.table.rows

    def cell(line: int, place: int) -> str:
        return str(model.data(model.index(line, place))).replace("\N{NO-BREAK SPACE}", " ")

    return [(cell(line, 0), cell(line, 1), cell(line, 3)) for line in range(model.rowCount())]


def test_a_list_from_file_to_slip_by_keys(at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path) -> None:
    good(tmp_path / "dépôt.xlsx")
    page = page_of(at_work)
    assert at_work.focus is page.member.entry
    assert not page.keep.isEnabled()
    choose(at_work, "m1")
    page.chooser.open(tmp_path)
    at_work.settle()
    at_work.key(Key.Key_F7)
    at_work.touch("dépôt.xlsx")
    assert [state for _line, state, _price in shown(page)] == ["Nouvel article", "Nouvel article"]
    assert at_work.focus is page.table
    before = rows_of(shop)
    assert before["slips"] == 1
    at_work.key(Key.Key_F9)
    taken = page.presenter.taken
    assert taken is not None
    assert (taken.slip.slip.pieces, taken.slip.slip.volunteer) == (8, "Lise Martin")
    assert rows_of(shop)["articles"] == before["articles"] + 2
    assert page.done.isVisible()
    at_work.key(Key.Key_F9)
    assert page.presenter.looked is None
    assert at_work.focus is page.member.entry


@pytest.mark.parametrize("what", BAD)
def test_a_bad_list_is_refused_with_its_cell(
    at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path, what: str
) -> None:
    make, cell = BAD[what]
    before = rows_of(shop)
    choose(at_work, "M1")
    page = opened(at_work, make(tmp_path / "liste.xlsx"))
    assert page.presenter.problems
    assert not cell or any(f"{cell} " in problem for problem in page.presenter.problems)
    assert page.problems.isVisible()
    assert not page.keep.isEnabled()
    at_work.key(Key.Key_F9)
    page.keep_it()
    at_work.settle()
    assert page.presenter.taken is None
    assert rows_of(shop) == before
    at_work.key(Key.Key_F8)
    [text] = (tmp_path / "given").glob("*.txt")
    said = text.read_text("utf-8-sig")
    assert all(problem in said for problem in page.presenter.problems)


def test_problems_stand_first_and_a_corrected_file_is_read_again(
    at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path
) -> None:
    path = write(tmp_path / "liste.xlsx", GOOD, ["Tasse", None, "douze", 5, 20, "non"])
    choose(at_work, "M1")
    page = opened(at_work, path)
    assert [(line, state) for line, state, _price in shown(page)] == [
        ("3", "À corriger"),
        ("2", "Nouvel article"),
    ]
    write(path, GOOD, ["Tasse", None, 12, 5, 20, "non"])
    at_work.key(Key.Key_F5)
    assert not page.presenter.problems
    assert page.keep.isEnabled()


def with_codes(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in (["Code", "Article", "Prix TTC", "Quantité", "TVA"], *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_another_price_is_decided_line_by_line(
    at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path
) -> None:
    choose(at_work, "M1")
    page = opened(at_work, with_codes(tmp_path / "liste.xlsx", ["B1", None, 14, 3, 20]))
    assert shown(page) == [("2", "Autre prix", "12,50 €, et non 14,00 €")]
    at_work.key(Key.Key_Return)
    assert page.presenter.repriced == {2}
    assert shown(page)[0][2] == "14,00 €, au lieu de 12,50 €"
    at_work.key(Key.Key_F8)
    assert page.presenter.repriced == frozenset()
    at_work.key(Key.Key_F8)
    at_work.key(Key.Key_F9)
    with shop.books.read() as read:
        bowl = read.article_by_code("B1")
    assert bowl is not None
    assert (bowl.price, shop.stock(bowl)) == (euro("14"), 5)
    assert page.presenter.labels == {"B1": 5}, "the two that are here need new ones too"


def test_the_list_says_whose_it_is(at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path) -> None:
    page = page_of(at_work)
    choose(at_work, "M2")
    at_work.touch(at_work.words("Empty list for {program}", program="Excel"))
    [template] = (tmp_path / "given").glob("*.xlsx")
    book = openpyxl.load_workbook(template)
    for column, value in ((1, "Vase"), (7, 24.9), (8, 3), (9, 20)):
        book.worksheets[0].cell(6, column).value = value
    book.save(template)
    page.member.change.click()
    at_work.settle()
    opened(at_work, template)
    assert page.presenter.choosing.chosen is not None
    assert page.presenter.choosing.chosen.code == "M2"
    assert page.presenter.ready is not None
    page.presenter.choosing.give_up()
    at_work.settle()
    assert not page.keep.isEnabled()
    choose(at_work, "M1")
    [problem] = page.presenter.problems
    assert "M2" in problem, "the list of one member is no other's"


def test_a_file_is_dropped_onto_the_page(at_work: TillAtWork, tmp_path: Path) -> None:
    page = page_of(at_work)
    choose(at_work, "M1")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(good(tmp_path / "liste.xlsx")))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, carried, buttons, keys)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    dropping = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, buttons, keys)
    QApplication.sendEvent(page, dropping)
    at_work.settle()
    assert page.presenter.ready is not None


def test_what_changed_meanwhile_is_seen_again_before_it_is_taken(
    at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path
) -> None:
    choose(at_work, "M1")
    page = opened(at_work, with_codes(tmp_path / "liste.xlsx", ["B1", None, 12.5, 3, 20]))
    with shop.books.read() as read:
        bowl = read.article_by_code("B1")
    assert bowl is not None
    dearer = replace(bowl, price=euro("15"), revision=bowl.revision + 1)
    register_articles(shop.books, [dearer], id=new_id(), at=shop.tick())
    before = rows_of(shop)
    at_work.key(Key.Key_F9)
    assert page.presenter.taken is None
    assert rows_of(shop) == before
    assert shown(page) == [("2", "Autre prix", "15,00 €, et non 12,50 €")]
    at_work.key(Key.Key_F9)
    assert page.presenter.taken is not None


def test_second_hand_goods_of_a_private_person_want_an_identity_paper(
    at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path
) -> None:
    choose(at_work, "P1")
    page = opened(at_work, write(tmp_path / "liste.xlsx", ["Lampe", None, 12, 1, 20, "oui"]))
    before = rows_of(shop)
    at_work.key(Key.Key_F9)
    assert page.papers.isVisible()
    assert rows_of(shop) == before
    at_work.key(Key.Key_F9)
    assert page.presenter.taken is None, "the number is missing"
    for name, text in (("document_number", "12AB34"), ("issued_on", "31/12/2020"), ("issued_by", "Annecy")):
        page.papers.fields[name].line.setText(text)
    at_work.key(Key.Key_F9)
    assert page.presenter.taken is not None
    after = rows_of(shop)
    assert (after["police_entries"], after["sellers"]) == (1, 1)


def test_a_list_that_came_in_before_is_asked_about_first(
    at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path
) -> None:
    choose(at_work, "M1")
    page = opened(at_work, good(tmp_path / "liste.xlsx"))
    assert page.presenter.before_said == ""
    at_work.key(Key.Key_F9)
    assert page.presenter.taken is not None
    number = page.presenter.taken.slip.number
    at_work.key(Key.Key_F9)
    choose(at_work, "M1")
    page = opened(at_work, good(tmp_path / "copie.xlsx"))
    assert number in page.presenter.before_said
    before = rows_of(shop)
    for _press in range(2):
        at_work.key(Key.Key_F9)
        assert number in banner(at_work)
        assert rows_of(shop) == before
    at_work.touch("Tant pis")
    assert rows_of(shop) == before
    at_work.key(Key.Key_F9)
    at_work.touch("L’enregistrer encore une fois")
    assert page.presenter.taken is not None
    assert page.presenter.taken.slip.number != number
    assert rows_of(shop)["slips"] == before["slips"] + 1


def test_another_file_is_not_asked_about(at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path) -> None:
    choose(at_work, "M1")
    page = opened(at_work, good(tmp_path / "liste.xlsx"))
    at_work.key(Key.Key_F9)
    at_work.key(Key.Key_F9)
    choose(at_work, "M1")
    opened(at_work, good(tmp_path / "liste.xlsx"))
    at_work.key(Key.Key_F9)
    assert banner(at_work)
    opened(at_work, with_codes(tmp_path / "autre.xlsx", ["", "", "B1", "", "", 12.5, 1, 20]))
    assert not banner(at_work)
    assert page.presenter.before_said == ""


def test_its_labels_are_at_hand_at_once(at_work: TillAtWork, tmp_path: Path) -> None:
    choose(at_work, "M1")
    opened(at_work, good(tmp_path / "liste.xlsx"))
    at_work.key(Key.Key_F9)
    at_work.key(Key.Key_F12)
    page = room_of(at_work).page
    assert isinstance(page, LabelsPage)
    assert [(line.code, line.count) for line in page.presenter.goods.lines] == [("M1-001", 3), ("M1-002", 5)]


def test_long_work_can_be_stopped(
    at_work: TillAtWork, shop: ShopBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(at_work, "M1")
    page = page_of(at_work)
    heard: Callable[[int, int], None] = page.presenter.work.heard

    def stopped_at_once(done: int, total: int) -> None:
        page.presenter.work.stop()
        heard(done, total)

    monkeypatch.setattr(page.presenter.work, "heard", stopped_at_once)
    opened(at_work, good(tmp_path / "liste.xlsx"))
    assert not page.presenter.work.running
    assert page.presenter.ready is None
    assert not page.keep.isEnabled()
