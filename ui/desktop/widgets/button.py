"""Buttons: what they do in words, the key that does the same, a finger's height."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.desktop import theme
from ui.desktop.widgets.keys import press_on

_INK = {
    "bar": "on_bar",
    "primary": "on_accent",
    "danger": "danger",
    "quiet": "accent",
}


def _hint_pixels() -> int:
    """Keys are written small: they are for those who know them, and the tooltip says them too."""
    return min(theme.current().type("small") - 2, 16)


class Button(QPushButton):
    """A push button with its key shown in its corner.

    `role` is plain, primary, quiet, danger, key or note; the key works while the button is on screen.
    A `hint` is a key that somebody else listens to, shown only.
    """

    def __init__(
        self,
        text: str,
        act: Callable[[], object] | None = None,
        *,
        key: str = "",
        hint: str = "",
        role: str = "plain",
        big: bool = False,
        icon: QIcon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._key = key or hint
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a finger leaves the focus where one types
        if big:
            self.setProperty("size", "big")
        if key:
            press_on(self, key)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} · {self._key}" if self._key else text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon is not None:
            self.setIcon(icon)
            self.setIconSize(QSize(28, 28))
        if act is not None:
            self.clicked.connect(lambda _checked=False: act())

    def say(self, text: str) -> None:
        """Change what it says."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Room for the text and the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._hint_width(), hint.height()) if self._key else hint

    def _hint_width(self) -> int:
        font = self.font()
        font.setPixelSize(_hint_pixels())
        return QFontMetrics(font).horizontalAdvance(self._key) + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and its key in the upper right corner."""
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        font = painter.font()
        font.setPixelSize(_hint_pixels())
        font.setBold(False)
        painter.setFont(font)
        palette = theme.current().palette
        name = _INK.get(str(self.property("role")), "quiet") if self.isEnabled() else "quiet"
        if self.isDown() or (self.isChecked() and name == "quiet"):
            name = "on_accent_soft"
        painter.setPen(QColor(getattr(palette, name)))
        corner = QRect(self.rect().adjusted(0, 5, -9, 0))
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._key)
        painter.end()
