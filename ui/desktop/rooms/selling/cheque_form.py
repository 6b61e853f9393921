"""What a cheque and a voucher want looked at before they are taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from ess_shop.domain.money import Money
from ess_shop.wording import Words
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.tick import Tick
from ui.desktop.widgets.words import column, label, row


class ChequeForm(QFrame):
    """Four things to tick: amount, date, order, signature."""

    def __init__(self, words: Words, taken: Callable[[], None], left: Callable[[], None]) -> None:
        super().__init__()
        self._words, self._taken = words, taken
        self.setProperty("card", "true")
        inside = column(self, space=1, margin=2)
        self._title = label(type="strong", wrap=True)
        inside.addWidget(self._title)
        self.ticks = [
            Tick(text)
            for text in (
                words("The amount is right, in figures and in words"),
                words("It bears today's date"),
                words("It is made out to the shop"),
                words("It is signed"),
            )
        ]
        for tick in self.ticks:
            tick.toggled.connect(self._check)
            inside.addWidget(tick)
        keys = row(space=1)
        keys.addWidget(Button(words("Not a cheque"), left, role="quiet"))
        self._take = Button(words("Take the cheque"), self._done, role="primary", key="Ctrl+Return")
        keys.addWidget(self._take, 1)
        inside.addLayout(keys)
        self._check()

    def show_amount(self, amount: Money) -> None:
        """What the cheque should say."""
        self._title.setText(self._words("A cheque of {amount}: look at it, then tick.", amount=amount))

    def _check(self) -> None:
        self._take.setEnabled(all(tick.isChecked() for tick in self.ticks))

    def _done(self) -> None:
        for tick in self.ticks:
            tick.setChecked(False)
        self._taken()


class VoucherForm(QFrame):
    """A voucher's number, scanned or typed, and how much of it is used."""

    def __init__(self, words: Words, taken: Callable[[str, str], None], left: Callable[[], None]) -> None:
        super().__init__()
        self._taken = taken
        self.setProperty("card", "true")
        inside = column(self, space=1, margin=2)
        self.reference = TextField(words("Voucher number"), hint=words("Printed on it: AV-C1-000123"))
        self.amount = TextField(
            words("How much of it"), hint=words("Empty: all it is still worth"), digits=True
        )
        inside.addWidget(self.reference)
        inside.addWidget(self.amount)
        keys = row(space=1)
        keys.addWidget(Button(words("No voucher"), left, role="quiet"))
        keys.addWidget(Button(words("Take the voucher"), self._done, role="primary", key="Ctrl+Return"), 1)
        inside.addLayout(keys)
        self.reference.line.returnPressed.connect(self._done)
        self.amount.line.returnPressed.connect(self._done)

    def _done(self) -> None:
        if not self.reference.value:
            self.reference.line.setFocus()
            return
        reference, amount = self.reference.value, self.amount.value
        self.reference.line.clear()
        self.amount.line.clear()
        self._taken(reference, amount)
