"""The shop itself, who works in it, and what it prefers."""

from __future__ import annotations

from sqlalchemy import Column, Integer

from db.tables.kinds import later, register
from db.types import Id, Minor, Word

books = register(
    "books",
    Column("id", Id, primary_key=True),
    Column("created_at", Word, nullable=False),
    Column("register_revision", Minor, nullable=False),
    Column("shop", Word, nullable=False),
)

people = register(
    "people",
    Column("id", Id, primary_key=True),
    Column("name", Word, nullable=False),
    Column("role", Word, nullable=False),
    Column("pin", Word, nullable=False),
    Column("colour", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    Column("member_id", Word, nullable=False),
    Column("revision", Integer, nullable=False),
    later("card", Word, ""),
)

preferences = register(
    "preferences",
    Column("name", Word, primary_key=True),
    Column("value", Word, nullable=False),
)
