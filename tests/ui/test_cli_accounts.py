"""The accountant's and the tax office's files from the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from accounting_shop import accounting_shop
from click.testing import CliRunner, Result

from ui.cli.main import group

Run = Callable[..., Result]
FILE = "552100554FEC20261231.txt"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with a settled March."""
    folder = tmp_path_factory.mktemp("accounts")
    accounting_shop(folder).books.close()  # type: ignore[attr-defined]
    return folder


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ESS_SHOP_KEYS", str(place / "keys"))

    def do(*arguments: str | Path) -> Result:
        asked = ["--books", str(place / "shop.db"), *map(str, arguments)]
        result = CliRunner().invoke(group, asked)
        assert "Traceback" not in result.output
        return result

    return do


def test_a_fec_is_written_and_checked(run: Run, tmp_path: Path) -> None:
    made = run("fec", "2026", "--to", tmp_path)
    assert made.exit_code == 0, made.output
    assert made.stdout == f"{tmp_path / FILE}\n"
    assert "2026" in made.stderr
    assert run("fec", "--check", tmp_path / FILE).exit_code == 0


def test_a_check_names_every_line(run: Run, tmp_path: Path) -> None:
    run("fec", "2026", "--to", tmp_path)
    lines = (tmp_path / FILE).read_text("iso8859_15").splitlines()
    lines[3] = lines[3].replace("120,00", "120.00")
    (tmp_path / "mine.txt").write_text("\n".join(lines), "iso8859_15")
    result = run("fec", "--check", tmp_path / "mine.txt")
    assert result.exit_code == 1
    said = result.stdout.splitlines()
    assert any("4" in line and "120.00" in line for line in said)
    assert any("123456789FEC20261231.txt" in line for line in said)
    assert str(len(said)) in result.stderr


def test_bad_orders_are_told(run: Run, tmp_path: Path) -> None:
    for wrong in (
        ("fec",),
        ("fec", "2026"),
        ("fec", "26", "--to", tmp_path),
        ("fec", "2026-03", "--to", tmp_path),
        ("fec", "--check", tmp_path / "nothing.txt"),
        ("accounting", "2026", "--for", "odoo", "--to", tmp_path),
        ("accounting", "2020-01", "--for", "odoo", "--to", tmp_path),
        ("balance", "hier"),
        ("balance", "2026-12-01..2027-01-31"),
        ("e-reporting", "2026-04", "--to", tmp_path),
        ("member-days", "2020-01", "--to", tmp_path),
    ):
        result = run(*wrong)
        assert result.exit_code == 1, wrong
        assert result.stderr.strip()
        assert not result.stdout
    assert run("accounting", "2026-03", "--for", "sage", "--to", tmp_path).exit_code == 2
    assert run("e-reporting", "2026-03", "--part", "4", "--to", tmp_path).exit_code == 2


@pytest.mark.parametrize("program", ["paheko", "dolibarr", "odoo"])
def test_entries_for_a_program(run: Run, tmp_path: Path, program: str) -> None:
    result = run("accounting", "2026-03", "--for", program, "--to", tmp_path)
    assert result.exit_code == 0, result.output
    (path,) = tmp_path.iterdir()
    assert path.name.endswith(f"-{program}-2026-03.csv")


def test_the_balance_is_shown_counted_and_written(run: Run, tmp_path: Path) -> None:
    shown = run("balance", "2026-03", "--members").stdout
    assert "467000 A1" in shown
    assert "467000 A1" not in run("balance", "2026-03").stdout
    figures = json.loads(run("balance", "2026-03", "--json").stdout)
    assert figures["first"] == "2026-03-01"
    sales = next(row for row in figures["accounts"] if row["account"] == "707000")
    assert (sales["debit"], sales["credit"], sales["after"]) == ("112.00", "640.00", "-528.00")
    assert run("balance", "2026-03-01..2026-04-30", "--to", tmp_path).exit_code == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf", ".csv"}


def test_reports_and_members_days(run: Run, tmp_path: Path) -> None:
    assert run("e-reporting", "2026-03", "--part", "1", "--to", tmp_path).exit_code == 0
    assert run("member-days", "2026-03", "--to", tmp_path).exit_code == 0
    assert len(list(tmp_path.iterdir())) == 3
