"""Tabs above pages: their names in a row that wraps, the open one marked, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import OneOf
from ui.desktop.widgets.flow import Flow


class Tabs(Flow):
    """`turn` is called with the number of the tab that was pressed."""

    def __init__(self, names: Sequence[str], turn: Callable[[int], object]) -> None:
        super().__init__()
        self._group = OneOf(self)
        self.buttons: list[Button] = []
        for number, name in enumerate(names):
            button = Button(name, partial(turn, number), key=f"Alt+{number + 1}", role="tab")
            button.setCheckable(True)
            self._group.add(button, number)
            self.buttons.append(button)
            self.add(button)

    def mark(self, number: int) -> None:
        """That one is open."""
        self.buttons[number].setChecked(True)
