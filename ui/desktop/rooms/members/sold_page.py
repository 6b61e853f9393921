"""A month of a member's sales: days drawn, sums, every line."""

from __future__ import annotations

from functools import partial

from ui.desktop import theme
from ui.desktop.presenters.member_sold import MemberSoldPresenter
from ui.desktop.presenters.members import MembersPresenter
from ui.desktop.rooms.members.member_page import ShownPage
from ui.desktop.widgets.bars import Bar, Bars
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label, row

DAYS_TALL, TABLE_LEAST = 120, 200
"""Pixels of height at 100 %; where both find no room, the page scrolls."""


class SoldPage(ShownPage):
    """The month before and after with a key each."""

    def __init__(self, room: MembersPresenter) -> None:
        self.presenter = presenter = MemberSoldPresenter(room.desk)
        words = room.desk.words
        super().__init__(room.desk, words("Sold"), presenter)
        months = row()
        self.before = Button(words("Month before"), partial(presenter.step, -1), key="F7")
        self.month = label(type="large")
        self.after = Button(words("Month after"), partial(presenter.step, 1), key="F8")
        months.addWidget(self.before)
        months.addWidget(self.month, 1)
        months.addWidget(self.after)
        self.body.addLayout(months)
        self.sums = label(type="strong", wrap=True)
        self.body.addWidget(self.sums)
        self.days = Bars(words("Sold day by day"), tall=DAYS_TALL)
        self.body.addWidget(self.days)
        self.table = Table(
            words("Sold"),
            Rows(
                [
                    (words("Day"), lambda line: words.day(line.day), False),
                    (words("Article"), presenter.came_back, False),
                    (words("Pieces"), lambda line: words.number(line.quantity), True),
                    (words("Total"), lambda line: words.money(line.total), True),
                    (words("Their part"), lambda line: words.money(line.share), True),
                    (words("Ticket"), lambda line: line.ticket, False),
                ]
            ),
            stretch=1,
        )
        self.table.setColumnHidden(5, theme.current().large)
        self.table.setMinimumHeight(theme.current().px(TABLE_LEAST))
        self.body.addWidget(self.table, 1)
        presenter.changed.connect(self._show)

    def _show(self) -> None:
        presenter, words = self.presenter, self.words
        self.month.setText(words.month(presenter.month))
        self.after.setEnabled(not presenter.last)
        self.sums.setText(presenter.sums)
        self.days.show_bars(
            [
                Bar(str(day), amount.minor if amount else 0, words.amount(amount) if amount else "")
                for day, amount in presenter.days
            ]
        )
        self.days.setVisible(bool(presenter.lines))
        self.table.rows.set_rows(presenter.lines)
        self.table.setVisible(bool(presenter.lines))
