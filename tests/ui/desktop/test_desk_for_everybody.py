"""The consignment desk, members, books and a member's own room: every page is for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shop_builder import ShopBuilder, card, when
from test_accessibility import cut, nameless, out_of_reach, too_small, trapped
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.services.composing import Asked
from ess_shop.services.own_access import give_access
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ui.desktop.presenters import places
from ui.desktop.rooms.members.room import MembersRoom
from ui.desktop.rooms.pages_room import PagesRoom

LOOKS = (nameless, out_of_reach, trapped, too_small, cut)


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    """A member whose goods sold this month, and their PIN."""
    shop = ShopBuilder(sqlite_books)
    people = [Person(new_id(), "Aïcha", Role.MANAGER, hashed("2468"))]
    register_people(shop.books, people, id=new_id(), at=shop.tick())
    potter = shop.member("M1")
    bowl = shop.article(potter, "12.00")
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    give_access(shop.books, potter.id, pin="1357", id=new_id(), at=shop.tick())
    return shop


def states(till: TillAtWork) -> Iterator[str]:
    """Every page of the new rooms, one after the other."""
    for place in (places.GOODS, places.MEMBERS, places.BOOKS):
        till.till.desk.go.ring(place)
        till.settle()
        room = till.window.shown
        if isinstance(room, PagesRoom):
            for number, name in enumerate(room.pages):
                room.turn(number)
                yield f"{place} {name}"
        elif isinstance(room, MembersRoom):
            yield place
            room.open_file()
            for number in range(len(room.file.tabs.buttons)):
                room.file.turn(number)
                yield f"{place} {number}"
    with till.shop.books.read() as read:
        member = next(each for each in read.people() if each.role is Role.MEMBER)
    till.till.desk.sit(member)
    till.till.desk.go.ring(places.OWN)
    own = till.window.shown
    if isinstance(own, PagesRoom):
        for number in range(len(own.tabs)):
            own.turn(number)
            yield f"{places.OWN} {number}"


def pointed_at(said: str) -> bool:
    """Lists under an entry field, whose arrows point at their lines: Tab need not come to them."""
    return said.startswith("Table “")


@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_is_for_everybody(qapp: object, shop: ShopBuilder, percent: int) -> None:
    till = TillAtWork(shop, person=AICHA, percent=percent)
    wrong = []
    for state in states(till):
        for _ in range(3):
            till.settle()
        for look in LOOKS:
            wrong += [f"{state}: {look.__name__}: {each}" for each in look(till) if not pointed_at(each)]
    till.close()
    assert wrong == []
