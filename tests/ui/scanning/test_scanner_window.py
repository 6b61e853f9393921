"""A scan presses no button and writes in no field; typing arrives as if nobody listened."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.desktop.scanning.burst import WedgeSettings
from ui.desktop.scanning.wedge import Wedge

EAN = "3760123456789"


class Field(QLineEdit):
    """Counts the keys that go up over it."""

    ups = 0

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.ups += 1
        super().keyReleaseEvent(event)


class Till(QDialog):
    """A field, and a button that Enter presses."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.button = Field(), QPushButton("Valider")
        self.button.setDefault(True)
        self.presses = 0
        self.button.clicked.connect(self._pressed)
        rows = QVBoxLayout(self)
        rows.addWidget(self.field)
        rows.addWidget(self.button)

    def _pressed(self) -> None:
        self.presses += 1

    def key(self, key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.windowHandle(), key, modifier)

    def scan(self, code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        for sign in code:
            self.key(sign)
        self.key(end)


@pytest.fixture
def wedge(qapp: QApplication) -> Iterator[Wedge]:
    wedge = Wedge(WedgeSettings())
    wedge.install(qapp)
    yield wedge
    wedge.remove(qapp)


@pytest.fixture
def scans(wedge: Wedge) -> list[str]:
    heard: list[str] = []
    wedge.scanned.connect(heard.append)
    return heard


@pytest.fixture
def till(qtbot: QtBot, wedge: Wedge) -> Till:
    till = Till()
    qtbot.addWidget(till)
    with qtbot.waitExposed(till):
        till.show()
    till.activateWindow()
    till.field.setFocus()
    qtbot.waitUntil(till.field.hasFocus)
    return till


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_presses_nothing_and_writes_nothing(
    till: Till, scans: list[str], end: Qt.Key, qtbot: QtBot
) -> None:
    till.scan(EAN, end)
    assert scans == [EAN]
    qtbot.wait(60)
    assert (till.field.text(), till.presses, till.field.hasFocus(), scans) == ("", 0, True, [EAN])
    assert till.field.ups == 0


def test_a_scan_fires_no_shortcut(till: Till, scans: list[str], qtbot: QtBot) -> None:
    fired: list[str] = []
    for keys in ("Return", "3", "7"):
        QShortcut(QKeySequence(keys), till).activated.connect(lambda keys=keys: fired.append(keys))
    till.button.setFocus()
    till.scan(EAN)
    assert (scans, fired, till.presses) == ([EAN], [], 0)
    qtbot.wait(60)
    till.key(Qt.Key.Key_Return)
    till.key("3")
    qtbot.waitUntil(lambda: fired == ["Return", "3"])


def test_slow_typing_arrives_whole(till: Till, scans: list[str], qtbot: QtBot) -> None:
    for sign in "Savon Noir 12,50":
        till.key(sign)
        qtbot.wait(60)
    assert till.field.text().lower() == "savon noir 12,50"
    till.key(Qt.Key.Key_Return)
    assert (till.presses, scans) == (1, [])


def test_a_typed_key_waits_for_the_gap_at_most(till: Till, qtbot: QtBot) -> None:
    waits = []
    for _ in range(5):
        till.field.clear()
        begun = time.perf_counter()
        till.key("a")
        assert till.field.text() == ""
        qtbot.waitUntil(lambda: till.field.text() == "a")
        waits.append(time.perf_counter() - begun)
    # waitUntil looks every 10 ms.
    assert min(waits) < 0.050


def test_fast_fingers_keep_their_order(till: Till, scans: list[str]) -> None:
    for sign in "abc":
        till.key(sign)
    till.key(Qt.Key.Key_Backspace)
    till.key("d")
    till.key(Qt.Key.Key_Home)
    till.key("e")
    till.key(Qt.Key.Key_Return)
    assert (till.field.text(), till.presses, scans) == ("eabd", 1, [])


def test_shortcuts_find_what_was_typed(till: Till) -> None:
    seen: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+S"), till)
    shortcut.activated.connect(lambda: seen.append(till.field.text()))
    till.key("a")
    till.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["a"]


def test_a_key_held_over_a_scan_goes_up_once(till: Till, scans: list[str], qtbot: QtBot) -> None:
    window = till.windowHandle()
    QTest.keyPress(window, "x")
    qtbot.waitUntil(lambda: till.field.text() == "x")
    QTest.keyPress(window, "q")
    QTest.keyRelease(window, "x")
    till.scan(EAN)
    QTest.keyRelease(window, "q")
    assert (scans, till.field.text(), till.field.ups) == (["q" + EAN], "x", 1)


def test_capitals_stay_capitals(till: Till, scans: list[str], qtbot: QtBot) -> None:
    window, shift = till.windowHandle(), Qt.KeyboardModifier.ShiftModifier
    QTest.keyPress(window, "x")
    QTest.keyPress(window, Qt.Key.Key_Shift)
    QTest.keyPress(window, "A", shift)
    QTest.keyRelease(window, "x")
    QTest.keyRelease(window, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: till.field.text() == "xA")
    QTest.keyRelease(window, "A")
    assert scans == []


def test_a_click_finds_what_was_typed(till: Till) -> None:
    seen: list[str] = []
    till.button.pressed.connect(lambda: seen.append(till.field.text()))
    till.key("a")
    QTest.mouseClick(till.windowHandle(), Qt.MouseButton.LeftButton, pos=till.button.geometry().center())
    assert seen == ["a"]


def test_keys_go_where_they_were_typed(till: Till, qtbot: QtBot) -> None:
    till.key("a")
    till.button.setFocus()
    qtbot.waitUntil(lambda: till.field.text() == "a")


def test_a_field_that_went_away_takes_no_keys(till: Till, qtbot: QtBot) -> None:
    till.key("a")
    till.field.deleteLater()
    del till.field
    qtbot.wait(80)
    till.scan(EAN)


def test_fifty_scans_in_five_seconds(till: Till, scans: list[str], wedge: Wedge, qtbot: QtBot) -> None:
    codes = [f"376{number:010d}" for number in range(50)]
    wedge.scanned.connect(lambda _: time.sleep(0.02))
    begun = time.monotonic()
    for number, code in enumerate(codes):
        till.scan(code)
        qtbot.wait(max(0, int((begun + (number + 1) * 0.1 - time.monotonic()) * 1000)))
    assert time.monotonic() - begun < 6
    assert (scans, till.field.text(), till.presses) == (codes, "", 0)


def test_other_settings_at_work(till: Till, scans: list[str], wedge: Wedge, qapp: QObject) -> None:
    till.key("b")
    wedge.change(WedgeSettings(prefix="~"))
    assert till.field.text() == "b"
    till.scan("~42")
    assert (scans, till.field.text()) == (["42"], "b")


def test_removed_it_types_at_once(till: Till, wedge: Wedge, qapp: QApplication) -> None:
    till.key("a")
    wedge.remove(qapp)
    till.key("b")
    assert till.field.text() == "ab"
