"""Facts of sales: tickets, their lines and how they were paid."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint, text

from db.tables.kinds import fact, later, line, member
from db.types import Id, Minor, Word

sales = fact(
    "sales",
    Column("ticket", Minor, nullable=False),
    Column("day", Word, nullable=False),
    Column("session", Minor, nullable=False),
    Column("volunteer", Word, nullable=False),
    Column("source", Word, nullable=False),
    Column("total", Minor, nullable=False),
    Column("rounding", Minor, nullable=False),
    later("customer_id", Word, ""),
    UniqueConstraint("till", "ticket"),
    Index(None, "day"),
)
Index(
    "ix_sales_customer_id",
    sales.c.customer_id,
    sqlite_where=text("customer_id <> ''"),
    postgresql_where=text("customer_id <> ''"),
)

sale_lines = fact(
    "sale_lines",
    line(),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False),
    member(),
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
    later("piece_fee", Minor, 0),
    later("shop_discount", Minor, 0),
    Column("margin_vat", Minor, nullable=True),
)
Index(
    "ix_sale_lines_origin",
    sale_lines.c.origin_till,
    sale_lines.c.origin_entry,
    sale_lines.c.origin_line,
    sqlite_where=text("origin_entry IS NOT NULL"),
    postgresql_where=text("origin_entry IS NOT NULL"),
)

sale_line_locals = fact(
    "sale_line_locals",
    line(),
    Column("currency", Word, primary_key=True),
    Column("received", Minor, nullable=False),
    Column("worth", Minor, nullable=False),
    Column("share", Minor, nullable=False),
)

sale_search = fact(
    "sale_search",
    Column("at", Word, nullable=False),
    Column("ticket", Minor, nullable=False),
    Column("total", Minor, nullable=False),
    Column("words", Word, nullable=False),
    Index(None, "at"),
)

payments = fact(
    "payments",
    line(),
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
