"""What a manager sets holds: people, means, look, receipts, printer, locking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from shop_builder import ShopBuilder, barcode, when
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.domain.preferences import LockAfter, MeansTaken
from ess_shop.domain.receipt_printer import PrinterKind, printer_settings
from ess_shop.errors import ShopError
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import check_pin, hashed
from ui.desktop.presenters import places
from ui.desktop.presenters import selling as panels
from ui.desktop.rooms.settings.room import SettingsRoom
from ui.desktop.shell.idle import Idle


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    shop = ShopBuilder(sqlite_books)
    shop.article(shop.member(accepts="50"), "10")
    manager = Person(AICHA.id, AICHA.name, Role.MANAGER, hashed("2468"))
    register_people(shop.books, [manager], id=new_id(), at=shop.tick())
    shop.open(when(2))
    at_work = TillAtWork(shop, person=AICHA)
    at_work.till.desk.go.ring(places.SETTINGS)
    yield at_work
    at_work.close()


def page(at_work: TillAtWork, number: int):  # type: ignore[no-untyped-def]
    room = at_work.window.shown
    assert isinstance(room, SettingsRoom)
    room.turn(number)
    return list(room.pages.values())[number]


def preference(at_work: TillAtWork, name: str) -> object:
    with at_work.shop.books.read() as read:
        return read.preference(name)


def test_a_volunteer_cannot_even_enter(at_work: TillAtWork) -> None:
    at_work.till.desk.sit(LISE)
    at_work.till.desk.go.ring(places.SALE)
    at_work.till.desk.go.ring(places.SETTINGS)
    assert at_work.till.navigation.room == places.SALE


def test_someone_new_comes_with_a_pin(at_work: TillAtWork) -> None:
    people = page(at_work, 0)
    people.name.line.setText("Zoé")
    people.pin.line.setText("1234")
    people.again.line.setText("1235")
    people.keep.click()
    assert "codes" in at_work.notices()[0]
    people.again.line.setText("1234")
    people.keep.click()
    with at_work.shop.books.read() as read:
        zoe = next(person for person in read.people() if person.name == "Zoé")
    assert check_pin(zoe, "1234")
    assert at_work.shop.defects() == []


def test_the_last_manager_stays(at_work: TillAtWork) -> None:
    people = page(at_work, 0)
    people._presenter.choose(people._presenter.people[0])
    people.active.setChecked(False)
    people.keep.click()
    assert at_work.till.desk.notices.standing[0].topic == "trouble"
    with at_work.shop.books.read() as read:
        assert read.people()[0].active


def test_a_means_that_is_not_taken_is_not_offered(at_work: TillAtWork) -> None:
    means = page(at_work, 2)
    means.ticks["cheque"].setChecked(False)
    means.keep.click()
    assert MeansTaken.from_plain(preference(at_work, "means")) == MeansTaken(cheque=False)
    at_work.to_sale()
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    at_work.settle()
    at_work.touch(at_work.words("Card"))
    with pytest.raises(LookupError):
        at_work.touch(at_work.words("Cheque"))


def test_receipts_say_what_was_set(at_work: TillAtWork) -> None:
    receipt = page(at_work, 3)
    receipt.about.line.setText("Ouvert le samedi")
    receipt.logo.line.setText("/nowhere.png")
    receipt.keep.click()
    assert preference(at_work, "receipt") is None
    receipt.logo.line.clear()
    receipt.keep.click()
    assert at_work.till.receipt_settings.about == "Ouvert le samedi"


def test_a_printer_needs_an_address(at_work: TillAtWork) -> None:
    printer = page(at_work, 4)
    printer.kind.choose("network")
    printer.keep.click()
    assert preference(at_work, "printer.C1") is None
    printer.address.line.setText("192.168.1.50")
    printer.drawer.setChecked(True)
    printer.keep.click()
    kept = printer_settings(preference(at_work, "printer.C1"))
    assert (kept.kind, kept.address, kept.drawer) == (PrinterKind.NETWORK, "192.168.1.50", True)
    printer._presenter.test()
    assert len(at_work.printer.jobs) == 1


def test_looks_and_minutes_are_kept(at_work: TillAtWork) -> None:
    look = page(at_work, 5)
    look.scheme.choose("dark")
    look.text_size.choose("150")
    look.keep.click()
    assert preference(at_work, "appearance") == {"scheme": "dark", "text_percent": 150}
    lock = page(at_work, 6)
    for text, kept in (("-1", None), ("abc", None), ("5", LockAfter(5))):
        lock.minutes.line.setText(text)
        lock.keep.click()
        assert preference(at_work, "lock") == (kept.to_plain() if kept else None)


def test_the_shop_is_changed_whole_or_not_at_all(at_work: TillAtWork) -> None:
    shop = page(at_work, 1)
    shop.fields["town"].line.setText("Annecy")
    shop.fields["siret"].line.setText("123")
    shop.keep.click()
    with at_work.shop.books.read() as read:
        assert read.shop().town == ""
    shop.fields["siret"].line.setText("73282932000074")
    shop.keep.click()
    with at_work.shop.books.read() as read:
        assert (read.shop().town, read.shop().siret) == ("Annecy", "73282932000074")


def test_nobody_there_locks_and_a_sign_of_life_waits(qapp: object) -> None:
    locked: list[int] = []
    idle = Idle(lambda: locked.append(1), 0)
    QTest.qWait(30)
    assert locked == []
    idle._timer.setInterval(60)
    for _ in range(4):
        idle.alive()
        QTest.qWait(20)
    assert locked == []
    QTest.qWait(150)
    assert locked == [1]


def test_what_is_not_taken_is_refused_too(at_work: TillAtWork) -> None:
    from ess_shop.domain.sale import Means

    at_work.till.sale.paying.taken = MeansTaken(card=False)
    at_work.to_sale()
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    with pytest.raises(ShopError) as refused:
        at_work.till.sale.paying.tender(Means.CARD)
    assert refused.value.code == "means_not_taken"
