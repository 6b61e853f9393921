"""A member's history: one time line of slips, statements, payouts, contracts, fees and corrections."""

from __future__ import annotations

from ui.desktop.presenters.member_history import ALL, CONTRACTS, MONEY, SLIPS, MemberHistoryPresenter
from ui.desktop.presenters.members import MembersPresenter
from ui.desktop.rooms.members.member_page import ShownPage
from ui.desktop.widgets.choices import Choices
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class HistoryPage(ShownPage):
    """All of it, or one kind of papers."""

    def __init__(self, room: MembersPresenter) -> None:
        self.presenter = presenter = MemberHistoryPresenter(room.desk)
        words = room.desk.words
        super().__init__(room.desk, words("History"), presenter)
        self.only = Choices(
            [
                (ALL, words("All")),
                (SLIPS, words("Slips")),
                (MONEY, words("Money")),
                (CONTRACTS, words("Contracts")),
            ],
            changed=presenter.choose,
        )
        self.body.addWidget(self.only)
        self.table = Table(
            words("History"),
            Rows(
                [
                    (words("Day"), lambda line: line.day, False),
                    (words("What"), lambda line: line.what, False),
                    ("", lambda line: line.said, False),
                    (words("Amount"), lambda line: line.amount, True),
                ]
            ),
            stretch=2,
        )
        self.table.setWordWrap(True)
        self.body.addWidget(self.table, 1)
        self.none = label(words("Nothing happened yet."), wrap=True)
        self.body.addWidget(self.none)
        presenter.changed.connect(self._show)

    def _show(self) -> None:
        lines = self.presenter.lines
        self.table.rows.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)
