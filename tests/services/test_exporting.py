"""Taking files out of the books: each kind into a folder, noted in the event log, or refused."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from accounting_shop import SIRET, AccountingShop, accounting_shop
from pypdf import PdfReader
from shop_builder import APRIL, BEGUN, MARCH, SHOP, ShopBuilder, when
from test_purging import archive_of, new_year, two_years

from db.books import SqlBooks, create_books
from db.keys import KeyRing
from ess_shop.domain.accounting_settings import ACCOUNTING, AccountingSettings
from ess_shop.domain.exports import Program, Wanted, What
from ess_shop.domain.ids import new_id
from ess_shop.domain.shop import ACCOUNT_NUMBERS, Shop
from ess_shop.domain.spans import span_named
from ess_shop.errors import Refused, StorageTrouble
from ess_shop.ports import Progress, unheard
from ess_shop.services import noting
from ess_shop.services.arranging_accounts import arrange_accounts
from ess_shop.services.closing_periods import close_year
from ess_shop.services.exporting import Exported, export
from ess_shop.services.looking import LookedAt
from ess_shop.services.purging import purge
from ess_shop.services.registering import change_shop
from ess_shop.wording import speaking
from ui.bootstrap import AccountFiles

FEC, MONTH = Wanted(What.FEC, span_named("2026")), span_named("2026-03")
LATER = when(5, 5)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> AccountingShop:
    return accounting_shop(tmp_path_factory.mktemp("exporting"))


def exported(
    shop: ShopBuilder, wanted: Wanted, folder: Path, *, language: str = "en", heard: Progress = unheard
) -> Exported:
    return export(
        shop.books,
        wanted,
        folder,
        AccountFiles(),
        speaking(language),
        at=LATER,
        who="Aïcha Benali",
        heard=heard,
    )


def last_export(shop: ShopBuilder) -> tuple[str, str]:
    with shop.books.read() as read:
        event = read.last_event("BUREAU", (noting.EXPORT,))
    assert event is not None
    return event.detail, event.who


def test_the_fec_of_a_year(shop: AccountingShop, tmp_path: Path) -> None:
    done = exported(shop, FEC, tmp_path / "new" / "folder", language="fr")
    assert [path.name for path in done.files] == ["552100554FEC20261231.txt"]
    lines = done.files[0].read_text("iso8859_15").splitlines()
    assert len(lines) > 60
    assert lines[1].split("\t")[:2] == ["CA", "Caisse"]
    assert [sentence for sentence, _facts in done.remarks] == [
        "The year {year} is not closed: the file holds what there is so far."
    ]
    assert last_export(shop) == ("fec 2026", "Aïcha Benali")
    assert not list(shop.books.defects())


def test_the_fec_and_the_balance_of_a_year_tie(shop: AccountingShop, tmp_path: Path) -> None:
    (fec,) = exported(shop, FEC, tmp_path).files
    _paper, table, members = exported(shop, Wanted(What.BALANCE, span_named("2026")), tmp_path).files
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in fec.read_text("iso8859_15").splitlines()[1:]:
        row = line.split("\t")
        moved = Decimal(row[11].replace(",", ".")) - Decimal(row[12].replace(",", "."))
        sums[row[4]] += moved
        if row[6]:
            sums[f"{row[4]} {row[6]}"] += moved
    assert sums == {row["account"]: Decimal(row["after"]) for row in (*rows_of(table), *rows_of(members))}


def rows_of(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_next_fec_begins_with_what_is_carried_over(shop: AccountingShop, tmp_path: Path) -> None:
    done = exported(shop, Wanted(What.FEC, span_named("2027")), tmp_path)
    rows = [line.split("\t") for line in done.files[0].read_text("iso8859_15").splitlines()[1:]]
    assert {row[0] for row in rows} == {"AN"}
    assert {(row[3], row[8]) for row in rows} == {("20270101", "AN-2027")}
    assert not [row for row in rows if row[4][0] in "67"]


def test_a_closed_year_is_whole(tmp_path: Path) -> None:
    books = create_books(str(tmp_path / "shop.db"), SHOP, at=BEGUN, keys=KeyRing(tmp_path / "keys"))
    closed = AccountingShop(books)
    closed.fill()
    close_year(books, 2026, at=when(3, 1).replace(year=2027))
    ((sentence, facts),) = exported(closed, FEC, tmp_path).remarks
    assert sentence.startswith("{month} is not settled yet")
    assert facts == {"month": APRIL}
    closed.settle(APRIL)
    assert exported(closed, FEC, tmp_path).remarks == ()
    books.close()


@pytest.mark.parametrize("program", list(Program))
def test_entries_for_each_program(shop: AccountingShop, tmp_path: Path, program: Program) -> None:
    done = exported(shop, Wanted(What.ENTRIES, MONTH, program), tmp_path, language="fr")
    assert [path.name for path in done.files] == [f"ecritures-{program}-2026-03.csv"]
    assert done.remarks == ()
    assert last_export(shop)[0] == f"entries 2026-03 {program}"


def test_a_month_that_is_not_settled_says_so(shop: AccountingShop, tmp_path: Path) -> None:
    done = exported(shop, Wanted(What.ENTRIES, span_named("2026-04")), tmp_path)
    assert "not settled" in done.remarks[0][0]


def test_the_balance_on_paper_and_as_a_table(shop: AccountingShop, tmp_path: Path) -> None:
    done = exported(shop, Wanted(What.BALANCE, MONTH), tmp_path, language="fr")
    paper, table, members = done.files
    assert (paper.name, table.name) == ("balance-2026-03.pdf", "balance-2026-03.csv")
    assert members.read_text("utf-8").splitlines()[1].startswith("467000 A1,Atelier A1,0.00,90.00,300.00,")
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "Balance générale" in text
    assert "Achats aux membres" in text
    assert "467000 A1" in text
    rows = rows_of(table)
    assert sum(Decimal(row["after"]) for row in rows) == 0
    assert "467000" in {row["account"] for row in rows}


def test_the_e_report_is_a_table_and_with_a_platform_xml(tmp_path: Path) -> None:
    shop = accounting_shop(tmp_path)
    wanted = Wanted(What.E_REPORT, MONTH)
    alone = exported(shop, wanted, tmp_path)
    assert [path.suffix for path in alone.files] == [".csv"]
    assert "platform" in alone.remarks[0][0]
    settings = AccountingSettings(platform="0041", platform_name="Plateforme & Cie")
    arrange_accounts(shop.books, {}, settings, id=new_id(), at=LATER, who="Aïcha Benali")
    table, file = exported(shop, Wanted(What.E_REPORT, MONTH, corrected=True), tmp_path).files
    assert last_export(shop)[0] == "e_report 2026-03 RE"
    rows = rows_of(table)
    assert (rows[0]["day"], rows[0]["category"], rows[0]["vat"]) == ("2026-03-03", "TLB1", "80.00")
    root = ET.parse(file).getroot()
    assert root.findtext("ReportDocument/TypeCode") == "RE"
    assert root.findtext("ReportDocument/Sender/Name") == "Plateforme & Cie"


def test_members_get_their_days(shop: AccountingShop, tmp_path: Path) -> None:
    paper, table = exported(shop, Wanted(What.MEMBER_DAYS, MONTH), tmp_path, language="fr").files
    assert paper.name == "totaux-par-jour-A1-2026-03.pdf"
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "Atelier A1" in text
    assert "FR44732829320" in text
    assert text.count("360,00") == 2
    assert [row["total"] for row in rows_of(table)] == ["240.00", "120.00"]


# What is refused


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(What.FEC, span_named("2020")), "nothing_to_export"),
        (Wanted(What.ENTRIES, span_named("2020-01")), "nothing_to_export"),
        (Wanted(What.BALANCE, span_named("2020")), "nothing_to_export"),
        (Wanted(What.E_REPORT, span_named("2020-01")), "nothing_to_report"),
        (Wanted(What.MEMBER_DAYS, span_named("2020-01")), "no_liable_sales"),
    ],
)
def test_nothing_to_write_is_said_and_not_noted(
    shop: AccountingShop, tmp_path: Path, wanted: Wanted, code: str
) -> None:
    before = last_export(shop)
    with pytest.raises(Refused) as refused:
        exported(shop, wanted, tmp_path)
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []
    assert last_export(shop) == before


def test_a_fec_needs_the_siret(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        exported(ShopBuilder(sqlite_books), FEC, tmp_path)
    assert refused.value.code == "no_siret"


@pytest.mark.parametrize(
    ("what", "period", "code"),
    [
        (What.FEC, "2026-03", "wants_year"),
        (What.ENTRIES, "2026", "wants_month"),
        (What.E_REPORT, "2026-03-01", "wants_month"),
        (What.BALANCE, "2026-W10", "wants_month"),
    ],
)
def test_a_period_that_does_not_fit_is_refused(what: What, period: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Wanted(what, span_named(period))
    assert refused.value.code == code


def test_practice_books_give_nothing_that_could_be_taken_for_real(
    shop: AccountingShop, tmp_path: Path
) -> None:
    for wanted in (FEC, Wanted(What.ENTRIES, MONTH), Wanted(What.E_REPORT, MONTH)):
        with pytest.raises(Refused) as refused:
            export(shop.books, wanted, tmp_path, AccountFiles(), speaking("fr"), at=LATER, training=True)
        assert refused.value.code == "practising"
    done = export(
        shop.books,
        Wanted(What.BALANCE, MONTH),
        tmp_path,
        AccountFiles(),
        speaking("fr"),
        at=LATER,
        training=True,
    )
    assert "FACTICE" in "".join(page.extract_text() for page in PdfReader(done.files[0]).pages)


def test_what_was_purged_is_in_its_archive_alone(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    shop = two_years(sqlite_books)
    change = replace(shop_of(sqlite_books), siret=SIRET)
    change_shop(sqlite_books, change, id=new_id(), at=new_year(2029))
    next_year = Wanted(What.FEC, span_named("2027"))
    (before,) = exported(shop, next_year, tmp_path).files
    told = before.read_bytes()
    purge(sqlite_books, archive_of(sqlite_books, 2026, tmp_path), at=new_year(2033))
    for wanted in (FEC, Wanted(What.BALANCE, MONTH)):
        with pytest.raises(Refused) as refused:
            exported(shop, wanted, tmp_path)
        assert refused.value.code == "purged"
    (after,) = exported(shop, next_year, tmp_path).files
    assert after.read_bytes() == told


def shop_of(books: SqlBooks) -> Shop:
    with books.read() as read:
        return read.shop()


def test_who_only_looks_takes_files_along(shop: AccountingShop, tmp_path: Path) -> None:
    done = export(
        LookedAt(shop.books), FEC, tmp_path, AccountFiles(), speaking("fr"), at=LATER, who="Contrôle"
    )
    assert done.files[0].is_file()
    assert last_export(shop) == ("fec 2026", "Contrôle")


def test_stopped_or_without_a_folder_nothing_is_left(shop: AccountingShop, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Refused("stopped", "Stopped.")

    with pytest.raises(Refused):
        exported(shop, FEC, tmp_path, heard=stop)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageTrouble) as trouble:
        exported(shop, FEC, tmp_path / "file")
    assert trouble.value.code == "no_folder"


# Settings


def test_what_the_accountant_arranges_is_kept_and_logged(books: SqlBooks) -> None:
    shop = ShopBuilder(books)
    settings = AccountingSettings(platform="0041", platform_name="Plateforme")
    arrange_accounts(books, {"bank": "512100"}, settings, id="a" * 32, at=shop.tick(), who="Aïcha Benali")
    arrange_accounts(books, {"bank": "512200"}, settings, id="a" * 32, at=shop.tick())
    with books.read() as read:
        assert read.shop().accounts == {**ACCOUNT_NUMBERS, "bank": "512100"}
        event = read.last_event("BUREAU", ("settings",))
        assert isinstance(read.preference(ACCOUNTING), dict)
    assert event is not None
    assert (event.detail, event.who) == ("accounting bank", "Aïcha Benali")
    with pytest.raises(Refused) as refused:
        arrange_accounts(books, {"bank": "9"}, settings, id=new_id(), at=shop.tick())
    assert refused.value.code == "account_bank"
    arrange_accounts(books, {}, settings, id=new_id(), at=shop.tick())
    with books.read() as read:
        assert read.shop().accounts["bank"] == ACCOUNT_NUMBERS["bank"]
    assert not list(books.defects())


def test_march_is_the_month_of_the_examples() -> None:
    assert Wanted(What.ENTRIES, MONTH).month == MARCH
