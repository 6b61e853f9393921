"""The demo shop is clean, whole, and the same for the same day; its pictures are all drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtSvg import QSvgRenderer

from db.books import SqlBooks, create_books
from db.keys import KeyRing
from ess_shop.domain.settlement import Month
from ess_shop.reading import SaleQuery
from ui.demo.goods import articles, demo_shop, members
from ui.demo.sales import day_of
from ui.demo.shop import fill
from ui.pictures import picture_path

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlBooks]:
    folder = tmp_path_factory.mktemp("demo")
    keys = KeyRing(folder / "keys")
    books = create_books(str(folder / "demo.db"), demo_shop(), at="2026-10-01T08:00:00+02:00", keys=keys)
    fill(books, TODAY, months=2)
    yield books
    books.close()


def test_the_books_are_clean_and_one_month_waits(filled: SqlBooks) -> None:
    assert list(filled.defects()) == []
    with filled.read() as read:
        assert (len(read.members()), len(read.articles()), len(read.people())) == (40, 400, 8)
        assert read.last_settled() == Month(2026, 9)
        assert read.session("C1") is None
        last = read.find_sales(SaleQuery(limit=1))[0]
        assert last.day < TODAY
        assert dict(read.last_count("C1"))["cash", "EUR"] == 15_000


def test_a_day_is_always_the_same() -> None:
    from shop_builder import when

    shop = demo_shop()
    goods = articles(when(1), shop)
    days = [list(day_of(date(2026, 10, 3), goods, shop)) for _ in range(2)]
    assert days[0] == days[1]
    assert len(days[0]) > 20


def test_every_member_has_a_story_and_goods() -> None:
    from shop_builder import when

    goods = articles(when(1), demo_shop())
    for member, identity, _terms in members(when(1)):
        assert identity.story.endswith(".")
        assert any(article.member_id == member.id for article in goods), identity.name


def test_every_picture_is_drawn() -> None:
    from shop_builder import when

    for article in articles(when(1), demo_shop()):
        path = picture_path(article.picture.removeprefix("icon:"))
        assert path is not None, article.picture
        assert QSvgRenderer(str(path)).isValid()
    assert picture_path("../goods") is None
    assert picture_path("nothing") is None
    assert isinstance(picture_path("honey"), Path)
