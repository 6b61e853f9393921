"""The preview: what is paid in all, every member's figures, the month in pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent

from ess_shop.services.month_table import MemberMonth
from ui.desktop.presenters.month_preview import NOTHING, Column, MonthPreview
from ui.desktop.rooms.books.month.step import StepView
from ui.desktop.rooms.books.section_cards import SectionCards
from ui.desktop.widgets.figure_table import FigureTable
from ui.desktop.widgets.figures import Figures
from ui.desktop.widgets.words import label, unpainted


class PreviewStep(StepView):
    """See `ui.desktop.presenters.month_preview`; the lines behind a figure are shown over the page."""

    def __init__(self, presenter: MonthPreview) -> None:
        super().__init__(presenter.path)
        self.presenter = presenter
        words = self.words
        self.figures = Figures()
        self.body.addWidget(self.figures)
        self._about = label(
            words("Touch a figure to see what it is made of. Those to look at come first."),
            "small",
            wrap=True,
        )
        self.body.addWidget(self._about)
        self.table: FigureTable | None = None
        self._columns: tuple[Column, ...] = ()
        self._place = self.body.count()
        self._row = label(wrap=True)
        self.body.addWidget(self._row)
        self.cards = SectionCards(
            words, presenter.drawings, print_one=presenter.print_one, write_table=presenter.write_table
        )
        self.body.addWidget(self.cards)
        self.body.addStretch(1)
        presenter.plotted.connect(lambda: self.cards.show_sections(presenter.sections))

    @property
    def main(self) -> str:
        """The next step by its name."""
        return self.words("The papers") if self.path.settled else self.words("Adjust")

    def entered(self) -> None:
        """The pictures, once somebody looks."""
        self.presenter.plot()
        if self.table is not None:
            self.table.setFocus()

    def show_step(self) -> None:
        """The figures as they are now."""
        if self.path.seen is None:
            self.figures.clear()
            if self.table is not None:
                self.table.show_rows(())
            self.cards.show_sections(())
            return
        presenter = self.presenter
        columns = tuple(presenter.columns)
        self.figures.show_figures(presenter.figures)
        if columns != self._columns or self.table is None:
            self._make(columns)
        table = self.table
        if table is not None:
            with unpainted(table):
                table.show_rows(self.path.table.rows)
            if self.path.table.rows:
                table.setCurrentIndex(table.rows.index(0, 1))
        if self.isVisible():
            presenter.plot()

    def _make(self, columns: tuple[Column, ...]) -> None:
        """Other currencies make other columns."""
        presenter, words = self.presenter, self.words
        if self.table is not None:
            self.table.hide()
            self.table.deleteLater()
        shown = [
            (words("Member"), presenter.named, False),
            *((each.title, self._cell(each), True) for each in columns),
        ]
        before = self.path.table.compared
        if before is not None:
            title = words("Compared\nwith {month}", month=words.brief_month(before))
            shown.append((title, presenter.compared, True))
        self._columns = columns
        self.table = FigureTable(words("The month by member"), shown, NOTHING)
        self.table.asked.connect(self._ask)
        self.table.pointed.connect(lambda member: self._row.setText(presenter.row_said(member)))
        self.body.insertWidget(self._place, self.table)

    def _cell(self, column: Column) -> Callable[[MemberMonth], str]:
        return partial(self._said, column)

    def _said(self, column: Column, member: MemberMonth) -> str:
        return self.presenter.cell(member, column)

    def _ask(self, member: MemberMonth, place: int) -> None:
        """A figure by its column; elsewhere on the line, what is due."""
        columns = self._columns
        inside = 1 <= place <= len(columns)
        column = columns[place - 1] if inside else next(each for each in columns if each.figure == "balance")
        self.presenter.explain(member, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width leaves other room for the names."""
        super().resizeEvent(event)
        if self.table is not None:
            self.table.fit()
