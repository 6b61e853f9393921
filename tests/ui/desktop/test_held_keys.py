"""A key that is held down acts once, however busy the window is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.desktop.shell.held_keys import HeldKeys
from ui.desktop.widgets.fields import EntryField

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(qapp: QApplication) -> Iterator[EntryField]:
    held = HeldKeys()
    held.install(qapp)
    field = EntryField("Montant")
    field.show()
    field.activateWindow()
    QTest.qWaitForWindowActive(field)
    yield field
    held.remove(qapp)
    field.close()


def told(field: EntryField, kind: QEvent.Type, key: Qt.Key, at: int, text: str = "") -> None:
    """A key as the screen tells it to the window."""
    event = QKeyEvent(kind, key, NONE, text)
    event.setTimestamp(at)
    QApplication.sendEvent(field.windowHandle(), event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_long_press_is_one_press(field: EntryField, key: Qt.Key) -> None:
    submitted: list[str] = []
    field.submitted.connect(submitted.append)
    told(field, PRESS, key, 1000)
    for at in range(1500, 3000, 40):
        told(field, RELEASE, key, at)
        told(field, PRESS, key, at)
    told(field, RELEASE, key, 3000)
    assert len(submitted) == 1
    told(field, PRESS, key, 3080)
    assert len(submitted) == 2


def test_what_is_written_may_be_held(field: EntryField) -> None:
    for at in (1000, 1500, 1540):
        told(field, PRESS, Qt.Key.Key_0, at, "0")
        told(field, RELEASE, Qt.Key.Key_0, at, "0")
    assert field.text() == "000"
