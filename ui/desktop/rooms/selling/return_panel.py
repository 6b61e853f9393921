"""Goods that come back, and goods without a label."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from ess_shop.errors import ShopError
from ui.desktop.presenters.returning import ReturnChoice, ReturnPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.unlabelled import RATES, UnlabelledPresenter
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import Field, TextField
from ui.desktop.widgets.words import card, emptied, label, row
from ui.desktop.widgets.words import column as under


class ReturnPanel(Panel):
    """A ticket's number, its lines with + and −, a reason."""

    def __init__(self, selling: SellingPresenter, returning: ReturnPresenter) -> None:
        super().__init__(selling, selling.desk.words("Take back"))
        words, self._returning = self.words, returning
        self._number = TextField(
            words("Ticket number"), hint=words("Scan the ticket, or type its number and Enter.")
        )
        self._number.line.returnPressed.connect(self._find)
        self.body.addWidget(self._number)
        self._lines = under(space=1)
        self.body.addLayout(self._lines)
        self._reason = TextField(words("Why does it come back?"))
        self.body.addWidget(self._reason)
        self._without = Button(words("Without its ticket…"), self._bring_back, role="quiet")
        self.body.addWidget(self._without)
        self._without_hint = label(
            words("Say why, then scan or choose the article that comes back."), "small", wrap=True
        )
        self.body.addWidget(self._without_hint)
        self.body.addStretch(1)
        self._take = Button(words("Put into the basket"), self._put, role="primary", key="Ctrl+Return")
        self.foot.addWidget(self._take, 1)
        returning.changed.connect(self.refresh)

    def first_field(self) -> QWidget:
        """The number, then the reason."""
        return self._number.line if self._returning.ticket is None else self._reason.line

    def shown(self) -> None:
        """Nothing typed yet."""
        self._number.line.setText(self._returning.number)
        self._number.mark("")
        self._reason.mark("")
        self.refresh()

    def refresh(self) -> None:
        """The ticket's lines."""
        emptied(self._lines)
        returning = self._returning
        for choice in returning.choices:
            self._lines.addWidget(self._line(choice))
        self._take.setEnabled(returning.ticket is not None)
        without = returning.ticket is None and returning.may_without_ticket
        self._without.setVisible(without)
        self._without_hint.setVisible(without)
        if returning.ticket is not None:
            self._number.line.setText(returning.number)

    def _line(self, choice: ReturnChoice) -> QWidget:
        words, frame = self.words, card()
        inside = row(frame, space=1, margin=1)
        said = under(space=0)
        said.addWidget(label(choice.label, "strong", wrap=True))
        left = words.plural("{count} can come back", "{count} can come back", choice.left)
        said.addWidget(label(words("{price} – {left}", price=choice.price, left=left), "small"))
        inside.addLayout(said, 1)
        fewer = Button("−", partial(self._returning.pick, choice.line, choice.picked - 1))
        fewer.setAccessibleName(words("One fewer of {label}", label=choice.label))
        more = Button("+", partial(self._returning.pick, choice.line, choice.picked + 1))
        more.setAccessibleName(words("One more of {label}", label=choice.label))
        fewer.setEnabled(choice.picked > 0)
        more.setEnabled(choice.picked < choice.left)
        for part in (fewer, label(str(choice.picked), "large"), more):
            inside.addWidget(part)
        return frame

    def _find(self) -> None:
        try:
            self._returning.type(self._number.value)
        except ShopError as wrong:
            self._number.mark(self.words.error(wrong))
        else:
            self._number.mark("")

    def _put(self) -> None:
        try:
            self._returning.take(self._reason.value)
        except ShopError as wrong:
            self.selling.desk.tell(wrong)

    def _bring_back(self) -> None:
        try:
            self._returning.begin_without_ticket(self._reason.value)
        except ShopError as wrong:
            self._reason.mark(self.words.error(wrong))


class UnlabelledPanel(Panel):
    """A member, a price, a name, a VAT rate."""

    def __init__(self, selling: SellingPresenter, unlabelled: UnlabelledPresenter) -> None:
        super().__init__(selling, selling.desk.words("Article without a label"))
        words, self._unlabelled = self.words, unlabelled
        self._member = QComboBox()
        self._member.setEditable(True)
        self._member.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._price = TextField(words("Price"), hint=words("1250 or 12,50"))
        self._label = TextField(words("What is it? (on the ticket)"))
        self._vat = Choices([(str(rate.millionths), words.percent(rate)) for rate in RATES])
        for part in (
            Field(words("Whose is it?"), self._member),
            self._price,
            self._label,
            label(words("VAT"), "small"),
            self._vat,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(
            Button(words("Put into the basket"), self._sell, role="primary", key="Ctrl+Return"), 1
        )
        self._price.line.returnPressed.connect(self._label.line.setFocus)
        self._label.line.returnPressed.connect(self._sell)
        unlabelled.changed.connect(self.refresh)

    def first_field(self) -> QWidget:
        """The member."""
        return self._member

    def shown(self) -> None:
        """Nothing typed yet."""
        self._price.line.clear()
        self._label.line.clear()
        self._price.mark("")

    def refresh(self) -> None:
        """The members by name."""
        self._member.clear()
        self._member.addItem("")
        for member in self._unlabelled.members:
            self._member.addItem(member.name)

    def _sell(self) -> None:
        typed = self._member.currentText().strip().casefold()
        member = next((each for each in self._unlabelled.members if each.name.casefold() == typed), None)
        rate = next(rate for rate in RATES if str(rate.millionths) == self._vat.value)
        try:
            self._unlabelled.sell(member, self._price.value, self._label.value, rate)
        except ShopError as wrong:
            self._price.mark(self.words.error(wrong))
