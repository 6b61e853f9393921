"""The gallery's scenes of goods that come in: member, lines, a new article, what is refused, the slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ess_shop.domain.ids import new_id
from ess_shop.domain.police import IdentityPaper, Seller
from ui.desktop.rooms.goods.deposit_page import DepositPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]


def scenes(till: Till) -> Iterator[Scene]:
    """A deposit from the member to its slip; somebody who may take goods in sits there, the room is open."""
    room = till.window.shown
    page = room.page if isinstance(room, GoodsRoom) else None
    if not isinstance(page, DepositPage):
        return
    deposit = page.presenter
    with till.desk.books.read() as read:
        goods = read.articles_of(read.members()[0].id)
    yield "deposit-member", lambda: None
    yield "deposit-member-found", partial(_type_member, page, goods[0].code.partition("-")[0])
    yield "deposit-empty", page.chooser.presenter.enter
    yield "deposit-lines", partial(_scan, till, [article.barcodes[0] for article in goods[:8]])
    yield "deposit-known", partial(_type, page, goods[0].label[:3])
    yield "deposit-new", partial(_begin, page, "Carnet ligné")
    yield "deposit-wrong", partial(_price, page, "douze")
    page.fields.price.line.setText("1250")
    yield "deposit-put-in", page.fields.put_in
    yield "deposit-price-asked", partial(_reprice, page)
    _keep_price(till)
    yield "deposit-copy", page.copy.click
    page.show_main()
    seller = Seller("", new_id(), "Jeanne Aubry", "3 rue du Four", IdentityPaper.PASSPORT, "", "", "")
    yield "deposit-paper", partial(_ask_paper, page, seller)
    yield "deposit-paper-wrong", page.papers.keep_it
    deposit.no_paper()
    page.leave()
    yield "deposit-begun", deposit.choosing.give_up
    deposit.go_on(deposit.begun[0])
    yield "deposit-done", deposit.save
    deposit.next()


def _type_member(page: DepositPage, letters: str) -> None:
    page.chooser.entry.setText(letters)
    page.chooser.presenter.type(letters)


def _scan(till: Till, codes: Sequence[str]) -> None:
    for code in codes:
        till.window.scanned(code)


def _type(page: DepositPage, letters: str) -> None:
    page.entry.setText(letters)
    page.presenter.type(letters)
    page.presenter.point(1)


def _begin(page: DepositPage, label: str) -> None:
    page.entry.clear()
    page.presenter.open_new(label)


def _price(page: DepositPage, text: str) -> None:
    page.fields.price.line.setText(text)
    page.fields.put_in()


def _reprice(page: DepositPage) -> None:
    page.presenter.pointed = 0
    page.presenter.enter("")
    page.fields.price.line.setText("99")
    page.fields.put_in()


def _keep_price(till: Till) -> None:
    for notice in till.desk.notices.standing:
        if len(notice.steps) > 1:
            notice.steps[1].act()


def _ask_paper(page: DepositPage, seller: Seller) -> None:
    page.presenter.paper = seller
    page.presenter.changed.ring()
