"""Fields beside each other where there is room, each as wide as what is typed in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desktop import theme
from ui.desktop.theme import SPACE
from ui.desktop.widgets.words import column, row

SHORT, MEDIUM, LONG = 180, 320, 520
"""Widths of fields in pixels at 100 %: a code, a name, a line of text."""

TWO_FROM = 560
"""From which width on, at 100 %, two fields stand beside each other."""


class Form(QWidget):
    """Fields in one or two columns."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: list[tuple[QWidget, QWidget, int]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * SPACE)
        self._grid.setVerticalSpacing(2 * SPACE)
        self._across = 0

    def add(self, field: QWidget, width: int = LONG) -> None:
        """One more field, never wider than that."""
        holder = QWidget()
        tall = column(holder)
        wide = row()
        wide.addWidget(field, 1000)
        wide.addStretch(1)
        tall.addLayout(wide)
        tall.addStretch(1)
        self._fields.append((field, holder, width))
        self._across = 0
        self._arrange()

    def _arrange(self) -> None:
        worn = theme.current()
        across = 2 if self.width() >= worn.px(TWO_FROM) else 1
        for field, _holder, width in self._fields:
            field.setMaximumWidth(worn.px(width))
        if across == self._across:
            return
        self._across = across
        for place, (_field, holder, _width) in enumerate(self._fields):
            self._grid.addWidget(holder, place // across, place % across)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, across - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under each other when it becomes narrow."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size gives the fields other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._fields:
            self._arrange()
