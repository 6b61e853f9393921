"""After the sale: the change in huge digits, the receipt offered; the next scan begins the next sale."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ess_shop.wording import MEANS
from ui.desktop import theme
from ui.desktop.presenters.receipts import ReceiptPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.address_form import AddressForm
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.preview import PaperPreview
from ui.desktop.widgets.words import card, column, emptied, label


class AfterPanel(Panel):
    """Stays until the next basket begins."""

    def __init__(self, selling: SellingPresenter, receipts: ReceiptPresenter) -> None:
        super().__init__(selling, "")
        self._receipts = receipts
        words = self.words
        frame = card("accent")
        self._inside = column(frame, space=1, margin=3)
        self.body.addWidget(frame)
        self._ask = label(words("A receipt?"), "large")
        self.body.addWidget(self._ask)
        self._chosen = label(type="strong", wrap=True)
        self._chosen.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.body.addWidget(self._chosen)
        self._keys = QWidget()
        self._grid = QGridLayout(self._keys)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._print = self._key(words("Print it"), receipts.print_it, "Ctrl+P", "+", role="primary")
        self._see = self._key(words("Show it"), receipts.show_it, "Ctrl+E", "/")
        self._mail = self._key(words("By e-mail"), receipts.ask_address, "Ctrl+M")
        self._none = self._key(words("No receipt"), receipts.none, "Ctrl+N", "-")
        self.body.addWidget(self._keys)
        self._form = AddressForm(receipts, words)
        self.body.addWidget(self._form)
        self._preview = PaperPreview(words("The receipt"))
        self.body.addWidget(self._preview)
        self.body.addStretch(1)
        self.area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._reveal())
        receipts.changed.connect(self.refresh)

    def _key(
        self, text: str, act: Callable[[], object], key: str, sign: str = "", role: str = "plain"
    ) -> Button:
        made = Button(text, act, key=key, role=role, big=True, parent=self._keys)
        if sign:
            made.also(sign)
        return made

    def shown(self) -> None:
        """The sale that was just recorded."""
        self.area.verticalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        """Change, number, and what became of the receipt."""
        receipts, words = self._receipts, self.words
        emptied(self._inside)
        self._form.refresh()
        sale = receipts.sale
        if sale is None:
            return
        change = [payment for payment in sale.sale.payments if payment.change]
        back = [payment for payment in sale.sale.payments if payment.tendered.minor < 0]
        self._inside.addWidget(
            label(words("Ticket {number} is recorded", number=sale.number), "strong", wrap=True)
        )
        if change:
            self._inside.addWidget(label(words("Give back"), "large"))
            for payment in change:
                self._inside.addWidget(label(words.money(payment.change), "huge"))
        elif back:
            self._inside.addWidget(label(words("Paid back"), "large"))
            for payment in back:
                self._inside.addWidget(label(words.money(-payment.tendered), "huge"))
                named = words(MEANS[payment.means])
                self._inside.addWidget(label(f"{named} {payment.reference}".strip(), "strong"))
        else:
            self._inside.addWidget(label(words("Nothing to give back"), "large"))
        self._place_keys()
        self._ask.setVisible(not receipts.choice and not receipts.asking)
        self._keys.setVisible(not receipts.asking)
        self._chosen.setText(_breakable(receipts.said))
        self._chosen.setVisible(bool(receipts.said) and not receipts.asking)
        self._preview.show_png(receipts.preview)
        self._print.setEnabled(receipts.can_print)

    def _reveal(self) -> None:
        """Large letters may leave below the edge what is asked, or what became of the receipt."""
        if self._receipts.asking:
            self.area.ensureWidgetVisible(self._form, 0, 0)
        elif self._receipts.said:
            self.area.ensureWidgetVisible(self._chosen, 0, 0)

    def _place_keys(self) -> None:
        """Three choices beside each other, four in two lines; large letters have them under each other."""
        mail = self._receipts.can_mail
        self._mail.setVisible(mail)
        keys = [self._print, self._see, *([self._mail] if mail else []), self._none]
        across = 1 if theme.current().large else 2 if mail else 3
        for place, button in enumerate(keys):
            self._grid.addWidget(button, place // across, place % across)

    def escape(self) -> bool:
        """Esc goes back from the address to the choices."""
        asking = self._receipts.asking
        if asking:
            self._receipts.ask_no_address()
        return asking

    def first_field(self) -> QWidget | None:
        """The address while it is asked for."""
        return self._form.address.line if self._receipts.asking else None

    def hideEvent(self, event: QHideEvent) -> None:
        """Who goes elsewhere has forgotten the address."""
        super().hideEvent(event)
        if not event.spontaneous() and self._receipts.asking:
            self._receipts.ask_no_address()


def _breakable(text: str) -> str:
    """The text with places where a long address may be broken."""
    return re.sub(r"([@._+-])(?=\w)", "\\1\N{ZERO WIDTH SPACE}", text)
