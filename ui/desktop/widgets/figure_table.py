"""A table of figures by name: the cursor stands on one figure, and Enter or a touch asks for its reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from ui.desktop import theme
from ui.desktop.theme import SPACE
from ui.desktop.widgets.lists import ROW_ROLE, Rows, Table

LEAST_LINES, AROUND = 4, 470
"""A longer table scrolls; so many pixels of the window, at 100 %, are for what stands around it."""

NAME = 160
"""So wide is a name at least, in pixels at 100 %; what does not fit beside it is scrolled to."""


class FigureTable(Table):
    """`asked` is emitted with a row and a column; a column in which nobody has a figure is left out."""

    asked = Signal(object, int)

    def __init__(
        self, name: str, columns: Sequence[tuple[str, Callable[[Any], str], bool]], none: str
    ) -> None:
        super().__init__(name, Rows(columns), long=True)
        self._said, self._none = tuple(said for _title, said, _right in columns), none
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._ask)
        self.activated.connect(self._ask)

    def _ask(self, index: QModelIndex) -> None:
        self.asked.emit(index.data(ROW_ROLE), index.column())

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these."""
        self.rows.set_rows(rows)
        for column, said in enumerate(self._said):
            self.setColumnHidden(column, bool(rows) and all(said(row) in ("", self._none) for row in rows))
        self.fit()

    def fit(self) -> None:
        """As high as its rows, up to some; the name takes the room that is left."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        others = sum(header.sectionSize(n) for n in range(1, header.count()) if not self.isColumnHidden(n))
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        room = self.viewport().width() - others
        header.resizeSection(0, max(theme.current().px(NAME), room))
        line = self.verticalHeader().defaultSectionSize()
        most = max((self.window().height() - theme.current().px(AROUND)) // line, LEAST_LINES)
        high = line * min(max(self.rows.rowCount(), 1), most)
        bar = 2 * SPACE if room < theme.current().px(NAME) else 0
        self.setFixedHeight(high + header.sizeHint().height() + bar + 2 * self.frameWidth() + SPACE)
