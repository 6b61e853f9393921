"""Quick keys are arranged by touch, keyboard and scan, and stand in the sale at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from settings_at_work import page_of, preference, settings_at_work
from shop_builder import barcode
from till_at_work import TillAtWork

import ui.pictures
from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.pictures import is_kept
from ess_shop.domain.preferences import QuickPage, quick_pages
from ess_shop.services.registering import register_articles
from ui.desktop.presenters.drawn_pictures import drawn_pictures
from ui.desktop.rooms.settings.quick_keys_page import QuickKeysPage
from ui.desktop.widgets.tile import Tile


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        shop = at_work.shop
        with shop.books.read() as read:
            member = read.members()[0]
        for label in ("Miel de sapin", "Confiture"):
            article = replace(shop.article(member, "7.50"), label=label, revision=2)
            register_articles(shop.books, [article], id=new_id(), at=shop.tick())
        yield at_work


@pytest.fixture
def page(at_work: TillAtWork) -> QuickKeysPage:
    return page_of(at_work, QuickKeysPage)


def kept(at_work: TillAtWork) -> tuple[QuickPage, ...]:
    return quick_pages(preference(at_work, "quick_keys"))


def new_page(at_work: TillAtWork, page: QuickKeysPage, name: str) -> None:
    at_work.touch(at_work.words("New page"))
    page.name.line.selectAll()
    at_work.type(name)


def labels(page: QuickKeysPage) -> list[str]:
    return [tile.text() for tile in page.tiles.findChildren(Tile) if tile.isVisible()]


def test_a_page_with_articles_stands_in_the_sale_at_once(at_work: TillAtWork, page: QuickKeysPage) -> None:
    at_work.to_sale()
    page = back(at_work)
    new_page(at_work, page, "Douceurs")
    page.search.setFocus()
    at_work.type("miel")
    at_work.key(Qt.Key.Key_Return)
    at_work.scan(barcode(1))
    assert len(labels(page)) == 2
    page.keep.click()
    at_work.settle()
    names = [each.name for each in at_work.till.sale.keys.pages]
    assert "Douceurs" in names
    shown = at_work.till.sale.keys.pages[names.index("Douceurs")]
    assert shown.keys[0].label == "Miel de sapin"
    assert at_work.till.selling.empty, "nothing was rung up"


def back(at_work: TillAtWork) -> QuickKeysPage:
    at_work.till.desk.go.ring("settings")
    return page_of(at_work, QuickKeysPage)


def test_keys_are_moved_named_painted_and_taken_off(at_work: TillAtWork, page: QuickKeysPage) -> None:
    new_page(at_work, page, "Tout")
    for number in (1, 2, 3):
        at_work.scan(barcode(number))
    first = labels(page)
    at_work.touch(at_work.words("Earlier"))
    assert labels(page) == [first[0], first[2], first[1]]
    page.card.name.line.setFocus()
    at_work.type("Le meilleur")
    assert labels(page)[1] == "Le meilleur"
    at_work.touch(at_work.words("Picture"))
    assert page.covered
    at_work.touch(at_work.words("Honey"))
    assert not page.covered
    page.keep.click()
    assert (kept(at_work)[0].keys[1].label, kept(at_work)[0].keys[1].picture) == ("Le meilleur", "icon:honey")
    at_work.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(labels(page)) == 2
    assert page.unsaved


def test_pages_are_ordered_renamed_and_removed(at_work: TillAtWork, page: QuickKeysPage) -> None:
    for name in ("Un", "Deux", "Trois"):
        new_page(at_work, page, name)
    at_work.touch(at_work.words("Page to the left"))
    page.keep.click()
    assert [each.name for each in kept(at_work)] == ["Un", "Trois", "Deux"]
    at_work.touch(at_work.words("Remove this page"))
    page.keep.click()
    assert [each.name for each in kept(at_work)] == ["Un", "Deux"]


def test_a_page_needs_a_name(at_work: TillAtWork, page: QuickKeysPage) -> None:
    new_page(at_work, page, "x" * 41)
    assert page.name.line.property("wrong") == "true"
    page.keep.click()
    assert kept(at_work) == ()
    page.name.line.clear()
    page.name.line.textEdited.emit("")
    page.keep.click()
    assert kept(at_work) == ()
    assert at_work.till.desk.notices.standing[-1].topic == "trouble"


def test_without_a_page_there_is_nothing_to_move_or_to_take_off(
    at_work: TillAtWork, page: QuickKeysPage
) -> None:
    arranging = page.presenter
    while arranging.page is not None:
        arranging.remove_page()
    for act in (arranging.remove, arranging.remove_page, lambda: arranging.move(1)):
        act()
    assert arranging.value == ()
    assert at_work.notices() == []


def test_what_cannot_be_added(at_work: TillAtWork, page: QuickKeysPage) -> None:
    at_work.scan(barcode(1))
    assert at_work.notices(), "there is no page yet"
    new_page(at_work, page, "Tout")
    at_work.scan("2999999999999")
    assert "2999999999999" in at_work.notices()[-1]
    at_work.scan(barcode(2))
    at_work.scan(barcode(2))
    assert "déjà" in at_work.notices()[-1]
    assert len(labels(page)) == 1


def test_a_picture_from_a_file_is_kept_in_the_books(
    at_work: TillAtWork, page: QuickKeysPage, tmp_path: Path
) -> None:
    photo, text = tmp_path / "Photo.JPG", tmp_path / "faux.png"
    Image.new("RGB", (1600, 900), "orange").save(photo, "JPEG")
    text.write_text("no picture")
    new_page(at_work, page, "Tout")
    at_work.scan(barcode(1))
    at_work.touch(at_work.words("Picture"))
    page.chooser.open(tmp_path)
    at_work.touch(at_work.words("From a file"))
    at_work.scan(barcode(2))
    assert len(labels(page)) <= 1, "a scan while a picture is chosen adds nothing"
    at_work.touch("faux.png")
    assert "faux.png" in at_work.notices()[-1]
    at_work.touch(at_work.words("Picture"))
    at_work.touch(at_work.words("From a file"))
    at_work.touch("Photo.JPG")
    photo.unlink()
    page.keep.click()
    picture = kept(at_work)[0].keys[0].picture
    assert is_kept(picture)
    assert len(picture) < 12_000


def test_drawn_pictures_all_have_a_name(at_work: TillAtWork) -> None:
    drawn = {f"icon:{path.stem}" for path in Path(ui.pictures.__file__).parent.glob("*.svg")}
    assert set(drawn_pictures(at_work.words)) == drawn
