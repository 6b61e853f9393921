"""What receipts say is set with the last ticket beside it; the logo is kept in the books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from settings_at_work import page_of, preference, settings_at_work
from shop_builder import barcode
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.pictures import is_kept
from ess_shop.domain.receipt import receipt_settings
from ess_shop.domain.sale import Means
from ui.desktop.presenters import panels, places
from ui.desktop.presenters.choosing_file import Folder
from ui.desktop.rooms.settings.receipt_page import BREATH, ReceiptPage


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        yield at_work


@pytest.fixture
def page(at_work: TillAtWork) -> ReceiptPage:
    return page_of(at_work, ReceiptPage)


def sell(at_work: TillAtWork) -> None:
    at_work.to_sale()
    at_work.scan(barcode(1))
    at_work.till.selling.open(panels.PAY)
    at_work.till.sale.paying.tender(Means.CASH)
    at_work.till.sale.paying.validate()
    at_work.settle()
    at_work.till.desk.go.ring(places.SETTINGS)
    at_work.settle()


def test_what_is_typed_holds_from_the_next_ticket_on(at_work: TillAtWork, page: ReceiptPage) -> None:
    page.about.line.setText("Ouvert le samedi")
    page.above.setPlainText("Place du Marché\n\n  Tél. 01  ")
    page.keep.click()
    settings = at_work.till.receipt_settings
    assert (settings.about, settings.lines_above) == ("Ouvert le samedi", ("Place du Marché", "Tél. 01"))
    assert not page.unsaved


def test_the_last_ticket_follows_what_is_typed(at_work: TillAtWork, page: ReceiptPage) -> None:
    assert page.paper.empty
    sell(at_work)
    page = page_of(at_work, ReceiptPage)
    assert not page.paper.empty
    before = page.presenter.preview
    page.about.line.setText("Ouvert le samedi, le dimanche et les jours de marché")
    QTest.qWait(BREATH + 200)
    assert page.presenter.preview != before
    assert preference(at_work, "receipt") is None, "looking saves nothing"


def test_a_logo_stays_when_its_stick_is_pulled(
    at_work: TillAtWork, page: ReceiptPage, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (2400, 900), (200, 0, 0, 120)).save(logo)
    page.chooser.open(tmp_path)
    at_work.touch(at_work.words("Choose a picture"))
    at_work.scan(barcode(1))
    assert page.covered, "a scan chooses nothing"
    at_work.touch("logo.png")
    assert not page.covered
    assert not page.logo.empty
    page.keep.click()
    logo.unlink()
    kept = receipt_settings(preference(at_work, "receipt")).logo
    assert is_kept(kept)
    assert at_work.till.receipt_settings.logo == kept
    with_logo = at_work.till.fittings.press
    assert len(kept) < 100_000
    sell(at_work)
    assert with_logo.picture(with_logo.test_page())
    page = page_of(at_work, ReceiptPage)
    at_work.touch(at_work.words("No logo"))
    page.keep.click()
    assert receipt_settings(preference(at_work, "receipt")).logo == ""


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_is_refused(
    at_work: TillAtWork, page: ReceiptPage, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "faux.png").write_bytes(content)
    page.picked(tmp_path / "faux.png")
    assert "faux.png" in at_work.notices()[-1]
    page.picked(tmp_path / "nowhere.png")
    assert "nowhere.png" in at_work.notices()[-1]
    assert page.logo.empty
    assert not page.unsaved


def test_a_folder_that_cannot_be_opened_is_said(
    at_work: TillAtWork, page: ReceiptPage, tmp_path: Path
) -> None:
    page.chooser.open(tmp_path / "nothing")
    assert "nothing" in at_work.notices()[-1]


def test_a_line_that_is_too_long_is_refused_and_stays_typed(at_work: TillAtWork, page: ReceiptPage) -> None:
    page.about.line.setText("x" * 300)
    page.keep.click()
    assert preference(at_work, "receipt") is None
    assert page.about.value == "x" * 300


def test_who_chooses_a_picture_by_keys_is_led_there_and_back(
    at_work: TillAtWork, page: ReceiptPage, tmp_path: Path
) -> None:
    (tmp_path / "pictures" / "logos").mkdir(parents=True)
    page.chooser.folder = Folder(tmp_path / "pictures")
    page.about.line.setFocus()
    at_work.key(Qt.Key.Key_F7)
    assert at_work.focus.text() == "logos ›"
    at_work.key(Qt.Key.Key_Return)
    assert at_work.focus.text() == "Dossier parent"
    at_work.key(Qt.Key.Key_Return)
    assert at_work.focus.text() == "logos ›"
    at_work.key(Qt.Key.Key_Escape)
    assert at_work.focus is page.about.line
