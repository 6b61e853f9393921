"""A bar chart drawn plainly: a bar for each value, its name below, what it comes to above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop import theme

_GAP = 0.28
"""The part of a bar's place that stays free."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value, its short name below the bar, and what it comes to in words."""

    name: str
    value: int
    said: str


class Bars(QWidget):
    """`tall` is in pixels at 100 %. Values below nothing hang from the line; the largest is always named."""

    def __init__(self, name: str, *, tall: int = 180) -> None:
        super().__init__()
        self._name, self._tall = name, tall
        self.bars: Sequence[Bar] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, from the left."""
        self.bars = bars
        told = "; ".join(f"{bar.name}: {bar.said}" for bar in bars if bar.value)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A hand high, as wide as there is place."""
        return QSize(320, theme.current().px(self._tall))

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(160, theme.current().px(self._tall))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line, the bars, their names."""
        if not self.bars:
            return
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setPixelSize(worn.type("small"))
        painter.setFont(font)
        metrics = QFontMetrics(font)
        line = metrics.height() + 4
        highest = max(0, *(bar.value for bar in self.bars))
        lowest = min(0, *(bar.value for bar in self.bars))
        room = self.height() - 2 * line - (line if lowest else 0)
        scale = room / max(highest - lowest, 1)
        zero = line + highest * scale
        wide = self.width() / len(self.bars)
        every = self._every(metrics, wide)
        for place, bar in enumerate(self.bars):
            left = place * wide
            self._paint_bar(painter, bar, QRectF(left, zero, wide, -bar.value * scale))
            painter.setPen(QColor(worn.palette.quiet))
            if place % every == 0:
                below = QRect(round(left), self.height() - line, round(wide * every), line)
                side = Qt.AlignmentFlag.AlignHCenter if every == 1 else Qt.AlignmentFlag.AlignLeft
                painter.drawText(below, side | Qt.AlignmentFlag.AlignVCenter, bar.name)
            self._paint_said(
                painter, metrics, bar, QRectF(left, zero - max(bar.value, 0) * scale, wide, line)
            )
        painter.setPen(QPen(QColor(worn.palette.line), 2))
        painter.drawLine(0, round(zero), self.width(), round(zero))
        painter.end()

    def _every(self, metrics: QFontMetrics, wide: float) -> int:
        """Every how many bars there is room for a name."""
        widest = max(metrics.horizontalAdvance(bar.name) for bar in self.bars) + 6
        return max(1, -int(-widest // wide))

    def _paint_bar(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        if not bar.value:
            return
        palette = theme.current().palette
        free = place.width() * _GAP / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent if bar.value > 0 else palette.danger))
        painter.drawRoundedRect(place.normalized().adjusted(free, 0, -free, 0), 4, 4)

    def _paint_said(self, painter: QPainter, metrics: QFontMetrics, bar: Bar, foot: QRectF) -> None:
        """What a bar comes to, above it; where all find no room the largest alone is named."""
        palette = theme.current().palette
        narrow = any(metrics.horizontalAdvance(each.said) + 4 > foot.width() for each in self.bars)
        largest = max(self.bars, key=lambda each: abs(each.value))
        if not bar.value or (narrow and bar is not largest):
            return
        width = max(foot.width(), metrics.horizontalAdvance(bar.said) + 4)
        left = min(max(foot.center().x() - width / 2, 0), self.width() - width)
        painter.setPen(QColor(palette.ink))
        above = QRectF(left, foot.top() - foot.height(), width, foot.height())
        painter.drawText(above, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, bar.said)
