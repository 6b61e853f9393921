"""A sheet of labels drawn small: what is used already, what will be printed; a touch says where to begin."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ess_shop.domain.label_sheets import AVERY, SheetLayout
from ess_shop.wording import Words
from ui.desktop import theme

_WIDE = 216
"""Pixels at 100 %."""


class SheetPicture(QWidget):
    """`begun` gives the number of the first free label, counted from 1, by a touch or the arrows."""

    begun = Signal(int)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._layout: SheetLayout = next(iter(AVERY.values()))
        self._start, self._count = 1, 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def show_sheet(self, layout: SheetLayout, *, start: int, count: int) -> None:
        """This sheet, the first labels used already, and so many that will be printed."""
        self._layout, self._start, self._count = layout, start, count
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(
            self._words(
                "The sheet: label {start} of {last} is the first free one",
                start=self._start,
                last=self._layout.per_sheet,
            )
        )
        self.setToolTip(self._words("Touch the first label that is still on the sheet"))

    def sizeHint(self) -> QSize:
        """As high as its paper is to its width."""
        wide = min(theme.current().px(_WIDE), _WIDE * 13 // 10)
        return QSize(wide, round(wide * self._layout.paper[1] / self._layout.paper[0]))

    def minimumSizeHint(self) -> QSize:
        """The same: it is drawn to scale."""
        return self.sizeHint()

    def place_of(self, number: int) -> QRectF:
        """Where a label is drawn, counted from 1."""
        layout, scale = self._layout, (self.width() - 4) / self._layout.paper[0]
        down, across = divmod(number - 1, layout.columns)
        return QRectF(
            2 + (layout.left + across * layout.pitch_x) * scale,
            2 + (layout.top + down * layout.pitch_y) * scale,
            layout.width * scale,
            layout.height * scale,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from label to label."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._layout.columns,
            Qt.Key.Key_Down: self._layout.columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 1 <= self._start + step <= self._layout.per_sheet:
            self.begun.emit(self._start + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The label that is nearest to the finger."""

        def far(number: int) -> float:
            off: QPointF = self.place_of(number).center() - event.position()
            return off.x() ** 2 + off.y() ** 2

        self.begun.emit(min(range(1, self._layout.per_sheet + 1), key=far))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Used ones crossed out, those to be printed full, free ones empty; the first one with its number."""
        palette, painter = theme.current().palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.focus if self.hasFocus() else palette.line), 3))
        painter.setBrush(QColor(palette.raised))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 4, 4)
        for number in range(1, self._layout.per_sheet + 1):
            place = self.place_of(number).adjusted(1, 1, -1, -1)
            used, printed = number < self._start, number < self._start + self._count
            painter.setPen(QPen(QColor(palette.quiet if used else palette.accent), 1.2))
            filled = palette.accent_soft if printed and not used else palette.surface
            painter.setBrush(QColor(palette.line if used else filled))
            painter.drawRoundedRect(place, 2, 2)
            if used:
                painter.drawLine(place.topLeft(), place.bottomRight())
            elif number == self._start:
                self._paint_number(painter, place)
        painter.end()

    def _paint_number(self, painter: QPainter, place: QRectF) -> None:
        font = painter.font()
        font.setPixelSize(max(min(round(place.height() * 0.7), 22), 8))
        font.setBold(True)
        painter.setFont(font)
        palette = theme.current().palette
        painter.setPen(QColor(palette.on_accent_soft if self._count else palette.accent))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._start))
