"""The people of the shop: tiles, and under them the one that is being changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from ess_shop.domain.people import Person, Role
from ui.desktop.presenters.people import PeoplePresenter
from ui.desktop.rooms.page import Page
from ui.desktop.theme import TILE_COLOURS
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices, OneOf
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.form import LONG, MEDIUM, Form
from ui.desktop.widgets.pictures import picture
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.tile import Tile
from ui.desktop.widgets.words import label, rule


class PeoplePage(Page):
    """Tap someone to change them; "Someone new" empties the form."""

    def __init__(self, presenter: PeoplePresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("People"))
        self.presenter = presenter
        words = self.words
        self._roles = {
            Role.VOLUNTEER: words("volunteer"),
            Role.MANAGER: words("manager"),
            Role.TREASURER: words("treasurer"),
            Role.MEMBER: words("member"),
        }
        self.names, self.gone = Flow(), Flow()
        self._gone_title = label(words("No longer here"), "small")
        self.heading = label(type="large", wrap=True)
        self.name = TextField(words("Name"))
        self.role = Choices([(str(role), name) for role, name in self._roles.items()])
        self.pin = TextField(words("New PIN"), secret=True)
        self.again = TextField(words("The same PIN again"), secret=True)
        self.active = Tick(words("Still here"))
        self._colours = OneOf(self)
        self.body.addWidget(self.names)
        self.body.addWidget(self._gone_title)
        self.body.addWidget(self.gone)
        self.body.addWidget(rule())
        self.body.addWidget(self.heading)
        form = Form()
        form.add(self.name, LONG)
        form.add(Field(words("Colour"), self._swatches()), LONG)
        form.add(self.pin, MEDIUM)
        form.add(self.again, MEDIUM)
        self.body.addWidget(form)
        hint = words("A member does not come to the till: they will see their own figures elsewhere.")
        self.body.addWidget(Field(words("Role"), self.role, hint))
        self.body.addWidget(self.active)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def _swatches(self) -> Flow:
        swatches = Flow()
        for number in range(len(TILE_COLOURS)):
            button = Button("", role="swatch", icon=QIcon(picture("", 28, "", number)))
            button.setCheckable(True)
            button.setAccessibleName(self.words("Colour {number}", number=number + 1))
            button.setToolTip(button.accessibleName())
            button.setFixedWidth(44)
            self._colours.add(button, number)
            swatches.add(button)
        return swatches

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def focus_first(self) -> bool:
        """First someone is chosen."""
        return False

    def choose(self, person: Person | None) -> None:
        """Change that one, unless somebody else is not saved yet."""
        if not self.warn():
            self.presenter.choose(person)
            self.name.line.setFocus()
        else:
            self._show_names()

    def _show(self) -> None:
        self._show_names()
        words, chosen = self.words, self.presenter.chosen
        self.heading.setText(chosen.name if chosen else words("Someone new"))
        self.name.line.setText(chosen.name if chosen else "")
        self.role.choose(str(chosen.role if chosen else Role.VOLUNTEER))
        self._colours.button(self.presenter.colour % len(TILE_COLOURS)).setChecked(True)
        self.active.setChecked(chosen.active if chosen else True)
        self.active.setVisible(chosen is not None)
        self.pin.line.clear()
        self.again.line.clear()
        self.pin.mark("")
        self.pin.hint(
            words("4 to 8 digits; empty keeps the old one.")
            if chosen and chosen.pin
            else words("4 to 8 digits; without one a touch is enough to come in.")
        )
        self.settle()

    def _show_names(self) -> None:
        presenter = self.presenter
        self.names.clear()
        self.gone.clear()
        for person in presenter.here:
            self.names.add(self._tile(person))
        for person in presenter.gone:
            self.gone.add(self._tile(person))
        self.names.add(Button(self.words("Someone new"), partial(self.choose, None), key="F7", role="note"))
        self._gone_title.setVisible(bool(presenter.gone))
        self.gone.setVisible(bool(presenter.gone))

    def _tile(self, person: Person) -> Tile:
        under, size = self._roles[person.role], QSize(152, 112)
        tile = Tile(person.name, partial(self.choose, person), under=under, colour=person.colour, size=size)
        tile.setCheckable(True)
        tile.setChecked(person == self.presenter.chosen)
        return tile

    def typed(self) -> tuple[object, ...]:
        """What stands in the form."""
        fields = self.name.value, self.pin.value, self.again.value
        return *fields, self.role.value, self._colours.checkedId(), self.active.isChecked()

    def save(self) -> None:
        """Keep the person."""
        self.presenter.save(
            name=self.name.value,
            role=Role(self.role.value),
            pin=self.pin.value,
            again=self.again.value,
            active=self.active.isChecked(),
            colour=self._colours.checkedId(),
        )
