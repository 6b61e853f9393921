"""A member comes to their own room by PIN or card, sees their figures alone, asks, takes home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from shop_builder import MARCH, ShopBuilder, card, when
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import Letter
from ess_shop.domain.members import Member
from ess_shop.domain.news import NewsChoice, Rhythm
from ess_shop.domain.people import Person, Role
from ess_shop.domain.post import NoPost
from ess_shop.domain.slips import SlipKind
from ess_shop.services import own_account
from ess_shop.services.composing import Asked
from ess_shop.services.home_files import check
from ess_shop.services.own_access import give_access, take_access
from ess_shop.services.own_account import Wish
from ess_shop.services.registering import register_members, register_people
from ess_shop.services.signing_in import hashed
from ess_shop.services.telling import choice_of, choose
from ui.desktop.presenters import places
from ui.desktop.rooms.goods.out_page import OutPage
from ui.desktop.rooms.goods.requests_page import RequestsPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.own.room import OwnRoom

CARD = "2990000001234"


@dataclass
class Box(NoPost):
    """A post that keeps what it is given."""

    ready: bool = True
    letters: list[Letter] = field(default_factory=list)

    def submit(self, letter: Letter) -> None:
        self.letters.append(letter)


@dataclass
class Own:
    """A till at its door, and two members whose goods it sold."""

    till: TillAtWork
    box: Box
    potter: Member
    bowl: Article
    weaver: Member
    scarf: Article

    @property
    def room(self) -> OwnRoom:
        room = self.till.window.shown
        assert isinstance(room, OwnRoom)
        return room

    @property
    def said(self) -> str:
        """Everything that stands on the window."""
        return "\n".join(label.text() for label in self.till.window.findChildren(QLabel))

    def type(self, text: str) -> None:
        for sign in text:
            QTest.keyClicks(self.till.focus, sign)
            self.till.settle()

    def come_in(self, code: str = "M1", pin: str = "2468") -> None:
        """As a member does, with the keyboard alone."""
        self.till.key(Qt.Key.Key_F3)
        self.type(code)
        self.till.key(Qt.Key.Key_Return)
        self.type(pin)
        self.till.key(Qt.Key.Key_Return)


@pytest.fixture
def own(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[Own]:
    shop = ShopBuilder(sqlite_books)
    people = [Person(new_id(), "Aïcha", Role.MANAGER, hashed("1111"))]
    register_people(shop.books, people, id=new_id(), at=shop.tick())
    potter, weaver = shop.member("M1"), shop.member("M2")
    bowl, scarf = shop.article(potter, "12.00"), shop.article(weaver, "40.00")
    with shop.books.read() as read:
        identity = read.identities()[potter.id]
    known = replace(identity, email="potier@example.org")
    register_members(shop.books, [(replace(potter, revision=2), known)], [], id=new_id(), at=shop.tick())
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2), Asked(scarf.id, 1)], card("64"))
    shop.close()
    shop.settle(MARCH)
    shop.open(when(2, 4))
    shop.sell([Asked(bowl.id, 1), Asked(scarf.id, 1)], card("52"))
    give_access(shop.books, potter.id, pin="2468", card=CARD, id=new_id(), at=shop.tick())
    give_access(shop.books, weaver.id, pin="1357", id=new_id(), at=shop.tick())
    box = Box()
    till = TillAtWork(shop, person=None, post=box, papers=tmp_path / "papers")
    till.till.desk.go.ring(places.DOOR)
    yield Own(till, box, potter, bowl, weaver, scarf)
    till.close()


def test_by_code_and_pin(own: Own) -> None:
    own.come_in()
    account = own.room.presenter.account
    assert account is not None
    assert account.member.id == own.potter.id
    assert "8,40" in own.said
    assert own.scarf.label not in own.said


def test_by_card(own: Own) -> None:
    own.till.window.scanned(CARD)
    account = own.room.presenter.account
    assert account is not None
    assert account.member.id == own.potter.id


def test_who_has_lost_the_card_has_it_taken_away(own: Own) -> None:
    """The door knew the card this morning; it opens nothing any longer."""
    take_access(own.till.shop.books, own.potter.id, id=new_id(), at=own.till.shop.tick())
    own.till.window.scanned(CARD)
    assert own.till.till.desk.person is None


def test_a_wrong_code_or_pin_opens_nothing(own: Own) -> None:
    own.come_in("M9", "")
    assert "M9" in own.said
    assert own.till.till.desk.person is None
    own.till.key(Qt.Key.Key_Escape)
    own.come_in("M1", "1357")
    assert own.till.till.desk.person is None


def test_a_member_goes_nowhere_else(own: Own) -> None:
    own.come_in()
    go = own.till.till.desk.go
    for place in (places.SALE, places.TICKETS, places.CASH, places.GOODS, places.MEMBERS, places.SETTINGS):
        go.ring(place)
        assert isinstance(own.till.window.shown, OwnRoom)
    own.till.window.scanned(own.bowl.barcodes[0])
    assert own.till.till.selling.empty


def test_nothing_of_the_last_member_stays(own: Own) -> None:
    own.come_in()
    assert own.bowl.label in {row.label for row in own.room.presenter.account.goods}  # type: ignore[union-attr]
    room = own.room
    room.turn(3)
    own.till.key(Qt.Key.Key_F9)
    assert own.till.notices() != []
    own.till.till.lock()
    assert own.till.notices() == []
    assert room.presenter.account is None
    own.come_in("M2", "1357")
    account = own.room.presenter.account
    assert account is not None
    assert account.member.id == own.weaver.id
    for number in range(len(room.tabs)):
        room.turn(number)
        assert "Atelier M1" not in own.said
        assert "potier@example.org" not in own.said


def test_asking_and_the_desk(own: Own) -> None:
    own.come_in()
    own.room.turn(1)
    page = own.room.page
    page.pieces.line.setText("beaucoup")  # type: ignore[attr-defined]
    page.back.click()  # type: ignore[attr-defined]
    assert "beaucoup" in own.said
    page.pieces.line.setText("3")  # type: ignore[attr-defined]
    page.note.line.setText("pour le marché")  # type: ignore[attr-defined]
    own.till.key(Qt.Key.Key_F9)
    books = own.till.shop.books
    with books.read() as read:
        (request,) = own_account.requests(read)
    assert (request.wish, request.lines[0].quantity, request.note) == (Wish.WITHDRAWAL, 3, "pour le marché")
    own.till.till.lock()
    with books.read() as read:
        manager = next(each for each in read.people() if each.role is Role.MANAGER)
    own.till.till.desk.sit(manager)
    own.till.till.desk.go.ring(places.GOODS)
    room = own.till.window.shown
    assert isinstance(room, GoodsRoom)
    page = next(each for each in room.pages.values() if isinstance(each, RequestsPage))
    room.turn(list(room.pages.values()).index(page))
    assert "3 × " in own.said
    own.till.key(Qt.Key.Key_F8)
    out = room.page
    assert isinstance(out, OutPage)
    assert out.presenter.kind is SlipKind.WITHDRAWAL
    assert [(line.goods.article_id, line.quantity) for line in out.presenter.lines.lines] == [
        (request.lines[0].article_id, 3)
    ]
    with books.read() as read:
        assert own_account.requests(read) == [request], "it is done once the slip is recorded"
    own.till.key(Qt.Key.Key_F9)
    (recorded,) = out.presenter.recorded
    assert (recorded.slip.kind, recorded.slip.pieces) == (SlipKind.WITHDRAWAL, 3)
    with books.read() as read:
        assert own_account.requests(read) == []


def test_the_statement_is_opened_or_sent(own: Own) -> None:
    own.come_in()
    own.room.turn(3)
    own.till.key(Qt.Key.Key_F9)
    (paper,) = own.till.opened
    assert paper.read_bytes().startswith(b"%PDF")
    own.till.key(Qt.Key.Key_F7)
    page = own.till.opened[-1]
    assert page.suffix == ".html"
    check(own.till.shop.books, page.read_bytes())
    assert "Atelier M1" in page.read_text("utf-8")
    assert "Atelier M2" not in page.read_text("utf-8")
    own.till.key(Qt.Key.Key_F8)
    (letter,) = own.box.letters
    assert letter.to == "potier@example.org"
    assert letter.paper == paper.read_bytes()


def test_the_till_tells_in_rounds(own: Own) -> None:
    shop = own.till.shop
    choice = NewsChoice(sold=Rhythm.EACH)
    choose(shop.books, own.potter.id, choice, id=new_id(), at=shop.tick())
    shop.sell([Asked(own.bowl.id, 1)], card("12"))
    own.till.till.news.round()
    own.till.till.news.round()
    (letter,) = own.box.letters
    assert letter.to == "potier@example.org"
    assert own.bowl.label in letter.text


def test_news_are_chosen_by_the_member(own: Own) -> None:
    own.come_in()
    own.room.turn(4)
    page = own.room.page
    page.sold.choose("daily")  # type: ignore[attr-defined]
    page.low.setChecked(True)  # type: ignore[attr-defined]
    page.pieces.line.setText("x")  # type: ignore[attr-defined]
    page.keep.click()
    assert own.room.page.unsaved
    page.pieces.line.setText("3")  # type: ignore[attr-defined]
    page.keep.click()
    with own.till.shop.books.read() as read:
        choice = choice_of(read, own.potter.id)
    assert (str(choice.sold), choice.running_out) == ("daily", 3)
