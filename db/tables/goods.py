"""Articles, and the codes on their labels."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer

from db.tables.kinds import later, member, register
from db.types import Id, Minor, Word

articles = register(
    "articles",
    Column("id", Id, primary_key=True),
    Column("code", Word, nullable=False, unique=True),
    Column("label", Word, nullable=False),
    member(),
    Column("price", Minor, nullable=False),
    Column("vat", Minor, nullable=False),
    Column("maker", Word, nullable=False),
    Column("category", Word, nullable=False),
    Column("picture", Word, nullable=False),
    Column("unique_piece", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    later("second_hand", Integer, 0),
    later("description", Word, ""),
    later("stays_until", Word, ""),
    Column("net", Minor, nullable=True),
    Column("floor", Minor, nullable=True),
    Index(None, "member_id"),
)

barcodes = register(
    "barcodes",
    Column("barcode", Word, primary_key=True),
    Column("article_id", Id, ForeignKey("articles.id"), nullable=False, index=True),
)
