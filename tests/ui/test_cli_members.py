"""Members from the terminal: the directory, how one stands, and erasing one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shop_builder import BEGUN, SHOP, ShopBuilder, card, when

from db.books import create_books, open_books
from db.keys import KeyRing
from ess_shop.services.composing import Asked
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """M1 sold two bowls and has three here, M2 has nothing at all."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    bowl = shop.article(shop.member("M1"), "12.00", pieces=5)
    shop.member("M2")
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2)], card("24"))
    shop.close()
    books.close()
    return path


def ran(place: str, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(group, ["--books", place, *arguments], input=typed)


def test_the_directory_and_one_member(place: str) -> None:
    found = json.loads(ran(place, "members", "--json").stdout)
    assert [(row["code"], row["owed"], row["pieces"]) for row in found] == [
        ("M1", "16.80", 3),
        ("M2", "0.00", 0),
    ]
    lines = ran(place, "members").stdout.splitlines()
    assert "Atelier M1" in lines[1]
    seen = json.loads(ran(place, "member", "M1", "--json").stdout)
    assert (seen["owed"], seen["pieces"], seen["away"]) == ("16.80", 3, 0)
    assert "16,80" in ran(place, "member", "M1").stdout


def test_a_mandate_and_a_farewell_are_recorded(place: str) -> None:
    given = ("--mandate", "15/01/2026", "--contest-days", "30", "--left", "02/04/2026")
    for _twice in range(2):
        assert ran(place, "member", "M1", *given).exit_code == 0
    assert ran(place, "member", "M1", "--left", "").exit_code == 0
    books = open_books(place, keys=KeyRing.default())
    with books.read() as read:
        member = next(each for each in read.members() if each.code == "M1")
    books.close()
    assert (member.mandate_on, member.contest_days, member.left_on) == (date(2026, 1, 15), 30, None)
    assert member.revision == 3


def test_one_is_erased_after_their_code_was_typed(place: str) -> None:
    assert ran(place, "forget", "M2", typed="M1\n").exit_code == 0
    assert "Atelier M2" in ran(place, "members").stdout
    result = ran(place, "forget", "M2", typed="M2\n")
    assert result.exit_code == 0, result.output
    assert "Atelier M2" not in ran(place, "members").stdout
    books = open_books(place, keys=KeyRing.default())
    assert list(books.defects()) == []
    books.close()


@pytest.mark.parametrize(
    ("arguments", "piece"),
    [
        (("forget", "M1", "--yes"), "3"),
        (("member", "M9"), "M9"),
        (("member", "M1", "--mandate", "hier"), "hier"),
        (("member", "M1", "--contest-days", "0"), "0"),
    ],
)
def test_what_cannot_be_is_refused(place: str, arguments: tuple[str, ...], piece: str) -> None:
    result = ran(place, *arguments)
    assert result.exit_code == 1
    assert piece in result.stderr
    assert "Atelier M1" in ran(place, "members").stdout
