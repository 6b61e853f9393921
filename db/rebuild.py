"""Making every table of facts anew from the journal, which is the truth they are derived from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, delete, insert, select, text

from db import tables as t
from db.engine import WRITE, transaction
from db.projection import project
from db.reader import entry_from

BATCH = 500


def rebuild(engine: Engine) -> None:
    """Empty every table of facts and fill it again from the journal, in one transaction."""
    with transaction(engine, WRITE) as connection:
        with _unguarded(connection):
            for table in t.FACTS:
                connection.execute(delete(table))
            _refill(connection)
        begun = connection.get_transaction()
        if begun is not None:
            begun.commit()


def _refill(connection: Connection) -> None:
    for till in connection.execute(select(t.tills.c.code).order_by(t.tills.c.code)).scalars().all():
        last = 0
        while True:
            rows = connection.execute(
                select(t.journal)
                .where(t.journal.c.till == till, t.journal.c.number > last)
                .order_by(t.journal.c.number)
                .limit(BATCH)
            ).all()
            if not rows:
                break
            for row in rows:
                for table, made in project(entry_from(row)).items():
                    connection.execute(insert(table), made)
            last = rows[-1].number


@contextmanager
def _unguarded(connection: Connection) -> Iterator[None]:
    """Without the triggers that keep facts as they are, which stand again at the end exactly as before."""
    if connection.dialect.name == "postgresql":
        for table in t.FACTS:
            connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER USER"))
        yield
        for table in t.FACTS:
            connection.execute(text(f"ALTER TABLE {table.name} ENABLE TRIGGER USER"))
        return
    names = [table.name for table in t.FACTS]
    guards = connection.execute(
        text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    kept = [(guard.name, guard.sql) for guard in guards if guard.tbl_name in names]
    for name, _sql in kept:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in kept:
        connection.exec_driver_sql(sql)
