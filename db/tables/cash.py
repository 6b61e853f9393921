"""Facts of the drawer: sessions, closings and what went in and out."""

from __future__ import annotations

from sqlalchemy import Column, Index, UniqueConstraint

from db.tables.kinds import fact, line
from db.types import Minor, Word

sessions = fact(
    "sessions",
    Column("day", Word, nullable=False),
    Column("volunteer", Word, nullable=False),
)

session_floats = fact(
    "session_floats",
    line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
)

closings = fact(
    "closings",
    Column("z", Minor, nullable=False),
    Column("day", Word, nullable=False),
    Column("session", Minor, nullable=False),
    Column("tickets", Minor, nullable=False),
    Column("first_ticket", Minor, nullable=False),
    Column("last_ticket", Minor, nullable=False),
    Column("total", Minor, nullable=False),
    Column("returns", Minor, nullable=False),
    Column("reason", Word, nullable=False),
    UniqueConstraint("till", "z"),
    UniqueConstraint("till", "session"),
)

closing_means = fact(
    "closing_means",
    line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("count", Minor, nullable=False),
    Column("net", Minor, nullable=False),
)

closing_rates = fact(
    "closing_rates",
    line(),
    Column("vat", Minor, nullable=False),
    Column("before_tax", Minor, nullable=False),
    Column("total", Minor, nullable=False),
)

closing_counts = fact(
    "closing_counts",
    line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("expected", Minor, nullable=False),
    Column("counted", Minor, nullable=False),
)

closing_taxpayers = fact(
    "closing_taxpayers",
    line(),
    Column("taxpayer", Word, nullable=False),
    Column("total", Minor, nullable=False),
    Column("perpetual", Minor, nullable=False),
)

cash_moves = fact(
    "cash_moves",
    Column("day", Word, nullable=False),
    Column("session", Minor, nullable=False),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("purpose", Word, nullable=False),
    Column("reason", Word, nullable=False),
    Column("volunteer", Word, nullable=False),
    Index(None, "till", "session"),
)
