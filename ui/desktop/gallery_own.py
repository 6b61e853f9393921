"""The gallery's scenes of a member's own room: the door for members, every page, something asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.domain.people import Person
from ess_shop.services.own_access import give_access
from ess_shop.services.own_account import Wish
from ui.desktop.presenters import places
from ui.desktop.rooms.door.room import DoorRoom
from ui.desktop.rooms.goods.requests_page import RequestsPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.own.goods_page import OwnGoodsPage
from ui.desktop.rooms.own.room import OwnRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]


def scenes(till: Till) -> Iterator[Scene]:
    """A member comes in by the door and looks round; their goods and sales are the demo shop's own."""
    desk = till.desk
    with desk.books.read() as read:
        member = max(read.members(), key=lambda each: len(read.goods_of(each.id)))
        desk_person = desk.person
    person = give_access(desk.books, member.id, pin="2468", id=new_id(), at=desk.clock())
    till.lock()
    room = till.window.shown
    if isinstance(room, DoorRoom):
        yield "door-member", room.presenter.ask_member
        yield "door-member-unknown", partial(room.presenter.name_member, "X99")
    yield "own-standing", partial(_come_in, till, person)
    own = till.window.shown
    if not isinstance(own, OwnRoom):
        return
    yield "own-goods", partial(own.turn, 1)
    yield "own-goods-wrong", partial(_ask_wrong, own)
    own.presenter.ask(Wish.WITHDRAWAL, {_first(till, member): 1}, "")
    own.presenter.ask(Wish.RESTOCK, {_first(till, member): 12}, "pour le marché de Noël")
    for number, name in ((0, "own-asked"), (2, "own-sold"), (3, "own-statements"), (4, "own-news")):
        yield name, partial(own.turn, number)
    desk.sit(desk_person)
    desk.go.ring(places.GOODS)
    goods = till.window.shown
    if isinstance(goods, GoodsRoom):
        yield "requests", partial(goods.turn_to, desk.words("Requests of members"))
        yield "request-slip", partial(_prepare, goods)


def _come_in(till: Till, person: Person) -> None:
    till.desk.sit(person)
    till.desk.go.ring(places.OWN)


def _prepare(goods: GoodsRoom) -> None:
    page = goods.page
    if isinstance(page, RequestsPage):
        page.slip.click()


def _ask_wrong(own: OwnRoom) -> None:
    page = own.page
    if isinstance(page, OwnGoodsPage):
        page.pieces.line.setText("beaucoup")
        page.back.click()


def _first(till: Till, member: Member) -> str:
    with till.desk.books.read() as read:
        return read.goods_of(member.id)[0].article_id
