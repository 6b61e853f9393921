"""Proving the books: chain, signatures, tables against the journal, ledger, settlements, stock, registers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from db import tables as t
from db.audit_money import money_defects
from db.audit_walk import Walk, batches, defect
from db.beginning import beginning
from db.digests import TAKEN_OUT, standing_digests
from db.entries import entry_from
from db.keys import Seen, file_sha256, stamp_name
from ess_shop.domain.cut import UNCUT
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.errors import ShopError
from ess_shop.ports import Defect, Progress


def file_defects(
    path: Path | None, seen: Seen, heads: Callable[[], dict[str, list[Any]]]
) -> Iterator[Defect]:
    """Whether the data file is byte for byte what it was when it was last closed in this state.

    Only a file at rest in a state that was witnessed can be told; after a crash there is nothing to compare.
    """
    if path is None:
        return
    with path.open("rb") as file:
        header = file.read(100)
    if header[24:28] != header[92:96]:
        yield defect("file_header", path.name, "The header of the data file was changed.")
    known = seen.stamps.get(stamp_name(heads(), header))
    if known is not None and known != file_sha256(path):
        yield defect(
            "file_changed",
            path.name,
            "Bytes of the data file were changed by something else than this program.",
        )


def defects(
    connection: Connection, key: bytes, place: str, seen: Seen, progress: Progress
) -> Iterator[Defect]:
    """Every defect of the books; an empty iteration means they are clean."""
    yield from _engine_defects(connection)
    total = connection.execute(select(func.count()).select_from(t.journal)).scalar_one()
    counted: defaultdict[Table, int] = defaultdict(int)
    try:
        begun = beginning(connection)
    except (ValueError, KeyError, TypeError, IndexError):
        yield defect("unreadable", OFFICE, "What the last purge carried on cannot be read.")
        begun = UNCUT
    latest = dict(begun.digests)
    edits, done = begun.edits, 0
    for till in connection.execute(select(t.tills).order_by(t.tills.c.code)).all():
        walk = Walk(connection, key, till.code, seen.places.get(place, {}).get(till.code), counted, begun)
        for rows in batches(connection, till.code):
            entries = []
            for row in rows:
                try:
                    entries.append(entry_from(row))
                except ValueError:
                    yield defect("unreadable", f"{row.till} {row.number}", "The entry cannot be read.")
            yield from walk.check(entries)
            for entry in entries:
                if entry.kind is Kind.REGISTER:
                    edits += 1
                    for register, record, digest in entry.content()["records"]:  # type: ignore[attr-defined]
                        latest[register, record] = digest
            done += len(rows)
            progress(done, total)
        yield from walk.check_till(till)
    if done != total:
        yield defect("journal_strays", "journal", "{count} entries belong to no till.", count=total - done)
    for table in t.FACTS:
        found = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if found > counted[table]:
            yield defect(
                "rows_inserted",
                table.name,
                "{count} rows have no entry in the journal.",
                count=found - counted[table],
            )
    yield from _readable(_register_defects(connection, key, latest, edits), "registers")
    yield from _readable(money_defects(connection, begun), "ledger")


def _readable(found: Iterator[Defect], where: str) -> Iterator[Defect]:
    """What a check finds; also that it could not go on, for something that the program never wrote."""
    try:
        yield from found
    except DBAPIError:
        raise
    except (ShopError, ValueError, KeyError, TypeError, AttributeError, SQLAlchemyError):
        yield defect("unreadable", where, "Something that stands here cannot be read.")


def _engine_defects(connection: Connection) -> Iterator[Defect]:
    """What the engine itself finds: damaged pages and indexes, dangling references, missing triggers."""
    if connection.dialect.name == "sqlite":
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if found != "ok":
                yield defect("damaged", "file", "SQLite finds damage: {found}.", found=found)
        for row in islice(connection.exec_driver_sql("PRAGMA foreign_key_check"), 20):
            yield defect("dangling", row[0], "A row refers to something that does not exist.")
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    triggers = set(connection.execute(text(query)).scalars())
    for table in (t.journal, *t.FACTS):
        for act in ("update", "delete"):
            if f"keep_{table.name}_{act}" not in triggers:
                yield defect("trigger_missing", table.name, "The guard against {act} is gone.", act=act)


def _register_defects(
    connection: Connection, key: bytes, latest: dict[tuple[str, str], str], edits: int
) -> Iterator[Defect]:
    left = dict(latest)
    for register, record, digest in standing_digests(connection, key):
        known = left.pop((register, record), None)
        if known is None:
            yield defect(
                "record_inserted", f"{register} {record}", "This record was not entered by the program."
            )
        elif known != digest:
            yield defect("record_changed", f"{register} {record}", "This record was changed from outside.")
    for (register, record), known in left.items():
        if known == TAKEN_OUT:
            continue
        yield defect("record_deleted", f"{register} {record}", "This record was deleted from outside.")
    revision = connection.execute(select(t.books.c.register_revision)).scalar_one()
    if revision != edits + 1:
        yield defect("counter", OFFICE, "The till's {name} was changed.", name="register_revision")
