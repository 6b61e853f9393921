"""Goods without a label: whose they are, what else is known of theirs, a price and a name."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.unlabelled import MOST_GOODS, RATES, UnlabelledPresenter
from ui.desktop.rooms.selling.found_list import FoundList
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.words import card, column, label, row


class UnlabelledPanel(Panel):
    """First the member, by letters or a touch; then a price, a name, a VAT rate."""

    def __init__(self, selling: SellingPresenter, unlabelled: UnlabelledPresenter) -> None:
        super().__init__(selling, selling.desk.words("Article without a label"))
        words, self._unlabelled = self.words, unlabelled
        self._member = TextField(
            words("Whose is it?"),
            hint=words("A few letters of the name, then Enter."),
            changed=unlabelled.type,
        )
        self._member.line.returnPressed.connect(unlabelled.enter)
        self._offered = Flow()
        self._form = self._made_form()
        for part in (self._member, self._offered, self._form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._put = Button(words("Put into the basket"), self._sell, role="primary", key="Ctrl+Return")
        self.foot.addWidget(self._put, 1)
        unlabelled.changed.connect(self.refresh)

    def _made_form(self) -> QWidget:
        words, unlabelled = self.words, self._unlabelled
        form = QWidget()
        inside = column(form, space=1)
        head = card("accent")
        line = row(head, space=1, margin=1)
        self._name = label(type="large", wrap=True)
        line.addWidget(self._name, 1)
        line.addWidget(Button(words("Somebody else"), partial(unlabelled.type, ""), role="quiet"))
        self._price = TextField(words("Price"), hint=words("1250 or 12,50"), digits=True)
        self._label = TextField(words("What is it? (on the ticket)"))
        self._vat = Choices([(str(rate.millionths), words.percent(rate)) for rate in RATES])
        self._known = label(words("Or is it one of these?"), "small")
        self._goods = FoundList(self.selling, unlabelled.take, unlabelled.prices, MOST_GOODS)
        for part in (head, self._price, self._label, label(words("VAT"), "small"), self._vat):
            inside.addWidget(part)
        inside.addWidget(self._known)
        inside.addWidget(self._goods)
        self._price.line.returnPressed.connect(self._label.line.setFocus)
        self._label.line.returnPressed.connect(self._sell)
        return form

    def first_field(self) -> QWidget:
        """The member, then the price."""
        return self._member.line if self._unlabelled.chosen is None else self._price.line

    def shown(self) -> None:
        """Nothing typed yet."""
        for field in (self._member, self._price, self._label):
            field.line.clear()
        self._price.mark("")
        self.refresh()

    def refresh(self) -> None:
        """The members that fit, or the chosen one with the form."""
        unlabelled = self._unlabelled
        chosen = unlabelled.chosen
        turned = self._form.isHidden() == (chosen is not None)
        self._member.setVisible(chosen is None)
        self._offered.setVisible(chosen is None)
        self._form.setVisible(chosen is not None)
        self._put.setEnabled(chosen is not None)
        self._offered.clear()
        for member in unlabelled.offered:
            self._offered.add(Button(member.name, partial(unlabelled.choose, member), role="note"))
        if chosen is not None:
            self._name.setText(chosen.name)
            self._known.setVisible(bool(unlabelled.goods))
            self._goods.show_rows(unlabelled.goods, -1)
        elif turned:
            self._member.line.clear()
        if turned and self.isVisible():
            self.first_field().setFocus()

    def _sell(self) -> None:
        rate = next(rate for rate in RATES if str(rate.millionths) == self._vat.value)
        try:
            self._unlabelled.sell(self._price.value, self._label.value, rate)
        except ShopError as wrong:
            self._price.mark(self.words.error(wrong))
