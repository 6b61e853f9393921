"""Archives: a closed period in one signed ZIP that the verifier finds whole, on either engine."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from archived_shop import NEW_YEAR, archived, year_closed
from shop_builder import card

from db.books import SqlBooks
from drivers.archive import verifier
from drivers.archive.tables import COLUMNS
from ess_shop.domain.archive import ArchivePeriod
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.errors import Refused, StorageTrouble
from ess_shop.services.archiving import ARCHIVED, KEY, archive
from ess_shop.services.looking import LookedAt
from ui.bootstrap.archives import ArchiveFile, renew_archive_key


def secret(books: SqlBooks) -> bytes:
    """The key that signs the journal."""
    return bytes.fromhex(books.key_path.read_text().strip())


def rows(path: Path, table: str) -> list[dict[str, str]]:
    """A table of an archive as anybody reads it."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"tableaux/{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_a_year_is_whole_and_told(books: SqlBooks, tmp_path: Path) -> None:
    year_closed(books)
    made = archived(books, "2026", tmp_path / "a.zip")
    report = verifier.check(
        str(tmp_path / "a.zip"), (tmp_path / "cle-publique.pem").read_bytes(), secret(books)
    )
    assert [str(finding) for finding in report.findings] == []
    assert report.periods == 11, "ten months from March on, and the year"
    assert (tmp_path / "verificateur.py").read_bytes() == Path(verifier.__file__).read_bytes()
    with books.read() as read:
        (told,) = read.events(EventQuery(codes=(ARCHIVED,)))
        (key,) = read.events(EventQuery(codes=(KEY,)))
    assert (told.till, told.detail, told.who) == (OFFICE, f"2026 {made.sha256}", "Aïcha")
    assert key.detail == report.key_fingerprint
    assert list(books.defects()) == []


def test_the_tables_say_what_the_books_say(books: SqlBooks, tmp_path: Path) -> None:
    year_closed(books)
    path = tmp_path / "a.zip"
    archived(books, "2026", path)
    tickets, lines = rows(path, "tickets"), rows(path, "lignes")
    with books.read() as read:
        sold = [row for row in read.sales_by_day(None) if row.day.year == 2026]
        events = [event for event in read.events(EventQuery()) if event.at < "2027"]
    assert len(tickets) == sum(row.tickets for row in sold)
    total = sum(row.total.decimal() for row in sold)
    assert sum(Decimal(row["total"]) for row in tickets) == total
    assert sum(Decimal(row["total"]) for row in lines) == total
    assert sum(Decimal(row["total"]) for row in rows(path, "totaux")) == total
    year = [row for row in rows(path, "cumuls_periodes") if row["periode"] == "2026"]
    assert sum(Decimal(row["cumul_perpetuel"]) for row in year) == total
    known = {row["vendeur"]: row["code"] for row in rows(path, "vendeurs")}
    assert {known[row["vendeur"]] for row in lines} <= {"M1", "M2", "M3", "M4", "M5"}
    assert len(rows(path, "evenements")) == len(events)
    coupons = [row for row in rows(path, "comptages") if row["devise"] == "LOC"]
    assert coupons, "the local currency was counted"


def test_the_readme_names_every_file_and_every_column(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    year_closed(sqlite_books)
    archived(sqlite_books, "2026", tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names, readme = archive.namelist(), archive.read("LISEZMOI.txt").decode()
        manifest = json.loads(archive.read("manifeste.json"))
        journal = archive.read("journal/C1.jsonl").decode().splitlines()
    words = set(re.findall(r"[\w-]+(?:\.\w+)*", readme))
    for name in names:
        folder, _, file = name.rpartition("/")
        assert (file.removesuffix(".csv") if folder == "tableaux" else file) in words or folder == "journal"
    assert {column for columns in COLUMNS.values() for column in columns} <= words
    assert manifest.keys() | {key for line in journal for key in json.loads(line)} <= words
    assert {str(kind) for kind in Kind} <= words


def test_the_same_archive_has_the_same_bytes(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    year_closed(sqlite_books)
    one = archived(sqlite_books, "2026", tmp_path / "a.zip")
    assert archived(sqlite_books, "2026", tmp_path / "b.zip").sha256 == one.sha256


def test_months_follow_each_other_and_a_missing_one_is_told(books: SqlBooks, tmp_path: Path) -> None:
    year_closed(books)
    for period in ("2026-03", "2026-04", "2026-05..2026-12"):
        archived(books, period, tmp_path / f"{period}.zip")
    reports = [verifier.check(str(path)) for path in sorted(tmp_path.glob("*.zip"))]
    assert not any(report.findings for report in reports)
    assert verifier.joints(reports) == []
    found = {finding.where for finding in verifier.joints([reports[0], reports[2]])}
    assert found == {OFFICE, "C1"}


def test_tills_go_on_selling_meanwhile(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    shop = year_closed(sqlite_books)
    with sqlite_books.read() as read:
        bowl = read.article_by_code("A1")
    assert bowl is not None

    def customer(_done: int, _total: int) -> None:
        shop.sell(bowl, card("12.35"))

    press = ArchiveFile(sqlite_books, tmp_path / "a.zip")
    archive(
        sqlite_books, ArchivePeriod.parse("2026"), press, at=NEW_YEAR, program="ess-shop", progress=customer
    )
    assert verifier.check(str(tmp_path / "a.zip"), None, secret(sqlite_books)).findings == []
    assert list(sqlite_books.defects()) == []


def test_a_tax_officer_who_only_looks_takes_one_too(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    year_closed(sqlite_books)
    press, books = ArchiveFile(sqlite_books, tmp_path / "a.zip"), LookedAt(sqlite_books)
    archive(books, ArchivePeriod.parse("2026"), press, at=NEW_YEAR, program="ess-shop", who="Mme Rey")
    assert verifier.check(str(tmp_path / "a.zip")).findings == []
    with sqlite_books.read() as read:
        assert {event.who for event in read.events(EventQuery(codes=(ARCHIVED,)))} == {"Mme Rey"}


def test_an_open_period_is_refused_and_nothing_is_written(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    year_closed(sqlite_books)
    for period in ("2027", "2027-01", "2026-12..2027-01"):
        with pytest.raises(Refused) as refused:
            archived(sqlite_books, period, tmp_path / "a.zip")
        assert refused.value.code == "period_not_closed"
    assert list(tmp_path.glob("*.zip*")) == []


def test_no_archive_is_overwritten(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    year_closed(sqlite_books)
    (tmp_path / "a.zip").write_text("an older one")
    with pytest.raises(Refused) as refused:
        archived(sqlite_books, "2026", tmp_path / "a.zip")
    assert refused.value.code == "archive_exists"
    assert (tmp_path / "a.zip").read_text() == "an older one"


def test_what_cannot_be_told_is_not_kept(
    sqlite_books: SqlBooks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year_closed(sqlite_books)

    def full(*_args: object, **_kwargs: object) -> None:
        raise StorageTrouble("full", "The disk is full.")

    monkeypatch.setattr("ess_shop.services.archiving.log_event", full)
    with pytest.raises(StorageTrouble):
        archived(sqlite_books, "2026", tmp_path / "a.zip")
    assert list(tmp_path.glob("*.zip*")) == []


def test_a_new_key_signs_from_then_on_and_is_told(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    year_closed(sqlite_books)
    archived(sqlite_books, "2026-03", tmp_path / "a.zip")
    old = (tmp_path / "cle-publique.pem").read_bytes()
    new = renew_archive_key(sqlite_books)
    archived(sqlite_books, "2026-04", tmp_path / "b.zip")
    assert verifier.check(str(tmp_path / "a.zip"), old).findings == []
    (other,) = verifier.check(str(tmp_path / "b.zip"), old).findings
    assert other.where == "cle-publique.pem"
    assert verifier.check(str(tmp_path / "b.zip"), new.public_key).findings == []
    with sqlite_books.read() as read:
        told = [event.detail for event in read.events(EventQuery(codes=(KEY,)))]
    assert told[0] == new.fingerprint
    assert len(told) == 2


@pytest.mark.parametrize("text", ["", "26", "2026-13", "2026-02..2026-01", "2026-01..2027-01", "2026..2027"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        ArchivePeriod.parse(text)


def test_twelve_months_are_a_period() -> None:
    span = ArchivePeriod.parse("2026-03..2027-02")
    assert (span.first.isoformat(), span.last.isoformat()) == ("2026-03-01", "2027-02-28")
