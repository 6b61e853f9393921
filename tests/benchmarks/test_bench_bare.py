"""What the rules cost above the bare engine, and what a long history costs: a ticket of three lines."""

from __future__ import annotations

import random
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bench_shop import (
    AFTERWARDS,
    BEGUN,
    SHOP,
    TILL,
    Timed,
    milliseconds,
    note,
    quantile,
    request,
    stock_up,
    three_lines,
)

from db.books import SqlBooks, create_books, open_books
from db.engine import _prepare_sqlite
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.services.cashing import open_till
from ess_shop.services.selling import SaleRequest, sell

ROUNDS = 300
TABLES = ("journal", "sales", "sale_lines", "sale_line_locals", "payments", "postings", "stock_moves")
BASKET = [(3, 1), (14, 1), (15, 2)]
LINES = 1_000_000

Arguments = tuple[tuple[SaleRequest], dict[str, Any]]


def opened_shop(place: Path, keys: KeyRing) -> SqlBooks:
    """New books with the catalogue and an open day."""
    books = create_books(str(place), SHOP, at=BEGUN.isoformat(), keys=keys)
    stock_up(books)
    open_till(books, id=new_id(), till=TILL, at=AFTERWARDS)
    return books


def key_column(table: str) -> str:
    """What a table calls the number of the journal's entry."""
    return "number" if table == "journal" else "entry"


class BareTill:
    """Writes the rows of a ticket again and again, by SQL alone."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        _prepare_sqlite(self._connection, None)
        self._connection.row_factory = sqlite3.Row
        (self._number,) = self._connection.execute(
            "SELECT number FROM tills WHERE code = ?", [TILL]
        ).fetchone()
        self._rows = {table: self._template(table) for table in TABLES}
        self._ticket = self._rows["sales"][0]["ticket"]
        self._insert = {
            table: f"INSERT INTO {table} ({', '.join(map(_quoted, rows[0]))}) "
            f"VALUES ({', '.join(f':{name}' for name in rows[0])})"
            for table, rows in self._rows.items()
            if rows
        }

    def _template(self, table: str) -> list[dict[str, Any]]:
        query = f"SELECT * FROM {table} WHERE till = ? AND {key_column(table)} = ?"
        return [dict(row) for row in self._connection.execute(query, [TILL, self._number])]

    @property
    def rows(self) -> dict[str, int]:
        """How many rows of each table a ticket makes."""
        return {table: len(rows) for table, rows in self._rows.items() if rows}

    def sell(self) -> None:
        """One ticket, one durable commit."""
        self._number += 1
        self._ticket += 1
        fresh = {"ticket": self._ticket, "id": bytes.fromhex(new_id())}
        self._connection.execute("BEGIN IMMEDIATE")
        for table, sql in self._insert.items():
            key = key_column(table)
            rows = [
                {**row, **{name: fresh[name] for name in fresh if name in row}, key: self._number}
                for row in self._rows[table]
            ]
            self._connection.executemany(sql, rows)
        self._connection.execute(
            "UPDATE tills SET number = ?, last_ticket = ? WHERE code = ?", [self._number, self._ticket, TILL]
        )
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _quoted(name: str) -> str:
    return f'"{name}"'


def test_three_lines_beside_the_bare_engine(benchmark: Any, tmp_path: Path, keys: KeyRing) -> None:
    books = opened_shop(tmp_path / "served.db", keys)
    other = opened_shop(tmp_path / "bare.db", keys)
    sell(other, request(AFTERWARDS, BASKET))
    other.close()
    bare = BareTill(tmp_path / "bare.db")
    bare_sale, served = Timed(bare.sell), Timed(lambda ticket: sell(books, ticket))

    def bare_first() -> Arguments:
        bare_sale()
        return (request(AFTERWARDS, BASKET),), {}

    benchmark.pedantic(served, setup=bare_first, rounds=ROUNDS, iterations=1)
    books.close()
    bare.close()
    median, computing = quantile(bare_sale.wall, 0.5), quantile(bare_sale.computing, 0.5)
    seconds = note(
        benchmark,
        bare_p50_ms=milliseconds(median),
        bare_p99_ms=milliseconds(quantile(bare_sale.wall, 0.99)),
        computing_p50_ms=milliseconds(quantile(served.computing, 0.5)),
        bare_computing_p50_ms=milliseconds(computing),
        rows=sum(bare.rows.values()),
    )
    if seconds:
        benchmark.extra_info["ratio"] = round(quantile(seconds, 0.5) / median, 2)


def multiply(path: Path) -> int:
    """Repeat the recorded tickets until there are a million lines; the journal's signatures are not made."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -256000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    number, ticket = connection.execute(
        "SELECT number, last_ticket FROM tills WHERE code = ?", [TILL]
    ).fetchone()
    (lines,) = connection.execute("SELECT count(*) FROM sale_lines").fetchone()
    times = -(-LINES // lines) - 1
    connection.execute("BEGIN")
    for table in TABLES:
        key = key_column(table)
        sold = "kind = 'sale'" if table == "journal" else "entry IN (SELECT entry FROM sales)"
        connection.execute(
            f"CREATE TEMP TABLE again AS SELECT * FROM main.{table} WHERE till = ? AND {sold} ORDER BY {key}",
            [TILL],
        )
        columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
        shifted = {
            key: f"{key} + copy * {number}",
            "ticket": f"ticket + copy * {ticket}",
            "id": f"CAST(printf('%016d', number + copy * {number}) AS BLOB)",
        }
        values = ", ".join(shifted.get(name, _quoted(name)) for name in columns)
        connection.execute(
            f"INSERT INTO main.{table} ({', '.join(map(_quoted, columns))}) "
            "WITH RECURSIVE copies (copy) AS "
            "(SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < ?) "
            f"SELECT {values} FROM copies CROSS JOIN temp.again",
            [times],
        )
        connection.execute("DROP TABLE temp.again")
    connection.execute(
        "UPDATE tills SET number = number * ?, last_ticket = last_ticket * ? WHERE code = ?",
        [times + 1, times + 1, TILL],
    )
    connection.execute("COMMIT")
    (lines,) = connection.execute("SELECT count(*) FROM sale_lines").fetchone()
    connection.close()
    return int(lines)


def test_three_lines_after_a_million(
    benchmark: Any, tmp_path: Path, keys: KeyRing, october_sold: tuple[Path, KeyRing]
) -> None:
    source, own_keys = october_sold
    path = tmp_path / "million.db"
    shutil.copy(source, path)
    begun = perf_counter()
    lines = multiply(path)
    filling = perf_counter() - begun
    books = open_books(str(path), keys=own_keys)
    open_till(books, id=new_id(), till=TILL, at=AFTERWARDS)
    empty = opened_shop(tmp_path / "empty.db", keys)
    dice = random.Random(3)
    sale_after, sale_before = (Timed(lambda ticket, at=at: sell(at, ticket)) for at in (books, empty))
    time = AFTERWARDS

    def empty_first() -> Arguments:
        nonlocal time
        time += timedelta(seconds=30)
        sale_before(three_lines(time, dice))
        return (three_lines(time, dice),), {}

    benchmark.pedantic(sale_after, setup=empty_first, rounds=ROUNDS, iterations=1)
    size = path.stat().st_size
    for each in (books, empty):
        each.engine.dispose()
    path.unlink()
    median = quantile(sale_before.wall, 0.5)
    seconds = note(
        benchmark,
        empty_p50_ms=milliseconds(median),
        computing_p50_ms=milliseconds(quantile(sale_after.computing, 0.5)),
        empty_computing_p50_ms=milliseconds(quantile(sale_before.computing, 0.5)),
        lines=lines,
        file_mb=round(size / 1e6),
        filling_s=round(filling, 1),
    )
    if seconds:
        benchmark.extra_info["ratio"] = round(quantile(seconds, 0.5) / median, 2)
