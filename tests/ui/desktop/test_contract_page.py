"""The contract of a member in the members' room: told, changed by typing, refused beside its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shop_builder import ShopBuilder, when
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.clauses import MarkdownStep
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member
from ess_shop.domain.money import Rate
from ess_shop.domain.people import Person, Role
from ess_shop.domain.terms import Terms, VatRole
from ess_shop.services.registering import register_members
from ui.desktop.presenters import places
from ui.desktop.rooms.members.contract_clauses import MARKDOWN, SHARE, TIME
from ui.desktop.rooms.members.contract_page import ContractPage
from ui.desktop.rooms.members.room import MembersRoom
from ui.desktop.widgets.timeline import Moment

PAUL = Person("3" * 32, "Paul", Role.TREASURER)


@pytest.fixture
def member(sqlite_books: SqlBooks) -> Member:
    return ShopBuilder(sqlite_books).member("M1")


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks, member: Member) -> Iterator[TillAtWork]:
    at_work = TillAtWork(ShopBuilder(sqlite_books, when(10)), person=PAUL, language="en")
    yield at_work
    at_work.close()


@pytest.fixture
def page(at_work: TillAtWork) -> ContractPage:
    at_work.till.desk.go.ring(places.MEMBERS)
    room = at_work.window.shown
    assert isinstance(room, MembersRoom)
    room.open_file()
    names = [button.text() for button in room.file.tabs.buttons]
    room.file.turn(names.index("Contract"))
    at_work.settle()
    assert isinstance(room.file.page, ContractPage)
    return room.file.page


def history(at_work: TillAtWork, member: Member) -> list[Terms]:
    with at_work.shop.books.read() as read:
        return list(read.terms(member.id))


def shown(page: ContractPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def exceptions(page: ContractPage) -> list[tuple[str, ...]]:
    return list(page.form.value.exceptions)


def test_the_contract_stands_there_in_sentences(page: ContractPage) -> None:
    said = shown(page)
    assert "In force from the beginning" in said
    assert any(each.startswith("The shop keeps 30% of the price") for each in said)
    assert not page.form.isVisible()
    assert not page.keep.isVisible()
    assert len(page.history.findChildren(Moment)) == 1


def test_it_is_changed_by_keys_alone(at_work: TillAtWork, page: ContractPage, member: Member) -> None:
    at_work.key(Qt.Key.Key_F7)
    assert page.form.isVisible()
    assert page.form.day.line.hasFocus()
    at_work.type("15/04/2026")
    page.form.commission.line.setFocus()
    page.form.commission.line.selectAll()
    at_work.type("35")
    assert "A bowl of €20.00: the member gets €13.00, the shop €7.00." in shown(page)
    at_work.touch("Markdowns")
    assert page.form.group == MARKDOWN
    at_work.touch("Add a step")
    at_work.type("60")
    at_work.key(Qt.Key.Key_Tab)
    at_work.type("20")
    assert page.form.drawn.isVisible()
    assert page.form.drawn.accessibleName() == "Price by age: 0 d €20.00, 60 d €16.00"
    at_work.key(Qt.Key.Key_F9)
    assert not page.form.isVisible()
    (_, coming) = history(at_work, member)
    assert str(coming.valid_from) == "2026-04-15"
    assert coming.commission == Rate.percent(35)
    assert coming.clauses.markdown == (MarkdownStep(60, Rate.percent(20)),)
    assert "20% off after 60 days." in shown(page)
    assert page.change.hasFocus()


def test_what_is_wrong_is_told_beside_it(at_work: TillAtWork, page: ContractPage, member: Member) -> None:
    page.change.click()
    page.form.commission.line.setText("130")
    page.form.days.line.setText("never")
    page.form.turn(TIME)
    page.keep_it()
    assert page.form.group == SHARE
    assert page.form.commission.line.property("wrong") == "true"
    assert page.form.days.line.property("wrong") == "true"
    assert page.form.commission.line.hasFocus()
    assert "“130” is no percent: type a number from 0 to 100." in shown(page)
    assert len(history(at_work, member)) == 1
    page.form.commission.line.setText("30")
    page.keep_it()
    assert page.form.group == TIME
    page.form.days.line.setText("")
    page.form.grace.line.setText("5")
    page.keep_it()
    assert any("Days of grace" in notice for notice in at_work.notices())
    assert page.form.isVisible()
    assert len(history(at_work, member)) == 1


def test_who_sells_is_chosen_once_there_is_a_mandate(
    at_work: TillAtWork, page: ContractPage, member: Member
) -> None:
    page.change.click()
    page.form.seller.choose("shop")
    page.keep_it()
    assert any("mandate" in notice for notice in at_work.notices())
    assert len(history(at_work, member)) == 1
    given = replace(member, mandate_on=date(2026, 1, 15), revision=2)
    shop = at_work.shop
    register_members(shop.books, [(given, Identity(member.id, "A"))], [], id=new_id(), at=shop.tick())
    page.keep_it()
    assert [terms.role for terms in history(at_work, member)] == [VatRole.B, VatRole.E1]


def test_rows_come_and_go(at_work: TillAtWork, page: ContractPage) -> None:
    page.change.click()
    at_work.touch("Add an exception")
    at_work.type("Livres")
    at_work.key(Qt.Key.Key_Tab)
    at_work.type("20")
    assert exceptions(page) == [("Livres", "20")]
    at_work.touch("Add an exception")
    assert exceptions(page) == [("Livres", "20")]
    at_work.touch("Take this line out")
    assert exceptions(page) == []
    assert len(page.form.exceptions.lines) == 1


def test_leaving_with_changes_is_told_and_nothing_is_lost(
    at_work: TillAtWork, page: ContractPage, member: Member
) -> None:
    page.change.click()
    assert not page.unsaved
    page.form.commission.line.setText("31")
    at_work.till.desk.go.ring(places.SALE)
    assert any("changes that are not saved" in notice for notice in at_work.notices())
    at_work.till.desk.go.ring(places.MEMBERS)
    page.show_member(member.id)
    assert page.form.commission.value == "31"
    at_work.key(Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert not any("changes that are not saved" in notice for notice in at_work.notices())
    assert len(history(at_work, member)) == 1


def test_a_coming_contract_is_taken_back_with_one_press(
    at_work: TillAtWork, page: ContractPage, member: Member
) -> None:
    page.change.click()
    page.form.commission.line.setText("40")
    page.keep_it()
    assert len(history(at_work, member)) == 2
    at_work.settle()
    at_work.touch("Change it")
    assert page.form.commission.value == "40"
    page.back.click()
    at_work.settle()
    at_work.touch("Take this contract back")
    assert len(history(at_work, member)) == 1
    assert at_work.shop.defects() == []


def test_net_prices_and_usual_terms(at_work: TillAtWork, page: ContractPage, member: Member) -> None:
    page.change.click()
    at_work.touch("A fixed net price per article")
    assert any("names what they get for it" in each for each in shown(page))
    assert any("whose net price is €12.00" in each for each in shown(page))
    page.form.usual.setChecked(True)
    page.keep_it()
    assert history(at_work, member)[1].clauses.memo
    with at_work.shop.books.read() as read:
        assert read.preference("usual_terms") == {"memo": True}


@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 768)), (200, (1280, 800))])
def test_nothing_is_wider_than_the_window(
    at_work: TillAtWork, page: ContractPage, percent: int, size: tuple[int, int], tmp_path: Path
) -> None:
    from till_at_work import dressed

    dressed("light", percent)
    at_work.window.resize(*size)
    page.change.click()
    page.form.markdown.fill((("30", "10", "Livres"), ("60", "20", "")))
    for group in (SHARE, MARKDOWN, TIME):
        page.form.turn(group)
        at_work.settle()
        assert page.form.width() <= page.width()
        for line in page.form.markdown.lines[0] if group == MARKDOWN else ():
            right = line.mapTo(page, line.rect().topRight()).x()
            assert right <= page.width()
            assert line.height() >= 44
    dressed()
