"""A reason: chosen with one touch, or written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow


class ReasonField(TextField):
    """A text field with ready-made answers under it."""

    def __init__(self, name: str, choices: Sequence[str], *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        ready = Flow()
        for text in choices:
            ready.add(Button(text, partial(self.line.setText, text), role="note"))
        self.inside.addWidget(ready)
