"""Facts are never changed: the database itself refuses, on both engines."""

import sqlite3

import pytest
from filled_shop import fill
from sqlalchemy import Table, delete, func, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from db import tables as t
from db.books import SqlBooks

KEPT = (t.journal, *t.FACTS)


def test_every_table_of_facts_refuses_update_and_delete(books: SqlBooks) -> None:
    fill(books)
    for table in KEPT:
        with books.engine.connect() as connection:
            count = connection.execute(select(func.count()).select_from(table)).scalar_one()
        assert count, f"nothing in {table.name}"
        for statement in _changes(table):
            with (
                pytest.raises(DBAPIError, match="facts are never changed"),
                books.engine.begin() as connection,
            ):
                connection.execute(statement)
    assert list(books.defects()) == []


def _changes(table: Table) -> list[object]:
    column = table.columns[0].name
    return [
        delete(table),
        update(table).values({column: table.c[column]}),
        text(f"DELETE FROM {table.name}"),
        text(f"UPDATE {table.name} SET {column} = {column}"),
    ]


@pytest.mark.postgresql
def test_truncate_is_refused_too(new_postgresql, keys) -> None:
    from shop_builder import BEGUN, SHOP

    from db.books import create_books

    books = create_books(new_postgresql(), SHOP, at=BEGUN, keys=keys)
    for table in KEPT:
        with (
            pytest.raises(DBAPIError, match="facts are never changed"),
            books.engine.begin() as connection,
        ):
            connection.execute(text(f"TRUNCATE {table.name} CASCADE"))
    books.close()


def test_raw_sqlite_is_refused_replacing_a_row(sqlite_books: SqlBooks) -> None:
    fill(sqlite_books)
    raw = sqlite3.connect(str(sqlite_books.path))
    raw.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError, match="facts are never changed"):
        raw.execute("INSERT OR REPLACE INTO sales SELECT * FROM sales")
    with pytest.raises(sqlite3.IntegrityError, match="facts are never changed"):
        raw.execute("UPDATE journal SET at = at WHERE number = 1")
    raw.close()


def test_no_table_was_forgotten(books: SqlBooks) -> None:
    named = {table.name for table in (*KEPT, *t.REGISTERS, t.books, t.tills, t.drafts, t.worksheets)}
    assert named == set(t.metadata.tables)
    assert set(inspect(books.engine).get_table_names()) == named | {"alembic_version"}
