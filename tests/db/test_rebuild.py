"""The tables of facts come out of the journal again exactly as they were."""

import pytest
from filled_shop import fill
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from db import tables as t
from db.books import SqlBooks
from db.rebuild import rebuild


def _rows(books: SqlBooks) -> dict[str, list[tuple[object, ...]]]:
    with books.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in t.FACTS
        }


def _guards(books: SqlBooks) -> set[tuple[object, ...]]:
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        if books.path
        else "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal"
    )
    with books.engine.connect() as connection:
        return {tuple(row) for row in connection.execute(text(query))}


def test_rebuilt_is_identical(books: SqlBooks) -> None:
    shop = fill(books)
    before, guards = _rows(books), _guards(books)
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    rebuild(books.engine)
    assert _rows(books) == before
    assert _guards(books) == guards
    assert shop.defects() == []


def test_rebuilding_mends_what_was_changed_in_a_table(books: SqlBooks) -> None:
    shop = fill(books)
    before = _rows(books)
    with books.engine.begin() as connection:
        if books.path:
            connection.execute(text("DROP TRIGGER keep_payments_delete"))
        else:
            connection.execute(text("ALTER TABLE payments DISABLE TRIGGER USER"))
        connection.execute(text("DELETE FROM payments"))
        if books.path:
            connection.execute(
                text(
                    "CREATE TRIGGER keep_payments_delete BEFORE DELETE ON payments "
                    "BEGIN SELECT RAISE(ABORT, 'facts are never changed: payments'); END"
                )
            )
        else:
            connection.execute(text("ALTER TABLE payments ENABLE TRIGGER USER"))
    assert shop.defects()
    rebuild(books.engine)
    assert _rows(books) == before
    assert shop.defects() == []


def test_a_rebuilding_that_fails_changes_nothing(books: SqlBooks, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = fill(books)
    before, guards = _rows(books), _guards(books)

    def fail(_entry: object) -> None:
        raise RuntimeError("stopped half-way")

    monkeypatch.setattr("db.rebuild.project", fail)
    with pytest.raises(RuntimeError):
        rebuild(books.engine)
    assert _rows(books) == before
    assert _guards(books) == guards
    with pytest.raises(DBAPIError), books.engine.begin() as connection:
        connection.execute(text("DELETE FROM sales"))
    assert shop.defects() == []
