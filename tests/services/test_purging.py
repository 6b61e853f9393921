"""Purges: an old year leaves the books once its archive is verified, and nothing that counts is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from shop_builder import BEGUN, MARCH, PARIS, SHOP, ShopBuilder, card, cash, euro, paper_of, when
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from db import tables as t
from db.books import SqlBooks, create_books, open_books
from db.engine import READ, WRITE, transaction
from db.guards import unguarded
from db.keys import KeyRing
from db.rebuild import rebuild
from ess_shop.domain.archive import ArchivePeriod, VerifiedArchive
from ess_shop.domain.basket import Tender
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.journal import OFFICE, canonical
from ess_shop.domain.members import MemberKind, VatStatus
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Month
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import Refused
from ess_shop.services.archiving import archive
from ess_shop.services.closing_periods import close_year
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.depositing import take_in
from ess_shop.services.purging import purge
from ess_shop.services.withdrawing import give_back
from ui.bootstrap.archives import ArchiveFile, verified_archive


def new_year(year: int) -> datetime:
    """The morning after."""
    return datetime(year, 1, 2, 9, tzinfo=PARIS)


def two_years(books: SqlBooks) -> ShopBuilder:
    """2026 with a voucher that nobody used, 2027 with a sale of the same goods; both closed, 2028 begun."""
    shop = ShopBuilder(books)
    potter = shop.member("M1", status=VatStatus.LIABLE, fee=500)
    weaver = shop.member("M2", minimum=100_000)
    bowl, scarf = shop.article(potter, "12.35"), shop.article(weaver, "39.90", pieces=4)
    gone = shop.article(weaver, "5", pieces=1)
    shop.open(when(3), floats={(Means.CASH, "EUR"): 5000})
    shop.sell([Asked(bowl.id, 2), Asked(gone.id)], cash("29.70"))
    shop.sell([Asked(scarf.id, 2)], card("79.80"))
    shop.sell([AskedBack("C1", 2, 1, 1)], Tender(Means.VOUCHER, euro("-39.90")))
    shop.close({(Means.CASH, "EUR"): 7900}, reason="deux pièces de trop peu")
    person = shop.member("M3", kind=MemberKind.PERSON)
    lamp = shop.article(person, "18", pieces=1, seller=paper_of(person))
    give_back(books, shop.slip((lamp, 1)))
    give_back(books, shop.slip((bowl, 18)))
    give_back(books, shop.slip((scarf, 3)))
    shop.settle(MARCH)
    close_year(books, 2026, at=new_year(2027))
    shop.now = new_year(2027)
    shop.article(potter, "3", pieces=5)
    take_in(books, shop.slip((bowl, 7)))
    take_in(books, shop.slip((scarf, 2)))
    shop.open(new_year(2027) + timedelta(hours=1))
    shop.sell(bowl, cash("12.35"))
    shop.close()
    shop.settle(Month(2027, 1))
    close_year(books, 2027, at=new_year(2028))
    shop.open(new_year(2028) + timedelta(hours=1))
    shop.sell(bowl, cash("12.35"))
    shop.close()
    shop.settle(Month(2028, 1))
    return shop


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlBooks]:
    """The same books on each engine in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("old_books")
        return
    place = request.getfixturevalue("new_postgresql")()
    books = create_books(place, SHOP, at=BEGUN, keys=KeyRing(tmp_path / "keys"))
    two_years(books)
    yield books
    books.close()


def archive_of(books: SqlBooks, period: int | str, folder: Path) -> VerifiedArchive:
    """The archive of a period, verified; made if it is not there yet."""
    path = folder / f"archive-{period}.zip"
    if not path.exists():
        span = ArchivePeriod.parse(str(period))
        archive(books, span, ArchiveFile(books, path), at=new_year(2029), program="ess-shop")
    return verified_archive(books, path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the books of those two years, their keys and their archives, to be copied."""
    folder = tmp_path_factory.mktemp("two-years")
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN, keys=KeyRing(folder / "keys"))
    two_years(books)
    for period in (2026, 2027, "2026-03"):
        archive_of(books, period, folder)
    books.close()
    return folder


@pytest.fixture
def old_books(made: Path, tmp_path: Path) -> Iterator[SqlBooks]:
    """A copy of them."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    books = open_books(str(tmp_path / "shop.db"), keys=KeyRing(tmp_path / "keys"))
    yield books
    books.close()


def figures(books: SqlBooks) -> dict[str, Any]:
    """What a purge must not change."""
    with books.read() as read:
        articles = read.articles()
        return {
            "balances": [row for row in read.balances() if row.amount],
            "owed": [row for row in read.owed() if row.amount],
            "stock": {article.code: read.stock_of(article.id) for article in articles},
            "perpetual": read.perpetual("C1"),
            "voucher": read.voucher_left("AV-C1-000003"),
            "years": [(row.name, row.number, row.figures) for row in read.periods(PeriodKind.YEAR)],
            "months": [(row.name, row.number, row.figures) for row in read.periods(PeriodKind.MONTH)],
            "tills": read.tills(),
        }


def rows(books: SqlBooks, table: Any) -> list[Any]:
    with transaction(books.engine, READ) as connection:
        return list(connection.execute(select(table).order_by(*table.primary_key.columns)).all())


def test_a_year_leaves_every_total_stays_and_the_shop_goes_on(either: SqlBooks, tmp_path: Path) -> None:
    books = either
    verified = archive_of(books, 2026, tmp_path)
    before, entries = figures(books), len(rows(books, t.journal))
    done = purge(books, verified, at=new_year(2033), who="Aïcha")
    assert done.until == date(2026, 12, 31)
    assert done.tickets == 3
    assert not [row for row in rows(books, t.sales) if row.day < "2027"]
    kept = rows(books, t.journal)
    assert done.entries > 15
    assert len(kept) == entries - done.entries + 2, "the purge, and March closed again"
    assert figures(books) == before
    assert list(books.defects()) == []
    with books.read() as read:
        (told,) = read.events(EventQuery(codes=("purge",)))
        assert read.purged_until() == date(2026, 12, 31)
    assert (told.till, told.who) == (OFFICE, "Aïcha")
    assert told.detail.startswith("2026 ")
    assert figures_after_rebuild(books) == before
    for table in (t.journal, t.sales, t.postings, t.periods):
        with pytest.raises(DBAPIError), transaction(books.engine, WRITE) as connection:
            connection.execute(text(f"DELETE FROM {table.name}"))
    go_on(books)


def figures_after_rebuild(books: SqlBooks) -> dict[str, Any]:
    """The same figures once every table of facts was made anew from what is left of the journal."""
    facts = {table.name: rows(books, table) for table in t.FACTS}
    rebuild(books.engine)
    assert {table.name: rows(books, table) for table in t.FACTS} == facts
    return figures(books)


def go_on(books: SqlBooks) -> None:
    """A day in 2033: numbers and perpetual totals go on, the old voucher is worth what it was, once."""
    shop = ShopBuilder(books)
    before = figures(books)["perpetual"]
    with books.read() as read:
        scarf = read.article_by_code("A2")
        last = max(row.ticket for row in rows(books, t.sales))
        person = next(member for member in read.members() if member.code == "M3")
        assert (read.police_entries(), read.last_police_number()) == ([], 1)
        assert read.last_slip(SlipKind.DEPOSIT, 2026) == 4
        lamp = next(article for article in read.articles() if article.second_hand)
    assert scarf is not None
    shop.now = new_year(2033)
    take_in(books, shop.slip((lamp, 1), seller=paper_of(person, number="2")))
    shop.open(new_year(2033) + timedelta(hours=2))
    sold = shop.sell(scarf, Tender(Means.VOUCHER, euro("39.90"), "AV-C1-000003"))
    assert sold.ticket == last + 1
    with pytest.raises(Refused):
        shop.sell(scarf, Tender(Means.VOUCHER, euro("39.90"), "AV-C1-000003"))
    closing = shop.close()
    assert sum(closing.perpetual.values()) == sum(before.values()) + 3990
    shop.settle(Month(2033, 1))
    close_year(books, 2033, at=new_year(2034))
    with books.read() as read:
        assert read.periods(PeriodKind.YEAR)[-1].figures.taxpayers[-1].perpetual == closing.perpetual["shop"]
    assert list(books.defects()) == []


def test_years_leave_one_after_the_other(old_books: SqlBooks, tmp_path: Path) -> None:
    books = old_books
    first, second = archive_of(books, 2026, tmp_path), archive_of(books, 2027, tmp_path)
    before = figures(books)
    purge(books, first, at=new_year(2033))
    with pytest.raises(Refused) as again:
        purge(books, first, at=new_year(2033))
    assert again.value.code == "period_purged"
    purge(books, second, at=new_year(2034))
    assert figures(books) == before
    assert list(books.defects()) == []
    assert figures_after_rebuild(books) == before
    close_year(books, 2028, at=new_year(2034))
    third = archive_of(books, 2028, tmp_path)
    assert third.heads["C1"][0] == second.heads["C1"][1], "archives go on following each other"
    purge(books, third, at=new_year(2036))
    assert figures(books)["voucher"] == 3990
    books.close()
    again = open_books(str(books.path), keys=books.keys)
    assert list(again.defects()) == []
    again.close()


def test_what_forbids_a_purge(old_books: SqlBooks, tmp_path: Path) -> None:
    books = old_books
    first, second = archive_of(books, 2026, tmp_path), archive_of(books, 2027, tmp_path)
    heads = {**first.heads, "C1": (first.heads["C1"][0], first.heads[OFFICE][1])}
    cases = {
        "keep_longer": (first, datetime(2032, 12, 31, 23, tzinfo=PARIS)),
        "purge_in_order": (second, new_year(2040)),
        "purge_of_months": (archive_of(books, "2026-03", tmp_path), new_year(2040)),
        "other_books": (VerifiedArchive("", "another", first.period, first.heads), new_year(2040)),
        "archive_differs": (VerifiedArchive("", first.books_id, first.period, heads), new_year(2040)),
    }
    entries = rows(books, t.journal)
    for code, (verified, at) in cases.items():
        with pytest.raises(Refused) as refused:
            purge(books, verified, at=at)
        assert refused.value.code == code
    assert rows(books, t.journal) == entries


def test_a_changed_archive_lets_nothing_go(old_books: SqlBooks, tmp_path: Path) -> None:
    path = tmp_path / "archive-2026.zip"
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 1
    path.write_bytes(changed)
    with pytest.raises(Refused) as refused:
        verified_archive(old_books, path)
    assert refused.value.code == "archive_damaged"


def test_books_with_defects_are_not_purged(old_books: SqlBooks, tmp_path: Path) -> None:
    verified = archive_of(old_books, 2026, tmp_path)
    edit(old_books, [t.sales], "UPDATE sales SET total = total + 1 WHERE ticket = 1")
    with pytest.raises(Refused) as refused:
        purge(old_books, verified, at=new_year(2033))
    assert refused.value.code == "books_defective"


def test_what_is_unsettled_stays(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member(), "10")
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    shop.close()
    close_year(sqlite_books, 2026, at=new_year(2027))
    shop.open(new_year(2027))
    shop.close()
    with pytest.raises(Refused) as refused:
        purge(sqlite_books, archive_of(sqlite_books, 2026, tmp_path), at=new_year(2033))
    assert refused.value.code == "purge_unsettled"


def edit(books: SqlBooks, tables: Sequence[Any], statement: str, **values: object) -> None:
    """An edit from outside, the guards taken away for it; `{table}` and `{entry}` stand for each table's."""
    with transaction(books.engine, WRITE) as connection:
        with unguarded(connection, tables):
            for table in tables:
                entry = "number" if table is t.journal else "entry"
                made = text(statement.format(table=table.name, entry=entry))
                changed = connection.execute(made, values).rowcount
            assert changed
        begun = connection.get_transaction()
        assert begun is not None
        begun.commit()


def carried(connection: Connection) -> tuple[int, dict[str, Any]]:
    row = connection.execute(text("SELECT number, body FROM journal WHERE kind = 'purge'")).one()
    return row.number, json.loads(row.body)


@pytest.mark.parametrize(
    "what", ["perpetual", "head", "digest", "first entry", "purge entry", "voucher", "period"]
)
def test_tampering_with_what_was_carried_on_is_found(what: str, old_books: SqlBooks, tmp_path: Path) -> None:
    books = old_books
    purge(books, archive_of(books, 2026, tmp_path), at=new_year(2033))
    with transaction(books.engine, READ) as connection:
        number, body = carried(connection)
        first = connection.execute(text("SELECT min(number) FROM journal WHERE till = 'C1'")).scalar_one()
    if what == "perpetual":
        next(till for till in body["tills"] if till[7])[7][0][1] += 100
    elif what == "head":
        next(till for till in body["tills"] if till[0] == "C1")[1] += 1
    elif what == "digest":
        body["records"][0][2] = "0" * 64
    if what in ("perpetual", "head", "digest"):
        edit(books, [t.journal], "UPDATE journal SET body = :body WHERE kind = 'purge'", body=canonical(body))
    elif what == "first entry":
        tables = (*t.FACTS, t.journal)
        edit(books, tables, "DELETE FROM {table} WHERE till = 'C1' AND {entry} = :first", first=first)
    elif what == "purge entry":
        change = "UPDATE events SET code = 'other' WHERE till = 'BUREAU' AND entry = :number"
        edit(books, [t.events], change, number=number)
    elif what == "voucher":
        change = "UPDATE payments SET change = 9999 WHERE till = 'BUREAU' AND entry = :number"
        edit(books, [t.payments], change, number=number)
    else:
        edit(books, [t.periods], "UPDATE periods SET total = total + 1 WHERE name = '2026'")
    assert list(books.defects())
