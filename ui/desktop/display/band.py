"""The grounds and the pictures of the display: painted in the colours of the look that is worn."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.desktop import theme
from ui.desktop.theme import TILE_COLOURS
from ui.desktop.widgets.pictures import initials_of, picture_anew

EDGE = 2


class Band(QFrame):
    """A part of the display in one colour of the palette."""

    def __init__(self, ground: str, *, edged: bool = False) -> None:
        super().__init__()
        self._ground, self._edged = ground, edged

    def colour(self, ground: str) -> None:
        """From now on in that colour."""
        if ground != self._ground:
            self._ground = ground
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground; an edge above it, so that two black grounds are told apart."""
        palette, painter = theme.current().palette, QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(palette, self._ground)))
        if self._edged:
            painter.fillRect(0, 0, self.width(), EDGE, QColor(palette.line))
        painter.end()


class Picture(QWidget):
    """A square picture, or initials on a disc; as large as its place."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._of = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_it(self, name: str, of: str) -> None:
        """The picture of that name, else the initials of what it is of; "" for both shows nothing."""
        if (name, of) != (self._name, self._of):
            self._name, self._of = name, of
            self.setAccessibleName(of)
            self.update()

    def sizeHint(self) -> QSize:
        """None of its own."""
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle of its place."""
        side = min(self.width(), self.height())
        if side < 8 or not self._of:
            return
        scale = self.devicePixelRatioF()
        image = _rendered(self._name, round(side * scale), self._of)
        image.setDevicePixelRatio(scale)
        shown = image.deviceIndependentSize().toSize()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.rect().center() - QPoint(shown.width() // 2, shown.height() // 2)
        painter.drawPixmap(place, image)
        painter.end()


@lru_cache(maxsize=24)
def _rendered(name: str, side: int, of: str) -> QPixmap:
    """Few are kept: on a large screen each of them takes a megabyte."""
    colour = sum(of.encode()) % len(TILE_COLOURS)
    return picture_anew(name, side, initials_of(of), colour)
