"""Goods whose time is over, from the terminal: the list, the figures, the letter and its note."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader
from shop_builder import BEGUN, SHOP, ShopBuilder

from db.books import create_books
from db.keys import KeyRing
from ess_shop.domain.clauses import After, Clauses
from ess_shop.domain.ids import new_id
from ess_shop.services.registering import register_members
from ui.bootstrap import now
from ui.cli.main import group


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Goods of M1 that came 80 days ago for 60 days and 10 of grace, and of M2 that may stay."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books, now("Europe/Paris") - timedelta(days=80))
    first, other = shop.member("M1"), shop.member("M2")
    with books.read() as read:
        (terms,) = read.terms(first.id)
    agreed = replace(terms, duration_days=60, clauses=Clauses(grace_days=10, after=After.DONATE))
    register_members(books, [], [agreed], id=new_id(), at=shop.tick())
    shop.article(first, "12.35", pieces=5)
    shop.article(other, "9", pieces=1)
    books.close()
    return path


def ran(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--books", place, "expiring", *arguments])


def test_the_list_and_the_letter(place: str, tmp_path: Path) -> None:
    found = json.loads(ran(place, "--json").stdout)
    (row,) = found
    assert (row["member"], row["code"], row["pieces"], row["worth"]) == ("M1", "A1", 5, "61.75")
    assert (row["state"], row["after"], row["told"]) == ("over", "donate", None)
    assert "A1" in ran(place, "--state", "over").stdout
    assert "A1" not in ran(place, "--state", "grace").stdout
    assert json.loads(ran(place, "--member", "M2", "--json").stdout) == []
    letter = tmp_path / "lettre.pdf"
    assert ran(place, "--member", "M1", "--letter", str(letter)).exit_code == 0
    assert "Bol 1" in "".join(page.extract_text() for page in PdfReader(letter).pages)
    assert json.loads(ran(place, "--json").stdout)[0]["told"] == now("Europe/Paris").date().isoformat()


def test_what_cannot_be_so_is_said(place: str, tmp_path: Path) -> None:
    letter = tmp_path / "lettre.pdf"
    for arguments, said in (
        (("--letter", str(letter)), "--member"),
        (("--member", "M9"), "M9"),
        (("--member", "M2", "--letter", str(letter)), "lettre"),
    ):
        result = ran(place, *arguments)
        assert result.exit_code == 1
        assert said in result.output
        assert not letter.exists()
    letter.write_text("mine")
    assert ran(place, "--member", "M1", "--letter", str(letter)).exit_code == 1
    assert letter.read_text() == "mine"
    assert json.loads(ran(place, "--json").stdout)[0]["told"] is None, "nobody was told"
