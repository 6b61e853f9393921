"""Facts of money owed to members: the ledger, adjustments, settled months and payouts."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, UniqueConstraint, text

from db.tables.kinds import fact, later, line, member
from db.types import Minor, Word

postings = fact(
    "postings",
    line(),
    Column("kind", Word, nullable=False),
    Column("day", Word, nullable=False),
    Column("account", Word, nullable=False),
    member(nullable=True),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
)
Index(
    "ix_postings_member",
    postings.c.member_id,
    postings.c.currency,
    postings.c.day,
    sqlite_where=text("member_id IS NOT NULL"),
    postgresql_where=text("member_id IS NOT NULL"),
)

adjustments = fact(
    "adjustments",
    Column("day", Word, nullable=False),
    member(),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("fee", Integer, nullable=False),
    Column("reason", Word, nullable=False),
)

settlements = fact(
    "settlements",
    Column("month", Word, nullable=False, unique=True),
    Column("approved_at", Word, nullable=False),
)

settlement_rows = fact(
    "settlement_rows",
    line(),
    Column("month", Word, nullable=False),
    member(),
    Column("code", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("opening", Minor, nullable=False),
    Column("gross", Minor, nullable=False),
    Column("commission", Minor, nullable=False),
    Column("commission_before_tax", Minor, nullable=False),
    Column("kept", Minor, nullable=False),
    Column("share", Minor, nullable=False),
    Column("adjustments", Minor, nullable=False),
    Column("paid", Minor, nullable=False),
    Column("carried", Minor, nullable=False),
    Column("why", Word, nullable=False),
    Column("means", Word, nullable=False),
    Column("statement", Word, nullable=False),
    Column("invoice", Word, nullable=False),
    later("margin", Minor, 0),
    later("bought", Minor, 0),
    later("exchanged", Minor, 0),
    later("self_bill", Word, ""),
    later("reason", Word, ""),
    UniqueConstraint("month", "member_id", "currency"),
)

settlement_fees = fact(
    "settlement_fees",
    line(),
    member(),
    Column("amount", Minor, nullable=False),
    Column("reason", Word, nullable=False),
)

settlement_purchases = fact(
    "settlement_purchases",
    line(),
    Column("month", Word, nullable=False),
    member(),
    Column("role", Word, nullable=False),
    Column("vat", Minor, nullable=False),
    Column("gross", Minor, nullable=False),
    Column("share", Minor, nullable=False),
    Column("legal_share", Minor, nullable=False),
    Column("before_tax", Minor, nullable=False),
)

approvals = fact(
    "approvals",
    Column("month", Word, nullable=False),
    Column("person", Word, nullable=False),
    Column("digest", Word, nullable=False),
)

payout_lines = fact(
    "payout_lines",
    line(),
    Column("month", Word, nullable=False),
    Column("day", Word, nullable=False),
    member(),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("means", Word, nullable=False),
    Column("reference", Word, nullable=False),
    UniqueConstraint("month", "member_id", "currency"),
)

payout_runs = fact(
    "payout_runs",
    Column("month", Word, nullable=False, unique=True),
    Column("day", Word, nullable=False),
)

payout_backs = fact(
    "payout_backs",
    line(),
    Column("month", Word, nullable=False),
    Column("day", Word, nullable=False),
    member(),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("means", Word, nullable=False),
    Column("reference", Word, nullable=False),
    Column("reason", Word, nullable=False),
    UniqueConstraint("month", "member_id", "currency"),
)
