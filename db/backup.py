"""Backups: always one SQLite file, whatever engine the books are on; restored onto either."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select

from db import upgrade
from db.engine import READ, is_file, open_engine, told, transaction, url_of
from ess_shop.errors import NotFound, Refused, StorageTrouble
from ess_shop.ports import Progress, unheard

BATCH = 1000
VERSION_TABLE = "alembic_version"


def save(
    engine: Engine,
    target: Path,
    *,
    progress: Progress = unheard,
    steps: Path = upgrade.STEPS,
    revision: str = "head",
) -> None:
    """Write a consistent copy to a new file; Refused if it exists. A cut-off backup leaves no file behind."""
    if target.exists():
        raise Refused(
            "backup_exists", "There is a file at “{path}” already: choose another name.", path=target
        )
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with told():
            target.parent.mkdir(parents=True, exist_ok=True)
            if is_file(engine.url):
                _copy_file(Path(engine.url.database or ""), part, progress)
            else:
                with _lent(str(part)) as copy:
                    upgrade.create(copy, revision, steps=steps)
                    _copy_rows(engine, copy, progress)
        _make_durable(part)
        os.replace(part, target)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def restore(source: Path, place: str, *, replace: bool, progress: Progress = unheard) -> Path | None:
    """Put a backup at a place; returns where the books that stood there were moved, if any.

    Without `replace` the place must be free. A database server is never emptied: it must hold no books.
    """
    if not source.is_file():
        raise NotFound("no_backup", "There is no backup at “{path}”.", path=source)
    _check_backup(source)
    url = url_of(place)
    if not is_file(url):
        _restore_to_server(source, place, progress)
        return None
    target = Path(url.database or "")
    if target.exists() and not replace:
        raise Refused(
            "books_exist", "There is a file at “{place}” already: choose another name.", place=target
        )
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    with told():
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_file(source, part, progress)
    _make_durable(part)
    moved = None
    if target.exists():
        moved = free_name(target.with_name(f"{target.name}.before-restore"))
        os.replace(target, moved)
    os.replace(part, target)
    return moved


def free_name(wanted: Path) -> Path:
    """The path, or the same with a number if it is taken."""
    candidate, number = wanted, 2
    while candidate.exists():
        candidate = wanted.with_name(f"{wanted.name}-{number}")
        number += 1
    return candidate


def _check_backup(source: Path) -> None:
    with _lent(str(source)) as engine, told():
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        revision = upgrade.current(engine)
    if found != "ok":
        raise StorageTrouble(
            "damaged_backup", "The backup is damaged ({found}): take an earlier one.", found=found
        )
    if revision > upgrade.LATEST:
        raise StorageTrouble(
            "newer_books",
            "These books were written by a newer version of the program ({found}): install that version.",
            found=revision,
        )


def _restore_to_server(source: Path, place: str, progress: Progress) -> None:
    with _lent(place) as engine, _lent(str(source)) as copy, told():
        with engine.connect() as connection:
            if connection.dialect.has_table(connection, "books"):
                raise Refused("books_exist", "This database holds books already: choose another one.")
        upgrade.create(engine, upgrade.current(copy))
        _copy_rows(copy, engine, progress)


@contextmanager
def _lent(place: str) -> Iterator[Engine]:
    engine = open_engine(url_of(place))
    try:
        yield engine
    finally:
        engine.dispose()


def _copy_file(source: Path, target: Path, progress: Progress) -> None:
    """SQLite's own backup: a consistent copy even while others write."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=500, progress=lambda _status, left, total: progress(total - left, total))


def _make_durable(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _copy_rows(source: Engine, target: Engine, progress: Progress) -> None:
    """Every row of every table from one engine to the other, in one transaction on each side."""
    there = MetaData()
    there.reflect(target)
    with transaction(source, READ) as old, target.begin() as new:
        here = MetaData()
        here.reflect(old)
        tables = [table for table in there.sorted_tables if table.name != VERSION_TABLE]
        total = sum(_count(old, here.tables[table.name]) for table in tables)
        done = 0
        for table in tables:
            convert = _converter(target)
            for rows in _batches(old, here.tables[table.name]):
                new.execute(
                    insert(table), [{name: convert(value) for name, value in row.items()} for row in rows]
                )
                done += len(rows)
                progress(done, total)


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    order = list(table.primary_key.columns)
    stream = connection.execution_options(yield_per=BATCH).execute(select(table).order_by(*order)).mappings()
    for rows in stream.partitions():
        yield [dict(row) for row in rows]


def _converter(target: Engine) -> Callable[[Any], Any]:
    """Identities are uuid on PostgreSQL and 16 bytes on SQLite; everything else is the same."""
    if is_file(target.url):
        return lambda value: value.bytes if isinstance(value, uuid.UUID) else value
    return lambda value: uuid.UUID(bytes=value) if isinstance(value, bytes) else value
