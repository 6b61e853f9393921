"""The quick key that is chosen: its place, its name, its picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame

from ui.desktop.presenters.settings_quick_keys import QuickKeysSettings
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import column, label


class KeyCard(QFrame):
    """Works on the chosen key; `pick` is called for another picture."""

    def __init__(self, presenter: QuickKeysSettings, pick: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.presenter = presenter
        words = presenter.desk.words
        inside = column(self, space=1, margin=2)
        self._title = label(type="strong", wrap=True)
        self.name = TextField(
            words("Name on the key"), hint=words("Empty: the article’s name"), changed=presenter.name_key
        )
        keys = Flow()
        before = Button("←", partial(presenter.move, -1), key="Alt+Left")
        after = Button("→", partial(presenter.move, 1), key="Alt+Right")
        before.setAccessibleName(words("Earlier"))
        after.setAccessibleName(words("Later"))
        paint = Button(words("Picture"), pick, key="F8")
        remove = Button(words("Take off the page"), presenter.remove, key="Ctrl+Del", role="danger")
        for button in (before, after, paint, remove):
            keys.add(button)
        for part in (self._title, self.name, keys):
            inside.addWidget(part)

    def refresh(self) -> None:
        """Show the chosen key."""
        key = self.presenter.chosen
        self.setVisible(key is not None)
        if key is not None:
            self._title.setText(self.presenter.shown(key).label)
            if self.name.value != key.label:
                self.name.line.setText(key.label)
