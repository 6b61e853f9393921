"""The steps of a path beside each other: those behind ticked, the one taken named large, those ahead pale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.desktop import theme
from ui.desktop.theme import SPACE
from ui.desktop.widgets.choices import OneOf
from ui.desktop.widgets.keys import pressed_by
from ui.desktop.widgets.words import row

_TICK = "✓"


class StepButton(QAbstractButton):
    """A round number, and the name beside it where there is room; a tick instead once it is `done`."""

    def __init__(self, number: int, name: str, act: Callable[[], object]) -> None:
        super().__init__()
        self._number, self.done, self.brief = number, False, False
        self.setText(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: act())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it like the space bar."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def worn(self, *, bold: bool) -> QFont:
        """The typeface of its name."""
        font = self.font()
        font.setPixelSize(theme.current().type("body"))
        font.setBold(bold)
        return font

    @property
    def _round(self) -> int:
        return max(round(theme.current().type("body") * 1.9), 30)

    def full_width(self) -> int:
        """With its name."""
        return self._round + 3 * SPACE + QFontMetrics(self.worn(bold=True)).horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        """The round alone where it is brief, unless it is the one taken."""
        brief = self.brief and not self.isChecked()
        width = max(self._round + 2 * SPACE, 44) if brief else self.full_width()
        return QSize(width, max(self._round + 2 * SPACE, 52))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The round, the number or the tick, the name, an edge while it has the focus."""
        worn, painter, here = theme.current(), QPainter(self), self.isChecked()
        palette = worn.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 3))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        size, middle = self._round, self.height() / 2
        place = QRectF(SPACE, middle - size / 2, size, size)
        full = here or self.done
        edge = palette.accent if full else palette.quiet if self.isEnabled() else palette.line
        ground = palette.accent if here else palette.accent_soft if self.done else palette.surface
        painter.setPen(QPen(QColor(edge), 2))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(place)
        ink = palette.on_accent if here else palette.on_accent_soft if self.done else palette.quiet
        painter.setPen(QColor(ink))
        painter.setFont(self.worn(bold=True))
        said = _TICK if self.done and not here else str(self._number)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)
        if not self.brief or here:
            painter.setFont(self.worn(bold=here))
            painter.setPen(QColor(palette.ink if self.isEnabled() else palette.quiet))
            area = QRectF(place.right() + SPACE, 0, self.width() - place.right() - SPACE, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class _Line(QWidget):
    """Between two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(SPACE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A thin line."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.current().palette.line), 2))
        middle = self.height() / 2
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        painter.end()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(2 * SPACE, 8)


class Stepper(QWidget):
    """`taken` is called with the number of the step that was pressed; arrow keys go from one to the next."""

    def __init__(self, title: str, names: Sequence[str], taken: Callable[[int], object]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._group = OneOf(self)
        self.buttons: list[StepButton] = []
        line = row(self, space=0)
        for number, name in enumerate(names):
            if number:
                line.addWidget(_Line(), 1)
            button = StepButton(number + 1, name, partial(taken, number))
            self._group.add(button, number)
            self.buttons.append(button)
            line.addWidget(button)

    def show_steps(self, here: int, done: Sequence[bool], able: Sequence[bool], said: Sequence[str]) -> None:
        """Which one is taken, which lie behind, which can be taken; `said` is what a screen reader says."""
        for number, button in enumerate(self.buttons):
            button.done = done[number]
            button.setEnabled(able[number])
            button.setChecked(number == here)
            button.setAccessibleName(said[number])
            button.setToolTip(said[number])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow only the one taken is named."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = (len(self.buttons) - 1) * 2 * SPACE
        brief = sum(each.full_width() for each in self.buttons) + lines > self.width()
        for button in self.buttons:
            button.brief = brief
            button.updateGeometry()
            button.update()

    def minimumSizeHint(self) -> QSize:
        """As narrow as rounds are, with one name."""
        rounds = sum(max(each.sizeHint().height(), 44) for each in self.buttons[1:])
        widest = max(each.full_width() for each in self.buttons)
        return QSize(min(rounds + widest, 600), self.buttons[0].sizeHint().height())
