"""Colours and text size, worn as soon as they are chosen."""

from __future__ import annotations

from ess_shop.domain.preferences import SCHEMES, Appearance
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings import TEXT_SIZES, AppearancePresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.words import label


class AppearancePage(Page):
    """What is chosen is worn at once and kept by Save."""

    def __init__(self, desk: Desk, presenter: AppearancePresenter) -> None:
        super().__init__(desk, desk.words("Appearance"))
        self.presenter = presenter
        words = self.words
        names = {"light": words("Light"), "dark": words("Dark"), "contrast": words("High contrast")}
        self.scheme = Choices([(scheme, names[scheme]) for scheme in SCHEMES], changed=self._try)
        self.text_size = Choices([(str(size), f"{size} %") for size in TEXT_SIZES], changed=self._try)
        self.body.addWidget(label(words("Colours"), "small"))
        self.body.addWidget(self.scheme)
        self.body.addWidget(label(words("Size of the text"), "small"))
        self.body.addWidget(self.text_size)
        said = words("You see it at once; the rooms that are open arrange themselves at the next start.")
        self.body.addWidget(label(said, "small", wrap=True))
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        self.scheme.choose(self.presenter.value.scheme)
        self.text_size.choose(str(self.presenter.value.text_percent))
        if not self.unsaved:
            self.settle()

    def typed(self) -> Appearance:
        """What is chosen."""
        return Appearance(self.scheme.value, int(self.text_size.value))

    @property
    def unsaved(self) -> bool:
        """Whether something is worn that is not kept."""
        return self.presenter.unsaved

    def _try(self, _name: str) -> None:
        self.presenter.try_on(self.typed())

    def save(self) -> None:
        """Keep the look."""
        self.presenter.save(self.typed())
