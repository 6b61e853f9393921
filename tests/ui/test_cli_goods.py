"""Goods and their papers from the terminal, in French and English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shop_builder import BEGUN, SHOP, ShopBuilder

from db.books import create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.domain.stocktake import Scope
from ess_shop.services import stocktaking
from ui.bootstrap import now
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Books with two members: A1 of M1, A2 of M2, five pieces of each."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    for code in ("M1", "M2"):
        shop.article(shop.member(code), "12.35", pieces=5)
    books.close()
    return path


def ran(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--books", place, *arguments])


def figures(place: str, *arguments: str) -> object:
    result = ran(place, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_slips_are_listed_newest_first(place: str) -> None:
    assert ran(place, "withdraw", "M1", "A1=2", "--note", "salon").exit_code == 0
    lines = ran(place, "slips").stdout.splitlines()
    number = f"BR-{now('Europe/Paris').year}-0001"
    assert [line.split()[0] for line in lines[1:]] == [number, "BD-2026-0002", "BD-2026-0001"]
    assert lines[1].endswith("salon")
    assert "24,70" in lines[1] or "24.70" in lines[1]
    assert len(ran(place, "slips", "--member", "M2").stdout.splitlines()) == 2
    found = figures(place, "slips", "--kind", "withdrawal")
    assert isinstance(found, list)
    (row,) = found
    assert (row["number"], row["member"], row["pieces"], row["worth"]) == (number, "M1", 2, "24.70")
    assert len(ran(place, "slips", "--limit", "1").stdout.splitlines()) == 2


def test_an_article_has_its_history(place: str) -> None:
    ran(place, "withdraw", "M1", "A1")
    told = figures(place, "stock", "A1")
    assert isinstance(told, dict)
    assert (told["on_hand"], told["away"]) == (4, 0)
    assert [(move["reason"], move["quantity"], move["on_hand"]) for move in told["moves"]] == [
        ("withdrawal", -1, 4),
        ("deposit", 5, 5),
    ]
    lines = ran(place, "stock", "A1").stdout.splitlines()
    assert "A1" in lines[0]
    assert lines[-1].endswith("BD-2026-0001")


@pytest.mark.parametrize(("typed", "minor"), [("contract", 1729), ("4,50", 450), (None, 0)])
def test_what_was_stolen_is_written_off(place: str, typed: str | None, minor: int) -> None:
    given = () if typed is None else ("--compensation", typed)
    result = ran(place, "write-off", "theft", "M1", "A1=2", "--reason", "vol à l'étalage", *given)
    assert result.exit_code == 0, result.output
    assert f"VOL-{now('Europe/Paris').year}-0001" in result.stdout
    books = open_books(place, keys=KeyRing.default())
    shop = ShopBuilder(books)
    assert shop.owed() == ({("M1", "EUR"): minor} if minor else {})
    assert shop.defects() == []
    books.close()


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (("withdraw", "M9", "A1"), "M9"),
        (("withdraw", "M1", "A9=1"), "A9"),
        (("withdraw", "M1", "A1=two"), "two"),
        (("withdraw", "M1", "A1=-1"), "-1"),
        (("withdraw", "M1", f"A1={'9' * 5000}"), "999"),
        (("withdraw", "M1", "A1=6"), "6 ×"),
        (("withdraw", "M1", "A2=1"), "Bol 2"),
        (("write-off", "loss", "M1", "A1", "--reason", " "), "motif"),
        (("write-off", "loss", "M1", "A1", "--reason", "x", "--compensation", "-3"), "-3"),
        (("write-off", "loss", "M1", "A1", "--reason", "x", "--compensation", "dix"), "dix"),
        (("stock", "A9"), "A9"),
        (("slips", "--member", "M9"), "M9"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(place: str, arguments: tuple[str, ...], piece: str) -> None:
    result = ran(place, *arguments)
    assert result.exit_code == 1, result.output
    assert piece in result.stderr.replace("−", "-")
    assert "Traceback" not in result.stderr
    assert len(ran(place, "slips").stdout.splitlines()) == 3


def test_open_stocktakes_are_listed(place: str) -> None:
    assert len(ran(place, "stocktakes").stdout.splitlines()) == 1
    assert figures(place, "stocktakes") == []
    books = open_books(place, keys=KeyRing.default())
    with books.read() as read:
        (first,) = (member for member in read.members() if member.code == "M1")
        article = read.article_by_code("A1")
    assert article is not None
    at = now("Europe/Paris")
    stocktaking.begin(books, Scope((first.id,)), id=new_id(), at=at, volunteer="Lise")
    with books.read() as read:
        (begun,) = stocktaking.opened(read)
    stocktaking.add(books, begun.id, article.id, 3, at=at)
    books.close()
    found = figures(place, "stocktakes")
    assert isinstance(found, list)
    (row,) = found
    assert (row["members"], row["articles"], row["counted"], row["expected"]) == (["M1"], 1, 3, 5)
    assert ran(place, "stocktakes").stdout.splitlines()[1].split()[1:] == ["Lise", "M1", "1", "3", "5"]
