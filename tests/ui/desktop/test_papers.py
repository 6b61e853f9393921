"""Papers asked for at the desk: in the till's folder, told on a banner, opened, or printed on a roll."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from shop_builder import ShopBuilder
from till_at_work import KeptPrinter, TillAtWork

from drivers.receipts.renderer import render
from ess_shop.domain.receipt_printer import NoPrinter
from ess_shop.errors import NotFound
from ess_shop.services.slip_papers import contract_paper, slip_paper
from ui.desktop.presenters.notices import Notice


@pytest.fixture
def at_work(qapp: object, sqlite_books: object, tmp_path: Path) -> Iterator[TillAtWork]:
    shop = ShopBuilder(sqlite_books)  # type: ignore[arg-type]
    shop.article(shop.member("M1"), "12.00", pieces=3)
    work = TillAtWork(shop, papers=tmp_path / "papers")
    yield work
    work.close()


def banner(work: TillAtWork) -> Notice:
    (notice,) = [each for each in work.till.desk.notices.standing if each.topic == "paper"]
    return notice


def test_a_slip_is_made_told_and_opened(at_work: TillAtWork) -> None:
    at_work.till.papers.slip_a4("BD-2026-0001")
    (path,) = at_work.opened
    assert path.name == "Bon BD-2026-0001.pdf"
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    assert "BD-2026-0001" in text
    assert "25,20" in text
    notice = banner(at_work)
    assert str(path.parent) in notice.text
    notice.steps[0].act()
    assert at_work.opened == [path, path]


def test_no_paper_overwrites_another(at_work: TillAtWork) -> None:
    for _ in range(3):
        at_work.till.papers.slip_a4("BD-2026-0001")
    names = sorted(path.name for path in at_work.opened)
    assert names == ["Bon BD-2026-0001 (2).pdf", "Bon BD-2026-0001 (3).pdf", "Bon BD-2026-0001.pdf"]
    assert sorted(path.name for path in at_work.opened[0].parent.iterdir()) == names


def test_names_hold_nothing_that_leads_elsewhere(at_work: TillAtWork) -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"%PDF")

    for name in ("../../x/y", "a\x00b\u202ec", "…/…", " . ", "très long " * 40):
        at_work.till.papers.make(name, write)
    folder = at_work.papers
    assert {path.parent for path in at_work.opened} == {folder}
    assert len(list(folder.iterdir())) == 5
    assert all(path.name.endswith(".pdf") and len(path.name) < 100 for path in folder.iterdir())


def test_a_slip_goes_to_the_receipt_printer(at_work: TillAtWork) -> None:
    at_work.till.papers.slip_roll("BD-2026-0001")
    printer = at_work.printer
    assert isinstance(printer, KeptPrinter)
    (job,) = printer.jobs
    assert "BD-2026-0001" in render(job.data, 80).text
    assert at_work.opened == []


def test_without_a_receipt_printer_the_sheet_is_offered(
    qapp: object, sqlite_books: object, tmp_path: Path
) -> None:
    shop = ShopBuilder(sqlite_books)  # type: ignore[arg-type]
    shop.article(shop.member("M1"), "12.00")
    work = TillAtWork(shop, papers=tmp_path / "papers", printer=NoPrinter())
    work.till.papers.slip_roll("BD-2026-0001")
    assert work.opened == []
    banner(work).steps[0].act()
    assert [path.name for path in work.opened] == ["Bon BD-2026-0001.pdf"]
    work.close()


def test_a_slip_that_is_not_there_is_told_and_leaves_nothing(at_work: TillAtWork) -> None:
    at_work.till.papers.slip_a4("BD-2026-0099")
    assert at_work.opened == []
    assert "BD-2026-0099" in at_work.till.desk.notices.standing[-1].text
    assert list(at_work.papers.glob("*")) == []


def test_a_folder_that_cannot_be_made_is_told(at_work: TillAtWork) -> None:
    at_work.papers.write_text("a file where the folder should be")
    at_work.till.papers.slip_a4("BD-2026-0001")
    assert at_work.opened == []
    assert str(at_work.papers) in at_work.till.desk.notices.standing[-1].text


def test_a_contract_of_another_member_is_not_found(shop: ShopBuilder) -> None:
    one, other = shop.member("M1"), shop.member("M2")
    shop.article(one, "12.00")
    with shop.books.read() as read:
        (terms,) = read.terms(other.id)
        with pytest.raises(NotFound):
            contract_paper(read, one.id, terms.id, day=shop.now.date())
        assert contract_paper(read, other.id, terms.id, day=shop.now.date()).member.code == "M2"
        assert slip_paper(read, " bd-2026-0001 ").parts == (read.shop().money(840),)
