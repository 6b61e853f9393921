"""A button of the rail: a sign, a word under it, its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.desktop import theme
from ui.desktop.widgets.keys import press_on
from ui.desktop.widgets.signs import draw_sign


class RailButton(QAbstractButton):
    """Checked where one is."""

    def __init__(self, text: str, sign: str, key: str) -> None:
        super().__init__()
        self._sign, self._key = sign, key
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} · {key}")
        press_on(self, key)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def nextCheckState(self) -> None:
        """Where one is is shown by the rail, not by the press."""

    def sizeHint(self) -> QSize:
        """A large square."""
        worn = theme.current()
        font = self.font()
        font.setPixelSize(worn.type("small"))
        width = max(self.fontMetrics().horizontalAdvance(self.text()), worn.px(62)) + 10
        return QSize(width, worn.type("small") + 54)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign above its word, on the accent where one is."""
        worn, painter = theme.current(), QPainter(self)
        palette = worn.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        ink = QColor(palette.on_accent if here else palette.on_bar)
        painter.setPen(QPen(QColor(palette.focus), 3) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent) if here or self.isDown() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)
        size = 30
        draw_sign(painter, self._sign, QRect((self.width() - size) // 2, 9, size, size), ink)
        font = painter.font()
        font.setPixelSize(worn.type("small"))
        font.setBold(here)
        painter.setFont(font)
        painter.setPen(ink)
        foot = QRect(0, 40, self.width(), self.height() - 42)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
