"""The whole month from one command line, as a treasurer would type it, on both engines."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

SAMPLE = Path(__file__).parents[2] / "ui" / "sample"
Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


@pytest.fixture
def run(place: str, tmp_path: Path) -> Run:
    """Run `ess-shop` on fresh books, in English."""
    environment = {
        **os.environ,
        "ESS_SHOP_BOOKS": place,
        "ESS_SHOP_KEYS": str(tmp_path / "keys"),
        "ESS_SHOP_LANG": "en",
    }

    def ess_shop(*arguments: str | Path) -> Ran:
        command = [sys.executable, "-W", "error", "-c", "from ui.cli.main import main; main()"]
        return subprocess.run(
            [*command, *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    return ess_shop


def said(ran: Ran) -> dict[str, object]:
    """The figures of a command that went well."""
    assert ran.returncode == 0, ran.stderr
    figures: dict[str, object] = json.loads(ran.stdout)
    return figures


def text_of(pdf: bytes) -> str:
    """What a paper says on its first page."""
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def rung_up(run: Run) -> None:
    assert run("new", "--name", "Essai", "--local-currency", "LOC").returncode == 0
    assert said(run("import", "members", SAMPLE / "members.csv", "--json"))["added"] == 60
    assert said(run("import", "articles", SAMPLE / "articles.csv", "--json"))["added"] == 1563
    figures = said(
        run("replay", "--sales", SAMPLE / "sales.csv.gz", "--payments", SAMPLE / "payments.csv", "--json")
    )
    assert (figures["tickets"], figures["lines"], figures["refused"]) == (260, 4830, [])


def test_a_month_from_new_to_verify(run: Run, tmp_path: Path) -> None:
    rung_up(run)
    out = tmp_path / "papers"
    figures = said(run("settle", "2010-12", "--out", out, "--json"))
    with (out / "settlement.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == (
        [
            "member",
            "currency",
            "opening",
            "gross",
            "commission",
            "share",
            "adjustments",
            "balance",
            "paid",
            "carried",
        ]
    )
    cents = {(row["currency"], name): 0 for row in rows for name in ("share", "balance", "paid", "carried")}
    for row in rows:
        for name in ("share", "balance", "paid", "carried"):
            cents[row["currency"], name] += round(float(row[name]) * 100)
    gross = sum(round(float(row["gross"] or 0) * 100) for row in rows)
    commission = sum(round(float(row["commission"] or 0) * 100) for row in rows)
    assert gross == commission + cents["EUR", "share"] + cents["LOC", "share"]
    assert cents["EUR", "balance"] == cents["EUR", "paid"] + cents["EUR", "carried"]
    assert figures["statements"] == len(list((out / "statements").glob("*.pdf")))
    bank = ElementTree.parse(out / "transfers.xml").getroot()
    control = next(node.text for node in bank.iter() if node.tag.endswith("CtrlSum"))
    assert round(float(control or 0) * 100) == cents["EUR", "paid"]

    again = tmp_path / "again"
    repeated = run("settle", "2010-12", "--out", again, "--json")
    assert said(repeated)["statements"] == figures["statements"]
    assert "the bank file is not written again" in repeated.stderr
    first = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first.pop(Path("transfers.xml"))
    for name in ("transfers.pdf", "local-payouts.pdf"):
        assert "RECORDED AS PAID" not in text_of(first.pop(Path(name)))
        assert "RECORDED AS PAID" in text_of(second.pop(Path(name)))
    assert first == second

    assert said(run("verify", "--json")) == {"clean": True, "defects": []}
    late = run("replay", "--sales", SAMPLE / "sales.csv.gz", "--payments", SAMPLE / "payments.csv", "--json")
    assert said(late)["already"] == 260


def test_what_people_mistype_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    assert run("new", "--currency", "USD").returncode == 2
    assert run("nonsense").returncode == 2
    wrong = run("new", "--siret", "90000100900018")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "90000100900018" in wrong.stderr
    missing = run("verify")
    assert missing.returncode == 1
    assert "Traceback" not in missing.stderr
    assert run("new").returncode == 0
    twice = run("new")
    assert twice.returncode == 1
    assert "already" in twice.stderr
    assert run("settle", "2010-13", "--out", tmp_path).returncode == 1
    assert run("import", "members", tmp_path / "nowhere.csv").returncode == 1
    assert run("adjust", "M999", "12", "why").returncode == 1
    assert run("set", "colour", "blue").returncode == 1


def test_a_bad_file_is_told_line_by_line_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("new", "--local-currency", "LOC")
    bad = tmp_path / "members.csv"
    bad.write_text(
        "code;name;kind;vat_status;iban;commission_percent\n"
        "M1;Jardin;association;franchise;FR7699999999990000001000029;30\n"
        "M1;Jardin bis;association;franchise;;30\n"
        "M3;Ruche;club;franchise;FR7699999999990000001000028;130,5\n"
    )
    ran = run("import", "members", bad)
    assert ran.returncode == 1
    for piece in ("Line 3", "Line 4", "club", "FR7699999999990000001000028", "130,5"):
        assert piece in ran.stderr
    good = tmp_path / "good.csv"
    good.write_bytes(
        b"\xef\xbb\xbfcode;name;kind;vat_status;iban;commission_percent\r\n"
        b"M1;Jardin;association;franchise;;33,33\r\n"
    )
    assert said(run("import", "members", good, "--json"))["added"] == 1


def test_a_preview_records_nothing_and_writes_no_bank_file(run: Run, tmp_path: Path) -> None:
    rung_up(run)
    figures = said(run("settle", "2010-12", "--preview", "--no-papers", "--out", tmp_path / "p", "--json"))
    assert figures["approved"] is False
    assert not (tmp_path / "p" / "transfers.xml").exists()
    owed = json.loads(run("report", "balances", "--json").stdout)
    assert any(row["name"] == "member" and float(row["balance"]) for row in owed)


def test_a_fee_is_taken_and_carried(run: Run, tmp_path: Path) -> None:
    rung_up(run)
    taken = run("adjust", "M001", "-12,50", "Location d'étagère", "--fee", "--day", "2010-12-15")
    assert taken.returncode == 0, taken.stderr
    said(run("settle", "2010-12", "--no-papers", "--out", tmp_path, "--json"))
    with (tmp_path / "settlement.csv").open(newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["member"] == "M001")
    assert row["adjustments"] == "-12.50"
    assert said(run("verify", "--json"))["clean"] is True


def test_backup_and_restore(run: Run, tmp_path: Path) -> None:
    rung_up(run)
    assert run("backup", tmp_path / "kept.db").returncode == 0
    assert run("backup", tmp_path / "kept.db").returncode == 1
    assert run("restore", tmp_path / "kept.db").returncode == 1
    assert run("restore", tmp_path / "kept.db", "--last-ticket", "C1", "9" * 20).returncode == 2
    elsewhere = run("--books", str(tmp_path / "other.db"), "restore", tmp_path / "kept.db")
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert said(run("--books", str(tmp_path / "other.db"), "verify", "--json"))["clean"] is True


@pytest.mark.parametrize("cut", [100, 20000])
def test_a_cut_off_file_is_refused_whole(run: Run, tmp_path: Path, cut: int) -> None:
    run("new", "--local-currency", "LOC")
    torn = tmp_path / "sales.csv.gz"
    torn.write_bytes((SAMPLE / "sales.csv.gz").read_bytes()[:cut])
    ran = run("replay", "--sales", torn, "--payments", SAMPLE / "payments.csv")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    lines = gzip.decompress((SAMPLE / "sales.csv.gz").read_bytes())[:-7]
    plain = tmp_path / "sales.csv"
    plain.write_bytes(lines)
    assert run("replay", "--sales", plain, "--payments", SAMPLE / "payments.csv").returncode == 1
    assert said(run("verify", "--json"))["clean"] is True
