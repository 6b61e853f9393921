"""A tax officer's access: a name, a PIN, a last day; and its end."""

from __future__ import annotations

from ess_shop.errors import ShopError
from ui.desktop.presenters.officer import OfficerPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.words import card, column, label, row


class OfficerPage(Page):
    """Who has access now, and a form for who is to have it."""

    def __init__(self, presenter: OfficerPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Tax officer"))
        self.presenter = presenter
        words = self.words
        said = words(
            "A tax officer comes in with a PIN, reads the books and takes files along. "
            "They can change nothing. Their coming and going is logged."
        )
        self.body.addWidget(label(said, wrap=True))
        self._card = card("raised")
        inside = row(self._card, space=2, margin=2)
        self._now = label(type="strong", wrap=True)
        inside.addWidget(self._now, 1)
        self.end = Button(words("End the access"), self._end, key="F7", role="danger")
        inside.addWidget(self.end)
        self.body.addWidget(self._card)
        self._heading = label(words("Give access"), "large")
        self.body.addWidget(self._heading)
        self.name = TextField(words("Name"))
        self.until = TextField(
            words("Last day"), hint=words("Like 31/12/2026, three months from now at most")
        )
        self.pin = TextField(words("PIN"), secret=True, digits=True, hint=words("4 to 8 digits"))
        self.again = TextField(words("The same PIN again"), secret=True, digits=True)
        form = Form()
        for field in (self.name, self.until, self.pin, self.again):
            form.add(field, MEDIUM)
        below = column(space=2)
        below.addWidget(form)
        self.body.addLayout(below)
        self.body.addStretch(1)
        self.keep.say(words("Give access"))
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        officer, until = self.presenter.officer, self.presenter.until
        self._card.setVisible(officer is not None)
        if officer is not None and until is not None:
            self._now.setText(
                self.words("{name} can read the books until {day}.", name=officer.name, day=until)
            )
        for field in (self.name, self.until, self.pin, self.again):
            field.line.clear()
        self.settle()

    def typed(self) -> tuple[str, ...]:
        """What stands in the form."""
        return self.name.value, self.until.value, self.pin.value, self.again.value

    def save(self) -> None:
        """Give the access."""
        name, until, pin, again = self.typed()
        self.presenter.let_in(name, pin, again, until)

    def _end(self) -> None:
        try:
            self.presenter.end()
        except ShopError as wrong:
            self.desk.tell(wrong)
