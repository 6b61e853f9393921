"""Making every table of facts anew from the journal, which is the truth they are derived from."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select

from db import tables as t
from db.engine import WRITE, transaction
from db.entries import entry_from
from db.guards import unguarded
from db.projection import project

BATCH = 500


def rebuild(engine: Engine) -> None:
    """Empty every table of facts and fill it again from the journal, in one transaction."""
    with transaction(engine, WRITE) as connection:
        with unguarded(connection, t.FACTS):
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
