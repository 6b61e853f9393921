"""Buttons: what they do in words, the key that does the same, a finger's height."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.desktop import theme
from ui.desktop.widgets.keys import press_on, pressed_by
from ui.desktop.widgets.tile import halved

_INK = {
    "bar": "on_bar",
    "primary": "on_accent",
    "danger": "danger",
    "quiet": "accent",
}

_EDGE = 7
"""The least that stays free beside the words."""


def _hint_pixels() -> int:
    """Keys are written small: they are for those who know them, and the tooltip says them too."""
    return min(theme.current().type("small") - 2, 16)


class Button(QPushButton):
    """A push button with its key shown in its corner.

    `role` is plain, primary, quiet, danger, key or note; the key works while the button is on screen.
    A `hint` is shown in its place, for a key that somebody else listens to. Where its words find no room on
    one line they stand on two, a little smaller.
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
        self._key = hint or key
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a finger leaves the focus where one types
        if big:
            self.setProperty("size", "big")
        self._shortcut = press_on(self, key) if key else None
        self._name(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon is not None:
            self.setIcon(icon)
            self.setIconSize(QSize(28, 28))
        if act is not None:
            self.clicked.connect(lambda _checked=False: act())

    def also(self, key: str) -> None:
        """One more key, for hands that stay on the number pad."""
        press_on(self, key)
        self._key = f"{self._key}  {key}"
        self._name(self.accessibleName())

    def rekey(self, key: str) -> None:
        """Another key in the place of the one it was made with."""
        if self._shortcut is not None:
            self._shortcut.setKey(QKeySequence(key))
        self._key = key
        self.setToolTip(f"{self.accessibleName()} · {key}")
        self.updateGeometry()
        self.update()

    def say(self, text: str) -> None:
        """Change what it says."""
        self.setText(text.replace("&", "&&"))
        self._name(text)

    def _name(self, text: str) -> None:
        """What a screen reader says; the key is in the description, which Qt takes from the tooltip."""
        self.setAccessibleName(text)
        self.setToolTip(f"{text} · {self._key}" if self._key else text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it like the space bar."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the text and the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._hint_width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for the words on two lines."""
        metrics, hint = QFontMetrics(self._smaller()), self.sizeHint()
        widest = max(map(metrics.horizontalAdvance, self._halves()))
        return QSize(min(hint.width(), widest + 2 * _EDGE), hint.height())

    def _halves(self) -> list[str]:
        return halved(self.text().replace("&&", "&"), QFontMetrics(self._smaller()))

    def _smaller(self) -> QFont:
        font = self.font()
        room = (super().sizeHint().height() - _hint_pixels() - 5) // 2
        font.setPixelSize(min(max(theme.current().type("small"), font.pixelSize() * 4 // 5), room * 4 // 5))
        return font

    def _hint_width(self) -> int:
        if not self._key:
            return 0
        font = self.font()
        font.setPixelSize(_hint_pixels())
        return QFontMetrics(font).horizontalAdvance(self._key) + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and its key in the upper right corner."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        said = self.text().replace("&&", "&")
        width = self.fontMetrics().horizontalAdvance(said)
        if not self.icon().isNull() or width <= place.width():
            super().paintEvent(event)
        elif width + 2 * _EDGE <= self.width():
            self._paint_words(option, [said], self.font())
        else:
            self._paint_words(option, self._halves(), self._smaller())
        if self._key:
            self._paint_key()

    def _paint_words(self, option: QStyleOptionButton, lines: list[str], font: QFont) -> None:
        painter = QStylePainter(self)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(font)
        painter.setPen(self._ink("ink"))
        top = _hint_pixels() + 1 if self._key and len(lines) > 1 else 2
        area = self.rect().adjusted(_EDGE, top, -_EDGE, -3)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
        painter.end()

    def _paint_key(self) -> None:
        painter = QPainter(self)
        font = painter.font()
        font.setPixelSize(_hint_pixels())
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self._ink("quiet"))
        corner = QRect(self.rect().adjusted(0, 5, -9, 0))
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._key)
        painter.end()

    def _ink(self, plain: str) -> QColor:
        """The style sheet's colour for what this button paints itself."""
        role = str(self.property("role"))
        name = _INK.get(role, plain) if self.isEnabled() else "quiet"
        if role == "primary" and self.isEnabled() and (self.isDown() or self.underMouse()):
            name = "accent_soft"
        elif self.isDown() or self.isChecked():
            name = "on_accent_soft"
        return QColor(getattr(theme.current().palette, name))
