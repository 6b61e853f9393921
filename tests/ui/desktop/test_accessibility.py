"""Every control of every room has a name, a way to it, a seen focus and room for a finger; no word is cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from rooms_walked import walked
from shop_builder import SHOP
from till_at_work import TillAtWork, dressed

from ess_shop.wording import speaking
from ui.desktop import theme
from ui.desktop.presenters.setup import PAGES, Answers, SetupPresenter
from ui.desktop.rooms.selling.basket_list import BasketList
from ui.desktop.rooms.selling.found_list import FoundButton
from ui.desktop.rooms.setup.room import SetupRoom
from ui.desktop.widgets.counting import DrawerCounter
from ui.desktop.widgets.key_catcher import KeyCatcher
from ui.desktop.widgets.keyboard import Keyboard
from ui.desktop.widgets.keyboard_sign import KeyboardSign
from ui.desktop.widgets.keypad import Keypad
from ui.desktop.widgets.page_tab import PageTab
from ui.desktop.widgets.rail_button import RailButton
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.tile import Tile, fitted

FINGER = 44
"""The least width and height of what a finger presses, in pixels."""

FOR_FINGERS = (Keypad, Keyboard, KeyboardSign)
"""What only types: whoever has keys needs none of it."""

BY_ARROWS = (FoundButton, BasketList)
"""The arrows in the entry field point here, and Enter takes."""

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, QComboBox)


def controls(window: QWidget) -> list[QWidget]:
    """What can be pressed, typed into or chosen from."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and seen(widget)
        and not isinstance(widget, QHeaderView)  # a heading here, not a button
        and not isinstance(widget.parentWidget(), QComboBox)
    ]


def seen(widget: QWidget) -> bool:
    """Whether it is in sight, or will be once what it stands in is scrolled."""
    if not widget.visibleRegion().isEmpty():
        return True
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around is not None and not widget.size().isEmpty() and not around.visibleRegion().isEmpty()


def within(widget: QWidget, kinds: tuple[type[QWidget], ...]) -> bool:
    """Whether a widget is of these kinds, or stands in one."""
    around: QWidget | None = widget
    while around is not None:
        if isinstance(around, kinds):
            return True
        around = around.parentWidget()
    return False


def by_arrows(widget: QWidget) -> bool:
    """Whether arrows come to it: what was found, and the choices that are not chosen."""
    group = widget.group() if isinstance(widget, QAbstractButton) and not widget.isChecked() else None
    return within(widget, BY_ARROWS) or (group is not None and group.exclusive())


def called(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}”"


Look = Callable[[TillAtWork], list[str]]
"""Says what is wrong in a state of the till; nothing is wanted."""


def nameless(till: TillAtWork) -> list[str]:
    wrong = []
    for widget in controls(till.window):
        name = widget.accessibleName()
        if not any(sign.isalnum() for sign in name) and not within(widget, (Keyboard,)):
            wrong.append(f"{called(widget)} at {widget.mapTo(till.window, QPoint(0, 0))}")
    return wrong


def out_of_reach(till: TillAtWork) -> list[str]:
    wrong = []
    for widget in controls(till.window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.findChildren(QShortcut):
            continue
        counted = within(widget, (DrawerCounter,))  # arrows up and down, digits
        if not (within(widget, FOR_FINGERS) or by_arrows(widget) or counted):
            wrong.append(called(widget))
    return wrong


def trapped(till: TillAtWork) -> list[str]:
    """Tab goes round: it comes to all that it should, and back to where it began."""
    wanted = {
        widget
        for widget in controls(till.window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not by_arrows(widget)
    }
    first = till.focus
    if isinstance(first, KeyCatcher) and first.isChecked():
        QTest.keyClick(first, Qt.Key.Key_Escape)  # it says that this is the way out
    if not first.focusPolicy() & Qt.FocusPolicy.TabFocus:
        QTest.keyClick(first, Qt.Key.Key_Tab)
        first = till.focus
    come_to = {first}
    for _ in range(250):
        QTest.keyClick(till.focus, Qt.Key.Key_Tab)
        come_to.add(till.focus)
        if till.focus is first:
            break
    else:
        return [f"Tab never comes back to {called(first)}"]
    return [f"Tab never comes to {called(widget)}" for widget in wanted - come_to]


MARKED: WeakKeyDictionary[QWidget, set[object]] = WeakKeyDictionary()
"""What was seen with the focus and without, in each window: the same thing in the same dress is seen once."""


def worn(widget: QWidget) -> object:
    """What its look depends on, beside the focus."""
    checked = widget.isChecked() if isinstance(widget, QAbstractButton) else None
    return type(widget), widget.accessibleName(), widget.size().toTuple(), widget.property("wrong"), checked


def unmarked(till: TillAtWork) -> list[str]:
    """What looks the same with the focus as without."""
    window, before, wrong = till.window, till.focus, []
    marked = MARKED.setdefault(window, set())
    for widget in controls(window):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or worn(widget) in marked:
            continue
        marked.add(worn(widget))
        widget.clearFocus()
        QApplication.processEvents()
        plain = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and widget.grab().toImage() == plain:
            wrong.append(called(widget))
    before.setFocus()
    return wrong


def too_small(till: TillAtWork) -> list[str]:
    wrong = []
    for widget in controls(till.window):
        if isinstance(widget, QAbstractItemView):
            continue
        if widget.height() < FINGER or widget.width() < FINGER:
            wrong.append(f"{called(widget)} is {widget.width()} × {widget.height()}")
    return wrong


def cut(till: TillAtWork) -> list[str]:
    """Words that find no room, and controls that stand beyond the window's edge."""
    window, wrong = till.window, []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not seen(widget):
            continue
        if isinstance(widget, QLabel) and widget.text():
            wrong += _cut_label(widget)
        elif isinstance(widget, Tile):
            wrong += _cut_tile(widget)
        elif isinstance(widget, QPushButton | RailButton | PageTab | Tick):
            least = widget.minimumSizeHint()
            if isinstance(widget, RailButton):
                least = widget.sizeHint()
            elif isinstance(widget, PageTab | Tick):
                least.setHeight(widget.heightForWidth(widget.width()))
            elif isinstance(widget, KeyCatcher) or within(widget, FOR_FINGERS):
                least.setWidth(QFontMetrics(widget.font()).horizontalAdvance(widget.text()))
            if widget.width() < least.width() or widget.height() < least.height():
                wrong.append(f"{called(widget)} has {widget.size()} and wants {least}")
        if isinstance(widget, CONTROLS):
            right = widget.mapTo(window, widget.rect().topRight()).x()
            if right > window.width():
                wrong.append(f"{called(widget)} ends at {right}")
    return wrong


def hidden_focus(till: TillAtWork) -> list[str]:
    """What has the focus while something lies over it, or while it is scrolled away."""
    focus = till.focus
    if isinstance(focus, CONTROLS) and focus.visibleRegion().boundingRect() != focus.rect():
        return [f"{called(focus)} is covered: {focus.visibleRegion().boundingRect()} of {focus.rect()}"]
    return []


def _cut_tile(tile: Tile) -> list[str]:
    """A name that does not fit on its two lines."""
    font, type_of = tile.font(), theme.current().type
    font.setPixelSize(min(type_of("body"), type_of("small") + 2))
    font.setBold(True)
    lines = fitted(tile.text(), QFontMetrics(font), tile.width() - 16, 2)
    return [f"{called(tile)} says {lines}"] if any("…" in line for line in lines) else []


def _cut_label(label: QLabel) -> list[str]:
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        fits = label.height() >= wanted
    else:
        wanted = label.fontMetrics().horizontalAdvance(label.text())
        fits = label.width() >= wanted
    return [] if fits else [f"“{label.text()}” has {label.size()} and wants {wanted}"]


SMALL = (1024, 768)

WALKS = [
    pytest.param((cut, hidden_focus, nameless, out_of_reach, trapped, unmarked), {}, id="light"),
    pytest.param((cut, hidden_focus, nameless), {"language": "en"}, id="english"),
    pytest.param((unmarked,), {"scheme": "contrast"}, id="contrast"),
    pytest.param((cut, hidden_focus, too_small), {"size": SMALL}, id="small screen"),
    pytest.param((cut, hidden_focus), {"percent": 150}, id="150 %"),
    pytest.param((cut, hidden_focus), {"percent": 150, "language": "en"}, id="150 %, english"),
    pytest.param((cut, hidden_focus), {"percent": 200}, id="200 %"),
    pytest.param((cut, hidden_focus), {"percent": 200, "language": "en"}, id="200 %, english"),
]
"""What is looked at, and in which look: each window is walked through once."""


@pytest.mark.parametrize(("looks", "how"), WALKS)
def test_everybody_finds_reaches_and_reads_everything(
    qapp: object, tmp_path: Path, looks: tuple[Look, ...], how: Mapping[str, Any]
) -> None:
    wrong = [
        f"{name}, {look.__name__}: {said}"
        for name, till in walked(tmp_path, SHOP, **how)
        for look in looks
        for said in look(till)
    ]
    assert not wrong, "\n".join(wrong)


@dataclass
class Alone:
    """A window without a till, looked at in the same way."""

    window: QWidget

    @property
    def focus(self) -> QWidget:
        return self.window.focusWidget() or self.window


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_start_is_for_everybody_too(qapp: object, language: str, percent: int) -> None:
    dressed(percent=percent)
    answers = Answers(name="La Ruche", manager="Aïcha", pin="2468", pin_again="2468")
    presenter = SetupPresenter(lambda _answers: None, lambda: None)
    presenter.answers = answers
    room = SetupRoom(presenter, speaking(language), lambda _language: None, lambda: None)
    room.resize(1000, 700)
    room.show()
    room.activateWindow()
    QTest.qWaitForWindowActive(room)
    alone, wrong = Alone(room), []
    for page in PAGES:
        assert presenter.page == page
        QTest.qWait(20)
        for look in (nameless, out_of_reach, trapped, unmarked, too_small, cut):
            wrong += [f"{page}: {said}" for said in look(alone)]  # type: ignore[arg-type]
        if page != PAGES[-1]:
            presenter.next()
    room.close()
    room.deleteLater()
    dressed()
    assert wrong == []
