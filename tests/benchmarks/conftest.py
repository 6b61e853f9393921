"""Benchmarks run on stores that really write: PostgreSQL with fsync, SQLite in a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from bench_shop import BEGUN, SHOP, sell_october
from sqlalchemy import create_engine

from db.books import create_books
from db.keys import KeyRing


@pytest.fixture(scope="session")
def postgresql_address(postgresql_address: str) -> str:
    """The server of the other tests, with durable commits; a server that was named is left as it is."""
    if not os.environ.get("ESS_SHOP_TEST_POSTGRESQL"):
        engine = create_engine(postgresql_address.format(name="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in ("fsync", "synchronous_commit"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {name} = on")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        engine.dispose()
    return postgresql_address


@pytest.fixture(scope="session")
def october_sold(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, KeyRing]:
    """Books in which the workload was sold, closed, to be copied; and their keys."""
    folder = tmp_path_factory.mktemp("october")
    keys = KeyRing(folder / "keys")
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN.isoformat(), keys=keys)
    sell_october(books)
    books.close()
    return folder / "shop.db", keys
