"""The evening: one question per step, the difference shown only after the count."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ess_shop.wording import MEANS
from ui.desktop.presenters import closing as steps
from ui.desktop.presenters.closing import ClosingPresenter
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.counting import DrawerCounter
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.keypad import Keypad
from ui.desktop.widgets.keys import tab_through
from ui.desktop.widgets.preview import PaperPreview
from ui.desktop.widgets.reasons import ReasonField
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, emptied, label, row, rule


class ClosingPage(QWidget):
    """Shows the step that the presenter is at; F9 always goes on."""

    def __init__(self, presenter: ClosingPresenter, leave: Callable[[], object]) -> None:
        super().__init__()
        self._presenter, self._leave = presenter, leave
        self.words = presenter.desk.words
        outer = column(self, space=2)
        self._progress = label(type="small")
        outer.addWidget(self._progress)
        inside = QWidget()
        self._body = column(inside, space=2)
        self._area = scrolling(inside)
        outer.addWidget(self._area, 1)
        foot = row(space=1)
        self._other = Button("", self._act_other, key="F10", big=True)
        self._next = Button("", self._act_next, key="F9", role="primary", big=True)
        foot.addStretch(1)
        foot.addWidget(self._other)
        foot.addWidget(self._next)
        outer.addLayout(foot)
        self.reason: TextField | None = None
        self.bank: TextField | None = None
        self.counters: list[DrawerCounter] = []
        presenter.changed.connect(self.refresh)

    def begin(self) -> None:
        """Show the first step."""
        self.refresh()

    def refresh(self) -> None:
        """The step as it stands."""
        emptied(self._body)
        self._area.verticalScrollBar().setValue(0)
        presenter, words = self._presenter, self.words
        order = (steps.WAITING, steps.COUNT, steps.DIFFERENCE, steps.BANK, steps.DONE)
        self._progress.setText(
            words("Step {step} of {steps}", step=order.index(presenter.step) + 1, steps=len(order))
        )
        self._other.hide()
        {
            steps.WAITING: self._waiting,
            steps.COUNT: self._count,
            steps.DIFFERENCE: self._difference,
            steps.BANK: self._bank,
            steps.DONE: self._done,
        }[presenter.step]()
        self._body.addStretch(1)
        self._next.setEnabled(not presenter.busy)

    def _say(self, text: str, type: str = "large") -> None:
        self._body.addWidget(label(text, type, wrap=True))

    def _begin_at(self, part: QWidget, field: QWidget) -> None:
        """What was just made is shown a moment later, and only what is shown takes the focus."""
        if self.isVisible():
            part.show()
            field.setFocus()

    def _waiting(self) -> None:
        words = self.words
        if not self._presenter.waiting:
            self._say(words("No basket waits."))
        else:
            self._say(
                words(
                    "These baskets still wait. Sell them first (F5 in the sale), or leave them for tomorrow:"
                )
            )
            for waiting in self._presenter.waiting:
                self._say(words("{name} – {amount}", name=waiting.name, amount=waiting.amount), "strong")
        self._next.say(words("Leave them for tomorrow"))

    def _count(self) -> None:
        words = self.words
        self._say(words("Count what lies in each drawer, float included."))
        self.counters = []
        for drawer in self._presenter.drawers:
            counter = DrawerCounter(drawer, words, self._presenter.count)
            for piece in drawer.pieces:
                if piece.count:
                    counter.fields[piece.value].setText(str(piece.count))
            self.counters.append(counter)
            self._body.addWidget(counter)
        fields = [field for counter in self.counters for field in counter.fields.values()]
        tab_through([*fields, self._other, self._next])
        self._next.say(words("I have counted everything"))
        self._begin_at(self.counters[0], next(iter(self.counters[0].fields.values())))

    def _difference(self) -> None:
        presenter, words = self._presenter, self.words
        for each in presenter.differences:
            frame = card("true" if not each.difference else "warm")
            inside = column(frame, space=0, margin=2)
            inside.addWidget(label(words("Drawer: {name}", name=each.name), "strong"))
            inside.addWidget(label(words("Counted: {amount}", amount=each.counted)))
            if each.difference.minor < 0:
                said = words("{amount} is missing.", amount=-each.difference)
            elif each.difference:
                said = words("There is {amount} too much.", amount=each.difference)
            else:
                said = words("It is exactly right.")
            inside.addWidget(label(said, "title", wrap=True))
            self._body.addWidget(frame)
        self.reason = ReasonField(
            words("Why does it differ?"),
            (words("Wrong change given"), words("Counted wrongly this morning"), words("Nobody knows")),
        )
        if presenter.differs:
            self._body.addWidget(self.reason)
            self.reason.line.returnPressed.connect(self._act_next)
            self._begin_at(self.reason, self.reason.line)
            tab_through([self.reason.line, self._other, self._next])
        if presenter.slips:
            self._body.addWidget(rule())
            self._say(words("Hold these against slips and cheques:"), "strong")
            for total in presenter.slips:
                amount = presenter.shop.money(total.net)
                line = row(space=1)
                line.addWidget(label(words(MEANS[total.means]).capitalize()))
                line.addWidget(label(words("{count} times", count=total.count), "quiet"))
                line.addStretch(1)
                line.addWidget(label(words.money(amount), "strong"))
                self._body.addLayout(line)
        self._other.say(words("Count again"))
        self._other.show()
        self._next.say(words("Go on"))

    def _bank(self) -> None:
        words = self.words
        self._say(words("Does cash go to the bank tonight?"))
        self.bank = TextField(
            words("How much goes to the bank"),
            self._presenter.to_bank,
            hint=words("Empty: all stays as tomorrow's float."),
            digits=True,
        )
        self.bank.line.setProperty("keyboard", "none")
        halves = row(space=3)
        left = column()
        left.addWidget(self.bank)
        left.addStretch(1)
        halves.addLayout(left, 3)
        halves.addWidget(Keypad(words), 2)
        self._body.addLayout(halves)
        self.bank.line.returnPressed.connect(self._act_next)
        self._begin_at(self.bank, self.bank.line)
        tab_through([self.bank.line, self._other, self._next])
        self._other.say(words("Count again"))
        self._other.show()
        self._next.say(words("Close the day"))

    def _done(self) -> None:
        presenter, words = self._presenter, self.words
        if presenter.closing is not None:
            self._say(words("The day is closed: Z {number}.", number=presenter.closing.number), "title")
        paper = PaperPreview(words("Z"))
        self._body.addWidget(paper)
        paper.show_png(presenter.picture)
        self._other.say(words("Print the Z"))
        self._other.show()
        self._next.say(words("Good evening!"))

    def _act_next(self) -> None:
        presenter, field = self._presenter, None
        try:
            if presenter.step == steps.WAITING:
                presenter.leave_waiting()
            elif presenter.step == steps.COUNT:
                presenter.counted_all()
            elif presenter.step == steps.DIFFERENCE:
                field = self.reason
                presenter.explain(self.reason.value if self.reason else "")
            elif presenter.step == steps.BANK:
                field = self.bank
                presenter.close(self.bank.value if self.bank else "")
            else:
                self._leave()
                presenter.desk.sit(None)
                presenter.desk.go.ring("door")
        except ShopError as wrong:
            if field is not None:
                field.mark(self.words.error(wrong))
            else:
                presenter.desk.tell(wrong)

    def _act_other(self) -> None:
        if self._presenter.step == steps.DONE:
            self._presenter.print_z()
        else:
            self._presenter.count_again()
