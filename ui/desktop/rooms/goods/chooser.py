"""A field that finds as one types, with what it offers below, and then a card with what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField, Field
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, label, row, unpainted

Columns = Sequence[tuple[str, Callable[[Any], str], bool]]


class Choosing(Protocol):
    """What offers something while somebody types; one is chosen, or none yet."""

    desk: Desk
    offered: Sequence[Any]
    pointed: int
    chosen: Any
    changed: Bell[[]]
    chose: Bell[[]]

    def type(self, text: str) -> None:
        """What has these letters is offered."""

    def point(self, step: int) -> None:
        """Point at another one of those that are offered."""

    def give_up(self) -> None:
        """None is chosen."""


class Chooser(QWidget):
    """Letters, arrows, Enter; `change` is the key that gives up what was chosen, `another` its name."""

    def __init__(
        self,
        presenter: Choosing,
        entry: EntryField,
        *,
        title: str,
        name: str,
        columns: Columns,
        another: str,
        change: str,
        stretch: int = 0,
    ) -> None:
        super().__init__()
        self._choosing, self.entry = presenter, entry
        outer = column(self)
        entry.textEdited.connect(self._type)
        entry.submitted.connect(self._enter)
        entry.moved.connect(presenter.point)
        entry.escaped.connect(self._clear)
        self.field = Field(title, entry)
        self.table = Table(name, Rows(list(columns)), stretch=stretch)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.table.clicked.connect(lambda index: self._take(presenter.offered[index.row()]))
        self.looking = QWidget()
        inside = column(self.looking)
        inside.addWidget(self.field)
        inside.addWidget(self.table)
        outer.addWidget(self.looking)
        self.card = card("accent")
        line = row(self.card, space=2, margin=1)
        said = column(space=0)
        self._called = label(type="large", wrap=True)
        self._more = label(wrap=True)
        said.addWidget(self._called)
        said.addWidget(self._more)
        line.addLayout(said, 1)
        self.change = Button(presenter.desk.words("Change"), presenter.give_up, key=change, role="quiet")
        self.change.setAccessibleName(another)
        line.addWidget(self.change)
        outer.addWidget(self.card)
        outer.addStretch(stretch)
        presenter.changed.connect(self.refresh)
        presenter.chose.connect(self._turn)
        self.refresh()

    # What each chooser says and does in its own way

    def _say(self, chosen: Any) -> None:
        """Write on the card what was chosen."""
        raise NotImplementedError

    def _take(self, offered: Any) -> None:
        """It is that one."""
        raise NotImplementedError

    def _enter(self, text: str) -> None:
        """It is the one that is typed, or pointed at."""
        raise NotImplementedError

    def _height(self) -> int:
        """How high what is offered stands."""
        raise NotImplementedError

    # What all of them do

    def focus_first(self) -> None:
        """Where typing begins, while none is chosen."""
        self.entry.setFocus()

    def _type(self, text: str) -> None:
        self.field.mark("")
        self._choosing.type(text)

    def _clear(self) -> None:
        self.entry.clear()
        self._type("")

    def _turn(self) -> None:
        """One was chosen, or is looked for."""
        self.entry.clear()
        self.field.mark("")
        self.refresh()
        if self._choosing.chosen is None and self.isVisible():
            self.entry.setFocus()

    def refresh(self) -> None:
        """What is offered, or what was chosen."""
        choosing = self._choosing
        self.looking.setVisible(choosing.chosen is None)
        self.card.setVisible(choosing.chosen is not None)
        if choosing.chosen is not None:
            self._say(choosing.chosen)
            return
        with unpainted(self.table):
            self.table.rows.set_rows(choosing.offered)
            if choosing.offered:
                self.table.selectRow(choosing.pointed)
        self.table.setVisible(bool(choosing.offered))
        self._fit()

    def _fit(self) -> None:
        self.table.setFixedHeight(self._height() + 2 * self.table.frameWidth() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width or text size makes other lines."""
        super().resizeEvent(event)
        self._fit()
