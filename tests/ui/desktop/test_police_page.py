"""The page of the police register: read, found, printed; who left goods is erased when the law lets it be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shop_builder import ShopBuilder, paper_of, when
from till_at_work import AICHA, LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member, MemberKind
from ess_shop.services.depositing import take_in
from ess_shop.services.registering import register_articles
from ui.desktop.presenters import places
from ui.desktop.presenters.police import ALL, LAST_YEAR, MONTH, THIS_YEAR
from ui.desktop.rooms.goods.police_page import PolicePage
from ui.desktop.rooms.goods.room import GoodsRoom


def leave(shop: ShopBuilder, member: Member, label: str, pieces: int, name: str) -> None:
    article = replace(shop.article(member, "18", pieces=0), label=label, second_hand=True, revision=2)
    register_articles(shop.books, [article], id=new_id(), at=shop.tick())
    take_in(shop.books, shop.slip((article, pieces), seller=paper_of(member, name, f"{name}-1")))


@pytest.fixture
def till(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[TillAtWork]:
    shop = ShopBuilder(sqlite_books, when(5).replace(year=2025))
    person = shop.member("P1", kind=MemberKind.PERSON)
    leave(shop, person, "Œuf peint", 3, "Odile Ferrand")
    shop.now = when(10)
    leave(shop, person, "Lampe", 1, "Jean Aubry")
    shop.now = when(20, month=4)
    leave(shop, person, "Montre", 2, "Odile Ferrand")
    made = TillAtWork(shop, person=AICHA, papers=tmp_path / "papers")
    made.till.desk.go.ring(places.GOODS)
    yield made
    made.close()


@pytest.fixture
def page(till: TillAtWork) -> PolicePage:
    room = till.window.shown
    assert isinstance(room, GoodsRoom)
    pages = list(room.pages.values())
    found = next(each for each in pages if isinstance(each, PolicePage))
    room.turn(pages.index(found))
    till.settle()
    return found


def numbers(page: PolicePage) -> list[int]:
    return [page.table.rows.row(place).number for place in range(page.table.rows.rowCount())]


def said(page: PolicePage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


@pytest.mark.parametrize(
    ("period", "expected"), [(THIS_YEAR, [2, 3]), (MONTH, [3]), (LAST_YEAR, [1]), (ALL, [1, 2, 3])]
)
def test_a_period_shows_its_entries(page: PolicePage, period: str, expected: list[int]) -> None:
    page.presenter.choose(period)
    assert numbers(page) == expected
    assert page.presenter.count in said(page)


def test_an_entry_is_read_whole(page: PolicePage) -> None:
    shown = said(page)
    for part in ("N° 2", "1 × Lampe", "Jean Aubry, 3, rue des Tilleuls", "Carte d’identité n° Jean Aubry-1"):
        assert part in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_letters_find_and_arrows_point(till: TillAtWork, page: PolicePage) -> None:
    page.presenter.choose(ALL)
    page.entry.setFocus()
    till.type("oeuf")
    assert numbers(page) == [1]
    till.key(Qt.Key.Key_Escape)
    assert numbers(page) == [1, 2, 3]
    for _press in range(3):
        till.key(Qt.Key.Key_Down)
    assert page.presenter.pointed is not None
    assert page.presenter.pointed.number == 3
    till.type("odile 2026-0002")
    assert numbers(page) == [3]
    till.type("x")
    assert numbers(page) == []
    assert "Aucune inscription" in said(page)
    assert page.keep.isEnabled(), "the paper holds the whole period, found or not"


def test_f9_makes_the_paper_of_the_period(till: TillAtWork, page: PolicePage) -> None:
    till.key(Qt.Key.Key_F9)
    (paper,) = till.opened
    text = "".join(each.extract_text() for each in PdfReader(paper).pages)
    assert "Lampe" in text
    assert "Œuf" not in text
    page.presenter.choose(LAST_YEAR)
    page.presenter.choose(ALL)
    till.key(Qt.Key.Key_F9)
    assert "Œuf" in "".join(each.extract_text() for each in PdfReader(till.opened[1]).pages)


def test_a_paper_is_kept_as_long_as_the_law_wants(till: TillAtWork, page: PolicePage) -> None:
    page.erase.click()
    till.settle()
    assert any("10/03/2036" in notice for notice in till.notices())
    with till.shop.books.read() as read:
        assert not any(row.seller.erased for row in read.police_entries())


def test_it_is_erased_afterwards_and_the_entry_stays(till: TillAtWork, page: PolicePage) -> None:
    till.shop.now = when(11).replace(year=2036)
    page.presenter.choose(ALL)
    page.table.selectRow(1)
    page.erase.click()
    till.settle()
    assert numbers(page) == [1, 2, 3]
    with till.shop.books.read() as read:
        assert [row.seller.erased for row in read.police_entries()] == [False, True, False]
    assert page.presenter.pointed is not None
    assert page.presenter.pointed.number == 2
    assert "délai légal" in said(page)
    assert not page.erase.isVisible()
    assert till.shop.defects() == []


def test_a_volunteer_reads_and_prints_and_erases_nothing(till: TillAtWork, page: PolicePage) -> None:
    till.till.desk.sit(LISE)
    page.load()
    assert page.presenter.rows
    assert not page.presenter.may_erase
    page.presenter.erase()
    with till.shop.books.read() as read:
        assert not any(row.seller.erased for row in read.police_entries())
