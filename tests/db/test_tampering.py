"""Whatever is changed behind the program's back is found, and nothing is found where nothing was changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from filled_shop import fill
from shop_builder import BEGUN, IBAN, SHOP, ShopBuilder, card
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db import audit
from db import tables as t
from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ess_shop.errors import StorageTrouble

Edit = Callable[[Connection], None]


def unguard(connection: Connection, table: str) -> Callable[[], None]:
    """Take the guards of a table away; gives back what puts them there again."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return lambda: connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))  # type: ignore[return-value]
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    guards = connection.execute(query, {"table": table}).all()
    for guard in guards:
        connection.exec_driver_sql(f"DROP TRIGGER {guard.name}")

    def restore() -> None:
        for guard in guards:
            connection.exec_driver_sql(guard.sql)

    return restore


def sql(*statements: str, unguarded: tuple[str, ...] = ()) -> Edit:
    """An edit by statements, with the guards of some tables taken away and put back."""

    def edit(connection: Connection) -> None:
        restore = [unguard(connection, table) for table in unguarded]
        changed = sum(connection.execute(text(statement)).rowcount for statement in statements)
        assert changed, "the edit did nothing"
        for back in restore:
            back()

    return edit


def fact(table: str, change: str, where: str = "") -> Edit:
    """A change in one table of facts."""
    return sql(f"UPDATE {table} SET {change} {where and 'WHERE ' + where}", unguarded=(table,))


def swap(connection: Connection) -> None:
    """Two tickets change places in the journal."""
    restore = unguard(connection, "journal")
    rows = connection.execute(
        text(
            "SELECT number, body, signature FROM journal WHERE till = 'C1' AND kind = 'sale' ORDER BY number"
        )
    ).all()[:2]
    for mine, other in (rows, rows[::-1]):
        connection.execute(
            text(
                "UPDATE journal SET body = :body, signature = :signature "
                "WHERE till = 'C1' AND number = :number"
            ),
            {"body": other.body, "signature": other.signature, "number": mine.number},
        )
    restore()


def cut_tail(connection: Connection) -> None:
    """The last ticket disappears with every row that follows from it, and the till is set back."""
    last = connection.execute(text("SELECT number FROM tills WHERE code = 'C1'")).scalar_one()
    before = connection.execute(
        text("SELECT signature, at FROM journal WHERE till = 'C1' AND number = :number"), {"number": last - 1}
    ).one()
    restore = []
    for table in (*[fact.name for fact in t.FACTS], "journal"):
        restore.append(unguard(connection, table))
        column = "number" if table == "journal" else "entry"
        connection.execute(
            text(f"DELETE FROM {table} WHERE till = 'C1' AND {column} = :number"), {"number": last}
        )
    connection.execute(
        text(
            "UPDATE tills SET number = :number, signature = :signature, last_at = :at, "
            "last_ticket = last_ticket - 1 WHERE code = 'C1'"
        ),
        {"number": last - 1, "signature": before.signature, "at": before.at},
    )
    for back in restore:
        back()


def delete_entry(connection: Connection) -> None:
    """A ticket in the middle disappears with every row that follows from it."""
    number = connection.execute(
        text("SELECT min(number) FROM journal WHERE till = 'C1' AND kind = 'sale'")
    ).scalar_one()
    restore = []
    for table in (*[fact.name for fact in t.FACTS], "journal"):
        restore.append(unguard(connection, table))
        column = "number" if table == "journal" else "entry"
        connection.execute(
            text(f"DELETE FROM {table} WHERE till = 'C1' AND {column} = :number"), {"number": number}
        )
    for back in restore:
        back()


def insert_entry(connection: Connection) -> None:
    """A forged entry at the end."""
    new = "'00000000-0000-7000-8000-000000000001'"
    if connection.dialect.name == "sqlite":
        new = "x'00000000000070008000000000000001'"
    connection.execute(
        text(
            f"INSERT INTO journal SELECT till, number + 1, {new}, kind, at, version, body, signature "
            "FROM journal WHERE till = 'C1' AND number = (SELECT number FROM tills WHERE code = 'C1')"
        )
    )


def insert_register(connection: Connection) -> None:
    """A member that the program never entered."""
    new = "'00000000-0000-7000-8000-000000000002'"
    if connection.dialect.name == "sqlite":
        new = "x'00000000000070008000000000000002'"
    connection.execute(
        text(
            f"INSERT INTO members SELECT {new}, 'M9', kind, vat_status, payout_minimum, payout_means, "
            "acceptance, revision, mandate_on, contest_days, left_on FROM members WHERE code = 'M1'"
        )
    )


def body(old: str, new: str, kind: str = "sale") -> Edit:
    """A change within the journal itself."""
    old, new = old.replace(":", "\\:"), new.replace(":", "\\:")
    return sql(
        f"UPDATE journal SET body = replace(body, '{old}', '{new}') "
        f"WHERE kind = '{kind}' AND body LIKE '%{old}%'",
        unguarded=("journal",),
    )


EDITS: dict[str, Edit] = {
    "amount of a sale": fact("sales", "total = total + 1", "ticket = 1"),
    "amount of a line": fact("sale_lines", "total = total - 100", "entry = 2 AND line = 1"),
    "label of a line": fact("sale_lines", "label = 'Vase'", "entry = 2 AND line = 1"),
    "vat rate of a line": fact("sale_lines", "vat = 100000", "entry = 2 AND line = 1"),
    "commission of a line": fact("sale_lines", "commission_rate = 0", "entry = 2 AND line = 1"),
    "share of a line": fact("sale_lines", "share = share + 1", "entry = 2 AND line = 1"),
    "local part of a line": fact("sale_line_locals", "share = share + 1"),
    "volunteer": fact("sales", "volunteer = 'Max'", "ticket = 1"),
    "day of a sale": fact("sales", "day = '2026-03-05'", "ticket = 1"),
    "means of a payment": fact("payments", "means = 'card'", "entry = 2 AND means = 'cash'"),
    "amount of a payment": fact("payments", "tendered = tendered - 1000", "entry = 2 AND means = 'cash'"),
    "payment deleted": sql("DELETE FROM payments WHERE entry = 2", unguarded=("payments",)),
    "posting": fact("postings", "amount = amount + 5", "entry = 2 AND line = 1"),
    "postings in balance": fact("postings", "amount = amount * 2", "entry = 2"),
    "posting deleted": sql("DELETE FROM postings WHERE entry = 2", unguarded=("postings",)),
    "stock move": fact("stock_moves", "quantity = quantity + 1", "reason = 'deposit'"),
    "stock move inserted": sql(
        "INSERT INTO stock_moves SELECT till, entry, line + 50, article_id, 5, reason FROM stock_moves "
        "WHERE reason = 'deposit'"
    ),
    "kind of a slip": fact("slips", "kind = 'theft'", "kind = 'loss'"),
    "number of a slip": fact(
        "slips", "sequence = sequence + 10, number = 'BD-2026-0099'", "sequence = 1 AND kind = 'deposit'"
    ),
    "note of a slip": fact("slips", "note = 'x'", "kind = 'loss'"),
    "compensation of a slip": fact("slips", "compensation = compensation + 1", "kind = 'loss'"),
    "quantity on a slip": fact("slip_lines", "quantity = quantity + 1", "line = 1"),
    "terms on a slip": fact("slip_lines", "commission_rate = 0", "commission_rate > 0"),
    "slip deleted": sql("DELETE FROM slip_lines", "DELETE FROM slips", unguarded=("slip_lines", "slips")),
    "clauses on a slip": body('"grace_days":14', '"grace_days":99', "stock"),
    "description in the police register": fact("police_entries", "description = 'x'", "number = 1"),
    "numbers of the police register": fact("police_entries", "number = number + 10"),
    "price in the police register": fact("police_entries", "price = price + 1", "number = 2"),
    "police entry deleted": sql("DELETE FROM police_entries WHERE number = 1", unguarded=("police_entries",)),
    "identity paper": sql("UPDATE sellers SET document_number = '0'"),
    "identity paper erased": sql("UPDATE sellers SET name = '', address = ''"),
    "police register in the journal": body('"police":[[1,1,', '"police":[[1,7,', "stock"),
    "clauses of a contract": sql("UPDATE terms SET clauses = '' WHERE clauses <> ''"),
    "fixed net price": sql("UPDATE articles SET net = net + 1 WHERE net > 0"),
    "floor of an article": sql("UPDATE articles SET floor = NULL WHERE floor > 0"),
    "second-hand article": sql("UPDATE articles SET second_hand = 0 WHERE second_hand = 1"),
    "fee on a line": fact("sale_lines", "piece_fee = 0", "piece_fee > 0"),
    "first price of a line": fact("sale_lines", "tag_price = NULL", "tag_price > 0"),
    "shop's part of a discount": fact("sale_lines", "shop_discount = 0", "shop_discount > 0"),
    "note about a member": sql("UPDATE notes SET text = 'x'"),
    "note deleted": sql("DELETE FROM notes"),
    "card of a person": sql("UPDATE people SET card = 'x' WHERE name = 'Lise'"),
    "number within a slip's entry": body('"sequence":1,', '"sequence":7,', "stock"),
    "float": fact("session_floats", "amount = amount + 1"),
    "day of a session": fact("sessions", "day = '2026-03-01'", "entry = 1"),
    "total of a closing": fact("closings", "total = total - 1", "z = 1"),
    "perpetual total": fact("closing_taxpayers", "perpetual = perpetual - 100"),
    "means of a closing": fact("closing_means", "net = net + 1"),
    "rates of a closing": fact("closing_rates", "before_tax = before_tax + 1"),
    "count of a closing": fact("closing_counts", "counted = counted + 1"),
    "reason of a closing": fact("closings", "reason = ''", "z = 1"),
    "closing deleted": sql("DELETE FROM closings WHERE z = 2", unguarded=("closings",)),
    "cash move": fact("cash_moves", "amount = amount + 100"),
    "purpose of a cash move": fact("cash_moves", "purpose = 'in'"),
    "cash move deleted": sql("DELETE FROM cash_moves", unguarded=("cash_moves",)),
    "what a sale is found by": fact("sale_search", "words = ' vase'", "ticket = 1"),
    "float in the ledger": fact("postings", "amount = amount + 1", "kind = 'opening'"),
    "adjustment": fact("adjustments", "amount = amount + 1"),
    "settlement row": fact("settlement_rows", "paid = paid + 100", "paid > 0"),
    "settlement fee": fact("settlement_fees", "amount = amount - 100"),
    "settlement month": fact("settlements", "month = '2026-02'"),
    "payout": fact("payout_lines", "amount = amount + 100"),
    "payout run deleted": sql("DELETE FROM payout_runs", unguarded=("payout_runs",)),
    "digest": fact("record_digests", "digest = 'x'"),
    "event deleted": sql("DELETE FROM events", unguarded=("events",)),
    "price of an article": sql("UPDATE articles SET price = price + 1 WHERE code = 'A1'"),
    "label of an article": sql("UPDATE articles SET label = 'x' WHERE code = 'A1'"),
    "owner of an article": sql(
        "UPDATE articles SET member_id = (SELECT id FROM members WHERE code = 'M2') WHERE code = 'A1'"
    ),
    "barcode deleted": sql("DELETE FROM barcodes"),
    "barcode moved": sql(
        "UPDATE barcodes SET article_id = (SELECT id FROM articles WHERE code = 'A2') "
        "WHERE article_id = (SELECT id FROM articles WHERE code = 'A1')"
    ),
    "IBAN": sql(f"UPDATE identities SET iban = 'FR7699999999990000001000029' WHERE iban = '{IBAN}'"),
    "name": sql("UPDATE identities SET name = 'X' WHERE name = 'Atelier M1'"),
    "identity deleted": sql("DELETE FROM identities WHERE name = 'Atelier M1'"),
    "commission in a contract": sql("UPDATE terms SET commission = 0"),
    "contract deleted": sql("DELETE FROM terms"),
    "payout minimum": sql("UPDATE members SET payout_minimum = 0 WHERE code = 'M2'"),
    "member inserted": insert_register,
    "role of a person": sql("UPDATE people SET role = 'manager' WHERE name = 'Lise'"),
    "PIN of a person": sql("UPDATE people SET pin = '' WHERE name = 'Aïcha'"),
    "person deleted": sql("DELETE FROM people WHERE name = 'Lise'"),
    "preference": sql("UPDATE preferences SET value = '{}'"),
    "preference inserted": sql(
        "INSERT INTO preferences SELECT 'means', value FROM preferences WHERE name = 'lock'"
    ),
    "shop": sql("UPDATE books SET shop = replace(shop, '100000', '900000')"),
    "register revision": sql("UPDATE books SET register_revision = register_revision + 1"),
    "body of an entry": body('"total":6460', '"total":6360'),
    "body with other spaces": body('"ticket":1,', '"ticket": 1,'),
    "body no longer JSON": body("{", "["),
    "reason in a closing entry": body("en trop", "en moins", "closing"),
    "time of an entry": fact("journal", "at = '2026-03-03T10:00:00+01:00'", "till = 'C1' AND number = 3"),
    "signature": fact("journal", "signature = 'x'", "till = 'C1' AND number = 3"),
    "version": fact("journal", "version = 2", "till = 'C1' AND number = 3"),
    "entry deleted": delete_entry,
    "entry inserted": insert_entry,
    "entries swapped": swap,
    "tail cut": cut_tail,
    "ticket counter": sql("UPDATE tills SET last_ticket = last_ticket + 1 WHERE code = 'C1'"),
    "z counter": sql("UPDATE tills SET last_z = 0 WHERE code = 'C1'"),
    "session closed by hand": sql("UPDATE tills SET session = NULL, session_day = '' WHERE code = 'C1'"),
    "seal": sql("UPDATE tills SET seal = 'x' WHERE code = 'C1'"),
}


def witnessed(books: SqlBooks, place: str, keys: KeyRing) -> SqlBooks:
    """The same books closed once, so that their state was seen, and opened again."""
    books.close()
    return open_books(place, keys=keys)


def test_untouched_books_are_clean(books: SqlBooks, place: str, keys: KeyRing) -> None:
    fill(books)
    assert list(books.defects()) == []
    again = witnessed(books, place, keys)
    assert list(again.defects()) == []
    again.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, KeyRing]:
    """The bytes of a filled SQLite file, with its keys."""
    folder = tmp_path_factory.mktemp("filled")
    keys = KeyRing(folder / "keys")
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN, keys=keys)
    fill(books)
    books.close()
    return (folder / "shop.db").read_bytes(), keys


@pytest.mark.parametrize("name", EDITS)
def test_a_change_is_found(name: str, filled: tuple[bytes, KeyRing], tmp_path: Path) -> None:
    content, keys = filled
    path = tmp_path / "shop.db"
    path.write_bytes(content)
    books = open_books(str(path), keys=keys)
    assert list(books.defects()) == []
    with books.engine.begin() as connection:
        EDITS[name](connection)
    found = list(books.defects())
    books.engine.dispose()
    assert found, name
    assert all(str(defect.sentence.format(**defect.facts)) for defect in found)
    # The file itself must not be what gives it away: it is somewhere else than where it was seen.
    assert {defect.code for defect in found} - {"file_changed", "file_header"}


@pytest.mark.postgresql
def test_every_change_is_found_on_postgresql(new_postgresql: Callable[[], str], keys: KeyRing) -> None:
    place = new_postgresql()
    books = create_books(place, SHOP, at=BEGUN, keys=keys)
    fill(books)
    books.close()
    unfound = []
    books = open_books(place, keys=keys)
    for name, edit in EDITS.items():
        key, seen = keys.key(books.id), keys.seen(books.id)
        with books.engine.connect() as connection, connection.begin() as begun:
            edit(connection)
            found = list(audit.defects(connection, key, place, seen, lambda _done, _total: None))
            begun.rollback()
        if not found:
            unfound.append(name)
    assert unfound == []
    assert list(books.defects()) == []
    books.close()


def test_a_guard_that_is_gone_is_found(books: SqlBooks) -> None:
    with books.engine.begin() as connection:
        unguard(connection, "sales")
    assert {defect.code for defect in books.defects()} == {"trigger_missing"}


def test_another_key_is_found(books: SqlBooks, place: str, keys: KeyRing) -> None:
    fill(books)
    books.close()
    keys.key_path(books.id).write_text("11" * 32 + "\n")
    again = open_books(place, keys=keys)
    codes = {defect.code for defect in again.defects()}
    again.engine.dispose()
    assert {"signature", "head", "record_changed"} <= codes


def test_an_older_copy_of_the_file_is_found(sqlite_books: SqlBooks, keys: KeyRing) -> None:
    shop = fill(sqlite_books)
    path = sqlite_books.path
    assert path is not None
    sqlite_books.close()
    old = path.read_bytes()
    books = open_books(str(path), keys=keys)
    with books.read() as read:
        cup = read.articles(["A2"])[0]
    later = ShopBuilder(books, shop.now)
    later.sell(cup, card("4.20"))
    books.close()
    path.write_bytes(old)
    again = open_books(str(path), keys=keys)
    assert "tail_cut" in {defect.code for defect in again.defects()}
    again.engine.dispose()


def test_a_flipped_byte_is_found_or_refused(sqlite_books: SqlBooks, keys: KeyRing) -> None:
    fill(sqlite_books)
    path = sqlite_books.path
    assert path is not None
    sqlite_books.close()
    whole = path.read_bytes()
    chance = random.Random(20260302)
    offsets = [0, 17, 18, 19, 21, 24, 27, 28, 36, 44, 48, 52, 56, 60, 68, 92, 96, 99]
    offsets += [chance.randrange(100, len(whole)) for _ in range(60)]
    unfound = []
    for offset in offsets:
        bit = 1 << chance.randrange(8)
        path.write_bytes(whole[:offset] + bytes([whole[offset] ^ bit]) + whole[offset + 1 :])
        try:
            books = open_books(str(path), keys=keys)
        except StorageTrouble:
            continue
        finally:
            path.with_name("shop.db-journal").unlink(missing_ok=True)
        try:
            found = list(books.defects())
        except StorageTrouble:
            found = [object()]  # type: ignore[list-item]
        books.engine.dispose()
        if not found:
            unfound.append((offset, bit))
    path.write_bytes(whole)
    assert unfound == []
    books = open_books(str(path), keys=keys)
    assert list(books.defects()) == []
    books.close()


def test_every_byte_of_the_header_counts(sqlite_books: SqlBooks, keys: KeyRing) -> None:
    path = sqlite_books.path
    assert path is not None
    sqlite_books.close()
    whole = path.read_bytes()
    unfound: list[int] = []
    for offset in range(100):
        path.write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        if not _noticed(path, keys):
            unfound.append(offset)
    path.write_bytes(whole)
    assert unfound == []


def _noticed(path: Path, keys: KeyRing) -> bool:
    """Whether opening or checking the books tells in a sentence that they were changed."""
    try:
        books = open_books(str(path), keys=keys)
    except StorageTrouble:
        return True
    except DBAPIError:
        return False
    try:
        return bool(list(books.defects()))
    except StorageTrouble:
        return True
    finally:
        books.engine.dispose()
