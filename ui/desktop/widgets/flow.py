"""Buttons one after the other, on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme import SPACE


class Flow(QWidget):
    """A row of widgets that wraps."""

    def __init__(self) -> None:
        super().__init__()
        self._inside: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """One more at the end."""
        widget.setParent(self)
        widget.show()
        self._inside.append(widget)
        self.updateGeometry()
        self._place(self.width())

    def clear(self) -> None:
        """Take all out."""
        for widget in self._inside:
            widget.hide()
            widget.deleteLater()
        self._inside = []

    def hasHeightForWidth(self) -> bool:
        """More lines when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """As high as it is at this width."""
        return QSize(200, self._place(max(self.width(), 200), move=False))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return QSize(100, self._place(max(self.width(), 100), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        height = self._place(event.size().width())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

    def _place(self, width: int, *, move: bool = True) -> int:
        x = y = line = 0
        for widget in self._inside:
            hint = widget.sizeHint()
            if x and x + hint.width() > width:
                x, y, line = 0, y + line + SPACE, 0
            if move:
                widget.setGeometry(
                    QRect(QPoint(x, y), QSize(min(hint.width(), max(width, 1)), hint.height()))
                )
            x += hint.width() + SPACE
            line = max(line, hint.height())
        return y + line
