"""A member's goods: a table, and over it how one article moved."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.desktop import theme
from ui.desktop.presenters.member_goods import MemberGoodsPresenter
from ui.desktop.presenters.members import MembersPresenter
from ui.desktop.rooms.members.member_page import ShownPage
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import column, label, row

AWAY, SINCE = 4, 5
"""Columns that are shown where there is something to say, or room for it."""


class GoodsPage(ShownPage):
    """Enter or a double click opens an article; Esc goes back to all."""

    def __init__(self, room: MembersPresenter) -> None:
        self.presenter = presenter = MemberGoodsPresenter(room.desk)
        words = room.desk.words
        super().__init__(room.desk, words("Goods here"), presenter)
        self.sums = label(wrap=True)
        self.body.addWidget(self.sums)
        self.table = Table(
            words("Goods here"),
            Rows(
                [
                    (words("Code"), lambda each: each.row.code, False),
                    (words("Article"), lambda each: each.row.label, False),
                    (words("Price"), lambda each: words.money(each.row.price), True),
                    (words("Pieces"), lambda each: words.number(each.row.on_hand), True),
                    (words("At a fair"), lambda each: words.number(each.row.away), True),
                    (words("Since"), presenter.since, False),
                    (words("Until"), presenter.until, False),
                ]
            ),
            stretch=1,
        )
        for place in (0, SINCE):
            self.table.setColumnHidden(place, theme.current().large)
        self.table.chosen.connect(presenter.open)
        self.body.addWidget(self.table, 1)
        self.hint = label(words("Enter shows how an article moved."), "small", wrap=True)
        self.body.addWidget(self.hint)
        self._moves_page = self.add_over(self._moves())
        presenter.changed.connect(self._show)
        presenter.moves_known.connect(self._show_moves)

    def _moves(self) -> QWidget:
        words, presenter = self.words, self.presenter
        page = QWidget()
        inside = column(page)
        self.moved = label(type="large", wrap=True)
        inside.addWidget(self.moved)
        self.moves = Table(
            words("How it moved"),
            Rows(
                [
                    (words("When"), presenter.when, False),
                    (words("Why"), presenter.why, False),
                    (words("Pieces"), lambda move: words.number(move.quantity), True),
                    (words("On hand"), lambda move: words.number(move.on_hand), True),
                    (words("Paper"), lambda move: move.paper, False),
                ]
            ),
            stretch=1,
        )
        inside.addWidget(self.moves, 1)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(Button(words("Back to all goods"), self.show_main, key="F7"))
        inside.addLayout(foot)
        QShortcut(QKeySequence("Esc"), page).activated.connect(self.show_main)
        return page

    def _show(self) -> None:
        presenter = self.presenter
        self.sums.setText(presenter.sums)
        self.table.rows.set_rows(presenter.goods)
        self.table.setColumnHidden(AWAY, not any(each.row.away for each in presenter.goods))
        self.table.setVisible(bool(presenter.goods))
        self.hint.setVisible(bool(presenter.goods))
        if presenter.goods:
            self.table.selectRow(0)

    def _show_moves(self) -> None:
        self.moved.setText(self.presenter.opened_name)
        self.moves.rows.set_rows(self.presenter.moves)
        self.show_over(self._moves_page)
