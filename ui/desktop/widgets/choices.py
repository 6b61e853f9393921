"""One of several, as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup

from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow


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
        self._group = QButtonGroup(self)
        self._names: list[str] = []
        for name, text in choices:
            button = Button(text, role="note")
            button.setCheckable(True)
            button.setChecked(name == chosen or (not chosen and not self._names))
            self._group.addButton(button, len(self._names))
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
