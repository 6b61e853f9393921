"""`deposit-list` as the shop types it: a template, a preview, every problem, and nothing in the books."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from bad_spreadsheets import BAD
from click.testing import CliRunner, Result
from shop_builder import SHOP, ShopBuilder
from sqlalchemy import func, select

from db import tables
from db.books import create_books, open_books
from db.keys import KeyRing
from ess_shop.reading import SlipQuery
from ui.cli.main import group

Run = Callable[..., Result]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Books of a shop with two members and one article."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at="2026-03-01T08:00:00+01:00", keys=KeyRing.default())
    shop = ShopBuilder(books)
    shop.article(shop.member("M1"), "12.50", code="B1")
    shop.member("M2")
    books.close()
    return path


@pytest.fixture
def run(place: str) -> Run:
    def ess_shop(*arguments: str | Path) -> Result:
        return CliRunner().invoke(group, ["--books", place, "deposit-list", *map(str, arguments)])

    return ess_shop


def entries(place: str) -> int:
    books = open_books(place, keys=KeyRing.default())
    try:
        with books.read() as read:
            return len(list(read.entries("BUREAU")))
    finally:
        books.close()


def filled(path: Path, *rows: list[object]) -> None:
    book = openpyxl.load_workbook(path)
    for number, row in enumerate(rows, start=6):
        for column, value in enumerate(row, start=1):
            book.worksheets[0].cell(number, column).value = value
    book.save(path)


def test_a_template_filled_in_and_previewed(tmp_path: Path, run: Run, place: str) -> None:
    before = entries(place)
    path = tmp_path / "liste.xlsx"
    made = run("template", "--member", "M1", "--out", path)
    assert made.exit_code == 0, made.output
    filled(
        path,
        ["Vase", "", "", "", "", "", 24.9, 3, 20],
        [None, "", "B1", "", "", "", 13, 2],
    )
    shown = run("check", path, "--member", "M1")
    assert shown.exit_code == 0, shown.output
    assert [line.split()[:2] for line in shown.stdout.splitlines()[1:3]] == [["6", "Vase"], ["7", "Bol"]]
    assert "13,00" in shown.stdout
    assert "Dépôt" in shown.stdout
    figures = json.loads(run("check", path, "--member", "M1", "--json").stdout)
    assert (figures["pieces"], figures["new"], figures["sheet"]) == (5, 1, "Dépôt")
    known = figures["lines"][1]
    assert (known["code"], known["price"], known["listed_price"]) == ("B1", "12.50", "13.00")
    assert entries(place) == before


def test_problems_by_cell_and_exit_status(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "liste.xlsx"
    run("template", "--member", "M1", "--out", path)
    filled(path, ["Vase", "", "", "", "", "", "=1+1", 0, 20])
    for member, problems in (("M1", 2), ("M2", 3)):
        refused = run("check", path, "--member", member)
        assert refused.exit_code == 1
        assert refused.stdout == ""
        assert "G6" in refused.stderr
        assert "H6" in refused.stderr
        assert len(refused.stderr.splitlines()) == 1 + problems


def rows_of(place: str) -> dict[str, int]:
    """How many rows every table has."""
    books = open_books(place, keys=KeyRing.default())
    try:
        with books.engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in tables.metadata.sorted_tables
            }
    finally:
        books.close()


def test_a_list_taken_in_with_its_labels(tmp_path: Path, run: Run, place: str) -> None:
    path = tmp_path / "liste.xlsx"
    run("template", "--member", "M1", "--out", path)
    filled(path, ["Vase", "", "", "", "", "", 24.9, 3, 20], [None, "", "B1", "", "", "", 13, 2])
    taken = run("take", path, "--member", "M1", "--list-prices", "--volunteer", "Lise")
    assert taken.exit_code == 0, taken.output
    books = open_books(place, keys=KeyRing.default())
    with books.read() as read:
        [row] = read.slips(SlipQuery(limit=1))
        assert (row.pieces, row.volunteer) == (5, "Lise")
        assert {each.code: str(each.price.decimal()) for each in read.articles(["B1", "M1-001"])} == {
            "B1": "13.00",
            "M1-001": "24.90",
        }
    books.close()
    assert row.number in taken.stdout
    out = tmp_path / "labels.pdf"
    labels = CliRunner().invoke(group, ["--books", place, "labels", "--slip", row.number, "--out", str(out)])
    assert labels.exit_code == 0, labels.output
    assert "5" in labels.stdout
    assert out.exists()


def test_a_list_that_came_in_before_is_taken_again_only_when_said_so(
    tmp_path: Path, run: Run, place: str
) -> None:
    path = tmp_path / "liste.xlsx"
    run("template", "--member", "M1", "--out", path)
    filled(path, ["Vase", "", "", "", "", "", 24.9, 3, 20])
    assert json.loads(run("check", path, "--member", "M1", "--json").stdout)["before"] is None
    first = run("take", path, "--member", "M1")
    assert first.exit_code == 0, first.output
    number = next(word for word in first.stdout.split() if word.startswith("BD-"))
    copy = path.rename(tmp_path / "copie.xlsx")
    assert number in run("check", copy, "--member", "M1").stdout
    before = rows_of(place)
    refused = run("take", copy, "--member", "M1")
    assert refused.exit_code == 1
    assert number in refused.stderr
    assert "--again" in refused.stderr
    assert rows_of(place) == before
    again = run("take", copy, "--member", "M1", "--again")
    assert again.exit_code == 0, again.output
    assert rows_of(place)["slips"] == before["slips"] + 1


@pytest.mark.parametrize("command", ["check", "take"])
@pytest.mark.parametrize("what", BAD)
def test_a_bad_list_is_refused_with_its_cell(
    tmp_path: Path, run: Run, place: str, command: str, what: str
) -> None:
    make, cell = BAD[what]
    path = make(tmp_path / "liste.xlsx")
    before = rows_of(place)
    refused = run(command, path, "--member", "M1")
    assert refused.exit_code == 1
    assert (refused.stdout, cell in refused.stderr) == ("", True)
    assert rows_of(place) == before


@pytest.mark.parametrize("name", ["liste.ods", "liste.xlsx"])
def test_a_template_never_replaces_a_file(tmp_path: Path, run: Run, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(os.urandom(10))
    kept = path.read_bytes()
    refused = run("template", "--member", "M1", "--out", path)
    assert (refused.exit_code, path.read_bytes()) == (1, kept)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere.xlsx", "--member", "M1"),
        ("check", "nowhere.xlsx", "--member", "M9"),
        ("template", "--member", "M9", "--out", "liste.ods"),
        ("template", "--member", "M1", "--out", "liste.csv"),
    ],
)
def test_what_is_not_there(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "liste.csv").exists()
