"""After the sale: the change in huge digits, the receipt offered; the next scan begins the next sale."""

from __future__ import annotations

from ess_shop.wording import MEANS
from ui.desktop import theme
from ui.desktop.presenters.receipts import ReceiptPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.preview import PaperPreview
from ui.desktop.widgets.words import card, column, emptied, label, row


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
        keys = column(space=1) if theme.current().large else row(space=1)
        self._print = Button(words("Print it"), receipts.print_it, key="Ctrl+P", role="primary", big=True)
        self._see = Button(words("Show it"), receipts.show_it, key="Ctrl+E", big=True)
        self._none = Button(words("No receipt"), receipts.none, key="Ctrl+N", big=True)
        for button in (self._print, self._see, self._none):
            keys.addWidget(button)
        self.body.addLayout(keys)
        self._chosen = label(type="quiet", wrap=True)
        self.body.addWidget(self._chosen)
        self._preview = PaperPreview(words("The receipt"))
        self.body.addWidget(self._preview)
        self.body.addStretch(1)
        receipts.changed.connect(self.refresh)

    def shown(self) -> None:
        """The sale that was just recorded."""
        self.refresh()

    def refresh(self) -> None:
        """Change, number, and what became of the receipt."""
        receipts, words = self._receipts, self.words
        emptied(self._inside)
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
        self._ask.setVisible(not receipts.choice)
        self._chosen.setText(receipts.said)
        self._chosen.setVisible(bool(receipts.said))
        self._preview.show_png(receipts.preview)
        self._print.setEnabled(receipts.can_print)
