"""Figures beside each other: each on a card with what it is above and a remark below; they wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.desktop.theme import SPACE
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import card, column, label


class Figures(Flow):
    """(what it is, the figure, a remark or "") for each; `size` is that of the figures."""

    def __init__(self, *, size: str = "large") -> None:
        super().__init__()
        self._size = size

    def show_figures(self, figures: Sequence[tuple[str, str, str]]) -> None:
        """Show these."""
        self.clear()
        for name, figure, hint in figures:
            self.add(_card(name, figure, hint, self._size))


def _card(name: str, figure: str, hint: str, size: str) -> QWidget:
    made = card()
    inside = column(made, space=0)
    inside.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
    inside.addWidget(label(name, "small"))
    inside.addWidget(label(figure, size))
    inside.addWidget(label(hint, "small"))
    made.setAccessibleName(f"{name}: {figure} {hint}".strip())
    return made
