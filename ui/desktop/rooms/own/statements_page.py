"""A member's statements and what was paid on them; each can be taken home."""

from __future__ import annotations

from ess_shop.services.own_account import OwnMonth
from ui.desktop import theme
from ui.desktop.presenters.own import OwnPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class OwnStatementsPage(Page):
    """Months, newest first; the pointed one as a PDF, or by e-mail."""

    def __init__(self, presenter: OwnPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Your statements"))
        self.presenter = presenter
        words = self.words
        self.keep.hide()
        self.table = Table(
            words("Your statements"),
            Rows(
                [
                    (words("Month"), lambda month: words.month(month.month), False),
                    (words("Statement"), lambda month: month.rows[0].statement, False),
                    (words("Sold for"), lambda month: words.money(month.rows[0].gross), True),
                    (words("Paid"), self._paid, True),
                    (words("On"), self._day, False),
                ]
            ),
            stretch=1,
        )
        self.table.setMinimumHeight(theme.current().px(260))
        for place in (1, 2, 4):
            self.table.setColumnHidden(place, theme.current().large)
        self.body.addWidget(self.table, 1)
        self._none = label(
            words("There is no statement yet: the first comes with the month’s end."), wrap=True
        )
        self.body.addWidget(self._none)
        self.mail = Button(words("Send it to me"), self._send, key="F8", big=True)
        self.pdf = Button(words("Open the PDF"), self._open, key="F9", role="primary", big=True)
        self.home = Button(words("Page to take home"), self._take_home, key="F7", big=True)
        self.foot.insertWidget(0, self.home)
        self.foot.insertWidget(1, self.mail)
        self.foot.addWidget(self.pdf)
        presenter.changed.connect(self._show)
        self._show()

    def _paid(self, month: OwnMonth) -> str:
        return " + ".join(self.words.money(row.paid) for row in month.rows if row.paid) or "—"

    def _day(self, month: OwnMonth) -> str:
        return self.words.day(month.paid_on) if month.paid_on else ""

    def _show(self) -> None:
        account = self.presenter.account
        rows = list(account.months) if account else []
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(account is not None and not rows)
        self.pdf.setEnabled(bool(rows))
        self.home.setEnabled(bool(rows))
        self.mail.setEnabled(bool(rows) and self.presenter.can_mail)
        if rows:
            self.table.selectRow(0)

    def _send(self) -> None:
        if self.table.current is not None:
            self.presenter.send(self.table.current.month)

    def _take_home(self) -> None:
        if self.table.current is not None:
            self.presenter.take_home(self.table.current.month)

    def _open(self) -> None:
        if self.table.current is not None:
            self.presenter.open(self.table.current.month)
