"""Keys are changed by pressing them, and hold in the sale at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from settings_at_work import page_of, preference, settings_at_work
from shop_builder import barcode
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.preferences import DEFAULT_KEYS
from ui.desktop.presenters import panels
from ui.desktop.presenters.settings_keys import acts
from ui.desktop.rooms.settings.keys_page import KeysPage

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        yield at_work


@pytest.fixture
def page(at_work: TillAtWork) -> KeysPage:
    return page_of(at_work, KeysPage)


def press(page: KeysPage, act: str, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    catcher = page.catchers[act]
    catcher.setFocus()
    QTest.mouseClick(catcher, Qt.MouseButton.LeftButton)
    QTest.keyClick(catcher, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_every_act_of_the_sale_is_there(at_work: TillAtWork, page: KeysPage) -> None:
    assert [act for act, _name in acts(at_work.words)] == list(DEFAULT_KEYS)
    assert list(page.catchers) == list(DEFAULT_KEYS)


def test_a_new_key_is_shown_and_obeyed_in_the_sale(at_work: TillAtWork, page: KeysPage) -> None:
    at_work.to_sale()
    page = page_of_again(at_work)
    press(page, "park", Qt.Key.Key_P, CTRL | SHIFT)
    press(page, "pay", Qt.Key.Key_F9, SHIFT)
    page.keep.click()
    at_work.settle()
    kept = preference(at_work, "keys")
    assert isinstance(kept, dict)
    assert (kept["park"], kept["pay"]) == ("Ctrl+Shift+P", "Shift+F9")
    at_work.to_sale()
    at_work.scan(barcode(1))
    at_work.key(Qt.Key.Key_F9)
    assert at_work.till.selling.panel == panels.KEYS, "the old key does nothing any longer"
    at_work.key(Qt.Key.Key_F9, SHIFT)
    assert at_work.till.selling.panel == panels.PAY
    assert "Shift+F9" in at_work.sale.basket.pay.toolTip()


def page_of_again(at_work: TillAtWork) -> KeysPage:
    at_work.till.desk.go.ring("settings")
    return page_of(at_work, KeysPage)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_A, None),
        (Qt.Key.Key_5, None),
        (Qt.Key.Key_Return, None),
        (Qt.Key.Key_Backspace, None),
        (Qt.Key.Key_Left, None),
        (Qt.Key.Key_1, CTRL),
        (Qt.Key.Key_L, CTRL),
        (Qt.Key.Key_C, CTRL),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_F4, ALT),
        (Qt.Key.Key_Tab, None),
    ],
)
def test_a_key_that_is_needed_elsewhere_is_refused(
    at_work: TillAtWork, page: KeysPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    press(page, "park", key, modifier)
    assert page.catchers["park"].text() == "F4"
    assert at_work.till.desk.notices.standing[-1].topic == "trouble"
    assert not page.unsaved


def test_esc_leaves_it_and_modifiers_alone_are_waited_over(at_work: TillAtWork, page: KeysPage) -> None:
    press(page, "park", Qt.Key.Key_Escape)
    assert (page.catchers["park"].text(), page.catchers["park"].isChecked()) == ("F4", False)
    press(page, "park", Qt.Key.Key_Control)
    assert page.catchers["park"].isChecked()
    QTest.keyClick(page.catchers["park"], Qt.Key.Key_F13)
    assert page.catchers["park"].text() == "F13"
    assert at_work.notices() == []


def test_a_key_that_does_something_already_is_offered_to_be_swapped(
    at_work: TillAtWork, page: KeysPage
) -> None:
    press(page, "park", Qt.Key.Key_F5)
    assert at_work.words("Recall") in at_work.notices()[0]
    assert page.catchers["park"].text() == "F4"
    at_work.touch(at_work.words("Swap the two keys"))
    assert (page.catchers["park"].text(), page.catchers["recall"].text()) == ("F5", "F4")
    page.keep.click()
    assert not page.unsaved
    assert at_work.till.keys.key("park") == "F5"


def test_the_keys_of_more_currencies_are_taken_too(at_work: TillAtWork, page: KeysPage) -> None:
    press(page, "park", Qt.Key.Key_F12, SHIFT)
    assert at_work.words("Local currency") in at_work.notices()[0]
    assert at_work.till.keys.local(1) == "Shift+F12"
    assert at_work.till.keys.local(3) == ""


def test_a_key_that_presses_a_button_here_is_caught_all_the_same(at_work: TillAtWork, page: KeysPage) -> None:
    catcher = page.catchers["park"]
    QTest.mouseClick(catcher, Qt.MouseButton.LeftButton)
    QTest.keyClick(at_work.window.windowHandle(), Qt.Key.Key_F9)
    at_work.settle()
    assert at_work.words("Pay") in at_work.notices()[0], "F9 saves here, and pays in the sale"
    assert preference(at_work, "keys") is None
    QTest.mouseClick(catcher, Qt.MouseButton.LeftButton)
    QTest.keyClick(at_work.window.windowHandle(), Qt.Key.Key_F9, SHIFT)
    QTest.keyClick(at_work.window.windowHandle(), Qt.Key.Key_F9)
    at_work.settle()
    assert at_work.till.keys.key("park") == "Shift+F9"


def test_the_usual_keys_come_back(at_work: TillAtWork, page: KeysPage) -> None:
    press(page, "park", Qt.Key.Key_F13)
    page.keep.click()
    at_work.touch(at_work.words("The usual keys"))
    assert page.unsaved
    page.keep.click()
    assert preference(at_work, "keys") == dict(DEFAULT_KEYS)
