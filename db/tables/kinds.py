"""The two kinds of tables, and the columns that many of them have."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Integer, MetaData, Table
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from db.types import Id, Minor, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def register(name: str, *columns: SchemaItem) -> Table:
    """A table whose rows can be edited."""
    return Table(name, metadata, *columns, sqlite_strict=True)


def fact(name: str, *columns: SchemaItem) -> Table:
    """A table derived from the journal, clustered by the entry it comes from."""
    return Table(
        name,
        metadata,
        Column("till", Word, primary_key=True),
        Column("entry", Minor, primary_key=True, autoincrement=False),
        *columns,
        ForeignKeyConstraint(["till", "entry"], ["journal.till", "journal.number"]),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def line() -> Column[int]:
    """The number of a line of the entry a fact comes from."""
    return Column("line", Integer, primary_key=True, autoincrement=False)


def later(name: str, kind: TypeEngine[Any] | type[Integer], usual: str | int) -> Column[Any]:
    """A column that came after there were rows: theirs have the usual value, which no digest counts."""
    return Column(name, kind, nullable=False, server_default=str(usual))


def member(*, nullable: bool = False) -> Column[str]:
    """The member that a row is about."""
    return Column("member_id", Id, ForeignKey("members.id"), nullable=nullable)
