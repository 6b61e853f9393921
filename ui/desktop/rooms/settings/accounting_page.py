"""What the accountant decides: journals, accounts, and the platform of the e-reporting."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.settings_accounting import PLATFORM_NAME, AccountingPresenter, Asked
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import MEDIUM, Form
from ui.desktop.widgets.words import column, emptied, label


class AccountingPage(Page):
    """The fields are made of what the books say: a shop without local currency is asked nothing about it."""

    def __init__(self, presenter: AccountingPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Accounting"))
        self.presenter = presenter
        words = self.words
        said = words(
            "Ask your accountant before you change anything here: it holds for every file from now on."
        )
        self.body.addWidget(label(said, wrap=True))
        self.fields: dict[str, TextField] = {}
        holder = QWidget()
        self._groups = column(holder, space=2)
        self.body.addWidget(holder)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)
        presenter.judged.connect(self._mark)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        """Fields anew only where others are asked; else what stands in them."""
        presenter, words = self.presenter, self.words
        groups = (
            (words("Codes of the journals"), "", presenter.journals),
            (words("Accounts"), "", presenter.accounts),
            (
                words("Accounts in local currency"),
                words("An empty field takes the number that is shown in it in grey."),
                presenter.locals,
            ),
            (
                words("Platform of the e-reporting"),
                words("The registered platform that passes your figures on to the tax office."),
                presenter.platform,
            ),
        )
        asked = [each for _title, _said, fields in groups for each in fields]
        if list(self.fields) != [each.name for each in asked]:
            emptied(self._groups)
            self.fields = {}
            for title, said, fields in groups:
                if fields:
                    self._group(title, said, fields)
        for each in asked:
            field = self.fields[each.name]
            field.line.setText(each.value)
            field.line.setCursorPosition(0)
            field.line.setPlaceholderText(each.usual)
        self._mark()
        self.settle()

    def _group(self, title: str, said: str, fields: Sequence[Asked]) -> None:
        self._groups.addWidget(label(title, "large", wrap=True))
        if said:
            self._groups.addWidget(label(said, wrap=True))
        form = Form()
        for each in fields:
            self.fields[each.name] = TextField(each.title, digits=each.name != PLATFORM_NAME)
            form.add(self.fields[each.name], MEDIUM)
        self._groups.addWidget(form)

    def _mark(self) -> None:
        """Say what is wrong beside each field, and go to the first."""
        wrong = self.presenter.wrong
        for name, field in self.fields.items():
            field.mark(wrong.get(name, ""))
        first = next((field for name, field in self.fields.items() if name in wrong), None)
        if first is not None:
            first.line.setFocus()

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.value for name, field in self.fields.items()}

    def save(self) -> None:
        """Keep every field, or none if one is wrong."""
        self.presenter.save_entered(self.typed())
