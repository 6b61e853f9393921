"""`ess-shop month`: the whole path at the command line, on a shop where something is odd."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from awkward_shop import NADIA, PAUL, awkward_shop
from click.testing import CliRunner, Result
from shop_builder import BEGUN, SHOP

from db.books import create_books, open_books
from db.keys import KeyRing
from ui.cli.main import group

APRIL = "2026-04"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    awkward_shop(books)
    books.close()
    return path


def ran(place: str, *arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(group, ["--books", place, "month", *map(str, arguments)], input=typed)


def test_from_the_checks_to_a_refused_transfer(place: str, tmp_path: Path) -> None:
    checked = ran(place, "check", APRIL, "--json")
    assert checked.exit_code == 1
    found = {each["code"]: each["severity"] for each in json.loads(checked.stdout)}
    assert found["local_short"] == "stop"
    assert found["iban_changed"] == found["iban_missing"] == "warn"
    assert ran(place, "local", APRIL, "LOC", "carry").exit_code == 0
    assert ran(place, "confirm", APRIL, "M3", "--by", "Nadia").exit_code == 0
    calm = ran(place, "check", APRIL, "--quick")
    assert calm.exit_code == 0
    assert "À regarder – Comptage des caisses" in calm.output.replace("\N{NO-BREAK SPACE}", " ")

    assert ran(place, "adjust", APRIL, "M4", "-2,50", "clé perdue", "--fee").exit_code == 0
    assert ran(place, "exclude", APRIL, "M4", "en voyage").exit_code == 0
    table = json.loads(ran(place, "preview", APRIL, "--json").stdout)
    smith = next(each for each in table["members"] if each["member"] == "M4")
    assert (smith["fees"], smith["rows"][0]["why"]) == ("-2.50", "excluded")
    assert ran(place, "exclude", APRIL, "M4").exit_code == 0
    why = ran(place, "preview", APRIL, "--why", "M4", "paid")
    assert "clé perdue" in why.output
    assert "C1-000006" in why.output
    assert "15,00" in why.output

    assert ran(place, "rules", "--approvers", "2", "--window", "0").exit_code == 0
    assert ran(place, "approve", APRIL, "--by", "Lise", typed="1111\n").exit_code == 1
    assert ran(place, "approve", APRIL, "--by", NADIA.name, typed="0000\n").exit_code == 1
    first = ran(place, "approve", APRIL, "--by", NADIA.name, typed="1111\n")
    assert "une autre personne doit" in first.output
    assert ran(place, "approve", APRIL, "--by", NADIA.name, typed="1111\n").exit_code == 1
    second = ran(place, "approve", APRIL, "--by", PAUL.name, typed="2222\n")
    assert second.exit_code == 0
    assert "est approuvé" in second.output

    folder = tmp_path / "avril"
    written = ran(place, "papers", APRIL, "--to", folder, "--for", "odoo")
    assert written.exit_code == 0, written.output
    assert (tmp_path / "avril.zip").is_file()
    assert (folder / "transfers.xml").is_file()

    for _twice in range(2):
        assert ran(place, "pay", APRIL).exit_code == 0
    assert ran(place, "refused", APRIL, "M1", "compte clos").exit_code == 0
    assert ran(place, "refused", APRIL, "M1", "compte clos").exit_code == 1
    back = ran(place, "reverse", APRIL, "banque en grève")
    assert "3 versements sont dus à nouveau." in back.output
    assert ran(place, "reverse", APRIL, "banque en grève").exit_code == 1
    books = open_books(place, keys=KeyRing.default())
    assert list(books.defects()) == []
    with books.read() as read:
        owed = {(each.code, each.amount.currency.code): each.amount.minor for each in read.owed()}
    books.close()
    assert owed["M1", "EUR"] == 3700
    assert owed["M3", "EUR"] == 20500
    assert owed["M4", "EUR"] == 1500


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "avril"), "n’est pas un mois"),
        (("preview", APRIL, "--why", "M1", "rien"), "Les chiffres sont"),
        (("preview", APRIL, "--why", "M9", "paid"), "M9"),
        (("adjust", APRIL, "M1", "beaucoup", "avance"), "beaucoup"),
        (("adjust", "2199-01", "M1", "-5", "avance"), "pas encore commencé"),
        (("local", APRIL, "XYZ", "carry"), "XYZ"),
        (("papers", APRIL, "--to", "avril"), "pas encore fait"),
        (("pay", APRIL), "pas encore fait"),
        (("rules", "--window", "90"), "0 à 60"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(
    place: str, arguments: tuple[str, ...], said: str
) -> None:
    result = ran(place, *arguments)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
