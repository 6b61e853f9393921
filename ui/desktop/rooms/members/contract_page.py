"""A member's contract: what holds now in plain sentences, how it came to be, and the form that changes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.domain.contract_written import Written
from ess_shop.domain.people import Right
from ess_shop.domain.terms import Terms
from ess_shop.errors import ShopError
from ui.desktop.presenters.contract import ContractPresenter
from ui.desktop.presenters.contract_history import Period, Standing
from ui.desktop.presenters.notices import Tone
from ui.desktop.rooms.members.contract_form import ContractForm
from ui.desktop.rooms.page import Page
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.timeline import Moment, Timeline
from ui.desktop.widgets.words import card, column, emptied, label, retone


class ContractPage(Page):
    """`show_member` says whose. The form takes the place of what is told while somebody changes it."""

    def __init__(self, presenter: ContractPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Contract"))
        self.presenter = presenter
        words = self.words
        self.form = ContractForm(words, self._typed)
        self._told = self._make_told()
        self.body.addWidget(self._told)
        self.body.addWidget(self.form)
        self._remark = label(type="small", wrap=True)
        self.form.day.inside.addWidget(self._remark)
        self.back = Button(words("Change nothing"), self._back, key="Esc", role="quiet")
        self.foot.insertWidget(0, self.back)
        presenter.changed.connect(self._show)
        presenter.judged.connect(self._mark)
        self._show()

    def _make_told(self) -> QWidget:
        words = self.words
        told = QWidget()
        inside = column(told, space=2)
        halves = Halves(least=820, shares=(3, 2))
        inside.addWidget(halves)
        frame = card()
        now = column(frame, space=2, margin=3)
        self.since = label(type="large", wrap=True)
        now.addWidget(self.since)
        self._sentences = column(space=0)
        now.addLayout(self._sentences)
        acts = Flow()
        self.change = Button(words("Change the contract"), self._begin, key="F7", role="primary")
        self.print = Button(words("Print the contract"), self.presenter.print_it, key="Ctrl+P")
        acts.add(self.change)
        acts.add(self.print)
        now.addWidget(acts)
        halves.first.addWidget(frame)
        halves.first.addStretch(1)
        self._coming = column(space=2)
        halves.second.addLayout(self._coming)
        halves.second.addWidget(label(words("How it came to be"), "strong"))
        self.history = Timeline(words("How it came to be"))
        halves.second.addWidget(self.history)
        halves.second.addStretch(1)
        return told

    # What the members' room asks

    def show_member(self, member_id: str) -> None:
        """Show that member's contract, unless a form of another one waits to be saved."""
        if not self.warn():
            self.presenter.show(member_id)

    def load(self) -> None:
        """Show what the books say now."""
        if self.presenter.found is not None:
            self.presenter.show(self.presenter.found.member.id)

    # What is shown

    def _show(self) -> None:
        presenter = self.presenter
        changing, changed = presenter.written is not None, self.form.isVisible()
        self._told.setVisible(not changing)
        self.form.setVisible(changing)
        self.keep.setVisible(changing)
        self.back.setVisible(changing)
        if presenter.written is not None:
            self.form.fill(presenter.written, presenter.day)
            self._typed()
            self.settle()
            self.form.day.line.setFocus()
            self.form.day.line.selectAll()
        else:
            self._settled = None
            self.desk.notices.withdraw(self._topic)
            self._show_told()
            if changed:
                self.change.setFocus()

    def _show_told(self) -> None:
        presenter, words = self.presenter, self.words
        now, may = presenter.now, self.desk.may(Right.CONTRACTS)
        emptied(self._sentences)
        self.since.setText(presenter.since(now) if now else words("There is no contract yet."))
        if now is None:
            said = words("A first contract is made from the usual terms of the shop.")
            self._sentences.addWidget(label(said, wrap=True))
        for chapter in presenter.chapters(now) if now else ():
            self._sentences.addWidget(label(chapter.title, "small"))
            for sentence in chapter.sentences:
                self._sentences.addWidget(label(sentence, wrap=True))
            self._sentences.addSpacing(SPACE)
        self.change.say(words("Change the contract") if now else words("Make the contract"))
        self.change.setVisible(may)
        self.print.setVisible(presenter.can_print)
        emptied(self._coming)
        periods = [period for period in presenter.periods if period.standing is not Standing.COMING]
        for period in reversed(presenter.periods[: -len(periods)] if periods else presenter.periods):
            self._coming.addWidget(self._coming_card(period, may=may))
        self.history.show_moments(
            [_moment(period, last=place + 1 == len(periods)) for place, period in enumerate(periods)]
        )

    def _coming_card(self, period: Period, *, may: bool) -> QWidget:
        words, terms, frame = self.words, period.terms, card("warm")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(period.when, "strong", wrap=True))
        for change in period.changes:
            inside.addWidget(label(change, wrap=True))
        if may:
            acts = Flow()
            acts.add(
                Button(words("Change it"), partial(self._told_to, self.presenter.change, terms), role="note")
            )
            if self.presenter.can_print:
                acts.add(Button(words("Print it"), partial(self.presenter.print_it, terms), role="note"))
            acts.add(
                Button(
                    words("Take this contract back"),
                    partial(self._told_to, self.presenter.take_back, terms),
                    role="danger",
                )
            )
            inside.addWidget(acts)
        return frame

    # What is done

    def _begin(self) -> None:
        try:
            self.presenter.begin()
        except ShopError as wrong:
            self.desk.tell(wrong)

    def _told_to(self, act: Callable[[Terms], None], terms: Terms) -> None:
        try:
            act(terms)
        except ShopError as wrong:
            self.desk.tell(wrong)

    def _back(self) -> None:
        self.presenter.close()

    def _typed(self) -> None:
        if self.presenter.written is not None:
            self.form.show_example(self.presenter.example(self.form.value))
            said, tone = self.presenter.day_remarks(self.form.day.value)
            self._remark.setText(said)
            retone(self._remark, "tone", "warm" if tone is Tone.WARNING else "")

    def _mark(self) -> None:
        self.form.mark(dict(self.presenter.wrong))

    def typed(self) -> tuple[Written, str, bool] | None:
        """What stands in the form; None while it is closed."""
        if self.presenter.written is None:
            return None
        return self.form.value, self.form.day.value, self.form.usual.isChecked()

    def save(self) -> None:
        """Keep the form's contract, or say beside each clause what is wrong."""
        if self.presenter.written is not None:
            self.presenter.save(self.form.value, self.form.day.value, usual=self.form.usual.isChecked())


def _moment(period: Period, *, last: bool) -> Moment:
    moment = Moment(now=period.standing is Standing.NOW, coming=period.standing is Standing.COMING, last=last)
    moment.body.addWidget(label(period.when, "strong", wrap=True))
    for change in period.changes:
        moment.body.addWidget(
            label(change, tone="" if period.standing is Standing.NOW else "quiet", wrap=True)
        )
    return moment
