"""A grid of ticks: names at the left, a column for each of a few; the arrows go from tick to tick.

Where texts are large a name stands above its ticks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desktop import theme
from ui.desktop.theme import SPACE
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import label, rule

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_WIDTH, _LARGE_WIDTH = 112, 84


class TickGrid(QWidget):
    """`fixed(row, column)` says in a word what stands where nothing can be ticked, "" where it can."""

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[str],
        *,
        fixed: Callable[[int, int], str],
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        large = theme.current().large
        grid.setColumnStretch(0, 1)
        for place, name in enumerate(columns, start=1):
            head = label(name, "small")
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(head, 0, place)
            grid.setColumnMinimumWidth(place, theme.current().px(_LARGE_WIDTH if large else _WIDTH))
        grid.setRowMinimumHeight(0, 3 * SPACE)
        self.ticks: dict[tuple[int, int], Tick] = {}
        for row, name in enumerate(rows):
            line = 3 * row + 1
            grid.addWidget(rule(), line, 0, 1, len(columns) + 1)
            ticks = line + 2 if large else line + 1
            grid.setRowMinimumHeight(ticks, theme.current().touch)
            grid.addWidget(label(name, wrap=True), line + 1, 0, 1, len(columns) + 1 if large else 1)
            for place, of in enumerate(columns):
                cell = self._cell(fixed(row, place), name, of)
                grid.addWidget(cell, ticks, place + 1, Qt.AlignmentFlag.AlignCenter)
                if isinstance(cell, Tick):
                    self.ticks[row, place] = cell

    def _cell(self, fixed: str, name: str, of: str) -> QWidget:
        if fixed:
            said = label(fixed, "small")
            said.setAccessibleName(f"{name}, {of}: {fixed}")
            return said
        tick = Tick("")
        tick.setAccessibleName(f"{name}, {of}")
        tick.installEventFilter(self)
        return tick

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go on to the next tick that way."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            at = next((place for place, tick in self.ticks.items() if tick is watched), None)
            if step is not None and at is not None:
                beyond = [place for place in self.ticks if _lies(place, at, step)]
                if beyond:
                    near = min(beyond, key=lambda place: abs(place[0] - at[0]) + abs(place[1] - at[1]))
                    self.ticks[near].setFocus()
                return True
        return super().eventFilter(watched, event)


def _lies(place: tuple[int, int], at: tuple[int, int], step: tuple[int, int]) -> bool:
    """Whether a place lies straight that way."""
    down, right = place[0] - at[0], place[1] - at[1]
    return (down * step[0] > 0 and not right) or (right * step[1] > 0 and not down)
