"""Facts of closed months and years: what was sold in them, per taxpayer, rate and means."""

from __future__ import annotations

from sqlalchemy import Column, UniqueConstraint

from db.tables.kinds import fact, line
from db.types import Minor, Word

periods = fact(
    "periods",
    Column("kind", Word, nullable=False),
    Column("name", Word, nullable=False),
    Column("number", Minor, nullable=False),
    Column("first", Word, nullable=False),
    Column("last", Word, nullable=False),
    Column("tickets", Minor, nullable=False),
    Column("total", Minor, nullable=False),
    UniqueConstraint("kind", "name"),
    UniqueConstraint("kind", "number"),
)

period_taxpayers = fact(
    "period_taxpayers",
    line(),
    Column("of_till", Word, nullable=False),
    Column("taxpayer", Word, nullable=False),
    Column("total", Minor, nullable=False),
    Column("perpetual", Minor, nullable=False),
)

period_rates = fact(
    "period_rates",
    line(),
    Column("vat", Minor, nullable=False),
    Column("before_tax", Minor, nullable=False),
    Column("total", Minor, nullable=False),
)

period_means = fact(
    "period_means",
    line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("count", Minor, nullable=False),
    Column("net", Minor, nullable=False),
)
