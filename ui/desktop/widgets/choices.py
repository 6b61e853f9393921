"""One of several, as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow


class OneOf(QButtonGroup):
    """Buttons of which one is chosen: Tab comes to that one alone, arrows go on from there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.idToggled.connect(self._let_tab_in)

    def add(self, button: QAbstractButton, number: int) -> None:
        """One more, under its number."""
        self.addButton(button, number)
        self._let_tab_in(number, button.isChecked())

    def _let_tab_in(self, number: int, chosen: bool) -> None:
        policy = Qt.FocusPolicy.TabFocus if chosen else Qt.FocusPolicy.NoFocus
        self.button(number).setFocusPolicy(policy)


class Choices(Flow):
    """Buttons of which one is chosen; `value` is its name."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        *,
        chosen: str = "",
        changed: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self._group = OneOf(self)
        self._names: list[str] = []
        for name, text in choices:
            button = Button(text, role="note")
            button.setCheckable(True)
            button.setChecked(name == chosen or (not chosen and not self._names))
            self._group.add(button, len(self._names))
            self._names.append(name)
            self.add(button)
        if changed is not None:
            self._group.idClicked.connect(lambda number: changed(self._names[number]))

    def choose(self, name: str) -> None:
        """Make that the choice."""
        self._group.button(self._names.index(name)).setChecked(True)

    @property
    def value(self) -> str:
        """The name of the choice."""
        return self._names[self._group.checkedId()]
