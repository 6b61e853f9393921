"""How a member comes to their own room: a PIN, a card, or both."""

from __future__ import annotations

from ess_shop.errors import ShopError
from ui.desktop.presenters.access import AccessPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.words import label


class AccessPage(Page):
    """A scan on this page is the member's card; `show_member` says whose."""

    def __init__(self, presenter: AccessPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Their own room"))
        self.presenter = presenter
        words = self.words
        said = words("At the door, a member sees their goods, sales and statements, and asks for things.")
        self.body.addWidget(label(said, wrap=True))
        self._how = label(type="strong", wrap=True)
        self.body.addWidget(self._how)
        hint = words("4 to 8 digits; empty keeps the old one.")
        self.pin = TextField(words("New PIN"), secret=True, digits=True, hint=hint)
        self.again = TextField(words("The same PIN again"), secret=True, digits=True)
        self.card = TextField(words("Card"), hint=words("Scan it here; empty keeps the old one."))
        form = Form()
        for field in (self.pin, self.again, self.card):
            form.add(field, MEDIUM)
        self.body.addWidget(form)
        self.body.addStretch(1)
        self.away = Button(words("They come in no longer"), self._take_away, role="danger")
        self.foot.insertWidget(0, self.away)
        presenter.changed.connect(self._show)

    def show_member(self, member_id: str) -> None:
        """Whose access this is."""
        self.presenter.show_member(member_id)

    def load(self) -> None:
        """Ask the books again."""
        if self.presenter.member_id:
            self.presenter.show_member(self.presenter.member_id)

    def scanned(self, code: str) -> bool:
        """A card for this member."""
        self.card.line.setText(code)
        self.card.line.setFocus()
        return True

    def _show(self) -> None:
        self._how.setText(self.presenter.said)
        self.away.setVisible(self.presenter.comes)
        for field in (self.pin, self.again, self.card):
            field.line.clear()
        self.settle()

    def typed(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return self.pin.value, self.again.value, self.card.value

    def save(self) -> None:
        """Give them what was typed."""
        self.presenter.save(pin=self.pin.value, again=self.again.value, card=self.card.value)

    def _take_away(self) -> None:
        try:
            self.presenter.take_away()
        except ShopError as wrong:
            self.desk.tell(wrong)
