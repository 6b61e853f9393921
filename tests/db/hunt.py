"""Random edits of books behind the program's back, guards lifted and put back as a forger would."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, text, tuple_, update
from sqlalchemy.exc import DBAPIError, StatementError

from db import tables as t

WORK_IN_PROGRESS = (t.drafts, t.worksheets)
"""What is not finished is no record: nothing vouches for it, and nothing of it counts."""

HUNTED = tuple(table for table in t.metadata.sorted_tables if table not in WORK_IN_PROGRESS)


@dataclass(frozen=True)
class Edit:
    """What was done, told in a line."""

    table: str
    deed: str
    detail: str = ""


class Hunter:
    """Makes one edit after the other, each within a transaction that its caller rolls back."""

    def __init__(self, connection: Connection, dice: Random) -> None:
        self._connection = connection
        self._dice = dice
        self._deeds = (
            *(self.change_value,) * 8,
            *(self.remove_row,) * 2,
            *(self.add_row,) * 2,
            *(self.swap_rows,) * 2,
            self.cut_tail,
            self.empty_table,
        )

    def edit(self) -> Edit | None:
        """One random edit; None if the engine did not have it, or it changed nothing."""
        table = self._dice.choice(HUNTED)
        deed = self._dice.choice(self._deeds)
        before = self._content(table)
        with unguarded(self._connection):
            try:
                with self._connection.begin_nested():
                    done = deed(table)
            except (DBAPIError, StatementError):
                return None
        return done if done and self._content(table) != before else None

    def change_value(self, table: Table) -> Edit | None:
        """Another value in one cell."""
        row = self._any_row(table)
        if row is None:
            return None
        column = self._dice.choice(list(table.columns))
        value = self._other(row[column.name])
        self._put(table, row, {column.name: value})
        return Edit(table.name, "value", f"{column.name}: {row[column.name]!r} -> {value!r}")

    def remove_row(self, table: Table) -> Edit | None:
        """A row fewer."""
        row = self._any_row(table)
        if row is None:
            return None
        self._connection.execute(delete(table).where(_is(table, row)))
        return Edit(table.name, "removed", str(row))

    def add_row(self, table: Table) -> Edit | None:
        """A row more, much like another."""
        row = self._any_row(table)
        if row is None:
            return None
        key: Column[Any] = self._dice.choice(list(table.primary_key.columns) or list(table.columns))
        more = {**row, key.name: self._other(row[key.name])}
        self._connection.execute(insert(table).values(**more))
        return Edit(table.name, "added", str(more))

    def swap_rows(self, table: Table) -> Edit | None:
        """Two rows change places: each has what the other had, but for its key."""
        one, other = self._any_row(table), self._any_row(table)
        keys = set(table.primary_key.columns.keys())
        names = [name for name in table.columns.keys() if name not in keys]  # noqa: SIM118
        if one is None or other is None or one == other or not names:
            return None
        self._put(table, one, {name: other[name] for name in names})
        self._put(table, other, {name: one[name] for name in names})
        return Edit(table.name, "swapped", f"{one} and {other}")

    def cut_tail(self, _table: Table) -> Edit | None:
        """The end of a journal is gone, with all that followed from it, and its till's end mark says so."""
        row = self._any_row(t.journal)
        if row is None:
            return None
        till, number = row["till"], row["number"]
        for fact in t.FACTS:
            self._connection.execute(delete(fact).where(fact.c.till == till, fact.c.entry >= number))
        cut = delete(t.journal).where(t.journal.c.till == till, t.journal.c.number >= number)
        self._connection.execute(cut)
        last = self._connection.execute(
            select(t.journal.c.signature).where(t.journal.c.till == till, t.journal.c.number == number - 1)
        ).scalar_one_or_none()
        head = {"number": number - 1, "signature": last or ""}
        self._connection.execute(update(t.tills).where(t.tills.c.code == till).values(**head))
        return Edit("journal", "tail cut", f"{till} from {number}")

    def empty_table(self, table: Table) -> Edit | None:
        """A whole table is gone."""
        self._connection.execute(delete(table))
        return Edit(table.name, "emptied")

    def _any_row(self, table: Table) -> dict[str, Any] | None:
        order = list(table.primary_key.columns) or list(table.columns)
        count = self._connection.execute(select(func.count()).select_from(table)).scalar_one()
        if not count:
            return None
        query = select(table).order_by(*order).offset(self._dice.randrange(count)).limit(1)
        return dict(self._connection.execute(query).mappings().one())

    def _put(self, table: Table, row: dict[str, Any], values: dict[str, Any]) -> None:
        self._connection.execute(update(table).where(_is(table, row)).values(**values))

    def _other(self, value: Any) -> Any:
        match value:
            case bool():
                return not value
            case int():
                return value + self._dice.choice((-1, 1, 100, -1000))
            case str():
                return self._other_text(value)
            case dict() | list():
                return json.loads(self._other_text(json.dumps(value)))
            case bytes():
                return bytes([value[0] ^ 1]) + value[1:]
            case None:
                return 1
            case _:
                return str(value) + "x"

    def _other_text(self, value: str) -> str:
        if not value:
            return "x"
        place = self._dice.randrange(len(value))
        known = value[place]
        digit = str((int(known) + 1) % 10) if known.isdecimal() and known.isascii() else "e"
        made = value[:place] + (digit if digit != known else "f") + value[place + 1 :]
        return self._dice.choice((made, made, value + " ", value[:-1]))

    def _content(self, table: Table) -> Sequence[object]:
        rows = (self._connection.execute(select(each)).all() for each in (table, t.journal))
        return [sorted(map(repr, found)) for found in rows]


class unguarded:
    """While it lasts no guard refuses anything; afterwards they all stand there as if nothing had been."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._guards: list[tuple[str, str]] = []

    def __enter__(self) -> None:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SET LOCAL session_replication_role = replica"))
            return
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        self._guards = [(name, sql) for name, sql in self._connection.exec_driver_sql(query)]
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for name, _ in self._guards:
            self._connection.exec_driver_sql(f"DROP TRIGGER {name}")

    def __exit__(self, *_: object) -> None:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SET LOCAL session_replication_role = origin"))
            return
        for _, sql in self._guards:
            self._connection.exec_driver_sql(sql)


def _is(table: Table, row: dict[str, Any]) -> Any:
    columns = list(table.primary_key.columns) or list(table.columns)
    return tuple_(*columns) == tuple_(*(row[column.name] for column in columns))
