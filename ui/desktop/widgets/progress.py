"""How far one is: a bar that fills, and what it comes to in words below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop import theme
from ui.desktop.widgets.words import column, label

TALL = 18


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.done, self.whole = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.current().px(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.current().px(TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette, painter = theme.current().palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        trough = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        round_by = trough.height() / 2
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(trough, round_by, round_by)
        part = min(self.done / self.whole, 1.0) if self.whole else 0.0
        if part:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent))
            filled = trough.adjusted(2, 2, -2, -2)
            filled.setWidth(max(filled.width() * part, filled.height()))
            painter.drawRoundedRect(filled, filled.height() / 2, filled.height() / 2)
        painter.end()


class ProgressBar(QWidget):
    """`show_progress` says how many of how many, and how that is said."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        inside = column(self)
        self._bar = _Bar()
        self._said = label(type="strong", wrap=True)
        inside.addWidget(self._bar)
        inside.addWidget(self._said)

    def show_progress(self, done: int, whole: int, said: str) -> None:
        """So many of so many."""
        self._bar.done, self._bar.whole = done, whole
        self._bar.update()
        self._said.setText(said)
        self.setAccessibleDescription(said)
