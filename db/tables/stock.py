"""Facts of goods: what moved, the slips of it, and the police register."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint, text

from db.tables.kinds import fact, later, line, member
from db.types import Id, Minor, Word

stock_moves = fact(
    "stock_moves",
    line(),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False, index=True),
    Column("quantity", Minor, nullable=False),
    Column("reason", Word, nullable=False),
)

slips = fact(
    "slips",
    Column("kind", Word, nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Minor, nullable=False),
    Column("number", Word, nullable=False, unique=True),
    member(),
    Column("day", Word, nullable=False),
    Column("volunteer", Word, nullable=False),
    Column("note", Word, nullable=False),
    Column("compensation", Minor, nullable=False),
    later("reverses", Word, ""),
    UniqueConstraint("kind", "year", "sequence"),
    Index(None, "member_id"),
)
Index(
    "ix_slips_reverses",
    slips.c.reverses,
    unique=True,
    sqlite_where=text("reverses <> ''"),
    postgresql_where=text("reverses <> ''"),
)

slip_lines = fact(
    "slip_lines",
    line(),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
    Column("code", Word, nullable=False),
    Column("label", Word, nullable=False),
    Column("price", Minor, nullable=False),
    Column("quantity", Minor, nullable=False),
    Column("terms_from", Word, nullable=False),
    Column("commission_rate", Minor, nullable=True),
    Column("role", Word, nullable=False),
    Column("base", Word, nullable=False),
    Column("discount_bearer", Word, nullable=False),
    Column("duration_days", Integer, nullable=True),
)

police_entries = fact(
    "police_entries",
    line(),
    Column("number", Minor, nullable=False, unique=True),
    Column("day", Word, nullable=False),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False, index=True),
    Column("seller_id", Id, ForeignKey("sellers.id"), nullable=False),
    Column("description", Word, nullable=False),
    Column("price", Minor, nullable=False),
    Column("quantity", Minor, nullable=False),
)
