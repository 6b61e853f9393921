"""The people of the shop: a list, and beside it the one that is being changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox

from ess_shop.domain.people import Role
from ui.desktop.presenters.people import PeoplePresenter
from ui.desktop.rooms.settings.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import label


class PeoplePage(Page):
    """Tap a name to change it; "Someone new" empties the form."""

    def __init__(self, presenter: PeoplePresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("People"))
        self._presenter = presenter
        words = self.words
        self.names = Flow()
        self.body.addWidget(self.names)
        self.title = label(type="strong")
        self.name = TextField(words("Name"))
        roles = {
            Role.VOLUNTEER: words("volunteer"),
            Role.MANAGER: words("manager"),
            Role.TREASURER: words("treasurer"),
            Role.MEMBER: words("member"),
        }
        self.role = Choices([(str(role), name) for role, name in roles.items()])
        self.pin = TextField(
            words("New PIN"), secret=True, hint=words("4 to 8 digits; empty keeps the old one.")
        )
        self.again = TextField(words("The same PIN again"), secret=True)
        self.active = QCheckBox(words("Still here"))
        self.active.setAccessibleName(self.active.text())
        for part in (self.title, self.name, self.role, self.pin, self.again, self.active):
            self.body.addWidget(part)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self._presenter.load()

    def _show(self) -> None:
        presenter, words = self._presenter, self.words
        self.names.clear()
        for person in presenter.people:
            button = Button(person.name, partial(presenter.choose, person), role="note")
            button.setCheckable(True)
            button.setChecked(person == presenter.chosen)
            self.names.add(button)
        self.names.add(Button(words("Someone new"), partial(presenter.choose, None), key="F7", role="note"))
        chosen = presenter.chosen
        self.title.setText(chosen.name if chosen else words("Someone new"))
        self.name.line.setText(chosen.name if chosen else "")
        self.role.choose(str(chosen.role if chosen else Role.VOLUNTEER))
        self.active.setChecked(chosen.active if chosen else True)
        self.pin.line.clear()
        self.again.line.clear()

    def save(self) -> None:
        """Keep the person."""
        self._presenter.save(
            name=self.name.value,
            role=Role(self.role.value),
            pin=self.pin.value,
            again=self.again.value,
            active=self.active.isChecked(),
        )
