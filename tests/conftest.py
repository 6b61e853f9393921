"""What every test of the books needs: a fresh place on either engine, a key ring, a small shop."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine

from db.books import SqlBooks, create_books
from db.engine import open_engine
from db.keys import KeyRing

sys.path.append(str(Path(__file__).parent / "domain"))
sys.path.append(str(Path(__file__).parent / "services"))
sys.path.append(str(Path(__file__).parent / "ui" / "desktop"))
sys.path.append(str(Path(__file__).parent / "ui" / "scanning"))
sys.path.append(str(Path(__file__).parent / "drivers" / "mail"))
sys.path.append(str(Path(__file__).parent / "drivers" / "scanner"))
sys.path.append(str(Path(__file__).parent / "stories"))

from shop_builder import BEGUN, SHOP, ShopBuilder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SERVER = "ESS_SHOP_TEST_POSTGRESQL"
SKIP = "ESS_SHOP_SKIP_POSTGRESQL"

NewPlace = Callable[[], str]


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """The address of a PostgreSQL server with `{name}` where the database belongs."""
    if os.environ.get(SKIP) == "1":
        pytest.skip(f"{SKIP}=1")
    named = os.environ.get(SERVER)
    if named:
        from sqlalchemy import make_url

        url = make_url(named).set(drivername="postgresql+psycopg")
        address = url.set(database="__name__").render_as_string(hide_password=False)
        yield address.replace("__name__", "{name}")
        return
    try:
        import pgserver
    except ImportError:
        pytest.fail(f"no PostgreSQL: install pgserver, name a server in {SERVER}, or set {SKIP}=1")
    folder = tempfile.mkdtemp(prefix="ess-shop-pg-")
    server = pgserver.get_server(folder, cleanup_mode="stop")
    try:
        socket = server.get_postmaster_info().socket_dir
        address = f"postgresql+psycopg://postgres@/{{name}}?host={socket}"
        _ask(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _ask(address: str, *statements: str) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


_numbers = itertools.count(1)


@pytest.fixture
def new_postgresql(request: pytest.FixtureRequest) -> Iterator[NewPlace]:
    """Makes fresh PostgreSQL databases, dropped at the end."""
    address: str = request.getfixturevalue("postgresql_address")
    made: list[str] = []

    def make() -> str:
        name = f"shop_{os.getpid()}_{next(_numbers)}"
        _ask(address, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        made.append(name)
        return address.format(name=name)

    yield make
    if made:
        _ask(address, *(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in made))


@pytest.fixture
def new_sqlite(tmp_path: Path) -> NewPlace:
    """Makes paths where no file is yet."""
    numbers = itertools.count(1)
    return lambda: str(tmp_path / f"shop{next(numbers)}.db")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def new_place(request: pytest.FixtureRequest) -> NewPlace:
    """Makes fresh places for books, on each engine in turn."""
    maker: NewPlace = request.getfixturevalue(f"new_{request.param}")
    return maker


@pytest.fixture
def place(new_place: NewPlace) -> str:
    """A fresh place for books, on each engine in turn."""
    return new_place()


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    """A key ring of this test alone."""
    return KeyRing(tmp_path / "keys")


@pytest.fixture
def books(place: str, keys: KeyRing) -> Iterator[SqlBooks]:
    """Books of a shop in EUR that takes LOC coupons, on each engine in turn."""
    made = create_books(place, SHOP, at=BEGUN, keys=keys)
    yield made
    made.close()


@pytest.fixture
def shop(books: SqlBooks) -> ShopBuilder:
    """The same books with hands that fill them."""
    return ShopBuilder(books)


@pytest.fixture
def sqlite_books(tmp_path: Path, keys: KeyRing) -> Iterator[SqlBooks]:
    """Books in a SQLite file, for what only a file can suffer."""
    made = create_books(str(tmp_path / "shop.db"), SHOP, at=BEGUN, keys=keys)
    yield made
    made.close()


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Engine]]:
    """Every engine that opening and creating books makes, disposed at the end whatever happened."""
    made: list[Engine] = []

    def remember(url: URL) -> Engine:
        made.append(open_engine(url))
        return made[-1]

    for module in ("db.books", "db.backup"):
        monkeypatch.setattr(f"{module}.open_engine", remember)
    yield made
    for engine in made:
        engine.dispose()
