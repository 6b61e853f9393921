"""A paper that fits: the picture of a receipt, never wider than the place it has."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ui.desktop import theme

WIDEST = 460


class FittedPaper(QWidget):
    """Shows a PNG at its own size, or smaller where the room is narrow."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._pixmap = name, QPixmap()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_png(self, png: bytes, said: str = "") -> None:
        """Show a PNG (or nothing); `said` is what a screen reader says of it."""
        self._pixmap = QPixmap()
        if png:
            self._pixmap.loadFromData(png)
        self.setAccessibleName(said or self._name)
        self._fit()
        self.update()

    @property
    def empty(self) -> bool:
        """Whether nothing is shown."""
        return self._pixmap.isNull()

    def _size(self) -> QSize:
        if self._pixmap.isNull():
            return QSize(0, 0)
        width = max(min(self._pixmap.width(), WIDEST, self._room()), 1)
        return QSize(width, round(self._pixmap.height() * width / self._pixmap.width()))

    def _room(self) -> int:
        """The width there is whether or not it must be scrolled: a bar that comes makes the sheet narrower,
        then shorter, and would go again for ever.
        """
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is None:
            return self.width()
        return min(self.width(), around.width() - around.verticalScrollBar().sizeHint().width())

    def _fit(self) -> None:
        self.setFixedHeight(self._size().height() + 4 if not self._pixmap.isNull() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as there is place."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It can be narrow."""
        return QSize(120, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet in the middle, with an edge."""
        if self._pixmap.isNull():
            return
        painter, size = QPainter(self), self._size()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = QRect((self.width() - size.width()) // 2, 1, size.width() - 1, size.height())
        painter.drawPixmap(sheet, self._pixmap)
        painter.setPen(QPen(QColor(theme.current().palette.line), 1, Qt.PenStyle.SolidLine))
        painter.drawRect(sheet)
        painter.end()
