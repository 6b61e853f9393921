"""The page of the closings: days, months and years, what each says, its paper, and the next one to close."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ess_shop.errors import ShopError
from ui.desktop import theme
from ui.desktop.presenters.closure_words import ClosedRow
from ui.desktop.presenters.closures import DAYS, MONTHS, YEARS, ClosuresPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, emptied, label, row, unpainted


class ClosuresPage(Page):
    """See `ui.desktop.presenters.closures`."""

    def __init__(self, presenter: ClosuresPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Closings"))
        self.presenter = presenter
        words = self.words
        levels = ((DAYS, words("Days")), (MONTHS, words("Months")), (YEARS, words("Years")))
        self.level = Choices(levels, changed=presenter.choose)
        self.body.addWidget(self.level)
        self.body.addWidget(self._next())
        columns = (
            (words("No."), presenter.told.number, False),
            (words("Closed"), presenter.told.short, False),
            (words("Tickets"), presenter.told.tickets, True),
            (words("With tax"), presenter.told.total, True),
        )
        self.table = Table(words("Closings"), Rows(columns), stretch=1)
        self.table.setMinimumHeight(theme.current().px(260))
        self.table.setColumnHidden(2, theme.current().large)
        self.table.pointed.connect(presenter.point)
        self._none = label(words("Nothing is closed yet."), "strong", wrap=True)
        halves = Halves(least=640, shares=(5, 4))
        for part in (self.table, self._none):
            halves.first.addWidget(part)
        halves.second.addWidget(self._closing())
        halves.second.addStretch(1)
        self.body.addWidget(halves, 1)
        self._shown: Sequence[ClosedRow] = ()
        presenter.changed.connect(self._show)

    def _next(self) -> QWidget:
        self._next_card = card("raised")
        inside = row(self._next_card, space=2, margin=2)
        self._next_said = label(wrap=True)
        inside.addWidget(self._next_said, 1)
        self.close_next = Button(self.words("Close it"), self._close, key="F7")
        inside.addWidget(self.close_next)
        return self._next_card

    def _closing(self) -> QWidget:
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._title = label(type="large", wrap=True)
        self._total = label(type="strong", wrap=True)
        inside.addWidget(self._title)
        inside.addWidget(self._total)
        self._lines = column(space=1)
        inside.addLayout(self._lines)
        return self._card

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def save(self) -> None:
        """What is looked at, on paper."""
        self.presenter.print_it()

    def _close(self) -> None:
        try:
            self.presenter.close()
        except ShopError as wrong:
            self.desk.tell(wrong)

    def _show(self) -> None:
        presenter, words = self.presenter, self.words
        if self._shown is not presenter.rows:
            self._shown = presenter.rows
            with unpainted(self.table):
                self.table.rows.set_rows(self._shown)
        place = next((n for n, each in enumerate(self._shown) if each is presenter.pointed), -1)
        if place >= 0 and self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        said = presenter.next_said
        self._next_card.setVisible(bool(said))
        self._next_said.setText(said)
        self.close_next.setVisible(presenter.may_close)
        self.table.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)
        self.keep.setEnabled(presenter.pointed is not None)
        self.keep.say(words("Print the Z again") if presenter.level == DAYS else words("Make the PDF"))
        self._card.setVisible(presenter.pointed is not None)
        if presenter.pointed is not None:
            self._show_closing(presenter.pointed)

    def _show_closing(self, closed: ClosedRow) -> None:
        told, words = self.presenter.told, self.words
        self._title.setText(told.said(closed))
        self._total.setText(
            words("{tickets} tickets, {total}", tickets=told.tickets(closed), total=told.total(closed))
        )
        emptied(self._lines)
        for title, lines in told.lines(closed):
            if lines:
                self._lines.addWidget(label(title, "small"))
            for name, figure in lines:
                line = row(space=2)
                line.addWidget(label(name, wrap=True), 1)
                line.addWidget(label(figure, right=True))
                self._lines.addLayout(line)
