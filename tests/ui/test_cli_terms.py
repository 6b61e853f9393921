"""A member's contract from the terminal: its history, another one by options or from a file."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shop_builder import BEGUN, SHOP, ShopBuilder

from db.books import create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.money import Rate
from ess_shop.domain.terms import Terms, VatRole
from ui.bootstrap import now
from ui.cli.main import group

THIS_YEAR = now("Europe/Paris").year
NEXT = f"{THIS_YEAR + 1}-04-01"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Books with M1 and its article A1."""
    monkeypatch.setenv("ESS_SHOP_KEYS", str(tmp_path / "keys"))
    path = str(tmp_path / "shop.db")
    books = create_books(path, SHOP, at=BEGUN, keys=KeyRing.default())
    shop = ShopBuilder(books)
    shop.article(shop.member("M1"), "12.35", pieces=5)
    books.close()
    return path


def ran(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["--books", place, "terms", *arguments])


def history(place: str) -> list[Terms]:
    books = open_books(place, keys=KeyRing.default())
    with books.read() as read:
        member = next(each for each in read.members() if each.code == "M1")
        found = list(read.terms(member.id))
    assert list(books.defects()) == []
    books.close()
    return found


def figures(place: str) -> dict[str, object]:
    result = ran(place, "M1", "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, object] = json.loads(result.stdout)
    return told


def test_the_history_in_sentences(place: str) -> None:
    result = ran(place, "M1", "--from", NEXT, "--commission", "35", "--days", "90", "--rent", "10")
    assert result.exit_code == 0, result.output
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert any("30\N{NO-BREAK SPACE}%" in line or "30%" in line for line in lines)
    assert len(lines) > 8
    (_, terms) = history(place)
    assert (terms.commission, terms.duration_days, terms.monthly_fee) == (Rate.percent(35), 90, 1000)


def test_every_clause_has_an_option(place: str) -> None:
    options = shlex.split(
        "--memo --piece-fee 0,50 --membership 24 --membership-month 9 --grace 14 --days 90 --after donate "
        "--exception A1=10 --exception Livres=20 --tier 50=25 --markdown 60=20 --markdown 90=50=Hiver "
        "--floor 40 --discounts shop --ceiling 15 --usual"
    )
    assert ran(place, "M1", "--from", NEXT, *options).exit_code == 0
    terms = history(place)[1]
    clauses = terms.clauses
    assert (clauses.memo, clauses.piece_fee, clauses.membership_fee) == (True, 50, 2400)
    assert [bool(each.article_id) for each in clauses.exemptions] == [True, False]
    assert [(step.after_days, step.category) for step in clauses.markdown] == [(60, ""), (90, "Hiver")]
    assert (clauses.floor, clauses.ceiling) == (Rate.percent(40), Rate.percent(15))
    books = open_books(place, keys=KeyRing.default())
    with books.read() as read:
        usual = read.preference("usual_terms")
    books.close()
    assert isinstance(usual, dict)
    assert usual["exceptions"] == [{"of": "Livres", "commission": "20"}]


def test_the_shop_sells_in_its_own_name_once_there_is_a_mandate(place: str) -> None:
    refused = ran(place, "M1", "--from", NEXT, "--seller", "shop")
    assert refused.exit_code == 1
    assert "M1" in refused.stderr
    books = ["--books", place]
    given = CliRunner().invoke(group, [*books, "member", "M1", "--mandate", "15/01/2026"])
    assert given.exit_code == 0, given.output
    assert ran(place, "M1", "--from", NEXT, "--seller", "shop").exit_code == 0
    assert ran(place, "M1", "--from", f"{THIS_YEAR + 1}-06-01", "--commission", "25").exit_code == 0
    assert [terms.role for terms in history(place)] == [VatRole.B, VatRole.E1, VatRole.E1]


def test_what_json_writes_a_file_may_say(place: str, tmp_path: Path) -> None:
    ran(place, "M1", "--from", NEXT, "--tier", "50=25", "--days", "90", "--markdown", "60=20")
    told = figures(place)
    assert told["clauses"] == {}
    told_history = told["history"]
    assert isinstance(told_history, list)
    clauses = told_history[1]["clauses"]
    file = tmp_path / "terms.json"
    file.write_text(json.dumps({**clauses, "commission": 32.5}))
    after = f"{THIS_YEAR + 1}-06-01"
    assert ran(place, "M1", "--from", after, "--file", str(file)).exit_code == 0
    _, before, made = history(place)
    assert made.clauses == before.clauses
    assert made.commission == Rate.percent("32.5")


def test_a_coming_one_is_changed_and_taken_back(place: str) -> None:
    ran(place, "M1", "--from", NEXT, "--commission", "35")
    ran(place, "M1", "--from", NEXT, "--commission", "36")
    assert [terms.commission for terms in history(place)] == [Rate.percent(30), Rate.percent(36)]
    assert ran(place, "M1", "--take-back", NEXT).exit_code == 0
    assert len(history(place)) == 1
    assert ran(place, "M1", "--take-back", NEXT).exit_code == 1


def test_a_day_in_the_past_is_warned_of(place: str) -> None:
    result = ran(place, "M1", "--from", "2026-03-01", "--commission", "35")
    assert result.exit_code == 0
    assert "01/03/2026" in result.stderr or "1 Mar 2026" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("M9",),
        ("M1", "--commission", "35"),
        ("M1", "--usual"),
        ("M1", "--from", "yesterday", "--commission", "35"),
        ("M1", "--from", "2206-01-01"),
        ("M1", "--from", NEXT, "--commission", "101"),
        ("M1", "--from", NEXT, "--commission", "abc"),
        ("M1", "--from", NEXT, "--days", "-1"),
        ("M1", "--from", NEXT, "--grace", "5"),
        ("M1", "--from", NEXT, "--after", "markdown"),
        ("M1", "--from", NEXT, "--tier", "50"),
        ("M1", "--from", NEXT, "--markdown", "60"),
        ("M1", "--from", NEXT, "--exception", "=5"),
        ("M1", "--from", NEXT, "--rent", "1e9"),
        ("M1", "--from", NEXT, "--file", "/nowhere.json"),
        ("M1", "--take-back", "2020-01-01"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(place: str, arguments: tuple[str, ...]) -> None:
    result = ran(place, *arguments)
    assert result.exit_code == 1, result.output
    assert result.stderr.strip()
    assert "Traceback" not in result.output
    assert "{" not in result.stderr
    assert len(history(place)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        '{"commission": null}',
        '{"comission": 30}',
        '{"memo": 1}',
        '{"tiers": [[50, 25]]}',
        '{"markdown": [{"days": {}, "percent": 5}]}',
        '{"commission": Infinity}',
        '{"commission": 1e400}',
        "[" * 20_000,
        '{"a": "' + "x" * 200_000 + '"}',
    ],
)
def test_a_bad_file_is_refused(place: str, tmp_path: Path, text: str) -> None:
    file = tmp_path / "terms.json"
    file.write_text(text)
    result = ran(place, "M1", "--from", NEXT, "--file", str(file))
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.strip()
    assert len(history(place)) == 1


def test_a_file_that_is_no_text_is_refused(place: str, tmp_path: Path) -> None:
    file = tmp_path / "terms.json"
    for content in (b"\xff\xfe\x00\x01", b"\x00" * 50):
        file.write_bytes(content)
        assert ran(place, "M1", "--from", NEXT, "--file", str(file)).exit_code == 1
    assert ran(place, "M1", "--from", NEXT, "--file", str(tmp_path)).exit_code == 1
    assert len(history(place)) == 1
