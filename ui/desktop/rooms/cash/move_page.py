"""Money in, out, to the bank; and the drawer opened by hand: an amount and a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.domain.cash import Purpose
from ess_shop.errors import ShopError
from ui.desktop.presenters.cash import CashPresenter
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.keypad import Keypad
from ui.desktop.widgets.reasons import ReasonField
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import column, label, row


class MovePage(QWidget):
    """Which drawer, how much, why."""

    def __init__(self, presenter: CashPresenter, purpose: Purpose) -> None:
        super().__init__()
        self._presenter, self._purpose = presenter, purpose
        words = presenter.desk.words
        outer = column(self, space=1)
        inside = QWidget()
        halves = row(inside, space=3)
        left = column(space=2)
        drawers = presenter.drawers if purpose is not Purpose.BANK else presenter.drawers[:1]
        self.drawer = Choices([(str(place), each.name) for place, each in enumerate(drawers)])
        if len(drawers) > 1:
            left.addWidget(label(words("Which drawer"), "small"))
        else:
            self.drawer.hide()
        left.addWidget(self.drawer)
        self.amount = TextField(words("How much"), hint=words("1250 or 12,50"))
        self.amount.line.setProperty("keyboard", "none")
        self.reason = ReasonField(words("Why"), self._reasons())
        if purpose is Purpose.BANK:
            self.reason.hide()
        left.addWidget(self.amount)
        left.addWidget(self.reason)
        left.addStretch(1)
        halves.addLayout(left, 3)
        halves.addWidget(Keypad(words), 2)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        foot.addStretch(1)
        said = {
            Purpose.IN: words("Put it in"),
            Purpose.OUT: words("Take it out"),
            Purpose.BANK: words("Take it to the bank"),
        }[purpose]
        self.act = Button(said, self._move, key="F9", role="primary", big=True)
        foot.addWidget(self.act)
        outer.addLayout(foot)
        last = self.amount if purpose is Purpose.BANK else self.reason
        if purpose is not Purpose.BANK:
            self.amount.line.returnPressed.connect(self.reason.line.setFocus)
        last.line.returnPressed.connect(self._move)

    def _reasons(self) -> tuple[str, ...]:
        words = self._presenter.desk.words
        if self._purpose is Purpose.IN:
            return words("Change from the bank"), words("Change from home")
        return words("Stamps"), words("Supplies"), words("Refund to a volunteer")

    def begin(self) -> None:
        """Nothing typed yet."""
        for field in (self.amount, self.reason):
            field.line.clear()
            field.mark("")
        self.amount.line.setFocus()

    def _move(self) -> None:
        presenter = self._presenter
        drawer = presenter.drawers[int(self.drawer.value)]
        for field in (self.amount, self.reason):
            field.mark("")
        try:
            presenter.move(self._purpose, drawer, self.amount.value, self.reason.value)
        except ShopError as wrong:
            field = self.reason if wrong.code.startswith("reason") else self.amount
            field.mark(presenter.desk.words.error(wrong))
            field.line.setFocus()


class DrawerPage(QWidget):
    """A reason, and the drawer opens."""

    def __init__(self, presenter: CashPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        words = presenter.desk.words
        outer = column(self, space=2)
        self.reason = ReasonField(
            words("Why is it opened?"),
            (words("To make change"), words("To check the float"), words("A coin was stuck")),
            hint=words("It is noted with your name."),
        )
        outer.addWidget(self.reason)
        outer.addStretch(1)
        foot = row(space=1)
        foot.addStretch(1)
        foot.addWidget(Button(words("Open the drawer"), self._open, key="F9", role="primary", big=True))
        outer.addLayout(foot)
        self.reason.line.returnPressed.connect(self._open)

    def begin(self) -> None:
        """Nothing typed yet."""
        self.reason.line.clear()
        self.reason.mark("")
        self.reason.line.setFocus()

    def _open(self) -> None:
        try:
            self._presenter.open_drawer(self.reason.value)
        except ShopError as wrong:
            self.reason.mark(self._presenter.desk.words.error(wrong))
