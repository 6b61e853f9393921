"""The page of the event log: what happened beside sales, found by time, kind, till and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ess_shop.domain.event_log import EventRow
from ess_shop.domain.event_words import kind_names
from ui.desktop import theme
from ui.desktop.presenters.event_log import ALL, ANY, MONTH, WEEK, YEAR, EventLogPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import card, column, label, unpainted


class EventLogPage(Page):
    """A list to read, an event to look at, and both ways to take it along."""

    def __init__(self, presenter: EventLogPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Event log"))
        self.presenter = presenter
        words = self.words
        self.entry = EntryField(words("Find an event"), words("Day, person, word"))
        self.entry.textEdited.connect(presenter.find)
        self.entry.moved.connect(self._move)
        self.entry.escaped.connect(self._clear)
        times = (
            (WEEK, words("Seven days")),
            (MONTH, words("This month")),
            (YEAR, words("This year")),
            (ALL, words("All years")),
        )
        self.period = Choices(times, chosen=presenter.period, changed=presenter.choose_period)
        kinds = [(str(kind), name) for kind, name in kind_names(words).items()]
        self.kind = Choices([(ANY, words("Everything")), *kinds], changed=presenter.choose_kind)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.period)
        self.body.addWidget(self.kind)
        self._count = label(type="strong")
        self.body.addWidget(self._count)
        self.table = self._table()
        self._none = label(words("No event fits."), "strong", wrap=True)
        halves = Halves(least=620, shares=(2, 1))
        for part in (self.table, self._none):
            halves.first.addWidget(part)
        halves.second.addWidget(self._event())
        halves.second.addStretch(1)
        self.body.addWidget(halves, 1)
        self.csv = Button(words("As a table (CSV)"), presenter.export, key="F8", big=True)
        self.foot.insertWidget(1, self.csv)
        self.keep.say(words("Make the PDF"))
        self._shown: Sequence[EventRow] = ()
        presenter.changed.connect(self._show)

    def _table(self) -> Table:
        words, presenter = self.words, self.presenter
        columns = (
            (words("When"), presenter.when, False),
            (words("Event"), presenter.said, False),
        )
        table = Table(words("Event log"), Rows(columns), stretch=1, long=True)
        table.setMinimumHeight(theme.current().px(260))
        table.pointed.connect(presenter.point)
        return table

    def _event(self) -> QWidget:
        self._card = card("raised")
        inside = column(self._card, space=1, margin=2)
        self._when = label(type="small")
        self._said = label(type="large", wrap=True)
        self._detail, self._who, self._where = (label(wrap=True) for _part in range(3))
        for part in (self._when, self._said, self._detail, self._who, self._where):
            inside.addWidget(part)
        return self._card

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    def save(self) -> None:
        """What is shown, on paper."""
        self.presenter.print_it()

    def _show(self) -> None:
        presenter = self.presenter
        if self._shown is not presenter.rows:
            self._shown = presenter.rows
            with unpainted(self.table):
                self.table.rows.set_rows(self._shown)
        place = next((n for n, row in enumerate(self._shown) if row is presenter.pointed), -1)
        if place >= 0 and self.table.currentIndex().row() != place:
            self.table.selectRow(place)
        self._count.setText(presenter.count)
        for part in (self._count, self.table):
            part.setVisible(bool(self._shown))
        self._none.setVisible(not self._shown)
        for button in (self.keep, self.csv):
            button.setEnabled(bool(self._shown))
        self._card.setVisible(presenter.pointed is not None)
        if presenter.pointed is not None:
            self._show_event(presenter.pointed)

    def _show_event(self, row: EventRow) -> None:
        presenter = self.presenter
        self._when.setText(presenter.when(row))
        self._said.setText(presenter.said(row))
        for part, text in (
            (self._detail, presenter.detail(row)),
            (self._who, presenter.who(row)),
            (self._where, presenter.where(row)),
        ):
            part.setText(text)
            part.setVisible(bool(text))

    def _move(self, step: int) -> None:
        count = len(self._shown)
        if count:
            self.table.selectRow(max(0, min(count - 1, self.table.currentIndex().row() + step)))

    def _clear(self) -> None:
        self.entry.clear()
        self.presenter.find("")
