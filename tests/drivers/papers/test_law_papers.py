"""The papers that the law asks for: what they say is what the books record, and the manual names it all."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from filled_shop import fill
from shop_builder import MARCH, ShopBuilder, when

from db.books import SqlBooks
from drivers.archive.tables import COLUMNS
from drivers.papers.attestation import attestation_pdf, root_of
from drivers.papers.event_log import event_log_pdf
from drivers.papers.fiscal_manual import TABLES, chapters, manual_pdf
from drivers.papers.manual_fields import FIELDS, KINDS
from drivers.papers.period import period_pdf
from ess_shop.domain.event_log import KINDS as EVENTS
from ess_shop.domain.event_words import sentences
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.law_papers import AttestationPaper, EventLine, EventLogPaper
from ess_shop.domain.people import Right, Role
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.right_words import right_names, role_names
from ess_shop.services.closing_periods import close_month
from ess_shop.services.closures import period_paper
from ess_shop.wording import speaking

FR = speaking("fr")


def text_of(pdf: bytes, path: Path) -> str:
    path.write_bytes(pdf)
    return plain("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


def plain(text: str) -> str:
    """Every kind of space alike."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def filled(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = fill(sqlite_books)
    close_month(sqlite_books, MARCH, at=when(5, 4))
    return shop


def test_the_manual_names_every_field_that_is_recorded_and_no_other(filled: ShopBuilder) -> None:
    found: dict[str, set[str]] = {name: set() for name in FIELDS}
    with filled.books.read() as read:
        entries = [each for till in ("C1", OFFICE) for each in read.entries(till)]
    for entry in entries:
        body = entry.content()
        if entry.kind is Kind.SALE:
            found["sale"] |= set(body)
            for line in body["lines"]:  # type: ignore[attr-defined]
                found["line"] |= set(line)
            for payment in body["payments"]:  # type: ignore[attr-defined]
                found["payment"] |= set(payment)
        elif entry.kind is Kind.CLOSING:
            found["closing"] |= set(body)
        elif entry.kind is Kind.PERIOD:
            found["period"] |= set(body)
    for name, fields in FIELDS.items():
        assert found[name] <= set(fields), name
        optional = {field for field, said in fields.items() if "facultatif" in said}
        assert set(fields) - found[name] <= optional, name


def test_the_manual_names_every_kind_event_table_and_right() -> None:
    assert set(KINDS) == set(Kind)
    assert set(sentences(FR)) == set(EVENTS)
    assert set(right_names(FR)) == set(Right)
    assert set(role_names(FR)) == set(Role)
    rows = dict(TABLES["archive"]("")[1])
    assert {name.removeprefix("tableaux/").removesuffix(".csv") for name in rows} == set(COLUMNS)


def test_no_place_of_a_chapter_stays_open() -> None:
    for chapter in chapters("9.8.7"):
        assert "{" not in chapter, chapter[:80]
        for part in chapter.split("\n\n"):
            if part.startswith("@"):
                assert part[1:].split()[0] in TABLES


def test_the_manual_is_whole_and_the_same_twice(tmp_path: Path) -> None:
    pdf = manual_pdf("9.8.7")
    assert pdf == manual_pdf("9.8.7")
    said = text_of(pdf, tmp_path / "manual.pdf")
    for expected in ("9.8.7", "HMAC-SHA-256", "ECDSA", "margin_vat", "cumul_perpetuel", "DUPLICATA"):
        assert expected in said, expected


def test_an_attestation_names_the_exact_version_and_leaves_open_what_nobody_said(
    tmp_path: Path, filled: ShopBuilder
) -> None:
    with filled.books.read() as read:
        shop = read.shop()
    day = when(5).date()
    paper = AttestationPaper(shop, "", "", "", "ess-shop", "1.4.2", "ab" * 32, day)
    open_one = text_of(attestation_pdf(paper), tmp_path / "open.pdf")
    for expected in ("1.4.2", "ab" * 32, "286", "441-1", shop.name, "……"):
        assert expected in open_one, expected
    named = AttestationPaper(shop, "Collectif", "A. Bruni", "Annecy", "ess-shop", "1.4.2", "ab" * 32, day)
    said = text_of(attestation_pdf(named), tmp_path / "named.pdf")
    for expected in ("Collectif", "A. Bruni", "Fait à Annecy, le 5 mars 2026"):
        assert expected in said, expected


@pytest.mark.parametrize(("version", "root"), [("1.4.2", "1"), ("12.0", "12"), ("0.3.1", "0.3")])
def test_the_root_of_a_version_is_its_major_one(version: str, root: str) -> None:
    assert root_of(version) == root


def test_a_closed_month_says_its_totals_and_its_days(tmp_path: Path, filled: ShopBuilder) -> None:
    with filled.books.read() as read:
        paper = period_paper(read, PeriodKind.MONTH, str(MARCH))
        days = read.closed_days(MARCH.first, MARCH.last)
    said = text_of(period_pdf(paper, FR), tmp_path / "month.pdf")
    figures = paper.period.figures
    assert figures.total == sum(day.total for day in days)
    for expected in (
        "mars 2026",
        FR.money(paper.shop.money(figures.total)),
        FR.amount(paper.shop.money(sum(each.perpetual for each in figures.taxpayers))),
        *(FR.day(day.day) for day in days),
    ):
        assert plain(expected) in said, expected


def test_a_log_on_paper_says_who_did_what_when(tmp_path: Path, filled: ShopBuilder) -> None:
    with filled.books.read() as read:
        shop = read.shop()
    line = EventLine(
        "02/03/2026, 10:15", "C1, écriture 7", "Le tiroir a été ouvert à la main.", "monnaie", "Lise"
    )
    many = EventLogPaper(shop, [line] * 90, "Depuis le début", when(5).date())
    said = text_of(event_log_pdf(many, FR), tmp_path / "log.pdf")
    assert said.count("monnaie") == 90
    assert "C1, écriture 7" in said
    assert len(pypdf.PdfReader(tmp_path / "log.pdf").pages) > 1
