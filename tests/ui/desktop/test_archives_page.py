"""The page of the archives: a closed year written where somebody wants it, while sales go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from archived_shop import year_closed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shop_builder import BEGUN, SHOP, ShopBuilder
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks, create_books
from db.keys import KeyRing
from drivers.archive import verifier
from ui.desktop.presenters import places
from ui.desktop.rooms.books.archives_page import ArchivesPage
from ui.desktop.rooms.books.room import BooksRoom


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopBuilder]:
    folder = tmp_path_factory.mktemp("archives")
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN, keys=KeyRing(folder / "keys"))
    yield year_closed(books)
    books.close()


@pytest.fixture
def till(qapp: object, shop: ShopBuilder) -> Iterator[TillAtWork]:
    made = TillAtWork(shop, person=AICHA)
    made.till.desk.go.ring(places.BOOKS)
    made.settle()
    yield made
    made.close()


def page_of(till: TillAtWork, folder: Path) -> ArchivesPage:
    room = till.window.shown
    assert isinstance(room, BooksRoom)
    pages = list(room.pages.values())
    found = next(each for each in pages if isinstance(each, ArchivesPage))
    room.turn(pages.index(found))
    till.settle()
    found.presenter.choose_folder(folder)
    return found


def said(page: ArchivesPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_f9_writes_the_year_and_f10_opens_its_folder(till: TillAtWork, tmp_path: Path) -> None:
    page = page_of(till, tmp_path)
    assert "2026" in page.presenter.named
    till.key(Qt.Key.Key_F9)
    report = verifier.check(str(tmp_path / "archive-2026.zip"))
    assert report.findings == []
    assert report.key_fingerprint in said(page)
    till.key(Qt.Key.Key_F10)
    assert till.opened == [tmp_path]
    till.key(Qt.Key.Key_F9)
    assert "Il y a déjà un fichier" in " ".join(till.notices())


def test_months_one_after_the_other(till: TillAtWork, tmp_path: Path) -> None:
    page = page_of(till, tmp_path)
    page.kinds.choose("month")
    page.presenter.choose("month")
    till.settle()
    assert page.presenter.named.lower().startswith("décembre")
    assert not page.later.isEnabled()
    for _ in range(12):
        till.key(Qt.Key.Key_F7)
    assert page.presenter.named.lower().startswith("mars")
    assert not page.earlier.isEnabled()
    till.key(Qt.Key.Key_F8)
    till.key(Qt.Key.Key_F9)
    assert (tmp_path / "archive-2026-04.zip").is_file()


def test_where_nothing_is_closed_nothing_is_written(
    qapp: object, sqlite_books: SqlBooks, tmp_path: Path
) -> None:
    till = TillAtWork(ShopBuilder(sqlite_books), person=AICHA)
    till.till.desk.go.ring(places.BOOKS)
    till.settle()
    page = page_of(till, tmp_path / "out")
    assert "Clôtures" in said(page)
    assert not page.keep.isEnabled()
    page.save()
    assert not (tmp_path / "out").exists()
    till.close()
