"""Every control of every room has a name, a way to it, a seen focus and room for a finger; no word is cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
    QWidget,
)
from rooms_walked import walked
from shop_builder import SHOP
from till_at_work import TillAtWork, dressed

from ess_shop.wording import speaking
from ui.desktop.presenters.setup import PAGES, Answers, SetupPresenter
from ui.desktop.rooms.selling.basket_list import BasketList
from ui.desktop.rooms.selling.found_list import FoundButton
from ui.desktop.rooms.setup.room import SetupRoom
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.counting import DrawerCounter
from ui.desktop.widgets.keyboard import Keyboard
from ui.desktop.widgets.keyboard_sign import KeyboardSign
from ui.desktop.widgets.keypad import Keypad
from ui.desktop.widgets.rail_button import RailButton

FINGER = 44
"""The least width and height of what a finger presses, in pixels."""

FOR_FINGERS = (Keypad, Keyboard, KeyboardSign)
"""What only types: whoever has keys needs none of it."""

BY_ARROWS = (FoundButton, BasketList)
"""The arrows in the entry field point here, and Enter takes."""

CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)


def controls(window: QWidget) -> list[QWidget]:
    """What can be pressed, typed into or chosen from, as far as it is in sight."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.visibleRegion().isEmpty()
        and not isinstance(widget, QHeaderView)  # a heading here, not a button
        and not isinstance(widget.parentWidget(), QComboBox)
    ]


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


Complaint = Callable[[TillAtWork], list[str]]


def complaints(folder: Path, look: Complaint, **how: object) -> list[str]:
    """What is wrong in which state; nothing is wanted."""
    return [f"{name}: {said}" for name, till in walked(folder, SHOP, **how) for said in look(till)]  # type: ignore[arg-type]


def nameless(till: TillAtWork) -> list[str]:
    wrong = []
    for widget in controls(till.window):
        name = widget.accessibleName()
        if not any(sign.isalnum() for sign in name) and not within(widget, (Keyboard,)):
            wrong.append(f"{called(widget)} at {widget.mapTo(till.window, QPoint(0, 0))}")
    return wrong


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_control_says_what_it_is(qapp: object, tmp_path: Path, language: str) -> None:
    assert complaints(tmp_path, nameless, language=language) == []


def out_of_reach(till: TillAtWork) -> list[str]:
    wrong = []
    for widget in controls(till.window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.findChildren(QShortcut):
            continue
        counted = within(widget, (DrawerCounter,))  # arrows up and down, digits
        if not (within(widget, FOR_FINGERS) or by_arrows(widget) or counted):
            wrong.append(called(widget))
    return wrong


def test_every_control_is_reached_by_a_key(qapp: object, tmp_path: Path) -> None:
    assert complaints(tmp_path, out_of_reach) == []


def trapped(till: TillAtWork) -> list[str]:
    """Tab goes round: it comes to all that it should, and back to where it began."""
    wanted = {
        widget
        for widget in controls(till.window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not by_arrows(widget)
    }
    first = till.focus
    seen = {first}
    for _ in range(250):
        QTest.keyClick(till.focus, Qt.Key.Key_Tab)
        seen.add(till.focus)
        if till.focus is first:
            break
    else:
        return [f"Tab never comes back to {called(first)}"]
    return [f"Tab never comes to {called(widget)}" for widget in wanted - seen]


def test_tab_goes_round_every_room(qapp: object, tmp_path: Path) -> None:
    assert complaints(tmp_path, trapped) == []


def unmarked(till: TillAtWork) -> list[str]:
    """What looks the same with the focus as without."""
    window, before, wrong = till.window, till.focus, []
    for widget in controls(window):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        widget.clearFocus()
        QApplication.processEvents()
        plain = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and widget.grab().toImage() == plain:
            wrong.append(called(widget))
    before.setFocus()
    return wrong


@pytest.mark.parametrize("scheme", ["light", "contrast"])
def test_the_focus_is_seen_on_every_control(qapp: object, tmp_path: Path, scheme: str) -> None:
    assert complaints(tmp_path, unmarked, scheme=scheme) == []


def too_small(till: TillAtWork) -> list[str]:
    wrong = []
    for widget in controls(till.window):
        if isinstance(widget, QAbstractItemView):
            continue
        if widget.height() < FINGER or widget.width() < FINGER:
            wrong.append(f"{called(widget)} is {widget.width()} × {widget.height()}")
    return wrong


def test_a_finger_has_room_on_a_small_screen(qapp: object, tmp_path: Path) -> None:
    assert complaints(tmp_path, too_small, size=(1024, 768)) == []


def cut(till: TillAtWork) -> list[str]:
    """Words that find no room, and controls that stand beyond the window's edge."""
    window, wrong = till.window, []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.text():
            wrong += _cut_label(widget)
        elif isinstance(widget, Button | RailButton):
            least = widget.minimumSizeHint()
            if isinstance(widget, RailButton):
                least = widget.sizeHint()
            elif within(widget, FOR_FINGERS):
                least.setWidth(QFontMetrics(widget.font()).horizontalAdvance(widget.text()))
            if widget.width() < least.width() or widget.height() < least.height():
                wrong.append(f"{called(widget)} has {widget.size()} and wants {least}")
        if isinstance(widget, CONTROLS):
            right = widget.mapTo(window, widget.rect().topRight()).x()
            if right > window.width():
                wrong.append(f"{called(widget)} ends at {right}")
    return wrong


def _cut_label(label: QLabel) -> list[str]:
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        fits = label.height() >= wanted
    else:
        wanted = label.fontMetrics().horizontalAdvance(label.text())
        fits = label.width() >= wanted
    return [] if fits else [f"“{label.text()}” has {label.size()} and wants {wanted}"]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_word_is_cut(qapp: object, tmp_path: Path, language: str, percent: int) -> None:
    assert complaints(tmp_path, cut, language=language, percent=percent) == []


def test_no_word_is_cut_on_a_small_screen(qapp: object, tmp_path: Path) -> None:
    assert complaints(tmp_path, cut, size=(1024, 768)) == []


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
