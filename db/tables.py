"""The tables. Registers can be edited and carry a revision; facts are appended and never changed.

Every row of a fact names the journal entry (till, entry) it is derived from. Triggers refuse UPDATE and
DELETE on facts on both engines (see the first migration).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)
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


def _register(name: str, *columns: SchemaItem) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


def _fact(name: str, *columns: SchemaItem) -> Table:
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


def _line() -> Column[int]:
    return Column("line", Integer, primary_key=True, autoincrement=False)


def _later(name: str, kind: TypeEngine[Any] | type[Integer], usual: str | int) -> Column[Any]:
    """A column that came after there were rows: theirs have the usual value, which no digest counts."""
    return Column(name, kind, nullable=False, server_default=str(usual))


def _member(*, nullable: bool = False) -> Column[str]:
    return Column("member_id", Id, ForeignKey("members.id"), nullable=nullable)


# Registers: edited in the shop's books; the journal holds a keyed digest of every record.

books = _register(
    "books",
    Column("id", Id, primary_key=True),
    Column("created_at", Word, nullable=False),
    Column("register_revision", Minor, nullable=False),
    Column("shop", Word, nullable=False),
)

members = _register(
    "members",
    Column("id", Id, primary_key=True),
    Column("code", Word, nullable=False, unique=True),
    Column("kind", Word, nullable=False),
    Column("vat_status", Word, nullable=False),
    Column("payout_minimum", Minor, nullable=False),
    Column("payout_means", Word, nullable=False),
    Column("acceptance", Word, nullable=False),
    Column("revision", Integer, nullable=False),
)

identities = _register(
    "identities",
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
    *[
        Column(name, Word, nullable=False)
        for name in (
            "name",
            "siret",
            "vat_number",
            "iban",
            "account_holder",
            "email",
            "phone",
            "contact",
            "street",
            "postcode",
            "town",
            "country",
            "story",
        )
    ],
)

terms = Table(
    "terms",
    metadata,
    Column("id", Id, primary_key=True),
    _member(),
    Column("valid_from", Word, nullable=False),
    Column("commission", Minor, nullable=False),
    Column("role", Word, nullable=False),
    Column("base", Word, nullable=False),
    Column("discount_bearer", Word, nullable=False),
    Column("monthly_fee", Minor, nullable=False),
    Column("duration_days", Integer, nullable=True),
    _later("clauses", Word, ""),
    UniqueConstraint("member_id", "valid_from"),
    CheckConstraint("commission BETWEEN 0 AND 1000000", name="commission"),
    sqlite_strict=True,
)

articles = _register(
    "articles",
    Column("id", Id, primary_key=True),
    Column("code", Word, nullable=False, unique=True),
    Column("label", Word, nullable=False),
    _member(),
    Column("price", Minor, nullable=False),
    Column("vat", Minor, nullable=False),
    Column("maker", Word, nullable=False),
    Column("category", Word, nullable=False),
    Column("picture", Word, nullable=False),
    Column("unique_piece", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    _later("second_hand", Integer, 0),
    _later("description", Word, ""),
    _later("stays_until", Word, ""),
    Column("net", Minor, nullable=True),
    Column("floor", Minor, nullable=True),
    Index(None, "member_id"),
)

barcodes = _register(
    "barcodes",
    Column("barcode", Word, primary_key=True),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False, index=True),
)

people = _register(
    "people",
    Column("id", Id, primary_key=True),
    Column("name", Word, nullable=False),
    Column("role", Word, nullable=False),
    Column("pin", Word, nullable=False),
    Column("colour", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    Column("member_id", Word, nullable=False),
    Column("revision", Integer, nullable=False),
    _later("card", Word, ""),
)

notes = _register(
    "notes",
    Column("id", Id, primary_key=True),
    _member(),
    Column("at", Word, nullable=False),
    Column("author", Word, nullable=False),
    Column("text", Word, nullable=False),
    Index(None, "member_id"),
)

sellers = _register(
    "sellers",
    Column("id", Id, primary_key=True),
    _member(),
    *[
        Column(name, Word, nullable=False)
        for name in ("name", "address", "document", "document_number", "issued_on", "issued_by")
    ],
    Index(None, "member_id"),
)

preferences = _register(
    "preferences",
    Column("name", Word, primary_key=True),
    Column("value", Word, nullable=False),
)

# Working state: baskets that are not sold, work that is not finished. Neither journal nor digests know it.

drafts = _register(
    "drafts",
    Column("id", Word, primary_key=True),
    Column("till", Word, nullable=False),
    Column("name", Word, nullable=False),
    Column("at", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("body", Word, nullable=False),
)

worksheets = _register(
    "worksheets",
    Column("id", Word, primary_key=True),
    Column("kind", Word, nullable=False),
    Column("member", Word, nullable=False),
    Column("at", Word, nullable=False),
    Column("body", Word, nullable=False),
    Index(None, "kind", "member"),
)

tills = _register(
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

# The journal: the truth, from which every fact below can be rebuilt.

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

# Facts.

sales = _fact(
    "sales",
    Column("ticket", Minor, nullable=False),
    Column("day", Word, nullable=False),
    Column("session", Minor, nullable=False),
    Column("volunteer", Word, nullable=False),
    Column("source", Word, nullable=False),
    Column("total", Minor, nullable=False),
    Column("rounding", Minor, nullable=False),
    UniqueConstraint("till", "ticket"),
    Index(None, "day"),
)

sale_lines = _fact(
    "sale_lines",
    _line(),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
    _member(),
    Column("code", Word, nullable=False),
    Column("label", Word, nullable=False),
    Column("vat_status", Word, nullable=False),
    Column("role", Word, nullable=False),
    Column("base", Word, nullable=False),
    Column("commission_rate", Minor, nullable=False),
    Column("vat", Minor, nullable=False),
    Column("quantity", Minor, nullable=False),
    Column("unit_price", Minor, nullable=False),
    Column("discount", Minor, nullable=False),
    Column("discount_reason", Word, nullable=False),
    Column("discount_bearer", Word, nullable=False),
    Column("total", Minor, nullable=False),
    Column("before_tax", Minor, nullable=False),
    Column("share", Minor, nullable=False),
    Column("legal_share", Minor, nullable=False),
    Column("origin_till", Word, nullable=True),
    Column("origin_entry", Minor, nullable=True),
    Column("origin_line", Integer, nullable=True),
    Column("reason", Word, nullable=False),
    Column("tag_price", Minor, nullable=True),
    Column("net", Minor, nullable=True),
    _later("piece_fee", Minor, 0),
    _later("shop_discount", Minor, 0),
)
Index(
    "ix_sale_lines_origin",
    sale_lines.c.origin_till,
    sale_lines.c.origin_entry,
    sale_lines.c.origin_line,
    sqlite_where=text("origin_entry IS NOT NULL"),
    postgresql_where=text("origin_entry IS NOT NULL"),
)

sale_search = _fact(
    "sale_search",
    Column("at", Word, nullable=False),
    Column("ticket", Minor, nullable=False),
    Column("total", Minor, nullable=False),
    Column("words", Word, nullable=False),
    Index(None, "at"),
)

sale_line_locals = _fact(
    "sale_line_locals",
    _line(),
    Column("currency", Word, primary_key=True),
    Column("received", Minor, nullable=False),
    Column("worth", Minor, nullable=False),
    Column("share", Minor, nullable=False),
)

payments = _fact(
    "payments",
    _line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("tendered", Minor, nullable=False),
    Column("change", Minor, nullable=False),
    Column("reference", Word, nullable=False),
)
Index(
    "ix_payments_voucher",
    payments.c.reference,
    sqlite_where=text("means = 'voucher'"),
    postgresql_where=text("means = 'voucher'"),
)

postings = _fact(
    "postings",
    _line(),
    Column("kind", Word, nullable=False),
    Column("day", Word, nullable=False),
    Column("account", Word, nullable=False),
    _member(nullable=True),
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

stock_moves = _fact(
    "stock_moves",
    _line(),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False, index=True),
    Column("quantity", Minor, nullable=False),
    Column("reason", Word, nullable=False),
)

slips = _fact(
    "slips",
    Column("kind", Word, nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Minor, nullable=False),
    Column("number", Word, nullable=False, unique=True),
    _member(),
    Column("day", Word, nullable=False),
    Column("volunteer", Word, nullable=False),
    Column("note", Word, nullable=False),
    Column("compensation", Minor, nullable=False),
    _later("reverses", Word, ""),
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

slip_lines = _fact(
    "slip_lines",
    _line(),
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

police_entries = _fact(
    "police_entries",
    _line(),
    Column("number", Minor, nullable=False, unique=True),
    Column("day", Word, nullable=False),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False, index=True),
    Column("seller_id", Id, ForeignKey("sellers.id"), nullable=False),
    Column("description", Word, nullable=False),
    Column("price", Minor, nullable=False),
    Column("quantity", Minor, nullable=False),
)

sessions = _fact(
    "sessions",
    Column("day", Word, nullable=False),
    Column("volunteer", Word, nullable=False),
)

session_floats = _fact(
    "session_floats",
    _line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
)

closings = _fact(
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

closing_means = _fact(
    "closing_means",
    _line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("count", Minor, nullable=False),
    Column("net", Minor, nullable=False),
)

closing_rates = _fact(
    "closing_rates",
    _line(),
    Column("vat", Minor, nullable=False),
    Column("before_tax", Minor, nullable=False),
    Column("total", Minor, nullable=False),
)

closing_counts = _fact(
    "closing_counts",
    _line(),
    Column("means", Word, nullable=False),
    Column("currency", Word, nullable=False),
    Column("expected", Minor, nullable=False),
    Column("counted", Minor, nullable=False),
)

closing_taxpayers = _fact(
    "closing_taxpayers",
    _line(),
    Column("taxpayer", Word, nullable=False),
    Column("total", Minor, nullable=False),
    Column("perpetual", Minor, nullable=False),
)

cash_moves = _fact(
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

adjustments = _fact(
    "adjustments",
    Column("day", Word, nullable=False),
    _member(),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("fee", Integer, nullable=False),
    Column("reason", Word, nullable=False),
)

settlements = _fact(
    "settlements",
    Column("month", Word, nullable=False, unique=True),
    Column("approved_at", Word, nullable=False),
)

settlement_rows = _fact(
    "settlement_rows",
    _line(),
    Column("month", Word, nullable=False),
    _member(),
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
    UniqueConstraint("month", "member_id", "currency"),
)

settlement_fees = _fact(
    "settlement_fees",
    _line(),
    _member(),
    Column("amount", Minor, nullable=False),
    Column("reason", Word, nullable=False),
)

payout_lines = _fact(
    "payout_lines",
    _line(),
    Column("month", Word, nullable=False),
    Column("day", Word, nullable=False),
    _member(),
    Column("currency", Word, nullable=False),
    Column("amount", Minor, nullable=False),
    Column("means", Word, nullable=False),
    Column("reference", Word, nullable=False),
    UniqueConstraint("month", "member_id", "currency"),
)

payout_runs = _fact(
    "payout_runs",
    Column("month", Word, nullable=False, unique=True),
    Column("day", Word, nullable=False),
)

record_digests = _fact(
    "record_digests",
    _line(),
    Column("register", Word, nullable=False),
    Column("record", Word, nullable=False),
    Column("digest", Word, nullable=False),
)
Index(None, record_digests.c.register, record_digests.c.record)

events = _fact(
    "events",
    Column("code", Word, nullable=False),
    Column("detail", Word, nullable=False),
)
Index("ix_events_code_detail", events.c.code, events.c.detail)

FACTS = (
    sales,
    sale_lines,
    sale_search,
    sale_line_locals,
    payments,
    postings,
    stock_moves,
    slips,
    slip_lines,
    police_entries,
    sessions,
    session_floats,
    closings,
    closing_means,
    closing_rates,
    closing_counts,
    closing_taxpayers,
    cash_moves,
    adjustments,
    settlements,
    settlement_rows,
    settlement_fees,
    payout_runs,
    payout_lines,
    record_digests,
    events,
)
"""Every table that is derived from the journal; parents and children in no order that matters."""

REGISTERS = (members, identities, terms, articles, barcodes, people, notes, sellers, preferences)
