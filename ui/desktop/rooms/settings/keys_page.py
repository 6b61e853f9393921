"""Which key does what in the sale."""

from __future__ import annotations

from functools import partial

from ess_shop.errors import ShopError
from ui.desktop.presenters.settings_keys import KeysPresenter, acts
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.key_catcher import KeyCatcher
from ui.desktop.widgets.words import label


class KeysPage(Page):
    """A button for each act that catches its new key."""

    def __init__(self, presenter: KeysPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Keys"))
        self.presenter = presenter
        words = self.words
        said = words("Touch a key, then press the new one. Esc leaves it as it is.")
        self.body.addWidget(label(said, wrap=True))
        self.catchers: dict[str, KeyCatcher] = {}
        form = Form()
        for act, name in acts(words):
            self.catchers[act] = catcher = KeyCatcher(name, words, partial(self.caught, act))
            form.add(Field(name, catcher), MEDIUM)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.foot.insertWidget(
            0, Button(words("The usual keys"), presenter.usual, key="Ctrl+Shift+U", big=True)
        )
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        for act, catcher in self.catchers.items():
            catcher.show_key(self.presenter.key_of(act))
        if not self.unsaved:
            self.settle()

    def caught(self, act: str, key: str) -> None:
        """A key was pressed for an act; what is refused is told."""
        self.desk.notices.pass_on()
        try:
            self.presenter.take(act, key)
        except ShopError as wrong:
            self.desk.tell(wrong)

    @property
    def unsaved(self) -> bool:
        """Whether keys were changed and not kept."""
        return self.presenter.unsaved

    def save(self) -> None:
        """Keep the keys; they hold at once."""
        self.presenter.save(self.presenter.value)
