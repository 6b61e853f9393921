"""A keyboard on the screen, for tills that have none: it comes when the sign in a field is touched."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ess_shop.wording import Words
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.keyboard_sign import KeyboardSign, has_room
from ui.desktop.widgets.keys import type_key
from ui.desktop.widgets.words import column, row

_DIGITS = "1234567890,"
_LETTERS = {
    "fr": ("azertyuiop-'", "qsdfghjklm./", "wxcvbnéèêàç"),
    "en": ("qwertyuiop-'", "asdfghjklé./", "zxcvbnmèêàç"),
}
_LAST = ("*%@", "ôîùü")
"""What stands left and right of the space bar."""

_NUMBERS = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
    | Qt.InputMethodHint.ImhPreferNumbers
)


class Keyboard(QFrame):
    """One for a window; it lies over the part of it where the field is not."""

    def __init__(self, window: QWidget, words: Words) -> None:
        super().__init__(window)
        self._window, self._words = window, words
        self._capital = False
        self._letters: list[Button] = []
        self.setProperty("card", "raised")
        self.setAccessibleName(words("Keyboard on the screen"))
        self.hide()
        self._long: QWidget | None = None
        window.installEventFilter(self)
        _application().focusChanged.connect(self._focus_moved)

    # What it is made of

    def _build(self) -> QWidget:
        """Its keys are made when it is first wanted, which is never where there is a real keyboard."""
        words = self._words
        outer = column(self, space=0, margin=1)
        outer.setSpacing(SPACE // 2)
        first = row(space=0)
        first.setSpacing(SPACE // 2)
        self._type(first, _DIGITS)
        self._add(first, "⌫", words("Erase"), partial(type_key, "", Qt.Key.Key_Backspace), 2)
        self._short = QWidget()
        ends = row(self._short)
        self._ends(ends)
        first.addWidget(self._short, 4)
        outer.addLayout(first)
        long = QWidget()
        rest = column(long, space=0)
        rest.setSpacing(SPACE // 2)
        for line in self._lines():
            rest.addLayout(line)
        outer.addWidget(long)
        return long

    def _lines(self) -> list[QHBoxLayout]:
        words, made = self._words, []
        for place, signs in enumerate(_LETTERS[words.language]):
            line = row(space=0)
            line.setSpacing(SPACE // 2)
            if place == 2:
                self._shift = self._add(line, "⇧", words("Capital letter"), self._turn)
                self._shift.setCheckable(True)
            self._type(line, signs)
            made.append(line)
        last = row(space=0)
        last.setSpacing(SPACE // 2)
        self._type(last, _LAST[0])
        self._add(last, "␣", words("Space"), partial(type_key, " "), 3)
        self._type(last, _LAST[1])
        self._ends(last)
        return [*made, last]

    def _type(self, line: QHBoxLayout, signs: str) -> None:
        for sign in signs:
            button = self._add(line, sign, sign, None)
            button.clicked.connect(partial(self._typed, button))
            if sign.isalpha():
                self._letters.append(button)

    def _ends(self, line: QHBoxLayout) -> None:
        enter = self._add(line, "↵", self._words("Enter"), self._enter, 2)
        enter.setProperty("role", "primary")
        self._add(line, "▾", self._words("Put the keyboard away"), self.hide)

    def _add(
        self, line: QHBoxLayout, face: str, name: str, act: Callable[[], object] | None, share: int = 1
    ) -> Button:
        button = Button(face, act, role="key")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.addWidget(button, share)
        return button

    # What it does

    def _typed(self, button: Button, _checked: bool = False) -> None:
        type_key(button.text())
        if self._capital:
            self._turn()

    def _turn(self) -> None:
        self._capital = not self._capital
        self._shift.setChecked(self._capital)
        for button in self._letters:
            button.say(button.text().upper() if self._capital else button.text().lower())

    def _enter(self) -> None:
        self.hide()
        type_key("", Qt.Key.Key_Return)

    def toggle(self, field: QLineEdit) -> None:
        """Come up for that field, or go away."""
        if self.isVisible():
            self.hide()
            return
        field.setFocus()
        self._show_for(field)

    def _show_for(self, field: QLineEdit) -> None:
        numbers = bool(field.inputMethodHints() & _NUMBERS)
        if self._long is None:
            self._long = self._build()
        self._long.setVisible(not numbers)
        self._short.setVisible(numbers)
        self._place(field)
        self.show()
        self.raise_()

    def _place(self, field: QWidget) -> None:
        window = self._window
        height = self.sizeHint().height()
        head = QRect(0, 0, window.width(), height)
        foot = head.translated(0, window.height() - height)
        stands = QRect(field.mapTo(window, QPoint(0, 0)), field.size())
        # In large letters on a small screen both may reach over the field: less of it is lost at the one.
        lost = [place.intersected(stands).height() for place in (foot, head)]
        self.setGeometry(foot if lost[0] <= lost[1] else head)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        mine = isinstance(new, QLineEdit) and self._window.isAncestorOf(new) and not new.isReadOnly()
        if isinstance(new, QLineEdit) and mine:
            if has_room(new) and new.findChild(KeyboardSign) is None:
                KeyboardSign(new, self.accessibleName(), partial(self.toggle, new))
            if self.isVisible():
                self._show_for(new)
        elif new is not None:
            self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """While it is here it goes away at a touch elsewhere."""
        super().showEvent(event)
        _application().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody needs to be watched."""
        _application().removeEventFilter(self)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; see a touch elsewhere."""
        if not self.isVisible():
            return False
        if event.type() == QEvent.Type.Resize and watched is self._window:
            field = QApplication.focusWidget()
            if field is not None:
                self._place(field)
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            typing = watched is self or self.isAncestorOf(watched)
            across = watched.window() is not self.window()  # a customer's finger on their display
            if not typing and not across and not isinstance(watched, QLineEdit | KeyboardSign):
                self.hide()
        return False


def _application() -> QApplication:
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise TypeError(found)
    return found


def keyboard_of(widget: QWidget) -> Keyboard | None:
    """The keyboard of the window that a widget stands in."""
    around: QWidget | None = widget
    while around is not None:
        found = around.findChild(Keyboard, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        around = around.parentWidget()
    return None
