"""The settings as a whole: who comes in, what is kept, what is told when somebody leaves with changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from settings_at_work import page_of, preference, room_of, settings_at_work, settled
from shop_builder import barcode
from till_at_work import LISE, TillAtWork, dressed

from db.books import SqlBooks
from ess_shop.domain.preferences import LockAfter, MeansTaken
from ess_shop.domain.sale import Means
from ess_shop.errors import ShopError
from ui.desktop.presenters import panels, places
from ui.desktop.rooms.settings.appearance_page import AppearancePage
from ui.desktop.rooms.settings.lock_page import LockPage
from ui.desktop.rooms.settings.means_page import MeansPage
from ui.desktop.rooms.settings.printer_page import PrinterPage
from ui.desktop.rooms.settings.scanner_page import ScannerPage
from ui.desktop.rooms.settings.shop_page import ShopPage
from ui.desktop.shell.idle import Idle


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        yield at_work


def topics(at_work: TillAtWork) -> list[str]:
    return [notice.topic for notice in at_work.till.desk.notices.standing]


def test_a_volunteer_cannot_even_enter(at_work: TillAtWork) -> None:
    at_work.till.desk.sit(LISE)
    at_work.till.desk.go.ring(places.SALE)
    at_work.till.desk.go.ring(places.SETTINGS)
    assert at_work.till.navigation.room == places.SALE


def test_every_page_opens_without_a_change_to_be_told(at_work: TillAtWork) -> None:
    room = room_of(at_work)
    for tab in room.tabs:
        tab.click()
        settled(at_work)
        assert not room.page.unsaved, room.page.title
    assert not [topic for topic in topics(at_work) if topic.startswith("unsaved")]


def test_every_control_of_every_page_has_a_name_and_fits(at_work: TillAtWork) -> None:
    room = room_of(at_work)
    for width, height, percent in ((1024, 768, 100), (1280, 800, 200)):
        dressed(percent=percent)
        at_work.window.resize(width, height)
        for tab in room.tabs:
            tab.click()
            settled(at_work)
            controls = [*room.page.findChildren(QAbstractButton), *room.page.findChildren(QLineEdit)]
            for control in controls:
                if control.isVisibleTo(room.page):
                    assert control.accessibleName(), (room.page.title, control)
                    right = control.mapTo(room.page, control.rect().topRight()).x()
                    assert right <= room.page.width(), (room.page.title, control.accessibleName(), percent)


def test_changes_are_told_when_the_page_is_left_and_wait_for_their_page(at_work: TillAtWork) -> None:
    lock = page_of(at_work, LockPage)
    lock.minutes.line.setText("7")
    page_of(at_work, MeansPage)
    assert f"unsaved {lock.title}" in topics(at_work)
    assert page_of(at_work, LockPage).minutes.value == "7"
    at_work.to_sale()
    assert any(lock.title in said for said in at_work.notices())
    at_work.touch(at_work.words("Save"))
    assert LockAfter.from_plain(preference(at_work, "lock")) == LockAfter(7)
    assert f"unsaved {lock.title}" not in topics(at_work)


def test_changes_are_thrown_away_by_a_touch(at_work: TillAtWork) -> None:
    lock = page_of(at_work, LockPage)
    lock.minutes.line.setText("abc")
    page_of(at_work, MeansPage)
    at_work.touch(at_work.words("Throw away"))
    assert preference(at_work, "lock") is None
    assert page_of(at_work, LockPage).minutes.value == "10"
    assert not lock.unsaved


def test_what_was_changed_and_cannot_be_saved_is_told_and_stays(at_work: TillAtWork) -> None:
    lock = page_of(at_work, LockPage)
    lock.minutes.line.setText("-1")
    at_work.to_sale()
    at_work.touch(at_work.words("Save"))
    assert "trouble" in topics(at_work)
    assert lock.minutes.value == "-1"
    assert preference(at_work, "lock") is None


def test_pages_by_the_keyboard_alone(at_work: TillAtWork) -> None:
    room = room_of(at_work)
    at_work.key(Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert isinstance(room.page, LockPage)
    at_work.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    at_work.type("12")
    at_work.key(Qt.Key.Key_F9)
    assert LockAfter.from_plain(preference(at_work, "lock")) == LockAfter(12)
    at_work.key(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert isinstance(room.page, AppearancePage)


@pytest.mark.parametrize("text", ["", "-1", "abc", "241", "1000", "٥", "5.5"])
def test_what_is_no_number_of_minutes(at_work: TillAtWork, text: str) -> None:
    lock = page_of(at_work, LockPage)
    lock.minutes.line.setText(text)
    lock.keep.click()
    assert preference(at_work, "lock") is None
    assert lock.minutes.line.property("wrong") == "true"


def test_a_means_that_is_not_taken_is_not_offered(at_work: TillAtWork) -> None:
    means = page_of(at_work, MeansPage)
    means.ticks["cheque"].click()
    means.keep.click()
    assert MeansTaken.from_plain(preference(at_work, "means")) == MeansTaken(cheque=False)
    at_work.to_sale()
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    at_work.settle()
    at_work.touch(at_work.words("Card"))
    with pytest.raises(LookupError):
        at_work.touch(at_work.words("Cheque"))


def test_without_any_means_nothing_is_kept(at_work: TillAtWork) -> None:
    means = page_of(at_work, MeansPage)
    for tick in means.ticks.values():
        tick.setChecked(False)
    means.keep.click()
    assert preference(at_work, "means") is None
    assert "trouble" in topics(at_work)


def test_means_that_are_off_stay_off_after_a_sale(at_work: TillAtWork) -> None:
    means = page_of(at_work, MeansPage)
    means.ticks["cheque"].click()
    means.keep.click()
    paying = at_work.till.sale.paying
    for _ in range(2):
        at_work.to_sale()
        at_work.scan(barcode(1))
        at_work.till.selling.open(panels.PAY)
        with pytest.raises(ShopError) as refused:
            paying.tender(Means.CHEQUE)
        assert refused.value.code == "means_not_taken"
        paying.tender(Means.CASH)
        paying.validate()
        at_work.settle()
        assert paying.last is not None
    assert paying.taken == MeansTaken(cheque=False)


def test_a_look_is_worn_at_once_and_kept_when_saved(at_work: TillAtWork) -> None:
    look = page_of(at_work, AppearancePage)
    at_work.touch(at_work.words("Dark"))
    assert look.unsaved
    look.keep.click()
    assert preference(at_work, "appearance") == {"scheme": "dark", "text_percent": 100}
    assert not look.unsaved


def test_the_shop_is_changed_whole_or_not_at_all_and_holds_at_once(at_work: TillAtWork) -> None:
    shop = page_of(at_work, ShopPage)
    shop.fields["name"].line.setText("Le Chat noir")
    shop.fields["siret"].line.setText("123")
    shop.keep.click()
    assert shop.fields["siret"].line.property("wrong") == "true"
    assert at_work.till.shop.name != "Le Chat noir"
    assert shop.fields["name"].value == "Le Chat noir", "what was typed is not lost"
    shop.fields["siret"].line.setText("73282932000074")
    shop.keep.click()
    at_work.settle()
    assert at_work.till.selling.shop.name == "Le Chat noir"
    assert at_work.till.status.status().shop == "Le Chat noir"
    with at_work.shop.books.read() as read:
        assert read.shop().siret == "73282932000074"


def test_a_scan_in_the_settings_sells_nothing(at_work: TillAtWork) -> None:
    page_of(at_work, LockPage)
    at_work.scan(barcode(1))
    assert at_work.till.selling.empty
    assert "scan" in topics(at_work)


def test_the_practice_till_has_no_pages_of_devices(qapp: object, sqlite_books: SqlBooks) -> None:
    with settings_at_work(sqlite_books, training=True) as at_work:
        kinds = [type(page) for page in room_of(at_work).pages.values()]
        assert ShopPage in kinds
        assert PrinterPage not in kinds
        assert ScannerPage not in kinds


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
