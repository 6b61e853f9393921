"""The pages of closings, log, verification, rights and a tax officer's access are for everybody."""

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
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ui.desktop.presenters import places
from ui.desktop.rooms.books.closures_page import ClosuresPage
from ui.desktop.rooms.books.event_log_page import EventLogPage
from ui.desktop.rooms.books.law_page import LawPage
from ui.desktop.rooms.pages_room import PagesRoom
from ui.desktop.rooms.settings.officer_page import OfficerPage
from ui.desktop.rooms.settings.rights_page import RightsPage

LOOKS = (nameless, out_of_reach, trapped, too_small, cut)
PAGES = {
    places.BOOKS: (ClosuresPage, EventLogPage, LawPage),
    places.SETTINGS: (RightsPage, OfficerPage),
}


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    """A closed day and some events."""
    shop = ShopBuilder(sqlite_books)
    people = [Person(new_id(), "Aïcha", Role.MANAGER, hashed("2468"))]
    register_people(shop.books, people, id=new_id(), at=shop.tick())
    bowl = shop.article(shop.member("M1"), "12.00")
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    shop.close()
    return shop


def states(till: TillAtWork) -> Iterator[str]:
    for place, kinds in PAGES.items():
        till.till.desk.go.ring(place)
        till.settle()
        room = till.window.shown
        assert isinstance(room, PagesRoom)
        for number, page in enumerate(room.pages.values()):
            if isinstance(page, kinds):
                room.turn(number)
                yield page.title


def pointed_at(said: str) -> bool:
    """Lists under an entry field, whose arrows point at their lines: Tab need not come to them."""
    return said.startswith("Table “")


@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_is_for_everybody(qapp: object, shop: ShopBuilder, percent: int) -> None:
    till = TillAtWork(shop, person=AICHA, percent=percent)
    wrong, seen = [], 0
    for state in states(till):
        seen += 1
        for _ in range(3):
            till.settle()
        for look in LOOKS:
            wrong += [f"{state}: {look.__name__}: {each}" for each in look(till) if not pointed_at(each)]
    till.close()
    assert seen == 5
    assert wrong == []
