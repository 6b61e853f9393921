"""Two halves beside each other where there is room, else one under the other."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.desktop import theme
from ui.desktop.widgets.words import column, row


class Halves(QWidget):
    """`first` and `second` are what things are put into; `least` is the width, at 100 %, that both need."""

    def __init__(self, *, least: int, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._least, self._shares = least, shares
        self._both = row(self, space=3)
        self.first, self.second = column(space=2), column(space=2)
        self._both.addLayout(self.first, shares[0])
        self._both.addLayout(self.second, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn them."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(self._least)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._both.direction():
            self._both.setDirection(way)
            for place, share in enumerate(self._shares):
                self._both.setStretch(place, 0 if narrow else share)
