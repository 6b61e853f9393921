"""Which member buys: a few letters, Enter or a touch; and the strip above the basket that says so."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ess_shop.errors import ShopError
from ui.desktop.presenters.customer import CustomerPresenter
from ui.desktop.presenters.panels import PAY
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import label, row


class CustomerPanel(Panel):
    """See `ui.desktop.presenters.customer`."""

    def __init__(self, selling: SellingPresenter, customer: CustomerPresenter) -> None:
        super().__init__(selling, selling.desk.words("The customer is a member"))
        words, self._customer = self.words, customer
        self._member = TextField(
            words("Which member is it?"),
            hint=words("A few letters of the name or code, then Enter; or scan their card."),
            changed=customer.type,
        )
        self._member.line.returnPressed.connect(self._enter)
        self._offered = Flow()
        self.body.addWidget(self._member)
        self.body.addWidget(self._offered)
        self.body.addStretch(1)
        self._nobody = Button(words("Not a member"), customer.nobody)
        self.foot.addWidget(self._nobody, 1)
        customer.changed.connect(self._refresh)

    def first_field(self) -> QWidget:
        """The member."""
        return self._member.line

    def shown(self) -> None:
        """Nothing typed yet."""
        self._member.line.clear()
        self._member.mark("")
        self._refresh()

    def _refresh(self) -> None:
        self._offered.clear()
        for member in self._customer.offered:
            self._offered.add(Button(member.called, partial(self._customer.choose, member), role="note"))
        self._nobody.setEnabled(self.selling.content.customer is not None)

    def _enter(self) -> None:
        try:
            self._customer.enter(self._member.value)
        except ShopError as wrong:
            self._member.mark(self.words.error(wrong))


class CustomerStrip(QFrame):
    """Out of sight unless a member buys."""

    def __init__(self, selling: SellingPresenter) -> None:
        super().__init__()
        self._selling = selling
        words = selling.desk.words
        self.setProperty("card", "warm")
        line = row(self, space=1)
        line.setContentsMargins(12, 0, 0, 0)
        self._name = label(type="strong")
        self._name.setMinimumWidth(1)  # a long name gives way
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self._name, 1)
        self.remove = Button("✕", lambda: selling.buy_for(None), role="quiet")
        self.remove.setAccessibleName(words("Not a member"))
        self.remove.setToolTip(words("Not a member"))
        line.addWidget(self.remove)
        self.refresh()

    def refresh(self) -> None:
        """Who buys; while it is being paid, that stays."""
        member, words = self._selling.content.customer, self._selling.desk.words
        self.setVisible(member is not None)
        if member is not None:
            said = words("Customer: {name}", name=member.called)
            self._name.setText(said)
            self._name.setToolTip(said)
            self.remove.setEnabled(self._selling.panel != PAY)
