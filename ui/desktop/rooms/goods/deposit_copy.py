"""The member's earlier deposits, to take one of them for a pattern."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ess_shop.reading import SlipRow
from ui.desktop import theme
from ui.desktop.presenters.deposit import DepositPresenter
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, row


class DepositCopy(QWidget):
    """Enter or a touch takes the slip; `left` is called when one was taken, and when none is wanted."""

    def __init__(self, presenter: DepositPresenter, left: Callable[[], object]) -> None:
        super().__init__()
        self.presenter, self._left = presenter, left
        words = presenter.desk.words
        outer = column(self, space=2)
        outer.addWidget(label(words("Copy from an earlier deposit"), "title", wrap=True))
        self._none = label(words("There is no earlier deposit of this member."), wrap=True)
        outer.addWidget(self._none)
        self.table = Table(
            words("Earlier deposits"),
            Rows(
                [
                    (words("Slip"), lambda slip: slip.number, False),
                    (words("Day"), lambda slip: words.day(slip.day), False),
                    (words("Articles"), lambda slip: words.number(slip.lines), True),
                    (words("Pieces"), lambda slip: words.number(slip.pieces), True),
                    (words("Worth"), lambda slip: words.money(slip.worth), True),
                ]
            ),
            stretch=1,
        )
        self.table.chosen.connect(self._take)
        self.table.clicked.connect(lambda index: self._take(self.table.rows.row(index.row())))
        outer.addWidget(self.table, 1)
        foot = row(space=1)
        foot.addStretch(1)
        self.back = Button(words("Back"), left, key="Esc")
        foot.addWidget(self.back)
        outer.addLayout(foot)
        presenter.came.connect(self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters leave room for the day and the pieces."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.current().px(560)
        for place in (2, 4):
            self.table.setColumnHidden(place, narrow)

    def _show(self) -> None:
        rows = self.presenter.earlier
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows:
            self.table.selectRow(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.back.setFocus()

    def _take(self, slip: SlipRow) -> None:
        self._left()
        self.presenter.copy(slip.number)
