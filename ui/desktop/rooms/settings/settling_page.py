"""How months are settled: by one person or two, and how long sold goods may come back."""

from __future__ import annotations

from ess_shop.errors import Refused
from ui.desktop.presenters.settings_settling import SettlingPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.form import SHORT, Form
from ui.desktop.widgets.words import label


class SettlingPage(Page):
    """See `ui.desktop.presenters.settings_settling`."""

    def __init__(self, presenter: SettlingPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Monthly settlement"))
        self.presenter = presenter
        words = self.words
        said = words(
            "Two people see more than one: the second agrees to the very same figures, with their own PIN."
        )
        self.body.addWidget(label(said, wrap=True))
        people = (("1", words("One person")), ("2", words("Two people")))
        self.approvers = Choices(people, changed=lambda _count: self._warn())
        self.body.addWidget(Field(words("Who approves a month?"), self.approvers))
        self._warning = label(type="body", tone="warm", wrap=True)
        self.body.addWidget(self._warning)
        said = words("What was sold in the last days of a month is settled with it, but paid a month later.")
        self.body.addWidget(label(said, wrap=True))
        self.days = TextField(
            words("Days during which goods may come back"), hint=words("0 for none, 60 at most"), digits=True
        )
        form = Form()
        form.add(self.days, SHORT)
        self.body.addWidget(form)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def _show(self) -> None:
        rules = self.presenter.rules
        self.approvers.choose(str(rules.approvers))
        self.days.line.setText(str(rules.window_days))
        self.days.mark("")
        self._warn()
        self.settle()

    def _warn(self) -> None:
        said = self.presenter.warning(int(self.approvers.value))
        self._warning.setText(said)
        self._warning.setVisible(bool(said))

    def typed(self) -> tuple[str, str]:
        """Both."""
        return self.approvers.value, self.days.value

    def save(self) -> None:
        """Keep both; what is no number of days is said beside the field."""
        try:
            self.presenter.save(int(self.approvers.value), self.days.value)
        except Refused as wrong:
            self.days.mark(self.words.error(wrong))
            self.days.line.setFocus()
            raise
