"""Slips: every movement of goods on a numbered paper. Older movements have none and stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.LargeBinary().with_variant(sa.Uuid(), "postgresql")
MINOR = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

KEPT = ("slips", "slip_lines")


def upgrade() -> None:
    """Add the tables, their guards, and what finding a member's goods wants."""
    op.create_table(
        "slips",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", MINOR, nullable=False),
        sa.Column("number", WORD, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        *[sa.Column(name, WORD, nullable=False) for name in ("day", "volunteer", "note")],
        sa.Column("compensation", MINOR, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_slips_member_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_slips_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_slips"),
        sa.UniqueConstraint("kind", "year", "sequence", name="uq_slips_kind_year_sequence"),
        sa.UniqueConstraint("number", name="uq_slips_number"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_slips_member_id", "slips", ["member_id"])
    op.create_table(
        "slip_lines",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        *[sa.Column(name, WORD, nullable=False) for name in ("code", "label")],
        *[sa.Column(name, MINOR, nullable=False) for name in ("price", "quantity")],
        sa.Column("terms_from", WORD, nullable=False),
        sa.Column("commission_rate", MINOR, nullable=True),
        *[sa.Column(name, WORD, nullable=False) for name in ("role", "base", "discount_bearer")],
        sa.Column("duration_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_slip_lines_article_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_slip_lines_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_slip_lines"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_articles_member_id", "articles", ["member_id"])
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_guard()
    else:
        _sqlite_guard()


def _sqlite_guard() -> None:
    for table in KEPT:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'facts are never changed: {table}'); END"
            )


def _postgresql_guard() -> None:
    for table in KEPT:
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION facts_are_kept()"
            )
