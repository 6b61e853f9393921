"""A plot as a picture: drawn elsewhere for the room it has here, sharp at every zoom, told in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ess_shop.domain.plots import Look, Plot, Shape
from ui.desktop import theme

TALL, A_BAR, A_ROW = 250, 30, 38
"""Pixels at 100 %: columns together, a bar, a row of a grid."""


class PlotPicture(QWidget):
    """`resized` when another picture would fit better; until then the old one is stretched."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plot: Plot | None = None
        self._drawn: QSvgRenderer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take(self, plot: Plot, name: str, told: str) -> None:
        """Another plot, to be drawn yet; `told` is everything that can be seen on it."""
        self._plot, self._drawn = plot, None
        self.setAccessibleName(name)
        self.setAccessibleDescription(told)
        self.setFixedHeight(self.height_of(plot))
        self.update()

    def show_picture(self, svg: bytes) -> None:
        """Here it is."""
        self._drawn = QSvgRenderer(svg)
        self.update()

    @staticmethod
    def height_of(plot: Plot) -> int:
        """Columns are all equally high; bars and rows need more the more there are."""
        px = theme.current().px
        if plot.shape is Shape.COLUMNS:
            return TALL + (px(TALL) - TALL) // 3
        if plot.shape is Shape.GRID:
            return px(A_ROW) * (len(plot.marks) // len(plot.across) + 1)
        return px(A_BAR) * len(plot.marks)

    @property
    def look(self) -> Look:
        """The room it has and the colours of the window; large text is large in a plot as well."""
        worn = theme.current()
        colours = worn.palette
        return Look(
            width=max(self.width(), 200),
            height=self.height(),
            text=worn.type("small"),
            paper=colours.surface,
            ink=colours.ink,
            quiet=colours.quiet,
            line=colours.quiet if worn.scheme == "contrast" else colours.line,
            bar=colours.accent,
            soft=colours.accent_soft,
            on_bar=colours.ink if worn.scheme != "contrast" else colours.focus,
        )

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another picture would fit better."""
        super().resizeEvent(event)
        if self._plot is not None and event.oldSize() != event.size():
            self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture over all of its room."""
        if self._drawn is not None:
            painter = QPainter(self)
            self._drawn.render(painter, QRectF(self.rect()))
            painter.end()
