"""The till before the law: each thing that a till in France must do, shown once, on both engines."""

from __future__ import annotations

import hashlib
import hmac
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
from shop_builder import APRIL, BEGUN, MARCH, PARIS, SHOP, ShopBuilder, card, cash, when
from sqlalchemy import Table, select, text, update
from sqlalchemy.exc import DBAPIError

from db import backup
from db import tables as t
from db.books import SqlBooks, create_books, open_books
from db.guards import unguarded
from db.keys import KeyRing
from drivers.archive import verifier
from drivers.papers.attestation import attestation_pdf
from drivers.papers.fiscal_manual import manual_pdf
from drivers.program_files import program_fingerprint
from ess_shop import __version__
from ess_shop.domain.archive import ArchivePeriod
from ess_shop.domain.cash import SHOP_TAXPAYER, Purpose
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.event_words import EventWords
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.law_papers import AttestationPaper
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.people import Person, Right, Role
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.pricing import price
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.receipt_printer import PrinterSettings
from ess_shop.domain.rights import Rights
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused
from ess_shop.ports import Defect, Work
from ess_shop.services import closing_periods, closures, granting, noting, preferring
from ess_shop.services.archiving import archive
from ess_shop.services.cashing import move_cash, open_till
from ess_shop.services.closing_periods import close_month, close_year
from ess_shop.services.composing import Asked, AskedBack, compose
from ess_shop.services.forgetting import forget
from ess_shop.services.looking import LookedAt
from ess_shop.services.purging import purge
from ess_shop.services.receipting import provisional_of, receipt_of, z_paper
from ess_shop.services.registering import register_people
from ess_shop.services.restoring import note_restored
from ess_shop.services.selling import sell
from ess_shop.services.training import copy_registers
from ess_shop.services.withdrawing import give_back
from ess_shop.wording import LOCALE, speaking
from ui.bootstrap import LawPress, ReceiptPress
from ui.bootstrap.archives import ArchiveFile, verified_archive

YEAR = ArchivePeriod.parse("2026")
IN_2027 = datetime(2027, 1, 4, 9, tzinfo=PARIS)
FLOAT = {(Means.CASH, "EUR"): 5000}
CHIEF = Person("c" * 32, "Aïcha", Role.MANAGER, pin="x")


@pytest.fixture
def day(shop: ShopBuilder) -> ShopBuilder:
    """Two tickets of a liable member and of one who is not; the till is open."""
    return begun(shop)


@pytest.fixture
def one_day(sqlite_books: SqlBooks) -> ShopBuilder:
    """The same in a file, for what no engine can do another way."""
    return begun(ShopBuilder(sqlite_books))


def begun(shop: ShopBuilder) -> ShopBuilder:
    register_people(shop.books, [CHIEF], id=new_id(), at=shop.tick())
    bowl = shop.article(shop.member("M1", status=VatStatus.LIABLE), "12.00", code="BOL")
    soap = shop.article(shop.member("M2"), "5.00", code="SAVON", vat="5.5")
    shop.open(when(2), floats=FLOAT)
    shop.sell([Asked(bowl.id, 2), Asked(soap.id)], cash("30"))
    shop.sell(soap, card("5"))
    return shop


def article(shop: ShopBuilder, code: str) -> str:
    with shop.books.read() as read:
        return read.article_by_code(code).id


def body_of_first_sale(shop: ShopBuilder) -> dict[str, object]:
    with shop.books.read() as read:
        return next(each.content() for each in list(read.entries("C1")) if each.kind == "sale")


def codes(shop: ShopBuilder) -> list[str]:
    with shop.books.read() as read:
        return [row.code for row in read.events(EventQuery())]


# Record and chain


def test_1_a_sale_is_never_changed_nor_deleted_only_corrected(day: ShopBuilder) -> None:
    for table in (t.journal, t.sales, t.sale_lines, t.payments):
        column = table.columns[0].name
        change = update(table).values({column: table.c[column]})
        for statement in (change, text(f"DELETE FROM {table.name}")):
            with pytest.raises(DBAPIError, match="facts are never changed"), day.books.engine.begin() as raw:
                raw.execute(statement)
    back = day.sell(AskedBack("C1", 1, 1, 1, "cassé"), cash("-12"))
    assert back.number == "C1-000003"
    assert back.sale.total.minor == -1200


def test_2_whatever_is_changed_behind_its_back_is_found(day: ShopBuilder) -> None:
    def edit(table: Table, change: str) -> None:
        with day.books.engine.begin() as raw, unguarded(raw, [table]):
            raw.execute(text(f"UPDATE {table.name} SET {change} WHERE till = 'C1'"))

    for table, change, back in (
        (t.sale_lines, "total = total + 1", "total = total - 1"),
        (t.payments, "tendered = tendered + 1", "tendered = tendered - 1"),
        (t.sale_lines, "vat = vat + 1", "vat = vat - 1"),
        (t.sale_lines, "label = replace(label, 'Bol', 'Lob')", "label = replace(label, 'Lob', 'Bol')"),
        (t.journal, "body = replace(body, 'BOL', 'LOB')", "body = replace(body, 'LOB', 'BOL')"),
    ):
        edit(table, change)
        assert day.defects(), change
        edit(table, back)
        assert day.defects() == [], back


@pytest.mark.parametrize("which", ["last", "first"])
def test_2_a_deleted_record_and_a_cut_tail_are_found(day: ShopBuilder, which: str) -> None:
    facts = [
        each for each in reversed(t.metadata.sorted_tables) if {"till", "entry"} <= set(each.columns.keys())
    ]
    with day.books.engine.begin() as raw, unguarded(raw, [t.journal, *facts]):
        sales = raw.scalars(select(t.sales.c.entry).order_by(t.sales.c.entry)).all()
        gone = sales[-1] if which == "last" else sales[0]
        for each in facts:
            raw.execute(each.delete().where(each.c.till == "C1", each.c.entry == gone))
        raw.execute(t.journal.delete().where(t.journal.c.till == "C1", t.journal.c.number == gone))
    assert day.defects()


def test_3_the_signature_needs_a_key_that_is_not_in_the_data(day: ShopBuilder, keys: KeyRing) -> None:
    key = keys.key(day.books.id)
    with day.books.read() as read:
        first, second = list(read.entries("C1"))[:2]
    signed = (
        f"ess-shop {second.version}\n{second.till}\n{second.number}\n{second.id}\n{second.kind}\n"
        f"{second.at}\n{first.signature}\n{second.body}"
    ).encode()
    assert second.signature == hmac.new(key, signed, hashlib.sha256).hexdigest()
    assert second.signature != hashlib.sha256(signed).hexdigest()
    with day.books.engine.connect() as raw:
        for table in t.metadata.sorted_tables:
            for row in raw.execute(select(table)):
                assert not any(key in str(cell).encode() or key.hex() in str(cell) for cell in row)


def test_4_a_record_holds_everything(one_day: ShopBuilder) -> None:
    body = body_of_first_sale(one_day)
    with one_day.books.read() as read:
        entry = next(each for each in list(read.entries("C1")) if each.kind == "sale")
        shop = read.shop()
    assert (entry.till, body["ticket"], body["day"], body["volunteer"]) == ("C1", 1, "2026-03-02", "Lise")
    assert datetime.fromisoformat(entry.at).tzinfo is not None
    bowl, soap = body["lines"]  # type: ignore[misc]
    assert (bowl["label"], bowl["quantity"], bowl["price"], bowl["total"]) == ("Bol 1", 2, 1200, 2400)
    assert (bowl["vat"], bowl["before_tax"], bowl["role"], bowl["status"]) == (200_000, 2000, "A", "liable")
    assert soap["member"] != bowl["member"]
    assert body["rates"][0] == [200_000, 2000, 2400]  # type: ignore[index]
    (payment,) = body["payments"]  # type: ignore[misc]
    assert (payment["means"], payment["currency"], payment["tendered"], payment["change"]) == (
        "cash",
        "EUR",
        3000,
        100,
    )
    assert shop.name == SHOP.name
    assert len(entry.signature) == 64


def test_5_numbers_have_no_gap_and_a_clock_set_back_is_logged(day: ShopBuilder) -> None:
    soap = article(day, "SAVON")
    sale = day.request(Asked(soap), card("5"))
    with pytest.raises(PowerCut):
        sell(CutOff(day.books), sale)
    day.now = when(2, hour=8)
    assert day.sell(Asked(soap), card("5")).number == "C1-000003"
    with day.books.read() as read:
        numbers = [each.number for each in read.entries("C1")]
        tickets = [each.content()["ticket"] for each in read.entries("C1") if each.kind == "sale"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert tickets == [1, 2, 3]
    assert "clock_set_back" in codes(day)
    assert day.defects() == []


class PowerCut(Exception):
    """The power goes before the transaction is kept."""


class CutOff:
    """Books in which nothing is kept any more."""

    def __init__(self, books: SqlBooks) -> None:
        self._books = books

    @contextmanager
    def work(self) -> Iterator[object]:
        with self._books.work() as work:
            yield Dying(work)


class Dying:
    """A transaction that is cut off at its end."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def commit(self) -> None:
        raise PowerCut


def test_6_perpetual_totals_are_kept_per_taxpayer(day: ShopBuilder) -> None:
    day.close()
    with day.books.read() as read:
        liable = next(each.id for each in read.members() if each.code == "M1")
        assert dict(read.perpetual("C1")) == {liable: 2400, SHOP_TAXPAYER: 1000}
    day.open(when(3))
    day.sell(Asked(article(day, "BOL")), card("12"))
    day.close()
    with day.books.read() as read:
        assert dict(read.perpetual("C1")) == {liable: 3600, SHOP_TAXPAYER: 1000}


# Closures


def test_7_a_month_closes_its_days_a_year_its_months_and_nothing_enters_them(day: ShopBuilder) -> None:
    with pytest.raises(Refused, match="still open"):
        open_till(day.books, id=new_id(), till="C1", at=when(3))
    with pytest.raises(Refused, match="not over yet"):
        close_month(day.books, MARCH, at=when(30))
    month = close_month(day.books, MARCH, at=when(2, 4))
    assert closing_periods.UNCOUNTED in codes(day)
    with pytest.raises(Refused) as refused:
        open_till(day.books, id=new_id(), till="C1", at=when(31))
    assert refused.value.code in {"period_closed", "day_closed"}
    day.open(when(3, 4))
    day.sell(Asked(article(day, "SAVON")), card("5"))
    year = close_year(day.books, 2026, at=IN_2027)
    with day.books.read() as read:
        days = read.closed_days()
        months = read.periods(PeriodKind.MONTH)
    assert [each.name for each in months[:2]] == [str(MARCH), str(APRIL)]
    assert month.figures.total == 3400
    assert (
        year.figures.total == sum(each.figures.total for each in months) == sum(each.total for each in days)
    )
    perpetual = sum(each.perpetual for each in year.figures.taxpayers)
    assert perpetual == sum(each.total for each in days) == 3900
    assert day.defects() == []


def test_8_a_z_ties_to_payments_and_vat_and_says_what_differs(day: ShopBuilder) -> None:
    move_cash(
        day.books,
        id=new_id(),
        till="C1",
        at=day.tick(),
        means=Means.CASH,
        amount=SHOP.currency.parse("-20"),
        purpose=Purpose.BANK,
    )
    with pytest.raises(Refused, match="count again"):
        day.close({(Means.CASH, "EUR"): 5890})
    day.close({(Means.CASH, "EUR"): 5890}, reason="dix centimes perdus")
    with day.books.read() as read:
        (closed,) = read.closed_days()
    assert sum(each.net for each in closed.means) == closed.total == 3400
    assert sum(each.total for each in closed.rates) == closed.total
    (drawer,) = closed.counts
    assert (drawer.expected, drawer.counted, drawer.difference) == (5900, 5890, -10)
    assert closed.reason == "dix centimes perdus"
    day.open(when(3))
    with day.books.read() as read:
        assert read.session_totals(read.session("C1")).floats == {(Means.CASH, "EUR"): 5890}


def test_9_training_has_books_of_its_own_and_is_marked(
    one_day: ShopBuilder, new_sqlite: Callable[[], str], keys: KeyRing
) -> None:
    practice = create_books(new_sqlite(), SHOP, at=BEGUN, keys=keys, till="F1")
    copy_registers(one_day.books, practice, id=new_id(), at=one_day.tick())
    noting.note(
        one_day.books, till="C1", at=one_day.tick(), code=noting.TRAINING_BEGUN, detail="Lise", who="Lise"
    )
    before = one_day.balances()
    trainee = ShopBuilder(practice, when(2, hour=15))
    trainee.open(till="F1")
    request = trainee.request(Asked(article(one_day, "BOL")), card("12"), till="F1")
    sold = sell(practice, request)
    with practice.read() as read:
        paper = receipt_of(read, sold, ReceiptSettings(), training=True)
    press = ReceiptPress(speaking("fr"), PrinterSettings())
    assert "FACTICE".encode("cp858") in press.receipt(paper)
    assert sold.number.startswith("F1-")
    assert one_day.balances() == before
    assert trainee.defects() == one_day.defects() == []
    practice.close()


def test_10_a_provisional_document_is_marked_and_counts_for_nothing(one_day: ShopBuilder) -> None:
    with one_day.books.read() as read:
        before = read.session_totals(read.session("C1"))
        asked = [Asked(article(one_day, "BOL"))]
        lines = _priced(one_day, asked)
        paper = provisional_of(read, lines, ReceiptSettings(), till="C1", at=one_day.tick())
    job = ReceiptPress(speaking("fr"), PrinterSettings()).receipt(paper)
    assert b"PROVISOIRE" in job
    assert paper.number == ""
    assert paper.payments == ()
    with one_day.books.read() as read:
        assert read.session_totals(read.session("C1")) == before


def _priced(shop: ShopBuilder, asked: list[Asked]) -> tuple[object, ...]:
    with shop.books.read() as read:
        return price(compose(read, asked, date(2026, 3, 2)), read.shop())  # type: ignore[return-value]


# Receipts


def test_11_a_receipt_says_all_that_it_must_and_a_duplicate_is_counted(one_day: ShopBuilder) -> None:
    with one_day.books.read() as read:
        found = read.sale("C1", 1)
        assert found is not None
        paper = receipt_of(read, found.sale, ReceiptSettings())
    assert (paper.number, paper.day, paper.shop.name) == ("C1-000001", date(2026, 3, 2), SHOP.name)
    assert [(line.seller, line.rate, line.tax.minor) for line in paper.vat] == [
        ("Atelier M1", Rate.percent(20), 400)
    ]
    assert any("293 B" in mention.sentence for mention in paper.mentions)
    press = ReceiptPress(speaking("fr"), PrinterSettings())
    for count in (1, 2):
        assert noting.note_duplicate(one_day.books, paper.number, till="C1", at=one_day.tick()) == count
        with one_day.books.read() as read:
            again = receipt_of(read, found.sale, ReceiptSettings(), duplicate=count)
        assert b"DUPLICATA" in press.receipt(again)
    assert codes(one_day).count("duplicate") == 2
    one_day.close()
    assert closures.note_z_duplicate(one_day.books, "C1", 1, at=one_day.tick()) == 1
    with one_day.books.read() as read:
        z = closures.z_again(read, "C1", 1, duplicate=1)
    assert z.totals.floats == FLOAT
    assert z.totals.total == 3400
    assert b"DUPLICATA" in press.day(z)


def test_11_a_z_printed_again_says_what_it_said(one_day: ShopBuilder) -> None:
    closing = one_day.close({(Means.CASH, "EUR"): 7900})
    with one_day.books.read() as read:
        first = z_paper(read, closing, at=one_day.now)
        again = closures.z_again(read, "C1", 1)
    assert replace(again, at=first.at) == first


# Event log and archive


def test_12_everything_that_must_be_logged_is_and_is_shown(
    one_day: ShopBuilder, keys: KeyRing, new_sqlite: Callable[[], str], tmp_path: Path
) -> None:
    books, at = one_day.books, one_day.tick
    noting.note_start(books, "0.1.0", till="C1", at=at())
    noting.note_start(books, "0.2.0", till="C1", at=at())
    noting.note(books, till="C1", at=at(), code=noting.STOPPED, detail="0.2.0")
    register_people(books, [Person("a" * 32, "Lise", Role.VOLUNTEER)], id=new_id(), at=at(), who="Aïcha")
    rights = Rights().changed(Role.VOLUNTEER, Right.DISCOUNT, given=False)
    granting.change_rights(books, rights, who="Aïcha", id=new_id(), at=at())
    granting.let_officer_in(books, "Mme Rey", "4711", until=one_day.now.date(), who="", id=new_id(), at=at())
    preferring.change(books, "lock", {"minutes": 5}, id=new_id(), at=at(), who="Aïcha")
    for code, detail in (
        (noting.DRAWER, "monnaie"),
        (noting.EXPORT, "FEC 2026"),
        (noting.PRINTER_DOWN, "printer_paper_out"),
        (noting.DEGRADED, "printer"),
        (noting.DEGRADED_ENDED, "printer"),
    ):
        noting.note(books, till="C1", at=at(), code=code, detail=detail, who="Lise")
    noting.note_defects(books, _defect(), at=at())
    close_year(books, 2026, at=IN_2027)
    archive(books, YEAR, ArchiveFile(books, tmp_path / "a.zip"), at=IN_2027, program="x")
    target = tmp_path / "copy"
    backup.save(books.engine, target)
    place = new_sqlite()
    backup.restore(target, place, replace=False)
    restored = open_books(place, keys=keys)
    note_restored(restored, at=IN_2027, source="copy", last_seen={})
    with restored.read() as read:
        rows = read.events(EventQuery())
        words = EventWords(speaking("fr"), read.named_ids())
    wanted = {
        "started",
        "cut_short",
        "version",
        "stopped",
        "rights",
        "rights_changed",
        "officer_in",
        "settings",
        "drawer",
        "export",
        "printer_down",
        "degraded",
        "degraded_ended",
        "integrity_defect",
        "archive",
        "restored",
    }
    assert wanted <= {row.code for row in rows}
    for row in rows:
        assert words.said(row.code) != row.code, row.code
        assert words.detail(row.code, row.detail) is not None
    (drawer,) = (row for row in rows if row.code == "drawer")
    assert (drawer.who, drawer.detail) == ("Lise", "monnaie")
    assert list(restored.defects()) == []
    restored.close()


def _defect() -> list[Defect]:
    return [Defect("chain_broken", "C1 3", "The chain is broken.", {})]


def test_13_an_archive_is_verified_by_one_file_and_one_flipped_byte_is_found(
    one_day: ShopBuilder, tmp_path: Path
) -> None:
    close_year(one_day.books, 2026, at=IN_2027)
    target = tmp_path / "archive-2026.zip"
    archive(
        one_day.books,
        YEAR,
        ArchiveFile(one_day.books, target),
        at=IN_2027,
        program="ess-shop",
    )
    alone = tmp_path / verifier.VERIFIER
    alone.write_bytes(Path(verifier.__file__).read_bytes())

    def verify() -> int:
        command = [sys.executable, "-I", str(alone), str(target)]
        return subprocess.run(command, capture_output=True, check=False).returncode

    assert verify() == 0
    content = bytearray(target.read_bytes())
    content[len(content) // 3] ^= 1
    target.write_bytes(content)
    assert verify() == 1


def test_13_a_purge_needs_a_verified_archive_and_leaves_the_totals(day: ShopBuilder, tmp_path: Path) -> None:
    day.close()
    day.settle(MARCH)
    close_year(day.books, 2026, at=IN_2027)
    target = tmp_path / "archive-2026.zip"
    archive(day.books, YEAR, ArchiveFile(day.books, target), at=IN_2027, program="ess-shop")
    with day.books.read() as read:
        before = dict(read.perpetual("C1"))
    found = verified_archive(day.books, target)
    with pytest.raises(Refused):
        purge(day.books, replace(found, books_id="other"), at=IN_2027)
    with pytest.raises(Refused):
        purge(day.books, found, at=IN_2027)  # six years are not over
    with day.books.read() as read:
        assert dict(read.perpetual("C1")) == before
        assert read.sale("C1", 1) is not None
    assert day.defects() == []


def test_14_a_tax_officer_reads_everything_and_writes_nothing(one_day: ShopBuilder) -> None:
    until = one_day.now.date() + timedelta(days=20)
    officer = granting.let_officer_in(
        one_day.books, "Mme Rey", "4711", until=until, who="Aïcha", id=new_id(), at=one_day.tick()
    )
    books = LookedAt(one_day.books)
    with books.read() as read:
        rights = granting.rights_of(read)
        assert read.sale("C1", 1) is not None
        assert read.events(EventQuery())
    assert rights.may(officer, Right.SEE_BOOKS, until)
    assert list(books.defects()) == []
    with pytest.raises(Refused, match="only reads"):
        sell(books, one_day.request(Asked(article(one_day, "BOL")), card("12")))


def test_14_the_manual_and_the_verifier_go_with_it() -> None:
    assert manual_pdf(__version__).startswith(b"%PDF")
    assert Path(verifier.__file__).read_text(encoding="utf-8").startswith("#!/usr/bin/env python3")


def test_15_a_restored_backup_verifies_and_says_what_is_missing(
    day: ShopBuilder, keys: KeyRing, new_place: Callable[[], str], tmp_path: Path
) -> None:
    backup.save(day.books.engine, tmp_path / "copy")
    day.sell(Asked(article(day, "SAVON")), card("5"))
    with day.books.read() as read:
        seen = {"C1": max(each.number for each in read.entries("C1"))}
    place = new_place()
    backup.restore(tmp_path / "copy", place, replace=False)
    restored = open_books(place, keys=keys)
    gaps = note_restored(restored, at=day.tick(), source="copy", last_seen=seen)
    assert {gap.till: gap.missing for gap in gaps if gap.missing} == {"C1": 1}
    with restored.read() as read:
        (row,) = read.events(EventQuery(codes=("restored",)))
    assert row.detail.startswith("copy; ")
    assert ", +1" in row.detail
    assert list(restored.defects()) == []
    restored.close()


def test_20_a_member_is_erased_and_the_chain_holds(day: ShopBuilder) -> None:
    day.close()
    with day.books.read() as read:
        soap = read.article_by_code("SAVON")
    give_back(day.books, day.slip((soap, 18)))
    day.settle(MARCH)
    with day.books.read() as read:
        member = next(each for each in read.members() if each.code == "M2")
        entries = [each.signature for each in read.entries("C1")]
    forget(day.books, member.id, id=new_id(), at=when(2, 4))
    with day.books.read() as read:
        assert not read.identities()[member.id].name
        assert [each.signature for each in read.entries("C1")] == entries
        assert not any("Atelier M2" in each.body for till in ("C1", OFFICE) for each in read.entries(till))
    assert day.defects() == []


# Papers


def test_a_self_attested_till_never_says_that_it_is_certified(one_day: ShopBuilder, tmp_path: Path) -> None:
    attestation = AttestationPaper(
        SHOP, "", "", "", "ess-shop", __version__, program_fingerprint(), one_day.now.date()
    )
    press, words = LawPress(speaking("fr")), speaking("fr")
    close_month(one_day.books, MARCH, at=when(2, 4))
    with one_day.books.read() as read:
        period = closures.period_paper(read, PeriodKind.MONTH, str(MARCH))
        found = read.sale("C1", 1)
        receipt = receipt_of(read, found.sale, ReceiptSettings())
        z = closures.z_again(read, "C1", 1)
    press.period(tmp_path / "month.pdf", period)
    (tmp_path / "attestation.pdf").write_bytes(attestation_pdf(attestation))
    (tmp_path / "manual.pdf").write_bytes(manual_pdf(__version__))
    till = ReceiptPress(words, PrinterSettings())
    said = [job.decode("cp858", "replace") for job in (till.receipt(receipt), till.day(z))]
    for path in tmp_path.glob("*.pdf"):
        said += [page.extract_text() for page in pypdf.PdfReader(path).pages]
    said.append((LOCALE / "fr" / "LC_MESSAGES" / "ess_shop.po").read_text(encoding="utf-8"))
    for each in said:
        folded = each.lower()
        for word in ("certifié", "certifiée", "certification", "nf525", "nf 525", "infocert"):
            assert word not in folded, word
    assert any(__version__ in each for each in said)
    assert any(program_fingerprint()[:20] in each.replace("\n", "") for each in said)
