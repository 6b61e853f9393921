"""A large tile with a drawn sign, a word and its key: the choices of a room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.desktop import theme
from ui.desktop.widgets.keys import press_on, pressed_by
from ui.desktop.widgets.signs import draw_sign
from ui.desktop.widgets.tile import fitted


class SignTile(QAbstractButton):
    """One thing that can be done here."""

    def __init__(self, text: str, sign: str, act: Callable[[], object], *, key: str, size: QSize) -> None:
        super().__init__()
        self._sign, self._key, self._size = sign, key, size
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} · {key}")
        press_on(self, key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: act())

    def sizeHint(self) -> QSize:
        """As asked for, a little higher with larger text."""
        extra = theme.current().type("strong") * 2 - 40
        return QSize(self._size.width(), self._size.height() + max(extra, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it like the space bar."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign above its word, the key in the corner."""
        worn, painter = theme.current(), QPainter(self)
        palette = worn.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isDown()
        edge = palette.focus if self.hasFocus() else palette.line
        painter.setPen(QPen(QColor(edge), 3 if self.hasFocus() else 1.5))
        painter.setBrush(QColor(palette.accent_soft if lit else palette.surface))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)
        side = 56
        top = max((self.height() - side - worn.type("strong") * 3) // 2, 12)
        draw_sign(
            painter, self._sign, QRect((self.width() - side) // 2, top, side, side), QColor(palette.accent)
        )
        font = painter.font()
        font.setPixelSize(worn.type("strong"))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(palette.on_accent_soft if lit else palette.ink))
        area = QRect(12, top + side + 8, self.width() - 24, self.height() - top - side - 14)
        lines = fitted(self.text(), painter.fontMetrics(), area.width(), 3)
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, "\n".join(lines))
        font.setPixelSize(13)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(palette.quiet))
        corner = self.rect().adjusted(0, 9, -13, 0)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._key)
        painter.end()
