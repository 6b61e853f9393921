"""What the till's window needs: people, preferences, baskets that wait, cash put in and taken out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.LargeBinary().with_variant(sa.Uuid(), "postgresql")
MINOR = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the tables, the guard of the new facts, and the indexes that finding tickets wants."""
    op.create_table(
        "people",
        sa.Column("id", ID, nullable=False),
        *[sa.Column(name, WORD, nullable=False) for name in ("name", "role", "pin")],
        sa.Column("colour", sa.Integer(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.Column("member_id", WORD, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sqlite_strict=True,
    )
    op.create_table(
        "preferences",
        sa.Column("name", WORD, nullable=False),
        sa.Column("value", WORD, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_preferences"),
        sqlite_strict=True,
    )
    op.create_table(
        "drafts",
        *[sa.Column(name, WORD, nullable=False) for name in ("id", "till", "name", "at")],
        sa.Column("amount", MINOR, nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_strict=True,
    )
    op.create_table(
        "cash_moves",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("session", MINOR, nullable=False),
        sa.Column("means", WORD, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("amount", MINOR, nullable=False),
        *[sa.Column(name, WORD, nullable=False) for name in ("purpose", "reason", "volunteer")],
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_cash_moves_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_cash_moves"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_cash_moves_till_session", "cash_moves", ["till", "session"])
    op.create_index("ix_events_code_detail", "events", ["code", "detail"])
    op.create_index("ix_sales_total", "sales", ["total"])
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_guard()
    else:
        _sqlite_guard()


def _sqlite_guard() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER keep_cash_moves_{act.lower()} BEFORE {act} ON cash_moves "
            "BEGIN SELECT RAISE(ABORT, 'facts are never changed: cash_moves'); END"
        )


def _postgresql_guard() -> None:
    for act in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER keep_cash_moves_{act.lower()} BEFORE {act} ON cash_moves "
            "FOR EACH STATEMENT EXECUTE FUNCTION facts_are_kept()"
        )
