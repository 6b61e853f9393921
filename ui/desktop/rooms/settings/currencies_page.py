"""The local currencies that the shop takes."""

from __future__ import annotations

from functools import partial

from ess_shop.domain.currencies import ChangePolicy, LocalCurrency
from ess_shop.errors import ShopError
from ui.desktop.presenters.settings_currencies import CurrenciesPresenter, LocalEntered
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.form import LONG, MEDIUM, Form
from ui.desktop.widgets.words import label, rule


class CurrenciesPage(Page):
    """Tap a currency to change it; "A new currency" empties the form."""

    def __init__(self, presenter: CurrenciesPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Currencies"))
        self.presenter = presenter
        words = self.words
        self._legal = label(wrap=True)
        self.names = Flow()
        self.heading = label(type="large", wrap=True)
        self.code = TextField(words("Short name"), hint=words("On tickets and labels, like LOC"))
        self.name = TextField(words("Name"), hint=words("As people call it"))
        self.coupons = TextField(words("Coupons"), hint=words("One after the other, like 1 2 5 10 20 50"))
        self.worth = TextField(words("What one is worth"))
        self.change = Choices(
            [
                (str(ChangePolicy.COUPONS), words("Coupons")),
                (str(ChangePolicy.LEGAL), words("Euro or francs")),
                (str(ChangePolicy.NONE), words("Nothing")),
            ]
        )
        self.remove = Button(words("Remove this currency"), self._remove, key="Ctrl+Del", role="danger")
        self._stays = label(type="small", wrap=True)
        form = Form()
        for field, width in (
            (self.code, MEDIUM),
            (self.name, LONG),
            (self.coupons, LONG),
            (self.worth, MEDIUM),
        ):
            form.add(field, width)
        given = Field(words("What comes back to who gives too many coupons"), self.change)
        when = words(
            "What you save holds from the next sale on. The drawer of a new currency is counted when the "
            "till is next opened or closed."
        )
        for part in (self._legal, self.names, rule(), self.heading, form, given, label(when, wrap=True)):
            self.body.addWidget(part)
        self.body.addWidget(self._stays)
        self.body.addStretch(1)
        self.foot.insertWidget(0, self.remove)
        presenter.changed.connect(self._show)
        presenter.judged.connect(self._mark)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def choose(self, local: LocalCurrency | None) -> None:
        """Change that one, unless another one is not saved yet."""
        if not self.warn():
            self.presenter.choose(local)
            (self.name if local else self.code).line.setFocus()
        else:
            self._show_names()

    def _show(self) -> None:
        presenter, words = self.presenter, self.words
        chosen, entered = presenter.chosen, presenter.entered
        said = words("The legal currency is {code}; it never changes.", code=presenter.legal)
        self._legal.setText(said)
        self._show_names()
        self.heading.setText((chosen.name or chosen.currency.code) if chosen else words("A new currency"))
        self.code.line.setText(entered.code)
        self.code.line.setEnabled(chosen is None)
        self.name.line.setText(entered.name)
        self.coupons.line.setText(entered.coupons)
        self.worth.line.setText(entered.worth)
        self.worth.hint(words("In {code}, for example 1 or 0,95", code=presenter.legal))
        self.change.choose(str(entered.change))
        self.remove.setVisible(presenter.removable)
        self._stays.setVisible(chosen is not None and not presenter.removable)
        if chosen is not None:
            stays = words(
                "{code} cannot be removed: amounts were recorded in it, or members accept it.",
                code=chosen.currency.code,
            )
            self._stays.setText(stays)
        self._mark()
        self.settle()

    def _show_names(self) -> None:
        self.names.clear()
        for local in self.presenter.currencies:
            button = Button(local.name or local.currency.code, partial(self.choose, local), role="note")
            button.setCheckable(True)
            button.setChecked(local == self.presenter.chosen)
            self.names.add(button)
        new = Button(self.words("A new currency"), partial(self.choose, None), key="F7", role="note")
        new.setCheckable(True)
        new.setChecked(self.presenter.chosen is None)
        self.names.add(new)

    def _mark(self) -> None:
        wrong = self.presenter.wrong
        fields = {"code": self.code, "name": self.name, "coupons": self.coupons, "worth": self.worth}
        for name, field in fields.items():
            field.mark(wrong.get(name, ""))
        if wrong:
            next(field for name, field in fields.items() if name in wrong).line.setFocus()

    def _remove(self) -> None:
        try:
            self.presenter.remove()
        except ShopError as wrong:
            self.desk.tell(wrong)

    def typed(self) -> LocalEntered:
        """What stands in the form."""
        return LocalEntered(
            self.code.value,
            self.name.value,
            self.coupons.value,
            ChangePolicy(self.change.value),
            self.worth.value,
        )

    def save(self) -> None:
        """Keep the currency, or say beside each field what is wrong."""
        self.presenter.save(self.typed())
