"""The books as they begin: registers, the journal, the facts, and the triggers that keep facts as they are.

Longer than a module should be, because it is a snapshot of the whole schema that must never change again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.LargeBinary().with_variant(sa.Uuid(), "postgresql")
MINOR = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

KEPT = (
    "journal",
    "sales",
    "sale_lines",
    "sale_line_locals",
    "payments",
    "postings",
    "stock_moves",
    "sessions",
    "session_floats",
    "closings",
    "closing_means",
    "closing_rates",
    "closing_counts",
    "closing_taxpayers",
    "adjustments",
    "settlements",
    "settlement_rows",
    "settlement_fees",
    "payout_runs",
    "payout_lines",
    "record_digests",
    "events",
)
"""What may be appended to and never changed."""


def upgrade() -> None:
    """Create everything."""
    _tables()
    if op.get_bind().dialect.name == "postgresql":
        _postgresql_triggers()
    else:
        _sqlite_triggers()


def _sqlite_triggers() -> None:
    for table in KEPT:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'facts are never changed: {table}'); END"
            )


def _postgresql_triggers() -> None:
    op.execute(
        "CREATE FUNCTION facts_are_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'facts are never changed: %', TG_TABLE_NAME; END $$"
    )
    for table in KEPT:
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            op.execute(
                f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION facts_are_kept()"
            )


def _tables() -> None:
    op.create_table(
        "books",
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", WORD, nullable=False),
        sa.Column("register_revision", MINOR, nullable=False),
        sa.Column("shop", WORD, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_books"),
        sqlite_strict=True,
    )
    op.create_table(
        "members",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("vat_status", WORD, nullable=False),
        sa.Column("payout_minimum", MINOR, nullable=False),
        sa.Column("payout_means", WORD, nullable=False),
        sa.Column("acceptance", WORD, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("code", name="uq_members_code"),
        sqlite_strict=True,
    )
    op.create_table(
        "tills",
        sa.Column("code", WORD, nullable=False),
        sa.Column("number", MINOR, nullable=False),
        sa.Column("signature", WORD, nullable=False),
        sa.Column("seal", WORD, nullable=False),
        sa.Column("last_at", WORD, nullable=False),
        sa.Column("last_ticket", MINOR, nullable=False),
        sa.Column("last_z", MINOR, nullable=False),
        sa.Column("session", MINOR, nullable=True),
        sa.Column("session_day", WORD, nullable=False),
        sa.Column("closed_day", WORD, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_tills"),
        sqlite_strict=True,
    )
    op.create_table(
        "articles",
        sa.Column("id", ID, nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("label", WORD, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("price", MINOR, nullable=False),
        sa.Column("vat", MINOR, nullable=False),
        sa.Column("maker", WORD, nullable=False),
        sa.Column("category", WORD, nullable=False),
        sa.Column("picture", WORD, nullable=False),
        sa.Column("unique_piece", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_articles_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("code", name="uq_articles_code"),
        sqlite_strict=True,
    )
    op.create_table(
        "identities",
        sa.Column("member_id", ID, nullable=False),
        sa.Column("name", WORD, nullable=False),
        sa.Column("siret", WORD, nullable=False),
        sa.Column("vat_number", WORD, nullable=False),
        sa.Column("iban", WORD, nullable=False),
        sa.Column("account_holder", WORD, nullable=False),
        sa.Column("email", WORD, nullable=False),
        sa.Column("phone", WORD, nullable=False),
        sa.Column("contact", WORD, nullable=False),
        sa.Column("street", WORD, nullable=False),
        sa.Column("postcode", WORD, nullable=False),
        sa.Column("town", WORD, nullable=False),
        sa.Column("country", WORD, nullable=False),
        sa.Column("story", WORD, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_identities_member_id"),
        sa.PrimaryKeyConstraint("member_id", name="pk_identities"),
        sqlite_strict=True,
    )
    op.create_table(
        "journal",
        sa.Column("till", WORD, nullable=False),
        sa.Column("number", MINOR, autoincrement=False, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", WORD, nullable=False),
        sa.Column("signature", WORD, nullable=False),
        sa.ForeignKeyConstraint(["till"], ["tills.code"], name="fk_journal_till"),
        sa.PrimaryKeyConstraint("till", "number", name="pk_journal"),
        sa.UniqueConstraint("id", name="uq_journal_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "terms",
        sa.Column("id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("valid_from", WORD, nullable=False),
        sa.Column("commission", MINOR, nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("base", WORD, nullable=False),
        sa.Column("discount_bearer", WORD, nullable=False),
        sa.Column("monthly_fee", MINOR, nullable=False),
        sa.Column("duration_days", sa.Integer(), nullable=True),
        sa.CheckConstraint("commission BETWEEN 0 AND 1000000", name="ck_terms_commission"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_terms_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_terms"),
        sa.UniqueConstraint("member_id", "valid_from", name="uq_terms_member_id_valid_from"),
        sqlite_strict=True,
    )
    op.create_table(
        "adjustments",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("amount", MINOR, nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_adjustments_member_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_adjustments_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_adjustments"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "barcodes",
        sa.Column("barcode", WORD, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_barcodes_article_id"),
        sa.PrimaryKeyConstraint("barcode", name="pk_barcodes"),
        sqlite_strict=True,
    )
    op.create_index("ix_barcodes_article_id", "barcodes", ["article_id"])
    op.create_table(
        "closing_counts",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("means", WORD, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("expected", MINOR, nullable=False),
        sa.Column("counted", MINOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_closing_counts_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_closing_counts"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "closing_means",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("means", WORD, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("count", MINOR, nullable=False),
        sa.Column("net", MINOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_closing_means_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_closing_means"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "closing_rates",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vat", MINOR, nullable=False),
        sa.Column("before_tax", MINOR, nullable=False),
        sa.Column("total", MINOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_closing_rates_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_closing_rates"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "closing_taxpayers",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("taxpayer", WORD, nullable=False),
        sa.Column("total", MINOR, nullable=False),
        sa.Column("perpetual", MINOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_closing_taxpayers_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_closing_taxpayers"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "closings",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("z", MINOR, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("session", MINOR, nullable=False),
        sa.Column("tickets", MINOR, nullable=False),
        sa.Column("first_ticket", MINOR, nullable=False),
        sa.Column("last_ticket", MINOR, nullable=False),
        sa.Column("total", MINOR, nullable=False),
        sa.Column("returns", MINOR, nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_closings_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_closings"),
        sa.UniqueConstraint("till", "session", name="uq_closings_till_session"),
        sa.UniqueConstraint("till", "z", name="uq_closings_till_z"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("detail", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_events_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_events"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "payments",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("means", WORD, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("tendered", MINOR, nullable=False),
        sa.Column("change", MINOR, nullable=False),
        sa.Column("reference", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_payments_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_payments"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_payments_voucher",
        "payments",
        ["reference"],
        sqlite_where=sa.text("means = 'voucher'"),
        postgresql_where=sa.text("means = 'voucher'"),
    )
    op.create_table(
        "payout_lines",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("amount", MINOR, nullable=False),
        sa.Column("means", WORD, nullable=False),
        sa.Column("reference", WORD, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_payout_lines_member_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_payout_lines_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_payout_lines"),
        sa.UniqueConstraint(
            "month", "member_id", "currency", name="uq_payout_lines_month_member_id_currency"
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "payout_runs",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("month", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_payout_runs_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_payout_runs"),
        sa.UniqueConstraint("month", name="uq_payout_runs_month"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "postings",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("account", WORD, nullable=False),
        sa.Column("member_id", ID, nullable=True),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("amount", MINOR, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_postings_member_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_postings_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_postings"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_postings_member",
        "postings",
        ["member_id", "currency", "day"],
        sqlite_where=sa.text("member_id IS NOT NULL"),
        postgresql_where=sa.text("member_id IS NOT NULL"),
    )
    op.create_table(
        "record_digests",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("register", WORD, nullable=False),
        sa.Column("record", WORD, nullable=False),
        sa.Column("digest", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_record_digests_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_record_digests"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_digests_register_record", "record_digests", ["register", "record"])
    op.create_table(
        "sale_line_locals",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("received", MINOR, nullable=False),
        sa.Column("worth", MINOR, nullable=False),
        sa.Column("share", MINOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_sale_line_locals_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", "currency", name="pk_sale_line_locals"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sale_lines",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("label", WORD, nullable=False),
        sa.Column("vat_status", WORD, nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("base", WORD, nullable=False),
        sa.Column("commission_rate", MINOR, nullable=False),
        sa.Column("vat", MINOR, nullable=False),
        sa.Column("quantity", MINOR, nullable=False),
        sa.Column("unit_price", MINOR, nullable=False),
        sa.Column("discount", MINOR, nullable=False),
        sa.Column("discount_reason", WORD, nullable=False),
        sa.Column("discount_bearer", WORD, nullable=False),
        sa.Column("total", MINOR, nullable=False),
        sa.Column("before_tax", MINOR, nullable=False),
        sa.Column("share", MINOR, nullable=False),
        sa.Column("legal_share", MINOR, nullable=False),
        sa.Column("origin_till", WORD, nullable=True),
        sa.Column("origin_entry", MINOR, nullable=True),
        sa.Column("origin_line", sa.Integer(), nullable=True),
        sa.Column("reason", WORD, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_sale_lines_article_id"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_sale_lines_member_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_sale_lines_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_sale_lines"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_sale_lines_origin",
        "sale_lines",
        ["origin_till", "origin_entry", "origin_line"],
        sqlite_where=sa.text("origin_entry IS NOT NULL"),
        postgresql_where=sa.text("origin_entry IS NOT NULL"),
    )
    op.create_table(
        "sales",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("ticket", MINOR, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("session", MINOR, nullable=False),
        sa.Column("volunteer", WORD, nullable=False),
        sa.Column("source", WORD, nullable=False),
        sa.Column("total", MINOR, nullable=False),
        sa.Column("rounding", MINOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_sales_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_sales"),
        sa.UniqueConstraint("till", "ticket", name="uq_sales_till_ticket"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sales_day", "sales", ["day"])
    op.create_table(
        "session_floats",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("means", WORD, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("amount", MINOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_session_floats_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_session_floats"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sessions",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("volunteer", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_sessions_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_sessions"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settlement_fees",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("amount", MINOR, nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_settlement_fees_member_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_settlement_fees_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_settlement_fees"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settlement_rows",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", WORD, nullable=False),
        sa.Column("member_id", ID, nullable=False),
        sa.Column("code", WORD, nullable=False),
        sa.Column("currency", WORD, nullable=False),
        sa.Column("opening", MINOR, nullable=False),
        sa.Column("gross", MINOR, nullable=False),
        sa.Column("commission", MINOR, nullable=False),
        sa.Column("commission_before_tax", MINOR, nullable=False),
        sa.Column("kept", MINOR, nullable=False),
        sa.Column("share", MINOR, nullable=False),
        sa.Column("adjustments", MINOR, nullable=False),
        sa.Column("paid", MINOR, nullable=False),
        sa.Column("carried", MINOR, nullable=False),
        sa.Column("why", WORD, nullable=False),
        sa.Column("means", WORD, nullable=False),
        sa.Column("statement", WORD, nullable=False),
        sa.Column("invoice", WORD, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="fk_settlement_rows_member_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_settlement_rows_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_settlement_rows"),
        sa.UniqueConstraint(
            "month", "member_id", "currency", name="uq_settlement_rows_month_member_id_currency"
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settlements",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("month", WORD, nullable=False),
        sa.Column("approved_at", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_settlements_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_settlements"),
        sa.UniqueConstraint("month", name="uq_settlements_month"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stock_moves",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", ID, nullable=False),
        sa.Column("quantity", MINOR, nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_stock_moves_article_id"),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_stock_moves_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", "line", name="pk_stock_moves"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_stock_moves_article_id", "stock_moves", ["article_id"])
