"""The police register from the terminal: rows, figures, its PDF, and papers whose time is over."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from shop_builder import BEGUN, SHOP, ShopBuilder, paper_of, when

from db.books import create_books
from db.keys import KeyRing
from ess_shop.domain.members import MemberKind
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two entries: one more than ten years ago, one of this year."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books, when(3).replace(year=2012))
    person = shop.member("P1", kind=MemberKind.PERSON)
    old = replace(paper_of(person), issued_on="2008-02-01")
    shop.article(person, "18", pieces=2, seller=old)
    shop.now = when(3)
    shop.article(person, "12", pieces=1, seller=replace(paper_of(person), document_number="22AB1"))
    books.close()
    return path


def ran(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--books", place, "police-register", *arguments])


def entries(place: str, *arguments: str) -> list[dict[str, object]]:
    result = ran(place, *arguments, "--json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


def test_entries_are_rows(place: str) -> None:
    lines = ran(place).stdout.splitlines()
    assert len(lines) == 3
    assert lines[1].split()[0] == "1"
    assert "Odile Ferrand" in lines[1]
    assert "22AB1" in lines[2]


def test_a_period_and_figures(place: str) -> None:
    assert [row["number"] for row in entries(place)] == [1, 2]
    (row,) = entries(place, "--from", "2026-01-01")
    assert (row["number"], row["price"], row["quantity"], row["document_number"]) == (2, "12.00", 1, "22AB1")
    assert [row["number"] for row in entries(place, "--until", "2012-12-31")] == [1]
    result = ran(place, "--from", "2020-01-01", "--until", "2020-12-31")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert ran(place, "--from", "hier").exit_code == 2


def test_its_pdf(place: str, tmp_path: Path) -> None:
    pdf = tmp_path / "register.pdf"
    result = ran(place, "--pdf", str(pdf))
    assert result.exit_code == 0, result.output
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert text.count("Odile Ferrand") == 2
    assert str(pdf) in result.stdout


def test_a_pdf_that_cannot_be_written_is_told(place: str, tmp_path: Path) -> None:
    result = ran(place, "--pdf", str(tmp_path / "nowhere" / "register.pdf"))
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "Traceback" not in result.output


def test_only_papers_whose_time_is_over_are_erased(place: str) -> None:
    assert [row["name"] for row in entries(place, "--erase-overdue")] == ["", "Odile Ferrand"]
    assert [row["name"] for row in entries(place, "--erase-overdue")] == ["", "Odile Ferrand"]
    assert CliRunner().invoke(group, ["--books", place, "verify"]).exit_code == 0
