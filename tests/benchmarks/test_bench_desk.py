"""The desk and the members of a full shop: how long lists take to open, of 100,000 articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from bench_shop import SHOP, Timed, milliseconds, note, quantile
from full_house import ARTICLES, FIRST_DEPOSIT, MEMBERS, fill_house, member_of
from shop_builder import ShopBuilder, when
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ui.desktop.presenters import places
from ui.desktop.presenters.choosing_member import ChoosingMember
from ui.desktop.rooms.goods.expiring_page import ExpiringPage
from ui.desktop.rooms.goods.out_page import OutPage
from ui.desktop.rooms.goods.room import GoodsRoom
from ui.desktop.rooms.members.room import MembersRoom


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, KeyRing]:
    """Where the books of the full shop are."""
    folder = tmp_path_factory.mktemp("house")
    place, keys = str(folder / "shop.db"), KeyRing(folder / "keys")
    books = create_books(place, SHOP, at=FIRST_DEPOSIT.isoformat(), keys=keys)
    fill_house(books)
    books.close()
    return place, keys


@pytest.fixture
def full_books(house: tuple[str, KeyRing]) -> Iterator[SqlBooks]:
    """These books, opened."""
    place, keys = house
    books = open_books(place, keys=keys)
    yield books
    books.close()


@pytest.fixture
def desk(qapp: object, full_books: SqlBooks, tmp_path: Path) -> Iterator[GoodsRoom]:
    """The consignment desk on 1 June, when the time of 2,000 articles is near its end or over."""
    till = TillAtWork(ShopBuilder(full_books, when(1, 6)), person=AICHA, papers=tmp_path)
    till.till.desk.go.ring(places.GOODS)
    room = till.window.shown
    assert isinstance(room, GoodsRoom)
    yield room
    till.close()


def _noted(benchmark: Any, timed: Timed, **more: object) -> None:
    """What this process computed in half of all rounds, beside the wall: others compute meanwhile."""
    computing = quantile(timed.computing, 0.5)
    note(benchmark, articles=ARTICLES, members=MEMBERS, computing_ms=milliseconds(computing), **more)


def test_what_ends_is_asked_of_the_books(benchmark: Any, full_books: SqlBooks) -> None:
    def ask() -> int:
        with full_books.read() as read:
            return len(read.stays(date(2026, 6, 1)))

    timed = Timed(ask)
    benchmark.pedantic(timed, rounds=10, warmup_rounds=1)
    assert ask() == 2000
    _noted(benchmark, timed, rows=2000)


def test_the_page_of_what_ends_opens(benchmark: Any, desk: GoodsRoom) -> None:
    page = next(page for page in desk.pages.values() if isinstance(page, ExpiringPage))
    desk.turn(list(desk.pages.values()).index(page))

    def opens() -> None:
        page.load()
        page.grab()

    timed = Timed(opens)
    benchmark.pedantic(timed, rounds=10, warmup_rounds=1)
    assert len(page.presenter.rows) == 2000
    _noted(benchmark, timed, rows=2000)


def test_a_members_goods_are_there(benchmark: Any, desk: GoodsRoom) -> None:
    page = next(page for page in desk.pages.values() if isinstance(page, OutPage))
    desk.turn(list(desk.pages.values()).index(page))
    choosing: ChoosingMember = page.presenter.choosing

    def chooses() -> None:
        choosing.choose_id(member_of(1001))
        page.grab()

    timed = Timed(chooses)
    benchmark.pedantic(timed, setup=choosing.give_up, rounds=10, warmup_rounds=1)
    assert len(page.presenter.lines.goods) == ARTICLES // MEMBERS
    _noted(benchmark, timed)


def test_the_directory_opens(benchmark: Any, desk: GoodsRoom) -> None:
    desk.desk.go.ring(places.MEMBERS)
    room = desk.window().room(places.MEMBERS)
    assert isinstance(room, MembersRoom)

    def opens() -> None:
        room.presenter.load()
        room.grab()

    timed = Timed(opens)
    benchmark.pedantic(timed, rounds=10, warmup_rounds=1)
    assert len(room.presenter.shown) == MEMBERS
    _noted(benchmark, timed, rows=MEMBERS)


def test_the_figures_of_the_directory_come(benchmark: Any, full_books: SqlBooks) -> None:
    """They stand beside the names once they are there, and are asked again only when something happened."""

    def ask() -> int:
        with full_books.read() as read:
            return len(read.held())

    timed = Timed(ask)
    benchmark.pedantic(timed, rounds=10, warmup_rounds=1)
    assert 0 < ask() <= MEMBERS
    _noted(benchmark, timed)


def test_a_members_file_opens(benchmark: Any, desk: GoodsRoom) -> None:
    desk.desk.go.ring(places.MEMBERS)
    room = desk.window().room(places.MEMBERS)
    assert isinstance(room, MembersRoom)
    others = cycle((member_of(1001), member_of(1002)))

    def opens() -> None:
        room.file.show_member(next(others))
        room.grab()

    timed = Timed(opens)
    benchmark.pedantic(timed, rounds=10, warmup_rounds=1)
    _noted(benchmark, timed)
