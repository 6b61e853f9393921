"""Hands that do one thing only: press keys, touch what is seen, or scan and use the number pad."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from till_at_work import TillAtWork

from ui.desktop.scanning.burst import WedgeSettings
from ui.desktop.scanning.wedge import Wedge
from ui.desktop.widgets.keyboard_sign import KeyboardSign

NUMBER_PAD = {
    **{str(digit): Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)},
    "+": Qt.Key.Key_Plus,
    "-": Qt.Key.Key_Minus,
    "*": Qt.Key.Key_Asterisk,
    "/": Qt.Key.Key_Slash,
    ",": Qt.Key.Key_Comma,
}


def calm(day: TillAtWork) -> None:
    """Until nothing that was begun, or begun by what ended, is under way."""
    day.settle()
    while any(lane.busy for lane in day.lanes):
        day.settle()


class Keyboard:
    """Keys that reach the window as the system sends them, past the scanner's filter to the focus."""

    def __init__(self, day: TillAtWork) -> None:
        self.day = day
        self._wedge = Wedge(WedgeSettings(gap_ms=8))
        self._wedge.scanned.connect(day.window.scanned)
        application = QApplication.instance()
        assert application is not None
        self._application = application
        self._wedge.install(application)

    def close(self) -> None:
        """Let go of the keyboard."""
        self._wedge.remove(self._application)

    def press(self, *keys: Qt.Key, ctrl: bool = False, alt: bool = False, shift: bool = False) -> None:
        """One key after the other, each with a person's pause behind it."""
        held = Qt.KeyboardModifier.NoModifier
        for wanted, modifier in (
            (ctrl, Qt.KeyboardModifier.ControlModifier),
            (alt, Qt.KeyboardModifier.AltModifier),
            (shift, Qt.KeyboardModifier.ShiftModifier),
        ):
            held |= modifier if wanted else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self._window, key, held)
            self._pause()

    def type(self, text: str) -> None:
        """Write, slower than a scanner."""
        for sign in text:
            QTest.keyClick(self._window, sign)
            self._pause()

    def enter(self, text: str = "") -> None:
        """Write, and Enter."""
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def tab_to(self, name: str) -> None:
        """Tab until the focus is on what is called that."""
        for _ in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and focused.accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise LookupError(f"Tab never comes to “{name}”")

    def _pause(self) -> None:
        QTest.qWait(10)
        while self._wedge._burst.holding:
            QTest.qWait(2)
        calm(self.day)

    @property
    def _window(self) -> object:
        return self.day.window.windowHandle()


class ScannerAndPad(Keyboard):
    """A scanner, and the keys of a number pad; nothing else."""

    def scan(self, code: str) -> None:
        """A burst with Enter at its end, as a keyboard scanner sends it."""
        for sign in code:
            QTest.keyClick(self._window, sign)
        QTest.keyClick(self._window, Qt.Key.Key_Return)
        self._pause()

    def pad(self, keys: str) -> None:
        """Keys of the number pad; a space is its Enter, < its Backspace."""
        for sign in keys:
            named = {" ": Qt.Key.Key_Enter, "<": Qt.Key.Key_Backspace}.get(sign)
            key = NUMBER_PAD[sign] if named is None else named
            QTest.keyClick(self._window, key, Qt.KeyboardModifier.KeypadModifier)
            self._pause()


class Finger:
    """Touches what it sees: in the window, not covered, not grey; scrolls to what is further down."""

    def __init__(self, day: TillAtWork) -> None:
        self.day = day

    def touch(self, said: str) -> None:
        """Press the button, tile or tick that says so."""
        self._press(self._find(said, QAbstractButton))

    def into(self, field: str) -> None:
        """Put the finger into the field of that name."""
        self._press(self._find(field, QLineEdit))

    def write(self, field: str, text: str) -> None:
        """Write into a field with the keyboard on the screen, and put it away."""
        words = self.day.words
        self.ask_keyboard(field)
        for sign in text:
            self.touch(words("Space") if sign == " " else sign)
        self.touch(words("Put the keyboard away"))

    def ask_keyboard(self, field: str) -> None:
        """Touch the sign at the end of a field, which is there once the finger was in it."""
        self.into(field)
        sign = self._find(field, QLineEdit).findChild(KeyboardSign)
        assert isinstance(sign, KeyboardSign), field
        assert self._in_sight(sign), field
        self._press(sign)

    def keys(self, text: str) -> None:
        """Touch the keys of a pad that is there."""
        for sign in text:
            self.touch(sign)

    def sees(self, said: str) -> bool:
        """Whether something that can be pressed says so."""
        return bool(self._called(said, QAbstractButton))

    def _called(self, said: str, kind: type[QWidget]) -> list[QWidget]:
        """Those of that name, then those whose name only begins with it."""
        there = [each for each in self.day.window.findChildren(kind) if each.isVisible() and each.isEnabled()]
        exactly = [each for each in there if each.accessibleName() == said]
        return exactly or [each for each in there if each.accessibleName().startswith(said)]

    def _find(self, said: str, kind: type[QWidget]) -> QWidget:
        found = self._called(said, kind)
        for widget in found:
            if self._in_sight(widget):
                return widget
        for widget in found:
            self._scroll_to(widget)
            if self._in_sight(widget):
                return widget
        known = sorted(
            {each.accessibleName() for each in self.day.window.findChildren(kind) if each.isVisible()}
        )
        raise LookupError(f"nothing in sight says “{said}”; there are {known}")

    def _in_sight(self, widget: QWidget) -> bool:
        window = self.day.window
        middle = widget.mapTo(window, widget.rect().center())
        if not window.rect().contains(middle):
            return False
        hit = window.childAt(middle)
        return hit is not None and (hit is widget or widget.isAncestorOf(hit))

    def _scroll_to(self, widget: QWidget) -> None:
        """Drag the area around it until it is in sight, as a finger would."""
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea) and isinstance(around, QAbstractScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()
        calm(self.day)

    def _press(self, widget: QWidget) -> None:
        window = self.day.window
        QTest.mouseClick(
            window.windowHandle(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(widget.mapTo(window, widget.rect().center())),
        )
        calm(self.day)
