"""Goods out and goods whose time is over, as the desk does it: by scan, by keyboard, once, told in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from shop_builder import ShopBuilder, when
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import After, Clauses
from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import Letter
from ess_shop.domain.members import Member
from ess_shop.domain.post import NoPost
from ess_shop.domain.slips import SlipKind
from ess_shop.reading import SlipQuery, SlipRow
from ess_shop.services import withdrawing
from ess_shop.services.registering import register_members
from ui.desktop.presenters import places
from ui.desktop.rooms.goods.expiring_page import ExpiringPage
from ui.desktop.rooms.goods.out_page import OutPage
from ui.desktop.rooms.goods.police_page import PolicePage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.goods.slips_page import SlipsPage
from ui.desktop.rooms.page import Page


@dataclass
class Box(NoPost):
    """A post that keeps each letter once."""

    ready: bool = True
    letters: dict[str, Letter] = field(default_factory=dict)

    def submit(self, letter: Letter) -> None:
        self.letters.setdefault(letter.id, letter)


@dataclass
class Desk:
    """The consignment desk of a small shop, and hands at it."""

    till: TillAtWork
    box: Box
    potter: Member
    bowl: Article
    cup: Article
    weaver: Member
    scarf: Article

    @property
    def room(self) -> GoodsRoom:
        room = self.till.window.shown
        assert isinstance(room, GoodsRoom)
        return room

    def open(self, kind: type[Page]) -> Page:
        """Turn to that page."""
        pages = list(self.room.pages.values())
        page = next(each for each in pages if isinstance(each, kind))
        self.room.turn(pages.index(page))
        self.till.settle()
        return page

    def key(self, key: Qt.Key) -> None:
        self.till.key(key)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.till.focus, text)
        self.till.settle()

    def scan(self, article: Article) -> None:
        self.till.window.scanned(article.barcodes[0])
        self.till.settle()

    @property
    def said(self) -> str:
        return "\n".join(each.text() for each in self.till.window.findChildren(QLabel) if each.isVisible())

    def slips(self) -> list[SlipRow]:
        with self.till.shop.books.read() as read:
            return list(read.slips(SlipQuery()))

    def stock(self, article: Article) -> int:
        with self.till.shop.books.read() as read:
            return read.stock_of(article.id)


@pytest.fixture
def desk(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[Desk]:
    shop = ShopBuilder(sqlite_books)
    potter, weaver = shop.member("M1"), shop.member("M2")
    with shop.books.read() as read:
        (terms,) = read.terms(potter.id)
        identity = read.identities()[potter.id]
    agreed = replace(terms, duration_days=60, clauses=Clauses(grace_days=10, after=After.DONATE))
    known = replace(identity, email="potier@example.org")
    changed = [(replace(potter, revision=2), known)]
    register_members(shop.books, changed, [agreed], id=new_id(), at=shop.tick())
    bowl, cup = shop.article(potter, "12.00", pieces=5), shop.article(potter, "4.00", pieces=6)
    scarf = shop.article(weaver, "40.00", pieces=3)
    shop.open(when(3))
    box = Box()
    till = TillAtWork(shop, person=AICHA, post=box, papers=tmp_path / "papers")
    till.till.desk.go.ring(places.GOODS)
    yield Desk(till, box, potter, bowl, cup, weaver, scarf)
    till.close()


def test_a_scan_begins_its_owners_slip_and_f9_records_it(desk: Desk) -> None:
    desk.open(OutPage)
    desk.scan(desk.bowl)
    desk.scan(desk.bowl)
    desk.type("3*")
    desk.key(Qt.Key.Key_Return)
    desk.scan(desk.cup)
    desk.key(Qt.Key.Key_F9)
    desk.key(Qt.Key.Key_F9)
    row = desk.slips()[0]
    assert (row.kind, row.member, row.pieces) == (SlipKind.WITHDRAWAL, "M1", 5)
    assert (desk.stock(desk.bowl), desk.stock(desk.cup)) == (3, 3)
    assert len([row for row in desk.slips() if row.kind is SlipKind.WITHDRAWAL]) == 1


def test_somebody_elses_goods_are_refused_on_a_slip_that_grows(desk: Desk) -> None:
    desk.open(OutPage)
    desk.scan(desk.bowl)
    desk.scan(desk.scarf)
    assert desk.scarf.label in desk.said
    desk.key(Qt.Key.Key_F9)
    assert desk.slips()[0].pieces == 1


def test_a_loss_needs_its_reason_and_pays_by_contract(desk: Desk) -> None:
    page = desk.open(OutPage)
    assert isinstance(page, OutPage)
    desk.scan(desk.bowl)
    page.presenter.choose_kind(SlipKind.THEFT)
    assert "8,40" in desk.said
    desk.key(Qt.Key.Key_F9)
    assert desk.slips()[0].kind is SlipKind.DEPOSIT, "nothing is recorded without a reason"
    desk.type("vitrine forcee")
    desk.key(Qt.Key.Key_F9)
    row = desk.slips()[0]
    assert (row.kind, row.note, row.compensation.minor) == (SlipKind.THEFT, "vitrine forcee", 840)


@pytest.mark.parametrize("typed", ["", "abc", "-1", "1,234"])
def test_an_amount_that_is_none_is_said_at_its_field(desk: Desk, typed: str) -> None:
    page = desk.open(OutPage)
    assert isinstance(page, OutPage)
    desk.scan(desk.bowl)
    page.presenter.choose_kind(SlipKind.LOSS)
    page.presenter.note = "disparu"
    page.presenter.choose_gets("amount")
    page.amount.line.setText(typed)
    desk.key(Qt.Key.Key_F9)
    assert desk.slips()[0].kind is SlipKind.DEPOSIT
    page.amount.line.setText("2,50")
    desk.key(Qt.Key.Key_F9)
    assert desk.slips()[0].compensation.minor == 250


def test_what_another_till_took_meanwhile_is_said_and_nothing_written(desk: Desk) -> None:
    page = desk.open(OutPage)
    assert isinstance(page, OutPage)
    desk.scan(desk.bowl)
    page.presenter.lines.set_quantity("5")
    shop = desk.till.shop
    withdrawing.give_back(shop.books, shop.slip((desk.bowl, 3)))
    before = len(desk.slips())
    desk.key(Qt.Key.Key_F9)
    assert len(desk.slips()) == before
    assert desk.bowl.label in desk.said
    assert page.presenter.lines.lines[0].there == 2


def test_to_a_fair_and_everything_back(desk: Desk) -> None:
    page = desk.open(OutPage)
    assert isinstance(page, OutPage)
    page.presenter.choose_kind(SlipKind.TRANSFER_OUT)
    for article in (desk.bowl, desk.scarf, desk.cup):
        desk.scan(article)
    desk.key(Qt.Key.Key_F9)
    assert desk.slips()[0].kind is SlipKind.DEPOSIT, "which fair is missing"
    desk.type("Foire de Morzine")
    desk.key(Qt.Key.Key_F9)
    desk.key(Qt.Key.Key_F9)
    out = [row for row in desk.slips() if row.kind is SlipKind.TRANSFER_OUT]
    assert {(row.member, row.pieces, row.note) for row in out} == {
        ("M1", 2, "Foire de Morzine"),
        ("M2", 1, "Foire de Morzine"),
    }
    assert len({row.number for row in out}) == 2
    page.presenter.choose_kind(SlipKind.TRANSFER_IN)
    desk.key(Qt.Key.Key_F8)
    assert [pack.pieces for pack in page.presenter.packs] == [2, 1]
    page.note.line.setFocus()
    desk.type("Foire de Morzine")
    desk.key(Qt.Key.Key_F9)
    assert len([row for row in desk.slips() if row.kind is SlipKind.TRANSFER_IN]) == 2
    assert (desk.stock(desk.bowl), desk.stock(desk.cup), desk.stock(desk.scarf)) == (5, 6, 3)
    desk.key(Qt.Key.Key_F9)
    desk.key(Qt.Key.Key_F8)
    assert page.presenter.packs == ()


def test_a_slip_that_is_not_finished_waits(desk: Desk) -> None:
    page = desk.open(OutPage)
    assert isinstance(page, OutPage)
    desk.scan(desk.bowl)
    page.presenter.write_down()
    page.presenter.choosing.give_up()
    (begun,) = page.presenter.begun
    assert (begun.pieces, begun.kind) == (1, SlipKind.WITHDRAWAL)
    page.presenter.go_on(begun)
    assert page.presenter.lines.pieces == 1
    desk.key(Qt.Key.Key_F9)
    assert desk.slips()[0].kind is SlipKind.WITHDRAWAL
    page.presenter.next()
    assert page.presenter.begun == []


def test_time_is_over(desk: Desk) -> None:
    desk.till.shop.now += timedelta(days=71)
    page = desk.open(ExpiringPage)
    assert isinstance(page, ExpiringPage)
    assert [row.code for row in page.presenter.rows] == [desk.bowl.code, desk.cup.code]
    desk.key(Qt.Key.Key_F9)
    assert desk.slips()[0].kind is SlipKind.DEPOSIT, "to whom it is given is missing"
    desk.type("Emmaus")
    desk.key(Qt.Key.Key_F9)
    row = desk.slips()[0]
    assert (row.kind, row.pieces, row.note) == (SlipKind.DONATION, 11, "Emmaus")
    assert page.presenter.rows == []


def test_only_the_pointed_goods_and_more_days(desk: Desk) -> None:
    desk.till.shop.now += timedelta(days=71)
    page = desk.open(ExpiringPage)
    assert isinstance(page, ExpiringPage)
    page.whole.click()
    desk.key(Qt.Key.Key_F8)
    assert [row.code for row in page.presenter.rows] == [desk.cup.code]
    desk.key(Qt.Key.Key_F2)
    row = desk.slips()[0]
    assert (row.kind, row.pieces) == (SlipKind.WITHDRAWAL, 6)


def test_the_member_is_told_once(desk: Desk) -> None:
    desk.till.shop.now += timedelta(days=71)
    page = desk.open(ExpiringPage)
    assert isinstance(page, ExpiringPage)
    desk.key(Qt.Key.Key_F11)
    desk.key(Qt.Key.Key_F11)
    (letter,) = desk.box.letters.values()
    assert letter.to == "potier@example.org"
    assert desk.bowl.label in letter.text
    assert page.presenter.rows[0].told == desk.till.shop.now.date()
    desk.key(Qt.Key.Key_F10)
    (paper,) = desk.till.opened
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_slip_is_found_and_taken_back(desk: Desk) -> None:
    page = desk.open(SlipsPage)
    assert isinstance(page, SlipsPage)
    numbers = [row.number for row in page.presenter.rows]
    assert len(numbers) == 3
    page.presenter.find(numbers[-1].lower())
    assert [row.number for row in page.presenter.rows] == [numbers[-1]]
    desk.key(Qt.Key.Key_F11)
    assert len(desk.till.opened) == 1
    desk.key(Qt.Key.Key_F9)
    assert len(desk.slips()) == 3, "why is missing"
    page.note.line.setText("saisi deux fois")
    desk.key(Qt.Key.Key_F9)
    newest = desk.slips()[0]
    assert (newest.kind, newest.note) == (SlipKind.REVERSAL, "saisi deux fois")
    assert desk.stock(desk.bowl) == 0


def test_the_police_register_is_read_and_printed(desk: Desk) -> None:
    page = desk.open(PolicePage)
    assert isinstance(page, PolicePage)
    assert not page.keep.isEnabled()
    page.presenter.print_it()
    (paper,) = desk.till.opened
    assert paper.read_bytes().startswith(b"%PDF")
