"""What was sold of a member's goods this month, line by line."""

from __future__ import annotations

from ui.desktop import theme
from ui.desktop.presenters.own import OwnPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class OwnSoldPage(Page):
    """The lines, newest first, and their sum."""

    def __init__(self, presenter: OwnPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Sold this month"))
        self.presenter = presenter
        words = self.words
        self.keep.hide()
        self._sum = label(type="large", wrap=True)
        self.body.addWidget(self._sum)
        self.table = Table(
            words("Sold this month"),
            Rows(
                [
                    (words("Day"), lambda line: words.day(line.day), False),
                    (words("Article"), lambda line: line.label, False),
                    (words("Pieces"), lambda line: words.number(line.quantity), True),
                    (words("Sold for"), lambda line: words.money(line.total), True),
                    (words("Your part"), lambda line: words.money(line.share), True),
                ]
            ),
            stretch=1,
        )
        self.table.setMinimumHeight(theme.current().px(260))
        for place in (2, 3):
            self.table.setColumnHidden(place, theme.current().large)
        self.body.addWidget(self.table, 1)
        presenter.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        words, account = self.words, self.presenter.account
        lines = list(reversed(account.sold)) if account else []
        self.table.rows.set_rows(lines)
        self.table.setVisible(bool(lines))
        if account is None:
            self._sum.setText("")
        elif not lines:
            self._sum.setText(words("Nothing was sold in {month} so far.", month=account.month))
        else:
            self._sum.setText(
                words(
                    "{month}: {total} sold so far, of which {share} are yours.",
                    month=account.month,
                    total=account.sold_total,
                    share=account.sold_share,
                )
            )
