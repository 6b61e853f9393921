"""The triggers that keep facts as they are, taken down for the rare work that the program itself must do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, text


@contextmanager
def unguarded(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """Without the guards of these tables, which stand again at the end exactly as before.

    All of it is within the transaction: whatever stops the work, the guards stand.
    """
    names = [table.name for table in tables]
    if connection.dialect.name == "postgresql":
        for name in names:
            connection.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
        yield
        for name in names:
            connection.execute(text(f"ALTER TABLE {name} ENABLE TRIGGER USER"))
        return
    guards = connection.execute(
        text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    kept = [(guard.name, guard.sql) for guard in guards if guard.tbl_name in names]
    for name, _sql in kept:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in kept:
        connection.exec_driver_sql(sql)
