"""The page of the event log: what happened beside sales, found by time, kind, till and words."""

from __future__ import annotations

from ess_shop.domain.event_log import EventRow
from ess_shop.domain.event_words import kind_names
from ui.desktop import theme
from ui.desktop.presenters.event_log import ALL, ANY, MONTH, WEEK, YEAR, EventLogPresenter
from ui.desktop.rooms.found_page import FoundPage
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class EventLogPage(FoundPage):
    """A list to read, an event to look at, and both ways to take it along."""

    def __init__(self, presenter: EventLogPresenter) -> None:
        words = presenter.desk.words
        super().__init__(
            presenter,
            words("Event log"),
            entry=words("Find an event"),
            hint=words("Day, person, word"),
            none=words("No event fits."),
        )
        self.presenter = presenter
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
        self._when = label(type="small")
        self._said = label(type="large", wrap=True)
        self._detail, self._who, self._where = (label(wrap=True) for _part in range(3))
        self._put_on_card(self._when, self._said, self._detail, self._who, self._where)
        table = self._table()
        self._set_out(table, least=620, shares=(2, 1), say=self._show_event, allow=self._allow_keys)
        self.csv = Button(words("As a table (CSV)"), presenter.export, key="F8", big=True)
        self.foot.insertWidget(1, self.csv)

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

    def _allow_keys(self) -> None:
        for button in (self.keep, self.csv):
            button.setEnabled(bool(self._shown))

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
