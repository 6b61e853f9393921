"""The dashboard from the terminal: rows, tables, paper, and what is no span."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from shop_builder import BEGUN, SHOP, ShopBuilder, cash, when

from db.books import create_books
from db.keys import KeyRing
from ess_shop.services.selling import sell
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """One member's bowl is bought by another one, and one by nobody in particular."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    bowl, baker = shop.article(shop.member("P1")), shop.member("B1")
    shop.open(when(2))
    shop.sell(bowl, cash("10"))
    sell(books, replace(shop.request(bowl, cash("10")), customer=baker.id))
    books.close()
    return path


def ran(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--books", place, "dashboard", *arguments])


def test_figures_and_tables_are_rows(place: str) -> None:
    result = ran(place, "2026-03")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert any(line.split()[:2] == ["P1", "Atelier"] for line in lines)
    assert sum("20" in line for line in lines) > 3


def test_tables_and_paper(place: str, tmp_path: Path) -> None:
    folder, pdf = tmp_path / "new" / "tables", tmp_path / "dashboard.pdf"
    result = ran(place, "2026-W10", "--csv", str(folder), "--pdf", str(pdf), "--last-year")
    assert result.exit_code == 0, result.output
    names = sorted(path.stem for path in folder.iterdir())
    assert names == sorted(
        f"dashboard-{name}-2026-W10"
        for name in ("sales", "commission", "members", "articles", "hours", "local", "between", "fund")
    )
    with (folder / "dashboard-between-2026-W10.csv").open(newline="", encoding="utf-8") as file:
        heads, *rows = csv.reader(file)
    assert heads == ["customer", "name", "purchases", "of_other_members"]
    assert rows == [["B1", "Atelier B1", "10.00", "10.00"]]
    assert "Boutique des Quatre Vents" in PdfReader(pdf).pages[0].extract_text()


def test_a_folder_that_cannot_be_made_is_told(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = ran(place, "2026-03", "--csv", str(tmp_path / "file" / "tables"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "tables" in result.stderr


@pytest.mark.parametrize("span", ["2026-13", "soon", "2026-04-01..2026-03-01"])
def test_what_is_no_span_is_told_and_writes_nothing(place: str, tmp_path: Path, span: str) -> None:
    result = ran(place, span, "--csv", str(tmp_path / "tables"))
    assert result.exit_code == 1
    assert span.split("..")[0] in result.stderr or "2026" in result.stderr
    assert not (tmp_path / "tables").exists()


def test_the_till_starts_without_the_library_that_draws() -> None:
    """Half a second of imports that nobody who sells needs."""
    program = (
        "import sys; import ui.desktop.app, ui.desktop.till, ui.desktop.rooms.books.room, ui.cli.main; "
        "import drivers.papers.statement; print([m for m in ('matplotlib', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
