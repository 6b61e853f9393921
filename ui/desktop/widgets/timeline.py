"""A history as a line from top to bottom: a dot for each time, what happened then beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.desktop import theme
from ui.desktop.theme import SPACE
from ui.desktop.widgets.words import column, emptied

_GUTTER = 4 * SPACE
_DOT = 8


class Moment(QWidget):
    """One time of a history; `body` is what stands beside its dot.

    A dot is full for what holds `now`, a ring for what is over, a broken ring for what is `coming`.
    """

    def __init__(self, *, now: bool = False, coming: bool = False, last: bool = False) -> None:
        super().__init__()
        self._now, self._coming, self._last = now, coming, last
        self.body = column(self)
        self.body.setContentsMargins(_GUTTER, 0, 0, 0 if last else 2 * SPACE)
        self.body.setSpacing(SPACE // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line and the dot."""
        worn, painter = theme.current(), QPainter(self)
        palette = worn.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_DOT + 3, worn.type("strong") * 0.65)
        painter.setPen(QPen(QColor(palette.line), 3))
        if not self._last:
            painter.drawLine(middle, QPointF(middle.x(), self.height()))
        colour = QColor(palette.accent if self._now else palette.warm if self._coming else palette.quiet)
        style = Qt.PenStyle.DotLine if self._coming else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 3, style))
        painter.setBrush(colour if self._now else QColor(palette.surface))
        painter.drawEllipse(middle, _DOT, _DOT)
        painter.end()


class Timeline(QWidget):
    """Moments under each other, the latest first."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._moments = column(self, space=0)

    def show_moments(self, moments: list[Moment]) -> None:
        """Show these."""
        emptied(self._moments)
        for moment in moments:
            self._moments.addWidget(moment)
