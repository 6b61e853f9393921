"""The gallery's scenes of what is counted and put right: a stocktake, corrections, slips."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ui.desktop.presenters.corrections import Wrong
from ui.desktop.presenters.stocktake_differences import reasons_for
from ui.desktop.presenters.stocktaking import EVERYTHING
from ui.desktop.rooms.goods.corrections_page import CorrectionsPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.goods.slips_page import SlipsPage
from ui.desktop.rooms.goods.stocktake_page import StocktakePage
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]


def scenes(till: Till, codes: Sequence[str]) -> Iterator[Scene]:
    """The pages of counting and correcting; somebody who may sits there and the room is open."""
    room = till.window.shown
    if not isinstance(room, GoodsRoom):
        return
    for number, page in enumerate(list(room.pages.values())):
        turn = partial(room.turn, number)
        if isinstance(page, StocktakePage):
            yield "stocktake", turn
            yield from _counting(till, page, codes)
        elif isinstance(page, CorrectionsPage):
            yield "corrections", turn
            yield from _correcting(page, codes)
        elif isinstance(page, SlipsPage):
            yield "slips", turn
    till.desk.notices.pass_on()


def _counting(till: Till, page: StocktakePage, codes: Sequence[str]) -> Iterator[Scene]:
    presenter = page.presenter
    presenter.choose_way(EVERYTHING)
    yield "stocktake-begun", page.keep_it
    yield "stocktake-counting", partial(_scan, till, codes)
    yield "stocktake-unknown", partial(till.window.scanned, "2999999999999")
    till.desk.notices.pass_on()
    yield "stocktake-differences", page.keep_it
    yield "stocktake-not-explained", page.keep_it
    till.desk.notices.pass_on()
    yield "stocktake-explained", partial(_explain, page)
    yield "stocktake-booked", page.keep_it
    presenter.again()


def _scan(till: Till, codes: Sequence[str]) -> None:
    for code in codes[2:9]:
        till.window.scanned(code)


def _explain(page: StocktakePage) -> None:
    differences = page.presenter.differences
    while differences.left and differences.current is not None:
        differences.choose(reasons_for(differences.current)[0])


def _correcting(page: CorrectionsPage, codes: Sequence[str]) -> Iterator[Scene]:
    sale, price = page.presenter.sale, page.presenter.price
    if not sale.tickets:
        return
    yield "corrections-ticket", partial(sale.open, sale.tickets[0])
    if sale.lines:
        yield "corrections-line", partial(sale.choose, sale.lines[0])
        yield "corrections-changes", partial(sale.choosing.enter, codes[20])
    page.presenter.again()
    page.presenter.choose(Wrong.PRICE)
    yield "corrections-price", partial(price.choosing.enter, codes[3])
    yield "corrections-price-wrong", partial(price.say_price, "douze")
    yield "corrections-price-changes", partial(price.say_price, "99,00")
    page.presenter.again()
    page.presenter.choose(Wrong.SLIP)
    yield "corrections-slip", lambda: None
    page.presenter.choose(Wrong.ARTICLE)
