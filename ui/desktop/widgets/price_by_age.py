"""What a thing costs as it grows older, drawn as steps that go down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop import theme
from ui.desktop.theme import SPACE


class PriceByAge(QWidget):
    """Steps of (day, amount, what is written on it); `over` is the day its time is over, None for never."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._steps: Sequence[tuple[int, int, str]] = ()
        self._until, self._days = 1, ""
        self._over: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps((), until=1, over=None, days="{day}")

    def show_steps(
        self, steps: Sequence[tuple[int, int, str]], *, until: int, over: int | None, days: str
    ) -> None:
        """Draw these until a day; `days` says a number of days, its place is {day}."""
        self._steps, self._until, self._over, self._days = steps, max(until, 1), over, days
        said = ", ".join(f"{days.format(day=day)} {price}" for day, _amount, price in steps)
        self.setAccessibleName(f"{self._name}: {said}" if said else self._name)
        self.setVisible(bool(steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its words need."""
        worn = theme.current()
        return QSize(260, 4 * worn.type("small") + worn.px(96))

    def minimumSizeHint(self) -> QSize:
        """The same height, narrower."""
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground under the steps, the line, each price above its step, the days below."""
        if not self._steps:
            return
        worn, painter = theme.current(), QPainter(self)
        palette = worn.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(worn.type("small"))
        bold = QFont(font)
        bold.setBold(True)
        small, strong = QFontMetrics(font), QFontMetrics(bold)
        area = QRectF(2, strong.height() + SPACE, self.width() - 4, 0)
        area.setBottom(self.height() - small.height() - SPACE)
        highest = max(amount for _day, amount, _price in self._steps) or 1

        def at(day: float, amount: float) -> QPointF:
            x = area.left() + area.width() * min(day / self._until, 1)
            return QPointF(x, area.bottom() - area.height() * amount / highest)

        line = [at(0, self._steps[0][1])]
        for place, (_day, amount, _price) in enumerate(self._steps):
            last = place + 1 == len(self._steps)
            end = self._until if last else self._steps[place + 1][0]
            line.append(at(end, amount))
            if not last:
                line.append(at(end, self._steps[place + 1][1]))
        ground = QPolygonF([at(0, 0), *line, at(self._until, 0)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_soft))
        painter.drawPolygon(ground)
        painter.setPen(QPen(QColor(palette.accent), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(line))
        painter.setPen(QPen(QColor(palette.line), 2))
        painter.drawLine(at(0, 0), at(self._until, 0))
        if self._over is not None:
            painter.setPen(QPen(QColor(palette.warm), 2, Qt.PenStyle.DashLine))
            reached = [amount for day, amount, _price in self._steps if day <= self._over]
            painter.drawLine(at(self._over, 0), at(self._over, reached[-1]))
        self._write(painter, [(at(day, amount), price) for day, amount, price in self._steps], bold, -1)
        days = [day for day, _amount, _price in self._steps[1:]]
        if self._over is not None:
            days = sorted({*days, self._over})
        self._write(painter, [(at(day, 0), self._days.format(day=day)) for day in days], font, 1)
        painter.end()

    def _write(self, painter: QPainter, words: Sequence[tuple[QPointF, str]], font: QFont, side: int) -> None:
        """Words above (-1) or below (1) their points; last and first matter most, others may find no room."""
        painter.setFont(font)
        metrics, taken = QFontMetrics(font), list[QRectF]()
        painter.setPen(QColor(theme.current().palette.ink if side < 0 else theme.current().palette.quiet))
        for point, text in (*words[-1:], *words[:-1]):
            width = metrics.horizontalAdvance(text)
            left = min(max(point.x() + (6 if side < 0 else -width / 2), 0), self.width() - width)
            room = QRectF(left - SPACE, 0, width + 2 * SPACE, 1)
            if any(room.intersects(other) for other in taken):
                continue
            base = point.y() - 6 if side < 0 else point.y() + metrics.ascent() + 4
            painter.drawText(QPointF(left, base), text)
            taken.append(QRectF(left, 0, width, 1))
