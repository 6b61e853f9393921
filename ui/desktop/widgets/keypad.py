"""A number pad for fingers; it types into whatever field has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ess_shop.wording import Words
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.keys import type_key

_KEYS = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", ",")


class Keypad(QWidget):
    """Digits, a comma, erase, and a times key for quantities; `entered` is its Enter."""

    entered = Signal()

    def __init__(self, words: Words, *, times: bool = False, enter: str = "") -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE // 2)
        for place, key in enumerate(_KEYS):
            name = words("Comma") if key == "," else key
            grid.addWidget(self._key(key, name), place // 3, place % 3)
        grid.addWidget(self._key("⌫", words("Erase"), Qt.Key.Key_Backspace), 0, 3)
        if times:
            grid.addWidget(self._key("×", words("Times (quantity)"), text="*"), 1, 3)
        if enter:
            done = self._key("↵", enter)
            done.setProperty("role", "primary")
            done.clicked.connect(self.entered)
            grid.addWidget(done, 2, 3, 2, 1)

    def _key(self, face: str, name: str, code: Qt.Key | None = None, text: str = "") -> Button:
        made = Button(face, role="key")
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        if face != "↵":
            made.clicked.connect(lambda _checked=False: type_key(text or face, code))
        return made
