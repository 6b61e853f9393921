"""Closings, rights, an officer's access, the log and the papers of the law from the terminal."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shop_builder import BEGUN, PARIS, SHOP, ShopBuilder, cash, when

from db.books import create_books
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.services.registering import register_people
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A day of March is closed, another one is not."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    register_people(books, [Person(new_id(), "Aïcha", Role.MANAGER, pin="x")], id=new_id(), at=shop.tick())
    bowl = shop.article(shop.member(), "10")
    shop.open(when(2))
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    books.close()
    return path


def ran(place: str, *arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(group, ["--books", place, *arguments])
    assert result.exit_code == status, result.output
    return result


def test_a_month_and_a_year_are_closed_and_told(place: str, tmp_path: Path) -> None:
    pdf = tmp_path / "month.pdf"
    ran(place, "close", "month", "2026-03", "--pdf", str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF")
    found = json.loads(ran(place, "close", "list", "--json").stdout)
    assert [(each["name"], each["total"], each["perpetual"]) for each in found] == [
        ("2026-03", "20.00", "20.00")
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("month", "2199-01"),
        ("month", "mars"),
        ("month", "9999-12"),
        ("year", "2199"),
        ("year", "26"),
        ("year", "x"),
        ("year", "0000"),
        ("year", "9999"),
    ],
)
def test_what_cannot_be_closed_is_refused(place: str, arguments: tuple[str, str]) -> None:
    result = ran(place, "close", *arguments, status=1)
    assert arguments[1] in result.stderr
    assert json.loads(ran(place, "close", "list", "--json").stdout) == []


def test_rights_are_shown_given_and_taken(place: str) -> None:
    ran(place, "rights", "take", "volunteer", "discount")
    ran(place, "rights", "give", "treasurer", "return_without_ticket")
    matrix = json.loads(ran(place, "rights", "--json").stdout)
    assert "discount" not in matrix["volunteer"]
    assert "return_without_ticket" in matrix["treasurer"]
    assert matrix["officer"] == ["see_books"]
    assert "return_without_ticket" in ran(place, "rights").stdout
    for refused in (("take", "manager", "people"), ("give", "volunteer", "settle"), ("give", "x", "sell")):
        ran(place, "rights", *refused, status=1)
    events = json.loads(ran(place, "event-log", "--kind", "people", "--json").stdout)
    assert sum(each["code"] == "rights_changed" for each in events) == 2


def test_an_officers_access_is_given_shown_and_ended(place: str) -> None:
    until = (datetime.now(PARIS).date() + timedelta(days=9)).isoformat()
    ran(place, "officer", "let-in", "Mme Rey", "--until", until, "--pin", "4711")
    assert "Mme Rey" in ran(place, "officer").stdout
    ran(place, "officer", "end")
    assert "Mme Rey" not in ran(place, "officer").stdout
    ran(place, "officer", "let-in", "Mme Rey", "--until", "2020-01-01", "--pin", "4711", status=1)
    ran(place, "officer", "let-in", "Mme Rey", "--until", until, "--pin", "47", status=1)


def test_the_log_leaves_as_a_table_and_says_so(place: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    assert ran(place, "event-log", "--csv", str(path)).stdout
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["code"] for row in rows} >= {"rights"}
    codes = [each["code"] for each in json.loads(ran(place, "event-log", "--json").stdout)]
    assert codes[0] == "export"
    assert json.loads(ran(place, "event-log", "--until", "2020-01-01", "--json").stdout) == []
    assert "nix" in ran(place, "event-log", "--kind", "nix", status=1).stderr


def test_attestation_and_manual_are_written(place: str, tmp_path: Path) -> None:
    for name in ("attestation", "fiscal-manual"):
        path = tmp_path / f"{name}.pdf"
        ran(place, name, "--to", str(path))
        assert path.read_bytes().startswith(b"%PDF")
    nowhere = tmp_path / "no" / "where" / "a.pdf"
    ran(place, "attestation", "--to", str(nowhere), status=1)
