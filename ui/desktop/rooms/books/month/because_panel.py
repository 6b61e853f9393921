"""Why a figure is what it is: its lines, and beside them the ticket behind the one that is pointed at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desktop import theme
from ui.desktop.presenters.month_preview import MonthPreview
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.paper import FittedPaper
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label, row, unpainted


class BecausePanel(QWidget):
    """Shown over the page; Esc goes back."""

    def __init__(self, presenter: MonthPreview, back: Callable[[], object]) -> None:
        super().__init__()
        self.presenter = presenter
        words = presenter.path.desk.words
        outer = column(self, space=2)
        head = row(space=2)
        self._title = label(type="large", wrap=True)
        head.addWidget(self._title, 1)
        self.back = Button(words("Back"), back, key="Esc")
        head.addWidget(self.back)
        outer.addLayout(head)
        columns = (
            (words("Day"), lambda each: words.brief_day(each.day) if each.day else "", False),
            (words("Ticket"), lambda each: each.ticket, False),
            (words("What"), presenter.line, False),
            (words("Amount"), lambda each: words.amount(each.amount), True),
        )
        self.table = Table(words("The lines behind it"), Rows(columns), stretch=2, long=True)
        self.table.setMinimumHeight(theme.current().px(240))
        self.table.pointed.connect(presenter.show_ticket)
        self._none = label(words("There is nothing behind it: it is nothing."), wrap=True)
        halves = Halves(least=700, shares=(5, 3))
        halves.first.addWidget(self._none)
        halves.first.addWidget(self.table, 1)
        self._paper_card = card("raised")
        inside = column(self._paper_card, space=1, margin=2)
        self._ticket = label(type="strong", wrap=True)
        inside.addWidget(self._ticket)
        sheet = QWidget()
        tall = column(sheet)
        self.paper = FittedPaper(words("The ticket on paper"))
        tall.addWidget(self.paper)
        tall.addStretch(1)
        inside.addWidget(scrolling(sheet), 1)
        halves.second.addWidget(self._paper_card, 1)
        outer.addWidget(halves, 1)
        presenter.explained.connect(self._show)
        presenter.ticketed.connect(self._show_ticket)

    def _show(self) -> None:
        presenter = self.presenter
        found = presenter.because
        lines = found.lines if found else ()
        self._title.setText(presenter.question)
        with unpainted(self.table):
            self.table.rows.set_rows(lines)
        self.table.setVisible(bool(lines))
        self._none.setVisible(not lines)
        self._show_ticket()
        if lines:
            self.table.selectRow(0)

    def focus_lines(self) -> None:
        """Arrows go from line to line."""
        (self.table if self.table.rows.rowCount() else self.back).setFocus()

    def _show_ticket(self) -> None:
        presenter, words = self.presenter, self.presenter.path.desk.words
        self.paper.show_png(presenter.picture, words("Ticket {number}", number=presenter.ticket))
        said = words("Choose a line to see its ticket.")
        if presenter.ticket:
            said = words("Ticket {number}", number=presenter.ticket)
        self._ticket.setText(said)
