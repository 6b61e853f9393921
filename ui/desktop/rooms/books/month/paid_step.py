"""Paid: the payouts one by one; all of them made, one that came back, or none made after all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ess_shop.domain.payouts import HeldBack
from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.month_paid import MonthPaid
from ui.desktop.rooms.books.month.step import StepView
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.figures import Figures
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.reasons import ReasonField
from ui.desktop.widgets.words import card, column, emptied, label, unpainted

MOST_LINES = 7
NAMES_FROM = 700
"""From which width on, at 100 %, there is room for how each is paid."""


class PaidStep(StepView):
    """See `ui.desktop.presenters.month_paid`."""

    def __init__(self, presenter: MonthPaid) -> None:
        super().__init__(presenter.path)
        self.presenter = presenter
        words = self.words
        self._said = label(type="large", wrap=True)
        self.body.addWidget(self._said)
        self.figures = Figures()
        self.body.addWidget(self.figures)
        self._hint = label(wrap=True)
        self.body.addWidget(self._hint)
        columns = (
            (words("Member"), lambda each: each.member, False),
            (words("Amount"), lambda each: words.money(each.line.amount), True),
            (words("How"), presenter.means, False),
            (words("Where it stands"), presenter.status, False),
        )
        self.table = Table(words("Payouts"), Rows(columns), stretch=0, long=True)
        self.table.pointed.connect(presenter.choose)
        self.body.addWidget(self.table)
        holder = QWidget()
        self._doubts = column(holder, space=1)
        self._shown: Sequence[HeldBack] = ()
        self.body.addWidget(holder)
        self.body.addWidget(self._after())
        self.body.addStretch(1)

    @property
    def main(self) -> str:
        """Say that everybody is paid."""
        return self.words("Everybody is paid")

    @property
    def ready(self) -> bool:
        """Once: it is said once."""
        return self.path.settled and not self.path.paid and self.path.may_settle

    def act(self) -> None:
        """Record it."""
        self.presenter.pay()

    def _doubt(self, held: HeldBack) -> QWidget:
        """A transfer that the bank file leaves out, and what became of it."""
        words, frame = self.words, card("warm")
        inside = column(frame, space=1, margin=2)
        inside.addWidget(label(words("Not in the bank file"), "strong"))
        inside.addWidget(label(words.error(held.why), wrap=True))
        what = (("left", words("It is owed again")), ("made", words("The bank made it all the same")))
        chosen = "made" if self.presenter.decided(held) else "left"
        inside.addWidget(
            Choices(
                what,
                chosen=chosen,
                changed=lambda name: self.presenter.decide(held, made=name == "made"),
            )
        )
        if self.presenter.confirms(held):
            line = Flow()
            line.add(Button(words("I asked: confirm it"), partial(self.presenter.confirm, held)))
            inside.addWidget(line)
        return frame

    def _after(self) -> QWidget:
        words = self.words
        self._after_card = Halves(least=640)
        one, everything = card("raised"), card("raised")
        inside = column(one, space=1, margin=2)
        inside.addWidget(label(words("One came back"), "strong"))
        self._which = label(wrap=True)
        inside.addWidget(self._which)
        ready = (words("Account closed"), words("Wrong IBAN"), words("Never fetched"))
        self.reason = ReasonField(words("Why?"), ready)
        inside.addWidget(self.reason)
        line = Flow()
        self.back = Button(words("It is owed again"), self._came_back, key="F8")
        line.add(self.back)
        inside.addWidget(line)
        inside.addStretch(1)
        inside = column(everything, space=1, margin=2)
        inside.addWidget(label(words("None was made after all"), "strong"))
        inside.addWidget(
            label(
                words("All that did not come back is owed again and paid with the next settlement."),
                wrap=True,
            )
        )
        self.why_all = ReasonField(words("Why?"), (words("The bank refused the file"),))
        inside.addWidget(self.why_all)
        line = Flow()
        self.reverse = Button(words("Take all of them back"), self._reverse, role="danger")
        line.add(self.reverse)
        inside.addWidget(line)
        inside.addStretch(1)
        self._after_card.first.addWidget(one)
        self._after_card.second.addWidget(everything)
        return self._after_card

    def _came_back(self) -> None:
        self._tried(self.reason, self.presenter.came_back)

    def _reverse(self) -> None:
        self._tried(self.why_all, self.presenter.reverse)

    def _tried(self, field: ReasonField, act: Callable[[str], object]) -> None:
        field.mark("")
        try:
            act(field.value)
        except ShopError as wrong:
            field.mark(self.words.error(wrong))
            field.line.setFocus()
        else:
            field.line.clear()
            self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the names need the room."""
        super().resizeEvent(event)
        self.table.setColumnHidden(2, event.size().width() < theme.current().px(NAMES_FROM))

    def show_step(self) -> None:
        """The payouts as they stand."""
        if self.path.seen is None or not self.path.settled:
            return
        presenter, words, path = self.presenter, self.words, self.path
        self._said.setText(presenter.said)
        self._hint.setText(presenter.hint)
        self._hint.setVisible(bool(presenter.hint))
        self.figures.show_figures([(means, words.money(amount), "") for means, amount in presenter.sums])
        rows = presenter.rows
        if list(self.table.rows._rows) != list(rows):
            with unpainted(self.table):
                self.table.rows.set_rows(rows)
        high = self.table.verticalHeader().defaultSectionSize() * min(max(len(rows), 1), MOST_LINES)
        self.table.setFixedHeight(high + self.table.horizontalHeader().sizeHint().height() + 2 * SPACE)
        if self._shown is not presenter.held:
            self._shown = presenter.held
            emptied(self._doubts)
            for each in self._shown:
                self._doubts.addWidget(self._doubt(each))
        self._after_card.setVisible(path.paid and path.may_settle)
        chosen = presenter.chosen
        self._which.setText(
            words("{member}: {amount}", member=chosen.member, amount=chosen.line.amount)
            if chosen
            else words("Choose it in the list.")
        )
        able = path.may_settle and not path.busy
        self.back.setEnabled(able and chosen is not None and not chosen.back)
        self.reverse.setEnabled(able and presenter.left > 0)
