"""`ess-shop slips NUMBER --pdf` and `ess-shop contract`: papers from the terminal, read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from shop_builder import BEGUN, SHOP, ShopBuilder

from db.books import create_books
from db.keys import KeyRing
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Books with a member M1 and a deposit."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    shop.article(shop.member("M1"), "12.00", pieces=3)
    books.close()
    return path


def ran(place: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["--books", place, *map(str, arguments)])


def text_of(pdf: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_a_slip_and_a_contract_become_files(place: str, tmp_path: Path) -> None:
    slip, contract = tmp_path / "slip.pdf", tmp_path / "contract.pdf"
    assert ran(place, "slips", "BD-2026-0001", "--pdf", slip).exit_code == 0
    assert "BD-2026-0001" in text_of(slip)
    assert ran(place, "contract", "M1", "--pdf", contract).exit_code == 0
    assert "Atelier M1" in text_of(contract)


def test_what_cannot_be_is_refused_and_nothing_is_written(place: str, tmp_path: Path) -> None:
    pdf, taken = tmp_path / "new.pdf", tmp_path / "taken.pdf"
    taken.write_text("mine")
    for wrong, said in (
        (("slips", "BD-2026-0099", "--pdf", pdf), "BD-2026-0099"),
        (("slips", "BD-2026-0001"), "--pdf"),
        (("slips", "--pdf", pdf), "BD-2026-0001"),
        (("slips", "BD-2026-0001", "--pdf", taken), "taken.pdf"),
        (("contract", "M9", "--pdf", pdf), "M9"),
        (("contract", "M1", "--pdf", taken), "taken.pdf"),
        (("contract", "M1", "--pdf", pdf, "--on", "32/01/2026"), "32/01/2026"),
        (("contract", "M1", "--pdf", tmp_path / "nowhere" / "new.pdf"), "nowhere"),
    ):
        result = ran(place, *wrong)
        assert result.exit_code == 1, wrong
        assert said in result.output
    assert taken.read_text() == "mine"
    assert not pdf.exists()
