"""Taking goods in through the window: by keys alone, by scans, with what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from shop_builder import ShopBuilder, euro, when
from slow_lane import SlowLane
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.errors import StorageTrouble
from ess_shop.services.registering import register_members
from ui.desktop.presenters import places
from ui.desktop.rooms.goods.deposit_page import DepositPage
from ui.desktop.rooms.goods.room import GoodsRoom

Key = Qt.Key


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    shop = ShopBuilder(sqlite_books)
    member = shop.member("M1")
    shop.article(member, "10")
    shop.article(member, "14")
    shop.article(shop.member("M2"), "20")
    person = Member(new_id(), "P1", MemberKind.PERSON, VatStatus.NOT_SUBJECT)
    identity = Identity(person.id, "Jeanne Aubry", street="3 rue du Four", postcode="74000", town="Annecy")
    terms = Terms(new_id(), person.id, BEGINNING, Rate.percent(40), VatRole.B)
    register_members(shop.books, [(person, identity)], [terms], id=new_id(), at=shop.tick())
    shop.open(when(3))
    at_work = TillAtWork(shop)
    at_work.till.desk.go.ring(places.GOODS)
    at_work.settle()
    yield at_work
    at_work.close()


def page_of(at_work: TillAtWork) -> DepositPage:
    """The page, which the room opens first."""
    room = at_work.window.shown
    assert isinstance(room, GoodsRoom)
    page = room.page
    assert isinstance(page, DepositPage)
    return page


def enter(at_work: TillAtWork, text: str = "") -> None:
    at_work.type(text)
    at_work.key(Key.Key_Return)


def article(at_work: TillAtWork, code: str) -> Article:
    with at_work.shop.books.read() as read:
        found = read.article_by_code(code)
    assert found is not None
    return found


def lines(at_work: TillAtWork) -> list[tuple[str, int]]:
    return [(line.article.label, line.quantity) for line in page_of(at_work).presenter.lines]


def test_a_deposit_by_keys_alone(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    assert at_work.focus is page.chooser.entry
    enter(at_work, "m1")
    assert at_work.focus is page.entry
    enter(at_work, "A1")
    enter(at_work, "3*A2")
    enter(at_work, "Tasse")
    assert at_work.focus is page.fields.price.line
    enter(at_work, "1250")
    assert at_work.focus is page.fields.quantity.line
    enter(at_work, "4")
    assert at_work.focus is page.entry
    assert lines(at_work) == [("Bol 1", 1), ("Bol 2", 3), ("Tasse", 4)]
    at_work.key(Key.Key_Plus)
    at_work.key(Key.Key_Up)
    at_work.key(Key.Key_Minus)
    assert lines(at_work) == [("Bol 1", 1), ("Bol 2", 2), ("Tasse", 5)]
    at_work.key(Key.Key_Up)
    at_work.key(Key.Key_Delete)
    assert lines(at_work) == [("Bol 2", 2), ("Tasse", 5)]
    at_work.key(Key.Key_F2)
    assert at_work.focus is page.fields.quantity.line
    enter(at_work, "6")
    assert lines(at_work) == [("Bol 2", 6), ("Tasse", 5)]
    assert page.totals.text() == "11 pièces, soit 146,50\xa0€"
    at_work.key(Key.Key_F9)
    recorded = page.presenter.recorded
    assert recorded is not None
    assert recorded.slip.worth == euro("146.50")
    assert at_work.shop.stock(article(at_work, "M1-001")) == 5
    assert page.done.isVisible()
    at_work.key(Key.Key_F9)
    assert at_work.focus is page.chooser.entry
    assert page.presenter.member is None


def test_the_fields_say_what_is_wrong_and_keep_the_rest(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    enter(at_work, "M1")
    enter(at_work, "Tasse")
    enter(at_work, "douze")
    enter(at_work)
    assert at_work.focus is page.fields.price.line
    assert page.fields.price.line.selectedText() == "douze"
    assert page.presenter.lines == ()
    enter(at_work, "12,")
    enter(at_work, "0")
    assert at_work.focus is page.fields.quantity.line
    at_work.key(Key.Key_Escape)
    assert at_work.focus is page.entry
    assert page.presenter.lines == ()


def test_scans_put_in_and_another_members_goods_are_refused(at_work: TillAtWork) -> None:
    enter(at_work, "M1")
    own, foreign = article(at_work, "A1"), article(at_work, "A3")
    at_work.scan(own.barcodes[0])
    at_work.scan(own.barcodes[0])
    at_work.scan(foreign.barcodes[0])
    assert lines(at_work) == [("Bol 1", 2)]
    assert any("autre membre" in said for said in at_work.notices())


def test_a_scan_before_a_member_is_chosen_says_so(at_work: TillAtWork) -> None:
    at_work.scan(article(at_work, "A1").barcodes[0])
    assert at_work.notices() == ["Choisissez d’abord à qui c’est."]


def test_a_category_is_completed_and_proposed(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    enter(at_work, "M1")
    for label, category in (("Tasse", "Bols"), ("Pot", None)):
        enter(at_work, label)
        if category:
            page.fields.category.line.setText(category)
        enter(at_work, "12,")
        enter(at_work)
    assert [line.article.category for line in page.presenter.lines] == ["Bols", "Bols"]


def test_a_paper_is_asked_for_second_hand_goods_of_a_person(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    enter(at_work, "P1")
    enter(at_work, "Manteau")
    page.fields.second_hand.setChecked(True)
    enter(at_work, "4000")
    enter(at_work)
    at_work.key(Key.Key_F9)
    form = page.papers
    assert form.isVisible()
    assert form.fields["name"].value == "Jeanne Aubry"
    assert form.fields["address"].value == "3 rue du Four, 74000 Annecy"
    enter(at_work, "12AB34567")
    enter(at_work, "31/02/2020")
    enter(at_work, "Annecy")
    at_work.key(Key.Key_F9)
    assert at_work.focus is form.fields["issued_on"].line
    assert page.presenter.recorded is None
    form.fields["issued_on"].line.setText("1/5/2020")
    at_work.key(Key.Key_F9)
    assert page.presenter.recorded is not None
    with at_work.shop.books.read() as read:
        (seller,) = read.sellers(page.presenter.recorded.slip.member_id)
    assert (seller.document_number, seller.issued_on) == ("12AB34567", "2020-05-01")
    at_work.key(Key.Key_F9)
    enter(at_work, "P1")  # the next time the same paper is proposed whole
    enter(at_work, "Robe")
    page.fields.second_hand.setChecked(True)
    enter(at_work, "2500")
    enter(at_work)
    at_work.key(Key.Key_F9)
    assert form.fields["document_number"].value == "12AB34567"
    at_work.key(Key.Key_F9)
    with at_work.shop.books.read() as read:
        assert len(read.sellers(seller.member_id)) == 1
    assert not at_work.shop.defects()


def test_going_elsewhere_keeps_the_deposit_for_a_crash_and_for_coming_back(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    enter(at_work, "M1")
    enter(at_work, "5*A1")
    at_work.to_sale()
    with at_work.shop.books.read() as read:
        (sheet,) = read.worksheets("deposit")
    assert sheet.body["lines"][0]["quantity"] == 5
    at_work.till.desk.go.ring(places.GOODS)
    at_work.settle()
    assert lines(at_work) == [("Bol 1", 5)]
    assert at_work.focus is page.entry
    assert not page.begun.isVisible()  # it stands on the page itself
    page.chooser.change.click()
    at_work.settle()
    assert page.begun.isVisible()
    at_work.key(Key.Key_F7)
    assert lines(at_work) == [("Bol 1", 5)]


def test_an_earlier_deposit_is_copied_by_keys(at_work: TillAtWork) -> None:
    enter(at_work, "M1")
    at_work.key(Key.Key_F4)
    at_work.key(Key.Key_Return)
    assert lines(at_work) == [("Bol 2", 20)]
    assert at_work.focus is page_of(at_work).entry


def test_a_full_disk_keeps_everything_on_the_page(
    at_work: TillAtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(at_work)
    enter(at_work, "M1")
    enter(at_work, "5*A1")

    def full(*_given: object) -> None:
        raise StorageTrouble("disk_full", "The disk is full: make room, then try again.")

    with monkeypatch.context() as broken:
        broken.setattr("ui.desktop.presenters.deposit.receive", full)
        at_work.key(Key.Key_F9)
    assert page.presenter.recorded is None
    assert lines(at_work) == [("Bol 1", 5)]
    assert at_work.shop.stock(article(at_work, "A1")) == 20
    at_work.key(Key.Key_F9)
    assert at_work.shop.stock(article(at_work, "A1")) == 25


def test_a_double_press_on_slow_books_records_once(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    enter(at_work, "M1")
    enter(at_work, "5*A1")
    slow = SlowLane(at_work.till.desk.notices.trouble)
    at_work.till.desk.lane = slow
    at_work.key(Key.Key_F9)
    at_work.key(Key.Key_F9)
    page.keep_it()
    slow.catch_up()
    assert at_work.shop.stock(article(at_work, "A1")) == 25
    assert page.presenter.recorded is not None


def test_what_is_typed_fast_on_slow_books_reaches_its_fields(at_work: TillAtWork) -> None:
    page = page_of(at_work)
    enter(at_work, "M1")
    slow = SlowLane(at_work.till.desk.notices.trouble)
    at_work.till.desk.lane = slow
    for text in ("Tasse", "12,", "3", "Pot", "9,", ""):
        enter(at_work, text)
    slow.catch_up()
    assert lines(at_work) == [("Tasse", 3), ("Pot", 1)]
    assert page.presenter.worth == euro("45")
