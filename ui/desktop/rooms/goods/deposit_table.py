"""The lines of a deposit as a table, and the keys that change the one that is pointed at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ess_shop.domain.incoming import Incoming
from ui.desktop import theme
from ui.desktop.presenters.deposit import DepositPresenter
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, unpainted

LEAST = 3
"""Lines that are seen however little room there is."""


class DepositTable(QWidget):
    """Follows the presenter; the focus stays in the entry field, whose arrows point here."""

    def __init__(self, presenter: DepositPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        words = self.words = presenter.desk.words
        outer = column(self, space=1)
        self.table = Table(
            words("What comes in"),
            Rows(
                [
                    (words("Pieces"), lambda line: words.number(line.quantity), True),
                    (words("Article"), lambda line: line.article.label, False),
                    (words("Code"), self._code, False),
                    (words("Price"), self._price, True),
                    (words("Net price"), self._net, True),
                    (words("Together"), lambda line: words.money(line.worth), True),
                ]
            ),
            stretch=1,
        )
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(lambda index: self._point(index.row()))
        self.table.doubleClicked.connect(lambda _index: self._change())
        outer.addWidget(self.table)
        keys = Flow()
        self.change = Button(words("Change"), self._change, key="F2")
        self.less = Button("−", partial(presenter.step, -1), hint="-")
        self.more = Button("+", partial(presenter.step, 1), hint="+")
        self.out = Button(words("Take out"), presenter.remove, key="Ctrl+Del", hint="Del", role="danger")
        self.less.setAccessibleName(words("One piece less"))
        self.more.setAccessibleName(words("One piece more"))
        for button in (self.change, self.less, self.more, self.out):
            keys.add(button)
        outer.addWidget(keys)
        self._remarks = label(tone="warm", wrap=True)
        outer.addWidget(self._remarks)
        self._keys = keys
        self._shown: tuple[Incoming, ...] | None = None
        presenter.changed.connect(self.refresh)
        presenter.article.changed.connect(self.refresh)
        self.refresh()

    def _code(self, line: Incoming) -> str:
        return self.words("new") if line.new else line.article.code

    def _price(self, line: Incoming) -> str:
        return self.words.money(line.piece_price)

    def _net(self, line: Incoming) -> str:
        net = line.coming.net
        return "–" if net is None else self.words.money(net)

    def refresh(self) -> None:
        """The lines as they are, the pointed one in sight."""
        presenter = self.presenter
        if self._shown != presenter.lines:
            self._shown = presenter.lines
            with unpainted(self.table):
                self.table.rows.set_rows(presenter.lines)
        shown = bool(presenter.lines) and presenter.article.sheet is None
        self.setVisible(shown)
        if 0 <= presenter.pointed < len(presenter.lines):
            self.table.selectRow(presenter.pointed)
            self.table.scrollTo(self.table.rows.index(presenter.pointed, 0))
        self._hide_columns()
        self._remarks.setText("\n".join(presenter.remarks))
        self._remarks.setVisible(bool(presenter.remarks))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large letters leave no room for codes."""
        super().resizeEvent(event)
        self._hide_columns()

    def _hide_columns(self) -> None:
        """Codes and sums need room; net prices are of a contract that has them."""
        narrow = self.width() < theme.current().px(640)
        for place, hidden in ((2, narrow), (4, narrow or not self.presenter.article.memo), (5, narrow)):
            self.table.setColumnHidden(place, hidden)

    def _fit(self) -> None:
        """At least some lines are seen; with many it takes the room there is."""
        shown = min(max(len(self.presenter.lines), 1), LEAST)
        header = self.table.horizontalHeader().sizeHint().height()
        line = max(self.table.rowHeight(0), 44)
        self.table.setMinimumHeight(header + shown * line + 6)

    def _point(self, place: int) -> None:
        self.presenter.pointed = place
        self.presenter.changed.ring()

    def _change(self) -> None:
        presenter = self.presenter
        if 0 <= presenter.pointed < len(presenter.lines):
            presenter.article.open_line(presenter.pointed, presenter.lines[presenter.pointed])
