"""Goods that come back, and goods without a label."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop.presenters.returning import ReturnPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.rooms.selling.return_line import ReturnLine
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.keys import tab_through
from ui.desktop.widgets.reasons import ReasonField
from ui.desktop.widgets.words import column as under
from ui.desktop.widgets.words import emptied, label


class ReturnPanel(Panel):
    """A ticket's number, its lines with + and −, a reason."""

    def __init__(self, selling: SellingPresenter, returning: ReturnPresenter) -> None:
        super().__init__(selling, selling.desk.words("Take back"))
        words, self._returning = self.words, returning
        self._number = TextField(
            words("Ticket number"), hint=words("Scan the ticket, or type its number and Enter."), digits=True
        )
        self._rows: dict[int, ReturnLine] = {}
        self._number.line.returnPressed.connect(self._find)
        self.body.addWidget(self._number)
        self._lines = under(space=1)
        self.body.addLayout(self._lines)
        self._reason = ReasonField(
            words("Why does it come back?"),
            (words("Damaged"), words("Does not fit"), words("Changed their mind")),
        )
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
        """The number, then the ticket's lines."""
        rows = list(self._rows.values())
        return rows[0] if rows else self._number.line

    def shown(self) -> None:
        """Nothing typed yet."""
        self._number.line.setText(self._returning.number)
        self._number.mark("")
        self._reason.mark("")
        self.refresh()

    def refresh(self) -> None:
        """The ticket's lines."""
        returning = self._returning
        if [choice.line for choice in returning.choices] != list(self._rows):
            emptied(self._lines)
            self._rows = {
                choice.line: ReturnLine(self.words, returning.pick, self._put, self.selling.back)
                for choice in returning.choices
            }
            for line in self._rows.values():
                self._lines.addWidget(line)
            parts = [part for line in self._rows.values() for part in line.parts()]
            tab_through([self._number.line, *parts, self._reason.line])
            if self._rows and self.isVisible():
                self.first_field().setFocus()
        for choice in returning.choices:
            self._rows[choice.line].show_choice(choice)
        self._take.setEnabled(returning.ticket is not None)
        without = returning.ticket is None and returning.may_without_ticket
        self._without.setVisible(without)
        self._without_hint.setVisible(without)
        if returning.ticket is not None:
            self._number.line.setText(returning.number)

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
