"""No page opens a window of its own while it is made: a flash would take the keys away from the till."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shop_builder import ShopBuilder
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from ui.desktop.presenters import places
from ui.desktop.rooms.members.room import MembersRoom
from ui.desktop.rooms.pages_room import PagesRoom


class Watch(QObject):
    """Sees every window but the till's own that is shown."""

    def __init__(self, own: QWidget) -> None:
        super().__init__()
        self.own, self.seen = own, []  # type: ignore[var-annotated]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember what it is."""
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and watched is not self.own:
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.mark.parametrize("percent", [100, 200])
def test_only_the_tills_window_is_shown(qapp: QApplication, sqlite_books: SqlBooks, percent: int) -> None:
    shop = ShopBuilder(sqlite_books)
    shop.article(shop.member("M1"))
    before = set(qapp.topLevelWidgets())
    till = TillAtWork(shop, person=AICHA, percent=percent)
    watch = Watch(till.window)
    qapp.installEventFilter(watch)
    for place in (places.GOODS, places.MEMBERS, places.BOOKS, places.SETTINGS, places.CASH, places.TICKETS):
        till.till.desk.go.ring(place)
        till.settle()
        room = till.window.shown
        if isinstance(room, PagesRoom):
            assert room.pages
        if isinstance(room, MembersRoom):
            room.open_file()
            for number in range(len(room.file.tabs.buttons)):
                room.file.turn(number)
            room.add_member()
        till.settle()
    qapp.removeEventFilter(watch)
    assert watch.seen == []
    more = set(qapp.topLevelWidgets()) - before
    assert more == {till.window}, "what a page lays over itself is a part of the page"
    till.close()
