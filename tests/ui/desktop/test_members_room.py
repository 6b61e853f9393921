"""The members' room as it is used: finding, looking, registering, changing, noting, erasing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from shop_builder import ShopBuilder, card, when
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.people import Person, Role
from ess_shop.services.composing import Asked
from ui.desktop.presenters import places
from ui.desktop.rooms.members.form_page import FormPage
from ui.desktop.rooms.members.glance_page import GlancePage
from ui.desktop.rooms.members.goods_page import GoodsPage
from ui.desktop.rooms.members.notes_page import NotesPage
from ui.desktop.rooms.members.room import MembersRoom
from ui.desktop.rooms.members.sold_page import SoldPage
from ui.desktop.rooms.page import Page

PAUL = Person("3" * 32, "Paul", Role.TREASURER)
LISE = Person("1" * 32, "Lise", Role.VOLUNTEER)


@pytest.fixture
def filled(sqlite_books: SqlBooks) -> ShopBuilder:
    """M1 has bowls here and sold two, M2 has nothing."""
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member("M1"), "10", pieces=5)
    shop.member("M2")
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), card("20"))
    return shop


@pytest.fixture
def at_work(qapp: object, filled: ShopBuilder) -> Iterator[TillAtWork]:
    at_work = TillAtWork(filled, person=PAUL, language="en")
    at_work.till.desk.go.ring(places.MEMBERS)
    at_work.settle()
    yield at_work
    at_work.close()


@pytest.fixture
def room(at_work: TillAtWork) -> MembersRoom:
    room = at_work.window.shown
    assert isinstance(room, MembersRoom)
    return room


def turn(at_work: TillAtWork, room: MembersRoom, kind: type[Page]) -> Page:
    """Open the tab of that kind."""
    for number in range(len(room.file.tabs.buttons)):
        room.file.turn(number)
        at_work.settle()
        if isinstance(room.file.page, kind):
            return room.file.page
    raise LookupError(kind)


def shown(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def test_typing_finds_and_arrows_show_the_file(at_work: TillAtWork, room: MembersRoom) -> None:
    assert at_work.focus is room.directory.entry
    assert room.file.name.text() == "M1 · Atelier M1"
    at_work.key(Qt.Key.Key_Down)
    assert room.file.name.text() == "M2 · Atelier M2"
    at_work.type("m1")
    assert (room.file.name.text(), room.directory.table.rows.rowCount()) == ("M1 · Atelier M1", 1)
    at_work.key(Qt.Key.Key_Escape)
    assert room.directory.table.rows.rowCount() == 2
    at_work.type("zz")
    assert room.directory._none.isVisible()
    assert not room.directory.table.isVisible()


def test_a_volunteer_does_not_come_in(at_work: TillAtWork) -> None:
    at_work.till.desk.go.ring(places.SALE)
    at_work.till.desk.sit(LISE)
    at_work.till.desk.go.ring(places.MEMBERS)
    assert not isinstance(at_work.window.shown, MembersRoom)


def test_a_glance_tells_what_is_owed(at_work: TillAtWork, room: MembersRoom) -> None:
    page = turn(at_work, room, GlancePage)
    assert isinstance(page, GlancePage)
    assert page.owed.text() == (
        "Owed now: €14.00, of which €14.00 were sold in the last 14 days and could still come back."
    )
    assert "2 × Bol 1 (A1): €20.00" in shown(page)
    assert page.months.bars[-1].value == 2000
    assert page.months.accessibleDescription() == "Mar: 20.00"


def test_enter_opens_an_articles_moves_and_escape_closes_them(at_work: TillAtWork, room: MembersRoom) -> None:
    page = turn(at_work, room, GoodsPage)
    assert isinstance(page, GoodsPage)
    assert not page.moves.isVisible()
    page.table.setFocus()
    at_work.key(Qt.Key.Key_Return)
    assert page.covered
    assert [page.moves.rows.row(place).quantity for place in range(page.moves.rows.rowCount())] == [-2, 5]
    at_work.key(Qt.Key.Key_Escape)
    assert not page.covered
    assert page.table.hasFocus()


def test_months_are_turned_by_key(at_work: TillAtWork, room: MembersRoom) -> None:
    page = turn(at_work, room, SoldPage)
    assert isinstance(page, SoldPage)
    assert page.table.rows.rowCount() == 1
    at_work.key(Qt.Key.Key_F7)
    assert (page.month.text(), page.table.isVisible()) == ("February 2026", False)
    at_work.key(Qt.Key.Key_F8)
    assert page.month.text() == "March 2026"
    assert not page.after.isEnabled()


def test_a_note_is_added_and_erased(at_work: TillAtWork, room: MembersRoom) -> None:
    page = turn(at_work, room, NotesPage)
    assert isinstance(page, NotesPage)
    page.text.setFocus()
    at_work.type("Rappeler")
    at_work.key(Qt.Key.Key_F9)
    assert page.text.toPlainText() == ""
    assert "Rappeler" in shown(page)
    erase = next(each for each in page.findChildren(QPushButton) if each.text() == "Erase")
    erase.click()
    assert "Rappeler" in shown(page)
    at_work.till.desk.notices.standing[-1].steps[0].act()
    at_work.settle()
    assert "Rappeler" not in shown(page)
    assert at_work.shop.defects() == []


def test_what_is_typed_waits_for_its_own_member(at_work: TillAtWork, room: MembersRoom) -> None:
    page = turn(at_work, room, NotesPage)
    assert isinstance(page, NotesPage)
    page.text.setPlainText("Pour M1 seulement")
    room.directory.entry.setFocus()
    at_work.key(Qt.Key.Key_Down)
    assert room.file.name.text() == "M1 · Atelier M1"
    assert room.presenter.chosen is not None
    assert room.presenter.chosen.row.code == "M1"
    assert any("not saved" in said for said in at_work.notices())
    page.keep_it()
    at_work.key(Qt.Key.Key_Down)
    assert room.file.name.text() == "M2 · Atelier M2"
    assert "Pour M1 seulement" not in shown(page)


def test_somebody_new_is_registered_by_keys_alone(at_work: TillAtWork, room: MembersRoom) -> None:
    at_work.key(Qt.Key.Key_F2)
    page = room.file.page
    assert isinstance(page, FormPage)
    assert page.texts["code"].value == "M3"
    at_work.type("Tissage")
    at_work.key(Qt.Key.Key_F9)
    assert (room.file.name.text(), room.file.blank) == ("M3 · Tissage", False)
    assert room.directory.table.rows.rowCount() == 3
    assert not any("not saved" in said for said in at_work.notices())
    form = turn(at_work, room, FormPage)
    assert isinstance(form, FormPage)
    assert form.texts["name"].value == "Tissage"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("iban", "FR76 3000 6000 0112 3456 7890 188", "IBAN"),
        ("siret", "732 829 320 00075", "SIRET"),
        ("email", "atelier@exemple", "e-mail"),
        ("name", "", "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    at_work: TillAtWork, room: MembersRoom, field: str, typed: str, said: str
) -> None:
    page = turn(at_work, room, FormPage)
    assert isinstance(page, FormPage)
    page.texts[field].line.setText(typed)
    page.texts["town"].line.setText("Die")
    at_work.key(Qt.Key.Key_F9)
    assert said in page.texts[field]._remark.text()
    assert at_work.focus is page.texts[field].line
    assert page.unsaved
    with at_work.shop.books.read() as read:
        assert read.member_file(room.file.member_id).identity.town == ""
    page.load()


def test_a_member_is_changed(at_work: TillAtWork, room: MembersRoom) -> None:
    page = turn(at_work, room, FormPage)
    assert isinstance(page, FormPage)
    assert not page.texts["code"].line.isEnabled()
    page.texts["town"].line.setText("Die")
    page.kind.choose("company")
    page.texts["mandate_on"].line.setText("15/01/2026")
    at_work.key(Qt.Key.Key_F9)
    with at_work.shop.books.read() as read:
        file = read.member_file(room.file.member_id)
    assert (file.identity.town, str(file.member.kind), page.unsaved) == ("Die", "company", False)
    assert str(file.member.mandate_on) == "2026-01-15"
    assert at_work.notices() == ["Saved."]


def test_erasing_is_asked_twice(at_work: TillAtWork, room: MembersRoom) -> None:
    at_work.type("m2")
    page = turn(at_work, room, FormPage)
    assert isinstance(page, FormPage)
    page.erase.click()
    assert page.covered
    panel = page._panel
    assert at_work.focus is panel.code.line
    at_work.key(Qt.Key.Key_Escape)
    assert not page.covered
    page.erase.click()
    at_work.type("M1")
    panel.erase.click()
    assert "M2" in panel.code._remark.text()
    panel.code.line.setText("M2")
    panel.erase.click()
    at_work.settle()
    assert room.file.name.text() == "Erased member M2"
    assert page.gone.isVisible()
    assert not page.texts["name"].isVisible()
    assert at_work.shop.defects() == []


def test_who_has_goods_here_is_not_erased(at_work: TillAtWork, room: MembersRoom) -> None:
    page = turn(at_work, room, FormPage)
    assert isinstance(page, FormPage)
    page.erase.click()
    assert not page.covered
    assert at_work.notices() == ["3 pieces of M1 are still in the shop's keeping: give them back first."]


def test_where_it_is_narrow_the_file_lies_over_the_directory(at_work: TillAtWork, room: MembersRoom) -> None:
    assert room.directory.isVisible()
    assert room.file.isVisible()
    at_work.window.resize(1024, 768)
    at_work.settle()
    assert room.directory.isVisible()
    assert not room.file.isVisible()
    at_work.key(Qt.Key.Key_Return)
    assert room.file.isVisible()
    assert not room.directory.isVisible()
    at_work.key(Qt.Key.Key_F6)
    assert room.directory.isVisible()
    assert not room.file.isVisible()
    assert at_work.focus is room.directory.entry


def test_the_list_is_walked_by_its_own_arrows_too(at_work: TillAtWork, room: MembersRoom) -> None:
    room.directory.table.setFocus()
    at_work.key(Qt.Key.Key_Down)
    assert room.file.name.text() == "M2 · Atelier M2"
    page = turn(at_work, room, NotesPage)
    assert isinstance(page, NotesPage)
    page.text.setPlainText("Pour M2 seulement")
    room.directory.table.setFocus()
    at_work.key(Qt.Key.Key_Up)
    assert room.file.name.text() == "M2 · Atelier M2"
    assert room.directory.table.current.row.code == "M2"
    page.load()
    at_work.key(Qt.Key.Key_Up)
    assert room.file.name.text() == "M1 · Atelier M1"
    at_work.key(Qt.Key.Key_Return)
    assert at_work.focus is page.text
