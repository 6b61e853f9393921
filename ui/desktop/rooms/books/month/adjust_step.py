"""Adjusting: what waits for a decision at the left, a form for what is noted for a member beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.month_plan import LocalChoice
from ess_shop.errors import ShopError
from ui.desktop.presenters.month_adjust import Kind, MonthAdjust
from ui.desktop.rooms.books.month.step import StepView
from ui.desktop.rooms.goods.member_chooser import MemberChooser
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.words import card, column, emptied, label


class AdjustStep(StepView):
    """See `ui.desktop.presenters.month_adjust`."""

    def __init__(self, presenter: MonthAdjust) -> None:
        super().__init__(presenter.path)
        self.presenter = presenter
        halves = Halves(least=760)
        holder = QWidget()
        self._decisions = column(holder, space=1)
        halves.first.addWidget(label(self.words("To decide"), "large", wrap=True))
        halves.first.addWidget(holder)
        halves.first.addWidget(self._window())
        halves.first.addStretch(1)
        halves.second.addWidget(self._form())
        halves.second.addStretch(1)
        self.body.addWidget(halves)
        self.body.addStretch(1)

    @property
    def main(self) -> str:
        """The next step by its name."""
        return self.words("Approve")

    def entered(self) -> None:
        """Who the members are."""
        self.member.load()
        self.member.focus_first()

    # The form

    def _form(self) -> QWidget:
        words, presenter, frame = self.words, self.presenter, card("raised")
        inside = column(frame, space=2, margin=2)
        inside.addWidget(label(words("Note something for a member"), "large", wrap=True))
        self.member = MemberChooser(presenter.member, title=words("Which member?"))
        inside.addWidget(self.member)
        self.kind = Choices(presenter.kinds(), chosen=presenter.kind, changed=self._choose)
        inside.addWidget(Field(words("What is it?"), self.kind))
        self.amount = TextField(words("Amount"), digits=True, hint=words("Without a sign: 12,50"))
        self.reason = TextField(words("Why? The member reads it on the statement."))
        self.reason.line.returnPressed.connect(self._note)
        inside.addWidget(self.amount)
        inside.addWidget(self.reason)
        line = Flow()
        self.note = Button(words("Note it"), self._note, key="F8")
        line.add(self.note)
        inside.addWidget(line)
        presenter.member.chose.connect(self._chosen)
        return frame

    def _choose(self, kind: str) -> None:
        self.presenter.kind = Kind(kind)
        self.amount.setVisible(self.presenter.kind is not Kind.WAIT)

    def _chosen(self) -> None:
        if self.presenter.member.chosen is not None and self.isVisible():
            (self.reason if self.presenter.kind is Kind.WAIT else self.amount).line.setFocus()

    def _note(self) -> None:
        self.amount.mark("")
        self.reason.mark("")
        try:
            self.presenter.note(self.amount.value, self.reason.value)
        except ShopError as wrong:
            said = self.words.error(wrong)
            if wrong.code in ("bad_amount", "not_positive"):
                self.amount.mark(said)
                self.amount.line.setFocus()
            elif wrong.code == "adjustment_without_reason":
                self.reason.mark(said)
                self.reason.line.setFocus()
            else:
                self.desk.tell(wrong)
            return
        self.amount.line.clear()
        self.reason.line.clear()
        self.presenter.member.give_up()

    # Decisions

    def _window(self) -> QWidget:
        words, frame = self.words, card("raised")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(words("Goods that may still come back"), "strong", wrap=True))
        said = words("What was sold in the last days of the month is paid a month later.")
        inside.addWidget(label(said, wrap=True))
        self.days = TextField(words("How many days?"), digits=True)
        inside.addWidget(self.days)
        line = Flow()
        self.keep_days = Button(words("Keep back so long"), self._set_days)
        line.add(self.keep_days)
        inside.addWidget(line)
        return frame

    def _set_days(self) -> None:
        self.days.mark("")
        try:
            self.presenter.set_window(self.days.value)
        except ShopError as wrong:
            self.days.mark(self.words.error(wrong))
            self.days.line.setFocus()

    def show_step(self) -> None:
        """What waits for a decision now."""
        emptied(self._decisions)
        if self.path.seen is None:
            return
        presenter, words = self.presenter, self.words
        for code, missing in presenter.short:
            said = words(
                "{amount} are missing to pay everybody in {currency}. Pay that part in legal money, let it "
                "wait a month, or buy some and count again.",
                amount=missing,
                currency=code,
            )
            self._decide(
                words("Too little {currency}", currency=code),
                said,
                (words("Pay in legal money"), partial(presenter.choose_local, code, LocalChoice.LEGAL)),
                (words("Let it wait"), partial(presenter.choose_local, code, LocalChoice.CARRY)),
                (words("Count again"), presenter.count_again),
            )
        for code, choice in presenter.decided:
            said = (
                words("What is missing is paid in legal money.")
                if choice is LocalChoice.LEGAL
                else words("What is missing waits for next month.")
            )
            self._decide(
                words("Too little {currency}", currency=code),
                said,
                (words("Decide anew"), partial(presenter.choose_local, code, None)),
            )
        for member in presenter.changed_accounts:
            said = words(
                "The IBAN of {name} is new. Ask them by telephone before you confirm it.", name=member.name
            )
            self._decide(
                member.code, said, (words("I asked: confirm it"), partial(presenter.confirm, member))
            )
        for member, reason in presenter.excluded:
            said = words("Not paid this month: {reason}", reason=reason)
            self._decide(member.code, said, (words("Pay them after all"), partial(presenter.include, member)))
        if not self._decisions.count():
            self._decisions.addWidget(label(words("Nothing waits for a decision."), wrap=True))
        if not self.days.line.hasFocus():
            self.days.line.setText(str(presenter.window_days))
        for button in (self.note, self.keep_days):
            button.setEnabled(self.path.may_settle and not self.path.busy)

    def _decide(self, title: str, said: str, *ways: tuple[str, object]) -> None:
        frame = card("warm")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(title, "strong", wrap=True))
        inside.addWidget(label(said, wrap=True))
        keys = Flow()
        for text, act in ways:
            button = Button(text, act, role="note")  # type: ignore[arg-type]
            button.setAccessibleName(self.words("{matter}: {way}", matter=title, way=text))
            button.setEnabled(self.path.may_settle and not self.path.busy)
            keys.add(button)
        inside.addWidget(keys)
        self._decisions.addWidget(frame)
