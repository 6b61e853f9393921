"""`ess-shop invoices MONTH --to FOLDER`: files that validate, again the same, and every trouble named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invoicing_shop import InvoicingShop, identity_of
from shop_builder import BEGUN, MARCH, SHOP, card, when

from db.books import create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.members import Member
from ess_shop.services.composing import Asked
from tests.drivers.invoices.keeping_rules import attached, breaches
from tests.drivers.invoices.rule_sets import EUROPEAN, FRENCH, findings
from ui.cli.main import group

NAMES = ["AF-2026-D1-0001.pdf", "AF-2026-E.1-0001.pdf", "FC-2026-00001.pdf", "FC-2026-00002.pdf"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Books with a settled March in which every role but C was sold."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = InvoicingShop(books)
    shop.shop_known()
    goods = [shop.goods(shop.joins(code)) for code in ("A1", "B1", "D1", "E.1", "F1")]
    shop.open(when(3))
    shop.sell([Asked(article.id) for article in goods], card("600"))
    shop.close()
    shop.settle(MARCH)
    books.close()
    return path


def ran(place: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["--books", place, "invoices", *map(str, arguments)])


def forget_siret(place: str, code: str) -> None:
    """Take a member's SIRET out of their file."""
    books = open_books(place, keys=KeyRing.default())
    shop = InvoicingShop(books, now=when(2, 4))
    with books.read() as read:
        member: Member = next(each for each in read.members() if each.code == code)
    shop.write_down(member, replace(identity_of(member), siret=""))
    books.close()


def test_every_invoice_is_a_file_that_validates(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "papers" / "invoices"
    result = ran(place, "2026-03", "--to", folder)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    for path in folder.iterdir():
        content = path.read_bytes()
        data = attached(content)
        assert data is not None
        assert breaches(content) == findings(data, EUROPEAN) == findings(data, FRENCH) == []


def test_again_gives_the_same_bytes(place: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second, second):
        assert ran(place, "2026-03", "--to", folder).exit_code == 0
    assert [(first / name).read_bytes() for name in NAMES] == [(second / name).read_bytes() for name in NAMES]


def test_one_member_alone(place: str, tmp_path: Path) -> None:
    assert ran(place, "2026-03", "--to", tmp_path / "d1", "--member", "D1").exit_code == 0
    assert [path.name for path in (tmp_path / "d1").iterdir()] == ["AF-2026-D1-0001.pdf"]
    nothing = ran(place, "2026-03", "--to", tmp_path / "f1", "--member", "F1")
    assert nothing.exit_code == 0
    assert list((tmp_path / "f1").iterdir()) == []


def test_a_trouble_is_named_and_the_others_go_on(place: str, tmp_path: Path) -> None:
    forget_siret(place, "B1")
    (tmp_path / "out" / "AF-2026-D1-0001.pdf").mkdir(parents=True)
    result = ran(place, "2026-03", "--to", tmp_path / "out")
    assert result.exit_code == 1
    assert "B1\N{NO-BREAK SPACE}:" in result.output
    assert "SIRET" in result.output
    assert "D1\N{NO-BREAK SPACE}:" in result.output
    files = sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_file())
    assert files == ["AF-2026-E.1-0001.pdf", "FC-2026-00001.pdf"]


def test_what_cannot_be_is_refused_and_nothing_is_written(place: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for wrong, said in (
        (("2026-04", "--to", tmp_path / "out"), "avril 2026"),
        (("march", "--to", tmp_path / "out"), "march"),
        (("2026-03", "--to", tmp_path / "out", "--member", "Z9"), "Z9"),
        (("2026-03", "--to", taken), "taken"),
    ):
        result = ran(place, *wrong)
        assert result.exit_code == 1, wrong
        assert said in result.output
    assert taken.read_text() == "mine"
    assert not (tmp_path / "out").exists()
