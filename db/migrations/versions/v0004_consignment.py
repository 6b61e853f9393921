"""The consignment desk: clauses of contracts, what is particular to goods, notes, the police register."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.LargeBinary().with_variant(sa.Uuid(), "postgresql")
MINOR = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

LATER = {
    "terms": (("clauses", WORD, ""),),
    "articles": (
        ("second_hand", sa.Integer(), "0"),
        ("description", WORD, ""),
        ("stays_until", WORD, ""),
        ("net", MINOR, None),
        ("floor", MINOR, None),
    ),
    "people": (("card", WORD, ""),),
    "sale_lines": (
        ("tag_price", MINOR, None),
        ("net", MINOR, None),
        ("piece_fee", MINOR, "0"),
        ("shop_discount", MINOR, "0"),
    ),
    "slips": (("reverses", WORD, ""),),
}


def upgrade() -> None:
    """Add the columns with what they are for older rows, and the tables."""
    for table, columns in LATER.items():
        for name, kind, usual in columns:
            op.add_column(table, sa.Column(name, kind, nullable=usual is None, server_default=usual))
    only = sa.text("reverses <> ''")
    op.create_index(
        "ix_slips_reverses", "slips", ["reverses"], unique=True, sqlite_where=only, postgresql_where=only
    )
    op.create_table(
        "notes",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        *[sa.Column(name, WORD, nullable=False) for name in ("at", "author", "text")],
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_notes_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sqlite_strict=True,
    )
    op.create_index("ix_notes_member_id", "notes", ["member_id"])
    op.create_table(
        "sellers",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        *[
            sa.Column(name, WORD, nullable=False)
            for name in ("name", "address", "document", "document_number", "issued_on", "issued_by")
        ],
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_sellers_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sellers"),
        sqlite_strict=True,
    )
    op.create_index("ix_sellers_member_id", "sellers", ["member_id"])
    op.create_table(
        "worksheets",
        *[sa.Column(name, WORD, nullable=False) for name in ("id", "kind", "member", "at", "body")],
        sa.PrimaryKeyConstraint("id", name="pk_worksheets"),
        sqlite_strict=True,
    )
    op.create_index("ix_worksheets_kind_member", "worksheets", ["kind", "member"])
    op.create_table(
        "police_entries",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", MINOR, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("seller_id", ID, nullable=False),
        sa.Column("description", WORD, nullable=False),
        sa.Column("price", MINOR, nullable=False),
        sa.Column("quantity", MINOR, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_police_entries_article_id"),
        sa.ForeignKeyConstraint(["seller_id"], ["sellers.id"], name="fk_police_entries_seller_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_police_entries_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_police_entries"),
        sa.UniqueConstraint("number", name="uq_police_entries_number"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_police_entries_article_id", "police_entries", ["article_id"])
    if op.get_bind().dialect.name == "postgresql":
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER keep_police_entries_{act.lower()} BEFORE {act} ON police_entries "
                "FOR EACH STATEMENT EXECUTE FUNCTION facts_are_kept()"
            )
    else:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER keep_police_entries_{act.lower()} BEFORE {act} ON police_entries "
                "BEGIN SELECT RAISE(ABORT, 'facts are never changed: police_entries'); END"
            )
