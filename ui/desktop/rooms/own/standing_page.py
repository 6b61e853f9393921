"""How a member stands today, in a few large figures, and what they asked of the shop."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from ess_shop.services.own_account import OwnAccount, Request, Wish
from ui.desktop import theme
from ui.desktop.presenters.own import OwnPresenter
from ui.desktop.rooms.page import Page
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.words import card, column, emptied, label, row


class StandingPage(Page):
    """Owed, sold this month, here; then what waits at the desk."""

    def __init__(self, presenter: OwnPresenter) -> None:
        super().__init__(presenter.desk, presenter.desk.words("How you stand"))
        self.presenter = presenter
        self.keep.hide()
        self._name = label(type="large", wrap=True)
        self.figures = QGridLayout()
        self.figures.setSpacing(2 * SPACE)
        self._asked = label(self.words("What you asked for"), "large")
        self._list = column(space=1)
        self.body.addWidget(self._name)
        self.body.addLayout(self.figures)
        self.body.addWidget(self._asked)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        presenter.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        account = self.presenter.account
        emptied(self.figures)
        emptied(self._list)
        self._name.setText(f"{account.identity.name} · {account.member.code}" if account else "")
        self._asked.setVisible(bool(account and account.requests))
        if account is None:
            return
        across = 1 if theme.current().large else 2
        for place, (name, figure, under) in enumerate(_figures(account, self)):
            self.figures.addWidget(_figure(name, figure, under), place // across, place % across)
        for request in account.requests:
            self._list.addWidget(self._request(request))

    def _request(self, request: Request) -> QWidget:
        words = self.words
        frame = card("raised")
        line = row(frame, space=2, margin=1)
        heads = {
            Wish.RESTOCK: words("You will bring more:"),
            Wish.WITHDRAWAL: words("You want to have back:"),
        }
        goods = ", ".join(f"{each.quantity} × {each.label}" for each in request.lines)
        line.addWidget(label(f"{heads[request.wish]} {goods}", wrap=True), 1)
        back = Button(words("No longer"), partial(self.presenter.take_back, request), role="quiet")
        back.setAccessibleName(words("No longer ask for {goods}", goods=goods))
        line.addWidget(back)
        return frame


def _figures(account: OwnAccount, page: StandingPage) -> list[tuple[str, str, str]]:
    words = page.words
    owed = [words.money(amount) for amount in account.owed if amount] or [words.money(account.shop.money(0))]
    pieces = sum(row.on_hand for row in account.goods)
    sold = sum(line.quantity for line in account.sold)
    last = next((month for month in account.months if month.paid_on), None)
    paid = "\n".join(words.money(row.paid) for row in last.rows if row.paid) if last else ""
    month = words.month(account.month)
    return [
        (words("Owed to you now"), "\n".join(owed), words("What is sold and not paid out yet")),
        (
            words("Sold in {month} so far", month=account.month),
            words.money(account.sold_total),
            words("{count} pieces; your part: {share}", count=sold, share=account.sold_share),
        ),
        (
            words("Here in the shop"),
            words.plural("{count} piece", "{count} pieces", pieces),
            words.plural("of {count} article", "of {count} articles", len(account.goods)),
        ),
        (
            words("Last paid to you"),
            paid or "—",
            words("for {month}, on {day}", month=last.month, day=last.paid_on)
            if last and last.paid_on
            else words("Nothing was paid out before {month}.", month=month),
        ),
    ]


def _figure(name: str, figure: str, under: str) -> QWidget:
    frame = card("raised")
    frame.setAccessibleName(f"{name}: {figure}. {under}")
    inside = column(frame, space=1, margin=2)
    inside.addWidget(label(name, "small", wrap=True))
    inside.addWidget(label(figure, "title"))
    inside.addWidget(label(under, "small", wrap=True))
    inside.addStretch(1)
    return frame
