"""Where the receipt goes by e-mail: one field, in the place of the choices while it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ess_shop.domain.mail import LONGEST_ADDRESS
from ess_shop.wording import Words
from ui.desktop.presenters.receipts import ReceiptPresenter
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.words import column, row


class AddressForm(QWidget):
    """Enter sends; what was typed is gone as soon as the form is."""

    def __init__(self, receipts: ReceiptPresenter, words: Words) -> None:
        super().__init__()
        self._receipts = receipts
        self.address = TextField(
            words("E-mail address of the customer"),
            hint=words("It serves for this letter alone; the shop does not keep it."),
        )
        line = self.address.line
        line.setProperty("size", "big")
        line.setMaxLength(LONGEST_ADDRESS)
        line.setInputMethodHints(
            Qt.InputMethodHint.ImhEmailCharactersOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        line.returnPressed.connect(self._send)
        inside = column(self, space=1)
        inside.addWidget(self.address)
        keys = row(space=1)
        keys.addWidget(Button(words("Send"), self._send, hint="↵", role="primary", big=True), 2)
        keys.addWidget(Button(words("Back"), receipts.ask_no_address, hint="Esc", big=True), 1)
        inside.addLayout(keys)
        self.hide()

    def refresh(self) -> None:
        """There while an address is asked for, with what is wrong about it."""
        asking = self._receipts.asking
        appears = asking and self.isHidden()
        if not asking or appears:
            # Setting a text, unlike clearing it, leaves nothing to be brought back by Ctrl+Z.
            self.address.line.setText("")
        self.address.mark(self._receipts.wrong)
        self.setVisible(asking)
        if appears or self._receipts.wrong:
            self.address.line.setFocus()

    def _send(self) -> None:
        self._receipts.send_to(self.address.value)
