"""`ess-shop payouts MONTH --to FOLDER`, and what `settle` does where one transfer cannot be made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shop_builder import BEGUN, IBAN, MARCH, SHOP, ShopBuilder, card, when

from db.books import create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.currencies import CHF
from ess_shop.domain.ids import new_id
from ess_shop.services import enrolling
from ess_shop.services.composing import Asked
from ui.cli.main import group

SWISS_IBAN = "CH9300762011623852957"
OTHER = "FR7630004000031234567890143"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Books with an approved March that pays M1 and M2; M2 has another bank account since."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, replace(SHOP, iban=IBAN), at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    members = [shop.member("M1"), shop.member("M2")]
    goods = [shop.article(member) for member in members]
    shop.open(when(3))
    shop.sell([Asked(article.id) for article in goods], card("20"))
    shop.close()
    shop.settle(MARCH, pay=False)
    with books.read() as read:
        file = read.member_file(members[1].id)
    later = replace(file.member, revision=file.member.revision + 1)
    enrolling.change(books, later, replace(file.identity, iban=OTHER), id=new_id(), at=when(2, 4))
    books.close()
    return path


def ran(place: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(group, ["--books", place, *map(str, arguments)])


def test_one_doubtful_account_waits_until_it_is_confirmed(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "payouts"
    result = ran(place, "payouts", "2026-03", "--to", folder)
    assert result.exit_code == 1
    assert "Atelier M2" in result.stderr
    assert OTHER not in (folder / "transfers.xml").read_text()
    assert IBAN in (folder / "transfers.xml").read_text()
    assert [Path(line).name for line in result.stdout.splitlines()] == [
        "transfers.xml",
        "transfers.csv",
        "transfers.pdf",
        "local-payouts.csv",
    ]
    assert ran(place, "month", "confirm", "2026-03", "M2").exit_code == 0
    result = ran(place, "payouts", "2026-03", "--to", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert OTHER in (folder / "transfers.xml").read_text()


def test_settle_pays_all_but_the_doubtful_one_who_is_owed_again(place: str, tmp_path: Path) -> None:
    for folder in ("first", "second"):
        result = ran(place, "settle", "2026-03", "--no-papers", "--out", tmp_path / folder)
        assert result.exit_code == 0, result.output
    assert OTHER not in (tmp_path / "first" / "transfers.xml").read_text()
    assert not (tmp_path / "second" / "transfers.xml").exists()
    assert ran(place, "payouts", "2026-03", "--to", tmp_path / "third").exit_code == 1
    books = open_books(place, keys=KeyRing.default())
    with books.read() as read:
        settled = read.settled(MARCH)
        assert settled is not None
        assert isinstance(settled.paid_on, date)
        assert [(each.code, each.amount.minor) for each in read.owed() if each.amount] == [("M2", 700)]
        (back,) = read.payout_backs(MARCH)
    assert "IBAN" in back.reason
    assert list(books.defects()) == []
    books.close()


@pytest.mark.parametrize(("answer", "owed"), [(("--not-made", "M2"), [("M2", 700)]), (("--all-made",), [])])
def test_who_says_paid_says_what_became_of_the_doubtful_one(
    place: str, answer: tuple[str, ...], owed: list[tuple[str, int]]
) -> None:
    undecided = ran(place, "month", "pay", "2026-03")
    assert undecided.exit_code == 1
    assert "Atelier M2" in undecided.stderr
    assert ran(place, "month", "pay", "2026-03", "--not-made", "M1").exit_code == 1
    assert ran(place, "month", "pay", "2026-03", *answer).exit_code == 0
    books = open_books(place, keys=KeyRing.default())
    with books.read() as read:
        assert [(each.code, each.amount.minor) for each in read.owed() if each.amount] == owed
    books.close()


def test_a_month_that_is_not_settled_has_no_payouts(place: str, tmp_path: Path) -> None:
    result = ran(place, "payouts", "2026-04", "--to", tmp_path / "payouts")
    assert result.exit_code == 1
    assert not (tmp_path / "payouts").exists()


def test_a_swiss_shop_is_told_whose_statement_has_no_qr_bill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path, out = str(tmp_path / "swiss.db"), tmp_path / "out"
    swiss = replace(SHOP, currency=CHF, iban=SWISS_IBAN, country="CH", locals=())
    books = create_books(path, swiss, at=BEGUN, keys=KeyRing.default())
    ShopBuilder(books).member("M1", iban=SWISS_IBAN)
    books.close()
    assert ran(path, "adjust", "M1", "12.05", "Avance", "--day", "2026-03-15").exit_code == 0
    result = ran(path, "settle", "2026-03", "--out", out)
    assert result.exit_code == 0, result.output
    assert result.stderr.count("QR") == 2
    assert "Atelier M1" in result.stderr
    assert 'Ccy="CHF">12.05<' in (out / "transfers.xml").read_text()
