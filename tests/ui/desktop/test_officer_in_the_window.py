"""A tax officer in the window: in by the door, the books alone, every button pressed, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from shop_builder import ShopBuilder, cash, when
from sqlalchemy import select
from till_at_work import AICHA, TillAtWork

from db import tables as t
from db.books import SqlBooks
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.ids import new_id
from ess_shop.services import granting, noting
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ui.desktop.presenters import places
from ui.desktop.rooms.books.closures_page import ClosuresPage
from ui.desktop.rooms.books.event_log_page import EventLogPage
from ui.desktop.rooms.books.room import BooksRoom
from ui.desktop.rooms.door.room import DoorRoom

PIN = "471100"


@pytest.fixture
def till(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[TillAtWork]:
    """A day is closed, the next is open; a tax officer has access."""
    shop = ShopBuilder(sqlite_books)
    chief = AICHA.__class__(AICHA.id, AICHA.name, AICHA.role, pin=hashed("1234"))
    register_people(shop.books, [chief], id=new_id(), at=shop.tick())
    bowl = shop.article(shop.member(), "10.00")
    shop.open(when(2))
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.open(when(3))
    granting.let_officer_in(
        shop.books,
        "Mme Rey",
        PIN,
        until=shop.now.date() + timedelta(days=30),
        who="Aïcha",
        id=new_id(),
        at=shop.tick(),
    )
    till = TillAtWork(shop, person=None, papers=tmp_path / "papers")
    yield till
    till.close()


def come_in(till: TillAtWork) -> BooksRoom:
    till.till.lock()
    room = till.window.shown
    assert isinstance(room, DoorRoom)
    door = room.presenter
    door.look()
    door.choose(next(person for person in door.people if person.name == "Mme Rey"))
    door.type(PIN)
    door.enter()
    till.settle()
    books = till.window.shown
    assert isinstance(books, BooksRoom)
    return books


def rows(till: TillAtWork) -> dict[str, list[tuple[Any, ...]]]:
    left_out = {t.journal.name, t.events.name, t.tills.name}
    with till.shop.books.engine.connect() as connection:  # type: ignore[attr-defined]
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in t.metadata.sorted_tables
            if table.name not in left_out
        }


def test_only_the_books_are_open(till: TillAtWork) -> None:
    come_in(till)
    for place in places.places(till.words):
        till.till.desk.go.ring(place.name)
        till.settle()
        assert till.till.navigation.room == places.BOOKS, place.name


def test_every_button_of_every_page_changes_nothing(till: TillAtWork) -> None:
    before = rows(till)
    room = come_in(till)
    pressed = 0
    for number in range(len(room.tabs)):
        room.turn(number)
        till.settle()
        page = room.page
        for button in page.findChildren(QAbstractButton):
            if button.isVisibleTo(page) and button.isEnabled():
                button.click()
                till.settle()
                pressed += 1
        page.keep_it()
        till.settle()
    assert pressed > 20
    assert rows(till) == before
    assert till.shop.defects() == []


def test_coming_and_going_are_logged_and_so_is_what_is_taken_along(till: TillAtWork) -> None:
    room = come_in(till)
    pages = list(room.pages.values())
    log = next(page for page in pages if isinstance(page, EventLogPage))
    room.turn(pages.index(log))
    till.settle()
    log.csv.click()
    till.settle()
    till.till.lock()
    till.settle()
    with till.shop.books.read() as read:
        found = read.events(EventQuery(codes=(noting.OFFICER_CAME, noting.OFFICER_LEFT, noting.EXPORT)))
    assert [(row.code, row.who) for row in reversed(found)] == [
        (noting.OFFICER_CAME, "Mme Rey"),
        (noting.EXPORT, "Mme Rey"),
        (noting.OFFICER_LEFT, "Mme Rey"),
    ]


def test_a_z_printed_again_is_a_counted_duplicate(till: TillAtWork) -> None:
    room = come_in(till)
    pages = list(room.pages.values())
    closures = next(page for page in pages if isinstance(page, ClosuresPage))
    room.turn(pages.index(closures))
    till.settle()
    for count in (1, 2):
        closures.keep_it()
        till.settle()
        with till.shop.books.read() as read:
            assert noting.duplicates_of(read, "C1-Z0001") == count
    assert len(till.printer.jobs) == 2
    assert all(b"DUPLICATA" in job.data for job in till.printer.jobs)


def test_nobody_comes_in_after_the_last_day(till: TillAtWork) -> None:
    till.shop.now += timedelta(days=31)
    till.till.lock()
    room = till.window.shown
    assert isinstance(room, DoorRoom)
    room.presenter.look()
    till.settle()
    assert [person.name for person in room.presenter.people] == [AICHA.name]
