"""The month's end and the law: mandates, own sales, approvals, payouts that came back, closed periods."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.LargeBinary().with_variant(sa.Uuid(), "postgresql")
MINOR = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

LATER = {
    "members": (("mandate_on", WORD, ""), ("contest_days", sa.Integer(), "15"), ("left_on", WORD, "")),
    "sales": (("customer_id", WORD, ""),),
    "sale_lines": (("margin_vat", MINOR, None),),
    "settlement_rows": (
        ("margin", MINOR, "0"),
        ("bought", MINOR, "0"),
        ("exchanged", MINOR, "0"),
        ("self_bill", WORD, ""),
        ("reason", WORD, ""),
    ),
}


def texts(*names: str) -> list[sa.Column[str]]:
    """Columns of text."""
    return [sa.Column(name, WORD, nullable=False) for name in names]


def amounts(*names: str) -> list[sa.Column[int]]:
    """Columns of 64-bit integers."""
    return [sa.Column(name, MINOR, nullable=False) for name in names]


def upgrade() -> None:
    """Add the columns with what they are for older rows, and the tables."""
    for table, columns in LATER.items():
        for name, kind, usual in columns:
            op.add_column(table, sa.Column(name, kind, nullable=usual is None, server_default=usual))
    fact(
        "settlement_purchases",
        *texts("month"),
        sa.Column("member_id", ID, nullable=False),
        *texts("role"),
        *amounts("vat", "gross", "share", "legal_share", "before_tax"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_settlement_purchases_member_id"),
        by_line=True,
    )
    fact("approvals", *texts("month", "person", "digest"))
    fact(
        "payout_backs",
        *texts("month", "day"),
        sa.Column("member_id", ID, nullable=False),
        *texts("currency"),
        *amounts("amount"),
        *texts("means", "reference", "reason"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_payout_backs_member_id"),
        sa.UniqueConstraint(
            "month", "member_id", "currency", name="uq_payout_backs_month_member_id_currency"
        ),
        by_line=True,
    )
    fact(
        "periods",
        *texts("kind", "name"),
        *amounts("number"),
        *texts("first", "last"),
        *amounts("tickets", "total"),
        sa.UniqueConstraint("kind", "name", name="uq_periods_kind_name"),
        sa.UniqueConstraint("kind", "number", name="uq_periods_kind_number"),
    )
    fact("period_taxpayers", *texts("of_till", "taxpayer"), *amounts("total", "perpetual"), by_line=True)
    fact("period_rates", *amounts("vat", "before_tax", "total"), by_line=True)
    fact("period_means", *texts("means", "currency"), *amounts("count", "net"), by_line=True)
    op.create_index(
        "ix_sales_customer_id",
        "sales",
        ["customer_id"],
        sqlite_where=sa.text("customer_id <> ''"),
        postgresql_where=sa.text("customer_id <> ''"),
    )


def fact(name: str, *columns: sa.schema.SchemaItem, by_line: bool = False) -> None:
    """A table derived from the journal, with its guards."""
    keys = ["till", "entry", "line"] if by_line else ["till", "entry"]
    line = [sa.Column("line", sa.Integer(), autoincrement=False, nullable=False)] if by_line else []
    op.create_table(
        name,
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        *line,
        *columns,
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name=f"fk_{name}_till_entry"
        ),
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    postgresql = op.get_bind().dialect.name == "postgresql"
    for act in ("UPDATE", "DELETE", "TRUNCATE") if postgresql else ("UPDATE", "DELETE"):
        guard = (
            "FOR EACH STATEMENT EXECUTE FUNCTION facts_are_kept()"
            if postgresql
            else f"BEGIN SELECT RAISE(ABORT, 'facts are never changed: {name}'); END"
        )
        op.execute(f"CREATE TRIGGER keep_{name}_{act.lower()} BEFORE {act} ON {name} {guard}")
