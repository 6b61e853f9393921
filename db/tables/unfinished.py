"""Working state: baskets that are not sold, work that is not finished.

Neither the journal nor a digest knows of it.
"""

from __future__ import annotations

from sqlalchemy import Column, Index

from db.tables.kinds import register
from db.types import Minor, Word

drafts = register(
    "drafts",
    Column("id", Word, primary_key=True),
    Column("till", Word, nullable=False),
    Column("name", Word, nullable=False),
    Column("at", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("body", Word, nullable=False),
)

worksheets = register(
    "worksheets",
    Column("id", Word, primary_key=True),
    Column("kind", Word, nullable=False),
    Column("member", Word, nullable=False),
    Column("at", Word, nullable=False),
    Column("body", Word, nullable=False),
    Index(None, "kind", "member"),
)
