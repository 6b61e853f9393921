"""The tills and their journals: the truth, from which every fact can be rebuilt."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from db.tables.kinds import fact, line, metadata, register
from db.types import Id, Minor, Word

tills = register(
    "tills",
    Column("code", Word, primary_key=True),
    Column("number", Minor, nullable=False),
    Column("signature", Word, nullable=False),
    Column("seal", Word, nullable=False),
    Column("last_at", Word, nullable=False),
    Column("last_ticket", Minor, nullable=False),
    Column("last_z", Minor, nullable=False),
    Column("session", Minor, nullable=True),
    Column("session_day", Word, nullable=False),
    Column("closed_day", Word, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("till", Word, ForeignKey("tills.code"), primary_key=True),
    Column("number", Minor, primary_key=True, autoincrement=False),
    Column("id", Id, nullable=False, unique=True),
    Column("kind", Word, nullable=False),
    Column("at", Word, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", Word, nullable=False),
    Column("signature", Word, nullable=False),
    sqlite_strict=True,
)

record_digests = fact(
    "record_digests",
    line(),
    Column("register", Word, nullable=False),
    Column("record", Word, nullable=False),
    Column("digest", Word, nullable=False),
)
Index(None, record_digests.c.register, record_digests.c.record)

events = fact(
    "events",
    Column("code", Word, nullable=False),
    Column("detail", Word, nullable=False),
)
Index("ix_events_code_detail", events.c.code, events.c.detail)
