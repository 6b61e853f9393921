"""A line in a list of pages: its name, on as many lines as it needs, and its key at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.desktop import theme
from ui.desktop.widgets.keys import press_on, pressed_by

_LEFT, _ABOVE, _KEY = 14, 9, 40
"""Pixels left of the name, above it, and kept for the key."""

_BREAKS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PageTab(QAbstractButton):
    """Checked while its page is open."""

    def __init__(self, text: str, act: Callable[[], object], *, key: str) -> None:
        super().__init__()
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} · {key}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        press_on(self, key)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: act())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it like the space bar."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """More lines when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines, and never less than a finger needs."""
        room = QRect(0, 0, self._room(width), 10_000)
        lines = QFontMetrics(self._worn(bold=True)).boundingRect(room, _BREAKS, self.text())
        return max(lines.height() + 2 * _ABOVE, 44)

    def sizeHint(self) -> QSize:
        """On one line if it may."""
        width = QFontMetrics(self._worn(bold=True)).horizontalAdvance(self.text()) + 2 * _LEFT + _KEY
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        metrics = QFontMetrics(self._worn(bold=True))
        widest = max(map(metrics.horizontalAdvance, self.text().split()))
        return QSize(widest + 2 * _LEFT, 44)

    def _room(self, width: int) -> int:
        """Large text needs the place of the key; the tooltip says it then."""
        return max(width - 2 * _LEFT - (0 if theme.current().large else _KEY), 1)

    def _worn(self, *, bold: bool) -> QFont:
        font = self.font()
        font.setPixelSize(theme.current().type("body"))
        font.setBold(bold)
        return font

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the open one, the name, the key."""
        worn, painter = theme.current(), QPainter(self)
        palette, here = worn.palette, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = palette.focus if self.hasFocus() else (palette.accent if here else "transparent")
        painter.setPen(QPen(QColor(edge), 3 if self.hasFocus() else 1.5))
        painter.setBrush(QColor(palette.accent_soft if here or self.isDown() else "transparent"))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        painter.setPen(QColor(palette.on_accent_soft if here or self.isDown() else palette.ink))
        painter.setFont(self._worn(bold=here))
        area = QRect(_LEFT, 0, self._room(self.width()), self.height())
        painter.drawText(area, _BREAKS, self.text())
        if not worn.large:
            font = self._worn(bold=False)
            font.setPixelSize(min(worn.type("small") - 2, 16))
            painter.setFont(font)
            painter.setPen(QColor(palette.on_accent_soft if here else palette.quiet))
            ends = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(0, 0, -10, 0), ends, self._key)
        painter.end()
