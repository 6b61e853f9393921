"""Where the customer display stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ess_shop.domain.preferences import DisplayPlace
from ui.desktop.display.display import Faces
from ui.desktop.presenters.settings_display import DisplaySettings
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.words import card, column, label

SMALL_AS = (480, 300)
"""The example, in pixels."""


class DisplayPage(Page):
    """Three places to choose from, and the display in small."""

    def __init__(self, presenter: DisplaySettings) -> None:
        words = presenter.desk.words
        super().__init__(presenter.desk, words("Customer display"))
        self._presenter = presenter
        self.where = Choices(presenter.places(), changed=self._explain)
        self.explained = label(type="quiet", wrap=True)
        self.faces = Faces()
        self.faces.setFixedSize(*SMALL_AS)
        for part in (self.where, self.explained, label(words("What customers see"), "small")):
            self.body.addWidget(part)
        screen = card()
        column(screen, margin=1).addWidget(self.faces)
        self.body.addWidget(screen, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)
        presenter.example_changed.connect(self._show_example)

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def _show(self) -> None:
        where = self._presenter.value.where
        self.where.choose(where)
        self._explain(where)
        self.settle()

    def typed(self) -> str:
        """The place that is chosen."""
        return self.where.value

    def _explain(self, where: str) -> None:
        self.explained.setText(self._presenter.explained(where, len(QGuiApplication.screens())))

    def _show_example(self) -> None:
        if self._presenter.example is not None:
            self.faces.show_it(self._presenter.example)

    def save(self) -> None:
        """Keep the place; the display goes there at once."""
        self._presenter.save(DisplayPlace(self.where.value))
