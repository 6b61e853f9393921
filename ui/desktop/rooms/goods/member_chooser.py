"""Whose goods they are: a field that finds as one types, and then who was chosen with their contract."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField, Field
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, label, row, unpainted

SHOWN = 7
"""How many members stand under the field at once; the others are scrolled to."""


_COLUMNS = [("", lambda member: member.code, False), ("", lambda member: member.name, False)]


class MemberChooser(QWidget):
    """Letters, arrows, Enter; what the page does with the member hangs on the presenter's bells.

    With large letters the contract gives way to the work: a tooltip and a screen reader say it.

    `change` is the key that gives a chosen member up, and `title` what is asked.
    """

    def __init__(self, presenter: ChoosingMember, *, title: str = "", change: str = "F6") -> None:
        super().__init__()
        self.presenter = presenter
        words = presenter.desk.words
        outer = column(self)
        self.entry = EntryField(words("Member"), words("Code or a few letters of the name"))
        self.entry.textEdited.connect(self._type)
        self.entry.submitted.connect(self._enter)
        self.entry.moved.connect(presenter.point)
        self.entry.escaped.connect(self._clear)
        self.field = Field(title or words("Whose goods are they?"), self.entry)
        self.table = Table(words("Members"), Rows(_COLUMNS), stretch=1)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.table.clicked.connect(lambda index: presenter.choose(presenter.offered[index.row()]))
        self.looking = QWidget()
        inside = column(self.looking)
        inside.addWidget(self.field)
        inside.addWidget(self.table)
        outer.addWidget(self.looking)
        self.card = card("accent")
        line = row(self.card, space=2, margin=1)
        said = column(space=0)
        self._name = label(type="large", wrap=True)
        self._contract = label(type="body", wrap=True)
        said.addWidget(self._name)
        said.addWidget(self._contract)
        line.addLayout(said, 1)
        self.change = Button(words("Change"), presenter.give_up, key=change, role="quiet")
        self.change.setAccessibleName(words("Choose another member"))
        line.addWidget(self.change)
        outer.addWidget(self.card)
        outer.addStretch(1)
        presenter.changed.connect(self._show)
        presenter.chose.connect(self._turn)
        self._show()

    def load(self) -> None:
        """Ask the books who the members are; what was typed goes on."""
        self.presenter.load()

    def focus_first(self) -> None:
        """Where typing begins, while nobody is chosen."""
        self.entry.setFocus()

    def _type(self, text: str) -> None:
        self.field.mark("")
        self.presenter.type(text)

    def _enter(self, _text: str) -> None:
        try:
            self.presenter.enter()
        except ShopError as wrong:
            self.field.mark(self.presenter.desk.words.error(wrong))
            self.entry.selectAll()

    def _clear(self) -> None:
        self.entry.clear()
        self._type("")

    def _turn(self) -> None:
        """Somebody was chosen, or is looked for."""
        self.entry.clear()
        self.field.mark("")
        self._show()
        if self.presenter.chosen is None and self.isVisible():
            self.entry.setFocus()

    def _show(self) -> None:
        presenter = self.presenter
        chosen = presenter.chosen
        self.looking.setVisible(chosen is None)
        self.card.setVisible(chosen is not None)
        if chosen is not None:
            self._name.setText(chosen.called)
            self._contract.setText(presenter.contract)
            self.card.setToolTip(presenter.contract)
            self.card.setAccessibleDescription(presenter.contract)
            self._contract.setVisible(bool(presenter.contract) and not theme.current().large)
            return
        with unpainted(self.table):
            self.table.rows.set_rows(presenter.offered)
            if presenter.offered:
                self.table.selectRow(presenter.pointed)
        self.table.setVisible(bool(presenter.offered))
        self._fit()

    def _fit(self) -> None:
        shown = min(len(self.presenter.offered), SHOWN)
        height = sum(self.table.rowHeight(place) for place in range(shown))
        self.table.setFixedHeight(height + 2 * self.table.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width or text size makes other lines."""
        super().resizeEvent(event)
        self._fit()
