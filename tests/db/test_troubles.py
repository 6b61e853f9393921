"""A store that is locked, full, absent or somebody else's is told in a sentence, and nothing is half done."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from shop_builder import BEGUN, SHOP, ShopBuilder, cash, when
from sqlalchemy import Engine, func, select

from db import tables as t
from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ess_shop.errors import NotFound, StorageTrouble

ROOT = Path(__file__).parents[2]
SELLER = Path(__file__).with_name("selling_program.py")


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program that sells, to its end."""
    return subprocess.run(
        [sys.executable, str(SELLER), *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )


def ready(place: str, keys: KeyRing) -> None:
    """Books with an open till and something to sell."""
    books = create_books(place, SHOP, at=BEGUN, keys=keys)
    shop = ShopBuilder(books)
    shop.article(shop.member(), pieces=1000)
    shop.open(when(3))
    books.close()


def tickets(books: SqlBooks) -> list[int]:
    with books.engine.connect() as connection:
        return list(connection.execute(select(t.sales.c.ticket).order_by(t.sales.c.ticket)).scalars())


def test_the_key_is_missing(place: str, keys: KeyRing, engines: list[Engine]) -> None:
    books = create_books(place, SHOP, at=BEGUN, keys=keys)
    books.close()
    path = keys.key_path(books.id)
    kept = path.read_text()
    path.unlink()
    with pytest.raises(StorageTrouble) as missing:
        open_books(place, keys=keys)
    assert missing.value.code == "key_missing"
    assert str(path) in str(missing.value)
    for text in ("", "letters", "11" * 31):
        path.write_text(text)
        with pytest.raises(StorageTrouble) as wrong:
            open_books(place, keys=keys)
        assert wrong.value.code == "key_unreadable"
    path.write_text(kept)
    again = open_books(place, keys=keys)
    assert list(again.defects()) == []
    again.close()


def test_the_key_is_for_its_owner_only(sqlite_books: SqlBooks, keys: KeyRing) -> None:
    path = keys.key_path(sqlite_books.id)
    assert path.stat().st_mode & 0o077 == 0
    assert sqlite_books.path is not None
    assert bytes.fromhex(path.read_text().strip()) not in sqlite_books.path.read_bytes()
    assert path.read_text().strip().encode() not in sqlite_books.path.read_bytes()


def test_no_books_at_all(tmp_path: Path, keys: KeyRing, engines: list[Engine]) -> None:
    with pytest.raises(NotFound) as absent:
        open_books(str(tmp_path / "none.db"), keys=keys)
    assert absent.value.code == "no_books"
    assert not (tmp_path / "none.db").exists()
    for address in ("mysql://localhost/x", "letters://", "postgresql+asyncpg://localhost/x"):
        with pytest.raises(StorageTrouble) as wrong:
            open_books(address, keys=keys)
        assert wrong.value.code == "bad_books_url"


@pytest.mark.parametrize("content", [b"", b"Ch\xc3\xa8re Lise,\n" * 1000, b"\0" * 8192, b"SQLite format 3\0"])
def test_a_file_that_holds_something_else(
    content: bytes, tmp_path: Path, keys: KeyRing, engines: list[Engine]
) -> None:
    path = tmp_path / "letters.db"
    path.write_bytes(content)
    with pytest.raises(StorageTrouble) as trouble:
        open_books(str(path), keys=keys)
    assert trouble.value.code == "not_books"
    assert path.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path, keys: KeyRing, engines: list[Engine]) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.commit()
    other.close()
    with pytest.raises(StorageTrouble) as trouble:
        open_books(str(path), keys=keys)
    assert trouble.value.code == "not_books"


def test_a_server_that_is_not_there(tmp_path: Path, keys: KeyRing, engines: list[Engine]) -> None:
    with pytest.raises(StorageTrouble) as trouble:
        open_books(f"postgresql+psycopg://postgres@/shop?host={tmp_path}", keys=keys)
    assert trouble.value.code == "unreachable"


def test_locked_by_another_program(tmp_path: Path, keys: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.BUSY_SECONDS", 0.2)
    books = create_books(str(tmp_path / "shop.db"), SHOP, at=BEGUN, keys=keys)
    shop = ShopBuilder(books)
    bowl = shop.article(shop.member())
    shop.open()
    other = sqlite3.connect(tmp_path / "shop.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    request = shop.request(bowl, cash("10"))
    from ess_shop.services.selling import sell

    with pytest.raises(StorageTrouble) as trouble:
        sell(books, request)
    assert trouble.value.code == "locked"
    assert shop.stock(bowl) == 20
    other.execute("ROLLBACK")
    other.close()
    assert sell(books, request).ticket == 1
    assert shop.defects() == []
    books.close()


def test_a_file_that_may_not_grow(tmp_path: Path, keys: KeyRing) -> None:
    place = str(tmp_path / "shop.db")
    ready(place, keys)
    limit = (tmp_path / "shop.db").stat().st_size + 60_000
    done = program(place, str(keys.folder), "2000", "--largest", str(limit))
    said = done.stdout.split()
    assert done.returncode == 3, done.stderr
    assert said[-1] in {"disk_full", "disk_error"}
    _goes_on(place, keys, [int(number) for number in said[:-1]])


def test_a_disk_that_is_full(small_disk: Path, keys: KeyRing) -> None:
    place = str(small_disk / "shop.db")
    ready(place, keys)
    films = os.open(small_disk / "films", os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while True:
            os.write(films, bytes(4096))
    os.ftruncate(films, os.fstat(films).st_size - 200_000)
    os.close(films)
    done = program(place, str(keys.folder), "2000")
    said = done.stdout.split()
    assert done.returncode == 3, done.stderr
    assert said[-1] in {"disk_full", "disk_error"}
    (small_disk / "films").unlink()
    _goes_on(place, keys, [int(number) for number in said[:-1]])


def _goes_on(place: str, keys: KeyRing, said: list[int]) -> None:
    """What was acknowledged is there and nothing else, and selling goes on."""
    assert said == list(range(1, len(said) + 1))
    assert said
    books = open_books(place, keys=keys)
    assert tickets(books) == said
    assert list(books.defects()) == []
    with books.engine.connect() as connection:
        for table in (t.sales, t.sale_lines, t.stock_moves, t.payments):
            count = connection.execute(
                select(func.count()).select_from(table).where(table.c.till == "C1")
            ).scalar_one()
            assert count == len(said)
    books.close()
    assert program(place, str(keys.folder), "1").stdout.split() == [str(len(said) + 1)]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError) as wrong:
        pytest.skip(f"a small disk cannot be mounted here: {wrong}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True, capture_output=True)


def test_two_programs_sell_on_one_till(place: str, keys: KeyRing) -> None:
    ready(place, keys)
    command = [sys.executable, str(SELLER), place, str(keys.folder), "40"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [len(each) for each in said] == [40, 40]
    assert sorted(int(number) for each in said for number in each) == list(range(1, 81))
    books = open_books(place, keys=keys)
    assert tickets(books) == list(range(1, 81))
    assert list(books.defects()) == []
    books.close()


def test_a_folder_that_takes_no_key_leaves_no_books(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    place = tmp_path / "shop.db"
    with pytest.raises(StorageTrouble) as told:
        create_books(str(place), SHOP, at=BEGUN, keys=KeyRing(tmp_path / "file" / "keys"))
    assert told.value.code == "keys_not_written"
    assert not place.exists()
