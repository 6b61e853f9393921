"""The settings as a manager uses them, for tests: the real window, and hands that turn its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtWidgets import QApplication
from shop_builder import ShopBuilder, when
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ui.desktop.presenters import places
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.room import SettingsRoom

P = TypeVar("P", bound=Page)


@contextmanager
def settings_at_work(books: SqlBooks, *, training: bool = False) -> Iterator[TillAtWork]:
    """A till that is open, a manager at it, in the settings."""
    shop = ShopBuilder(books)
    shop.article(shop.member(accepts="50"), "10")
    manager = Person(AICHA.id, AICHA.name, Role.MANAGER, hashed("2468"))
    register_people(shop.books, [manager], id=new_id(), at=shop.tick())
    shop.open(when(2))
    at_work = TillAtWork(shop, person=AICHA, training=training)
    at_work.till.desk.go.ring(places.SETTINGS)
    at_work.settle()
    try:
        yield at_work
    finally:
        at_work.close()


def room_of(at_work: TillAtWork) -> SettingsRoom:
    """The settings, which must be what is shown."""
    room = at_work.window.shown
    assert isinstance(room, SettingsRoom)
    return room


def page_of(at_work: TillAtWork, kind: type[P]) -> P:
    """Turn to the page of that kind."""
    room = room_of(at_work)
    for number, page in enumerate(room.pages.values()):
        if isinstance(page, kind):
            room.tabs[number].click()
            settled(at_work)
            return page
    raise LookupError(kind)


def settled(at_work: TillAtWork) -> None:
    """Until what was laid out anew is where it stays."""
    for _ in range(4):
        at_work.settle()
    QApplication.processEvents()


def preference(at_work: TillAtWork, name: str) -> object:
    """What the books keep under a name."""
    with at_work.shop.books.read() as read:
        return read.preference(name)
