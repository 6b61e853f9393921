"""The gallery's scenes of goods that go out: what is refused, a slip that grows, and the recorded slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from ess_shop.domain.slips import SlipKind
from ui.desktop.presenters import places
from ui.desktop.presenters.going_out import GoingOutPresenter
from ui.desktop.rooms.goods.expiring_page import ExpiringPage
from ui.desktop.rooms.goods.out_page import OutPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]


def scenes(till: Till, codes: Sequence[str]) -> Iterator[Scene]:
    """The pages of goods out; somebody who may sits there."""
    till.desk.go.ring(places.GOODS)
    room = till.window.shown
    if not isinstance(room, GoodsRoom):
        return
    page = next(page for page in room.pages.values() if isinstance(page, OutPage))
    yield "out", partial(room.turn, list(room.pages.values()).index(page))
    yield "out-lines", partial(_scan, page.presenter, codes)
    yield "out-lost", partial(_lose, page)
    yield "out-recorded", partial(_record, page)
    yield "out-trip", partial(_pack, page, codes)
    yield "out-trip-recorded", partial(_take_along, page)
    yield "out-everything-back", partial(_bring_back, page)
    page.presenter.next()


def _scan(presenter: GoingOutPresenter, codes: Sequence[str]) -> None:
    presenter.scanned(codes[3])
    for row in presenter.lines.goods[:4]:
        presenter.lines.take(row, 3)


def _lose(page: OutPage) -> None:
    page.presenter.choose_kind(SlipKind.BREAKAGE)
    page.keep_it()


def _record(page: OutPage) -> None:
    page.presenter.note = "étagère tombée"
    page.keep_it()


def _pack(page: OutPage, codes: Sequence[str]) -> None:
    """Goods of several members, for a fair."""
    page.presenter.next()
    page.presenter.choose_kind(SlipKind.TRANSFER_OUT)
    for code in codes[::40]:
        page.scanned(code)


def _take_along(page: OutPage) -> None:
    page.presenter.note = "Foire de la Saint-Martin"
    page.keep_it()


def _bring_back(page: OutPage) -> None:
    page.presenter.next()
    page.presenter.choose_kind(SlipKind.TRANSFER_IN)
    page.presenter.everything_back()


def ending(till: Till) -> Iterator[Scene]:
    """Goods whose time is over, as the demo shop's contracts end them."""
    room = till.window.shown
    if not isinstance(room, GoodsRoom):
        return
    page = next(page for page in room.pages.values() if isinstance(page, ExpiringPage))
    yield "ending", partial(room.turn, list(room.pages.values()).index(page))
    yield "ending-receiver-missing", partial(page.buttons[1].click)
    yield "ending-longer", partial(page.presenter.prolong, 30)
