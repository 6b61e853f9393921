"""One of several, as buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup

from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow


class Choices(Flow):
    """Buttons of which one is chosen; `value` is its name."""

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._names: list[str] = []
        for name, text in choices:
            button = Button(text, role="note")
            button.setCheckable(True)
            self._group.addButton(button, len(self._names))
            self._names.append(name)
            self.add(button)
        if choices:
            self._group.button(0).setChecked(True)

    @property
    def value(self) -> str:
        """The name of the choice."""
        return self._names[self._group.checkedId()]
