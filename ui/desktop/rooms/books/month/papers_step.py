"""The papers: where they go, how far they are, what came of it, and the statements by e-mail."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ess_shop.domain.exports import PROGRAM_NAMES
from ui.desktop.presenters.month_papers import MonthWriting
from ui.desktop.rooms.books.month.step import StepView
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field
from ui.desktop.widgets.figures import Figures
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import card, column, label
from ui.desktop.widgets.work_bar import WorkBar


class PapersStep(StepView):
    """See `ui.desktop.presenters.month_papers`; `pick` chooses where the folder is made."""

    def __init__(self, presenter: MonthWriting, pick: Callable[[], object]) -> None:
        super().__init__(presenter.path)
        self.presenter = presenter
        words = self.words
        self.body.addWidget(
            label(
                words(
                    "Statements, invoices, the bank file and its list, receipts for cash, local currency to "
                    "hand out, and the entries for the accountant: one folder, and one ZIP of it."
                ),
                wrap=True,
            )
        )
        self.body.addWidget(self._result())
        self.bar = WorkBar(words, presenter.work, words("The papers are written…"))
        self.body.addWidget(self.bar)
        self._asked = QWidget()
        asked = column(self._asked, space=2)
        where = QWidget()
        inside = column(where, space=1)
        self._where = label(wrap=True)
        inside.addWidget(self._where)
        line = Flow()
        self.other = Button(words("Another folder"), pick, key="F6", role="note")
        line.add(self.other)
        inside.addWidget(line)
        asked.addWidget(Field(words("Where it goes"), where))
        self.program = Choices(
            tuple(PROGRAM_NAMES.items()), chosen=presenter.program, changed=presenter.choose_program
        )
        asked.addWidget(Field(words("For which accounting program?"), self.program))
        self.body.addWidget(self._asked)
        self.body.addWidget(self._mailing())
        self.body.addStretch(1)
        presenter.changed.connect(self.path.changed.ring)

    @property
    def main(self) -> str:
        """Write them, or go on."""
        return self.words("Who is paid") if self.presenter.made else self.words("Make the papers")

    @property
    def ready(self) -> bool:
        """While nothing is written, and for who settles."""
        return not self.presenter.work.running and (self.path.may_settle or self.presenter.made is not None)

    def act(self) -> None:
        """Write them, or go on."""
        if self.presenter.made:
            self.path.forth()
        else:
            self.presenter.make()

    def entered(self) -> None:
        """Who wants a letter."""
        self.presenter.look()

    def _result(self) -> QWidget:
        words = self.words
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._written = label(type="strong", wrap=True)
        self._counts = Figures()
        self._remarks_title = label(words("To see to"), "strong")
        self._remarks = label(wrap=True)
        keys = Flow()
        self.open = Button(words("Open the folder"), self.presenter.open_folder, key="F10")
        self.packed = Button(words("Open the ZIP"), self.presenter.open_packed)
        self.again = Button(words("Write them again"), self.presenter.make)
        for key in (self.open, self.packed, self.again):
            keys.add(key)
        for part in (self._written, self._counts, self._remarks_title, self._remarks, keys):
            inside.addWidget(part)
        return self._card

    def _mailing(self) -> QWidget:
        words = self.words
        self._mail_card = card("raised")
        inside = column(self._mail_card, space=1, margin=2)
        inside.addWidget(label(words("By e-mail"), "strong"))
        self._hearers = label(wrap=True)
        inside.addWidget(self._hearers)
        line = Flow()
        self.mail = Button(words("Send them now"), self.presenter.mail, key="F8")
        line.add(self.mail)
        inside.addWidget(line)
        return self._mail_card

    def show_step(self) -> None:
        """What is there now."""
        if self.path.seen is None or not self.path.settled:
            return
        presenter, words = self.presenter, self.words
        made = presenter.made
        self.bar.see()
        self._asked.setVisible(made is None)
        self._where.setText(str(presenter.folder))
        self._card.setVisible(made is not None)
        if made is not None:
            self._written.setText(words("The papers are in {folder}.", folder=made.folder))
            self._counts.show_figures(
                (
                    (words("Statements"), words.number(made.statements), ""),
                    (words("Invoices"), words.number(made.invoices), ""),
                    (words("Transfers"), words.number(made.transfers), ""),
                )
            )
            self._remarks.setText("\n".join(presenter.remarks))
            for part in (self._remarks_title, self._remarks):
                part.setVisible(bool(presenter.remarks))
            self.again.setEnabled(not presenter.work.running and self.path.may_settle)
        self._show_mail()

    def _show_mail(self) -> None:
        presenter, words = self.presenter, self.words
        said = words.plural(
            "{count} member wants their statement by e-mail.",
            "{count} members want their statement by e-mail.",
            presenter.hearers,
        )
        if not presenter.hearers:
            said = words("No member wants their statement by e-mail.")
        elif not presenter.can_mail:
            said = words("{said} E-mail is not set up: see the settings, page “E-mail”.", said=said)
        self._hearers.setText(said)
        self.mail.setVisible(bool(presenter.hearers) and presenter.can_mail)
