"""The directory at the left: a field that finds, the list, and a button for somebody new."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.members import MembersPresenter
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, unpainted


class Directory(QWidget):
    """Letters narrow the list down, arrows point, Enter or a tap opens."""

    opened = Signal()
    """Somebody wants to see the file of the one that is pointed at."""
    new = Signal()

    def __init__(self, presenter: MembersPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        words = presenter.desk.words
        outer = column(self)
        self.entry = EntryField(words("Find a member"), words("Name, code, town, contact"))
        self.entry.textEdited.connect(presenter.type)
        self.entry.submitted.connect(lambda _text: self.opened.emit())
        self.entry.moved.connect(presenter.step)
        self.entry.escaped.connect(self.clear)
        outer.addWidget(self.entry)
        columns = [
            (words("Name"), lambda listed: listed.name, False),
            (words("Code"), lambda listed: listed.row.code, False),
            (words("Owed"), presenter.owed, True),
            (words("Pieces"), presenter.pieces, True),
        ]
        self.table = Table(words("Members"), Rows(columns), stretch=0, long=True)
        self.table.pointed.connect(presenter.point)
        self.table.chosen.connect(lambda _listed: self.opened.emit())
        self.table.clicked.connect(self._tap)
        outer.addWidget(self.table, 1)
        self._none = label(type="strong", wrap=True)
        outer.addWidget(self._none)
        self._stretch = QWidget()
        outer.addWidget(self._stretch, 1)
        self.count = label(type="small")
        outer.addWidget(self.count)
        self.add = Button(words("New member"), self.new.emit, key="F2")
        outer.addWidget(self.add)
        presenter.found.connect(self.show_rows)
        presenter.counted.connect(self.table.rows.renew)
        presenter.chose.connect(self.mark)

    def clear(self) -> None:
        """Everybody again."""
        self.entry.clear()
        self.presenter.type("")

    def _tap(self) -> None:
        self.presenter.point(self.table.current)
        self.opened.emit()

    def show_rows(self) -> None:
        """Those who fit, with what is known of them."""
        presenter, words = self.presenter, self.presenter.desk.words
        if self.entry.text() != presenter.text:
            self.entry.setText(presenter.text)
        with unpainted(self.table):
            self.table.rows.set_rows(presenter.shown)
            self.mark()
        nobody = presenter.known and not presenter.shown
        self._none.setText(
            words("Nobody fits: try fewer letters, or another spelling.")
            if presenter.text
            else words("No member is registered yet.")
        )
        self._none.setVisible(nobody)
        self._stretch.setVisible(nobody)
        self.table.setVisible(not nobody)
        self.count.setText(words.plural("{count} member", "{count} members", len(presenter.shown)))

    def mark(self) -> None:
        """Mark the one that is pointed at."""
        presenter = self.presenter
        if presenter.chosen in presenter.shown:
            self.table.selectRow(presenter.shown.index(presenter.chosen))
        else:
            self.table.clearSelection()
