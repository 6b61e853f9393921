"""A tick whose sentence wraps: Qt's own check box keeps its words on one line, however long."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.desktop import theme
from ui.desktop.theme import SPACE
from ui.desktop.widgets.keys import pressed_by
from ui.desktop.widgets.signs import draw_sign

_BOX = 30
_EDGE = 6


class Tick(QAbstractButton):
    """Checked or not; space, Enter or a touch changes it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes it like the space bar."""
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """More lines when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines, and never less than a finger needs."""
        room = QRect(0, 0, max(width - _BOX - 3 * SPACE, 1), 10_000)
        lines = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(lines.height() + 2 * _EDGE, theme.current().touch)

    def sizeHint(self) -> QSize:
        """On one line if it may."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + _BOX + 4 * SPACE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, and then higher."""
        return QSize(min(self.sizeHint().width(), theme.current().px(160)), theme.current().touch)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, its sign, the sentence, and a ring where the focus is."""
        palette, painter = theme.current().palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 3))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        box = QRect(SPACE, (self.height() - _BOX) // 2, _BOX, _BOX)
        painter.setPen(QPen(QColor(palette.accent if self.isChecked() else palette.quiet), 2))
        painter.setBrush(QColor(palette.accent if self.isChecked() else palette.surface))
        painter.drawRoundedRect(box, 6, 6)
        if self.isChecked():
            draw_sign(painter, "good", box.adjusted(4, 4, -4, -4), QColor(palette.on_accent))
        painter.setPen(QColor(palette.ink if self.isEnabled() else palette.quiet))
        words = self.rect().adjusted(_BOX + 2 * SPACE, 0, -SPACE, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text())
        painter.end()
