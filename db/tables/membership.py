"""Members with their contracts, and what is written about them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from db.tables.kinds import later, member, register
from db.types import Id, Minor, Word

members = register(
    "members",
    Column("id", Id, primary_key=True),
    Column("code", Word, nullable=False, unique=True),
    Column("kind", Word, nullable=False),
    Column("vat_status", Word, nullable=False),
    Column("payout_minimum", Minor, nullable=False),
    Column("payout_means", Word, nullable=False),
    Column("acceptance", Word, nullable=False),
    Column("revision", Integer, nullable=False),
    later("mandate_on", Word, ""),
    later("contest_days", Integer, 15),
    later("left_on", Word, ""),
)

identities = register(
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

terms = register(
    "terms",
    Column("id", Id, primary_key=True),
    member(),
    Column("valid_from", Word, nullable=False),
    Column("commission", Minor, nullable=False),
    Column("role", Word, nullable=False),
    Column("base", Word, nullable=False),
    Column("discount_bearer", Word, nullable=False),
    Column("monthly_fee", Minor, nullable=False),
    Column("duration_days", Integer, nullable=True),
    later("clauses", Word, ""),
    UniqueConstraint("member_id", "valid_from"),
    CheckConstraint("commission BETWEEN 0 AND 1000000", name="commission"),
)

notes = register(
    "notes",
    Column("id", Id, primary_key=True),
    member(),
    Column("at", Word, nullable=False),
    Column("author", Word, nullable=False),
    Column("text", Word, nullable=False),
    Index(None, "member_id"),
)

sellers = register(
    "sellers",
    Column("id", Id, primary_key=True),
    member(),
    *[
        Column(name, Word, nullable=False)
        for name in ("name", "address", "document", "document_number", "issued_on", "issued_by")
    ],
    Index(None, "member_id"),
)
