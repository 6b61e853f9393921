"""The customer is a member: said with one key, by name, code or card; kept, printed, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from shop_builder import ShopBuilder, barcode, when
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.domain.preferences import DEFAULT_KEYS, KeyMap
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.reading import RecordedSale
from ess_shop.services.receipting import receipt_of
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import card_digest, hashed
from ui.desktop.presenters.panels import CUSTOMER, KEYS, PAY

CARD = "MEMBRE-0042-XZ"


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    """The bowls of P1; somebody of B1 has a card."""
    shop = ShopBuilder(sqlite_books)
    shop.article(shop.member("P1"))
    baker = shop.member("B1")
    somebody = Person(new_id(), "Odile", Role.MEMBER, member_id=baker.id, card=card_digest(CARD))
    people = [LISE, replace(AICHA, pin=hashed("1234")), somebody]
    register_people(shop.books, people, id=new_id(), at=shop.tick())
    shop.open(when(2))
    return shop


@pytest.fixture
def at_work(qapp: object, shop: ShopBuilder) -> Iterator[TillAtWork]:
    at_work = TillAtWork(shop)
    at_work.to_sale()
    yield at_work
    at_work.close()


def code_of(at_work: TillAtWork) -> str:
    customer = at_work.till.selling.content.customer
    return customer.code if customer else ""


def ask(at_work: TillAtWork) -> None:
    at_work.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ControlModifier)


def paid(at_work: TillAtWork) -> RecordedSale:
    """Paid in cash to the cent; the recorded sale."""
    at_work.key(Qt.Key.Key_F10)
    at_work.key(Qt.Key.Key_Return)
    sale = at_work.till.sale.paying.last
    assert sale is not None
    return sale


def name_of(at_work: TillAtWork, sale: RecordedSale) -> str:
    with at_work.shop.books.read() as read:
        return read.member(sale.sale.customer).code if sale.sale.customer else ""


def test_by_letters_and_enter_in_the_midst_of_a_sale(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    ask(at_work)
    assert at_work.till.selling.panel == CUSTOMER
    at_work.type("b")
    at_work.key(Qt.Key.Key_Return)
    assert (code_of(at_work), at_work.till.selling.panel) == ("B1", KEYS)
    strip = at_work.sale.basket.customer
    assert strip.isVisible()
    assert at_work.focus is at_work.sale.basket.entry
    at_work.scan(barcode(1))
    sale = paid(at_work)
    assert (name_of(at_work, sale), sale.sale.total.minor) == ("B1", 2000)
    assert (code_of(at_work), strip.isVisible()) == ("", False)  # the next customer is somebody else


def test_by_code_or_touch_before_anything_is_scanned(at_work: TillAtWork) -> None:
    ask(at_work)
    at_work.type("P1")
    at_work.touch("P1 · Atelier P1")
    assert code_of(at_work) == "P1"
    at_work.scan(barcode(1))
    assert name_of(at_work, paid(at_work)) == "P1"


def test_a_card_needs_no_key(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(CARD)
    assert (code_of(at_work), at_work.notices()) == ("B1", [])
    at_work.scan("MEMBRE-0043-XZ")
    assert code_of(at_work) == "B1"
    assert len(at_work.notices()) == 1


def test_a_card_while_the_panel_asks(at_work: TillAtWork) -> None:
    ask(at_work)
    at_work.scan(CARD)
    assert (code_of(at_work), at_work.till.selling.panel) == ("B1", KEYS)


def test_nobody_of_that_name_is_said_where_it_was_typed(at_work: TillAtWork) -> None:
    ask(at_work)
    at_work.type("zz")
    at_work.key(Qt.Key.Key_Return)
    assert (code_of(at_work), at_work.till.selling.panel) == ("", CUSTOMER)
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.till.selling.panel == KEYS


def test_it_is_taken_off_and_undone(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(CARD)
    at_work.sale.basket.customer.remove.click()
    assert code_of(at_work) == ""
    at_work.till.selling.undo()
    assert code_of(at_work) == "B1"
    ask(at_work)
    at_work.touch("Pas un membre")
    assert code_of(at_work) == ""
    assert paid(at_work).sale.customer == ""


def test_nothing_is_asked_while_it_is_being_paid(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(CARD)
    at_work.till.selling.open(PAY)
    at_work.settle()
    assert not at_work.sale.basket.customer.remove.isEnabled()


def test_a_basket_that_is_put_aside_keeps_it(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(CARD)
    at_work.till.sale.parking.park("Odile")
    at_work.settle()
    assert code_of(at_work) == ""
    at_work.till.sale.parking.look()
    at_work.till.sale.parking.recall(at_work.till.sale.parking.waiting[0])
    at_work.settle()
    assert code_of(at_work) == "B1"
    assert name_of(at_work, paid(at_work)) == "B1"


def test_a_crash_keeps_it_too(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(CARD)
    again = TillAtWork(at_work.shop)
    try:
        again.to_sale()
        assert code_of(again) == "B1"
    finally:
        again.close()


def test_what_comes_back_comes_back_from_who_bought(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(CARD)
    sale = paid(at_work)
    returning = at_work.till.sale.returning
    returning.find("C1", sale.ticket)
    returning.pick(1, 1)
    returning.take("chipped")
    at_work.settle()
    assert code_of(at_work) == "B1"
    assert name_of(at_work, paid(at_work)) == "B1"


def test_the_receipt_says_it_on_one_line(at_work: TillAtWork) -> None:
    at_work.scan(barcode(1))
    at_work.scan(CARD)
    sale = paid(at_work)
    with at_work.shop.books.read() as read:
        receipt = receipt_of(read, sale, ReceiptSettings())
    assert receipt.customer == "Atelier B1"
    job = at_work.till.fittings.press.receipt(receipt)
    assert "Client : Atelier B1".encode("cp858") in job.replace(b"\xff", b" ")


def test_keys_of_earlier_versions_make_way_for_the_new_act() -> None:
    plain = {act: key for act, key in DEFAULT_KEYS.items() if act != "customer"} | {"help": "Ctrl+F3"}
    keys = KeyMap.from_plain(plain)
    assert (keys.key("help"), keys.key("customer")) == ("Ctrl+F3", "Ctrl+Shift+F1")
    assert KeyMap.from_plain({"customer": "Ctrl+D"}).key("customer") == "Ctrl+D"
