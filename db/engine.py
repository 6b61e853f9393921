"""Opening SQLite and PostgreSQL so that what is committed is on the disk, and troubles become sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from ess_shop.errors import StorageTrouble

BUSY_SECONDS = 10
"""How long a write waits for another process before the person is told."""

WRITE, READ = "write", "read"
_MODE = "ess_shop_mode"


def url_of(place: str) -> URL:
    """The URL of a path or of a `postgresql+psycopg://` address; StorageTrouble for anything else."""
    if "://" not in place:
        return URL.create("sqlite", database=str(Path(place).expanduser().absolute()))
    try:
        url = make_url(place)
    except ArgumentError as wrong:
        raise StorageTrouble(
            "bad_books_url", "“{place}” is no path and no database address.", place=place
        ) from wrong
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"postgresql+psycopg", "sqlite"}:
        raise StorageTrouble(
            "bad_books_url",
            "“{place}”: books are kept in a SQLite file or on PostgreSQL (postgresql+psycopg://…).",
            place=place,
        )
    return url


def is_file(url: URL) -> bool:
    """Whether the books are one SQLite file."""
    return url.get_backend_name() == "sqlite"


def open_engine(url: URL) -> Engine:
    """An engine whose commits are durable.

    SQLite before 3.51.3 can lose commits in WAL mode when two connections share a file, so a rollback journal
    with synchronous=EXTRA is used for all versions; foreign keys are on and deleted content is zeroed.
    """
    if not is_file(url):
        return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode = TRUNCATE",
        "synchronous = EXTRA",
        "foreign_keys = ON",
        "recursive_triggers = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_MODE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == WRITE else "BEGIN")


@contextmanager
def transaction(engine: Engine, mode: str) -> Iterator[Connection]:
    """A transaction that is rolled back unless its owner commits; storage errors come out as sentences."""
    with told(), engine.connect() as connection:
        options: dict[str, Any] = {_MODE: mode}
        if mode == READ and engine.dialect.name == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        connection = connection.execution_options(**options)
        with connection.begin() as begun:
            yield connection
            if begun.is_active:
                begun.rollback()


@contextmanager
def told() -> Iterator[None]:
    """Turn what the engine says of a locked, full, damaged or absent store into a sentence."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as wrong:
        trouble = _trouble(wrong)
        if trouble is None:
            raise
        raise trouble from wrong


_BUSY = ("locked", "The books are in use by another program: wait a moment and try again.")
_FULL = ("disk_full", "The disk is full: nothing was recorded. Make room and try again.")
_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: (
        "disk_error",
        "The disk did not take what was written, it may be full: nothing was recorded. "
        "Make room, check the disk and try again.",
    ),
    sqlite3.SQLITE_READONLY: ("read_only", "The books cannot be written here: check the rights of the file."),
    sqlite3.SQLITE_CANTOPEN: ("cannot_open", "The books cannot be opened: check that the folder exists."),
    sqlite3.SQLITE_CORRUPT: ("damaged", "The file of the books is damaged: restore the last backup."),
    sqlite3.SQLITE_NOTADB: ("not_books", "This file does not hold books of a shop."),
}
_PRIMARY = 0xFF
_DAMAGE = ("unsupported file format", "malformed")


def _trouble(wrong: BaseException) -> StorageTrouble | None:
    cause: Any = wrong.orig if isinstance(wrong, DBAPIError) else wrong
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None and (code & _PRIMARY) in _SQLITE:
        return StorageTrouble(*_SQLITE[code & _PRIMARY])
    state = getattr(cause, "sqlstate", None) or ""
    if state in {"53100", "53200"}:
        return StorageTrouble(*_FULL)
    if state in {"55P03", "40001", "40P01", "57014"}:
        return StorageTrouble(*_BUSY)
    if code == sqlite3.SQLITE_ERROR and any(sign in str(cause) for sign in _DAMAGE):
        return StorageTrouble(*_SQLITE[sqlite3.SQLITE_CORRUPT])
    if isinstance(wrong, OperationalError) and code is None:
        return StorageTrouble(
            "unreachable", "The database does not answer: check the address and that the server runs."
        )
    return None
