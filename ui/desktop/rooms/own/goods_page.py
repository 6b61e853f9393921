"""A member's goods in the shop, and what they ask of the shop about them."""

from __future__ import annotations

from ess_shop.errors import Refused, ShopError
from ess_shop.reading import GoodsRow
from ess_shop.services.own_account import Wish
from ui.desktop import theme
from ui.desktop.presenters.own import OwnPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import TextField
from ui.desktop.widgets.form import LONG, SHORT, Form
from ui.desktop.widgets.lists import Rows, Table
from ui.desktop.widgets.words import label


class OwnGoodsPage(Page):
    """Point at an article, say how many, ask."""

    def __init__(self, presenter: OwnPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Your goods"))
        self.presenter = presenter
        words = self.words
        self.keep.hide()
        self.table = Table(
            words("Your goods"),
            Rows(
                [
                    (words("Code"), lambda row: row.code, False),
                    (words("Article"), lambda row: row.label, False),
                    (words("Price"), lambda row: words.money(row.price), True),
                    (words("Here"), lambda row: words.number(row.on_hand), True),
                    (words("At a fair"), lambda row: words.number(row.away) if row.away else "", True),
                ]
            ),
            stretch=1,
        )
        self.table.setMinimumHeight(theme.current().px(220))
        self.table.setColumnHidden(4, theme.current().large)
        self.table.pointed.connect(self._point)
        self.body.addWidget(self.table, 1)
        self._none = label(words("Nothing of yours is in the shop now."), "strong", wrap=True)
        self.body.addWidget(self._none)
        form = Form()
        self.pieces = TextField(words("How many"), "1", digits=True)
        self.note = TextField(words("A word to the shop"))
        form.add(self.pieces, SHORT)
        form.add(self.note, LONG)
        self._form = form
        self.body.addWidget(form)
        self.more = Button(
            words("I will bring more of it"), lambda: self._ask(Wish.RESTOCK), key="F8", big=True
        )
        self.back = Button(
            words("I want it back"), lambda: self._ask(Wish.WITHDRAWAL), key="F9", role="primary", big=True
        )
        self.foot.insertWidget(0, self.more)
        self.foot.addWidget(self.back)
        presenter.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        account = self.presenter.account
        rows = list(account.goods) if account else []
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._none.setVisible(account is not None and not rows)
        for each in (self._form, self.more, self.back):
            each.setEnabled(bool(rows))
        if rows:
            self.table.selectRow(0)

    def _point(self, _row: GoodsRow) -> None:
        self.pieces.mark("")

    def _ask(self, wish: Wish) -> None:
        row = self.table.current
        if row is None:
            return
        text = self.pieces.value.strip()
        try:
            if not (text.isascii() and text.isdigit() and int(text[:6])):
                raise Refused("bad_pieces", "“{text}” is no number of pieces: type it again.", text=text)
            self.presenter.ask(wish, {row.article_id: int(text[:6])}, self.note.value)
        except ShopError as wrong:
            self.pieces.mark(self.words.error(wrong))
            self.pieces.line.setFocus()
            return
        self.pieces.line.setText("1")
        self.note.line.clear()
