"""What the till's window needs: people, preferences, baskets that wait, cash put in and taken out."""

import json
import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.LargeBinary().with_variant(sa.Uuid(), "postgresql")
MINOR = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

JOURNAL = sa.table("journal", *[sa.column(name) for name in ("till", "number", "kind", "at", "body")])
SALE_SEARCH = sa.table(
    "sale_search", *[sa.column(name) for name in ("till", "entry", "at", "ticket", "total", "words")]
)
KEPT = ("cash_moves", "sale_search")
BATCH = 1000


def upgrade() -> None:
    """Add the tables, the guards of the new facts, and what finding tickets wants."""
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
    op.create_table(
        "sale_search",
        sa.Column("till", WORD, nullable=False),
        sa.Column("entry", MINOR, autoincrement=False, nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("ticket", MINOR, nullable=False),
        sa.Column("total", MINOR, nullable=False),
        sa.Column("words", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["till", "entry"], ["journal.till", "journal.number"], name="fk_sale_search_till_entry"
        ),
        sa.PrimaryKeyConstraint("till", "entry", name="pk_sale_search"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sale_search_at", "sale_search", ["at"])
    _fill_sale_search()
    op.create_index("ix_cash_moves_till_session", "cash_moves", ["till", "session"])
    op.create_index("ix_events_code_detail", "events", ["code", "detail"])
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


def _fill_sale_search() -> None:
    """The words of every sale recorded so far, from the journal."""
    books = op.get_bind()
    after = ("", 0)
    while True:
        rows = books.execute(
            sa.select(JOURNAL.c.till, JOURNAL.c.number, JOURNAL.c.at, JOURNAL.c.body)
            .where(
                JOURNAL.c.kind == "sale",
                sa.or_(
                    JOURNAL.c.till > after[0],
                    sa.and_(JOURNAL.c.till == after[0], JOURNAL.c.number > after[1]),
                ),
            )
            .order_by(JOURNAL.c.till, JOURNAL.c.number)
            .limit(BATCH)
        ).all()
        if not rows:
            return
        books.execute(
            sa.insert(SALE_SEARCH),
            [{"till": row.till, "entry": row.number, "at": row.at, **_searched(row.body)} for row in rows],
        )
        after = (rows[-1].till, rows[-1].number)


def _searched(text: str) -> dict[str, object]:
    body = json.loads(text)
    words = "".join(f" {_folded(line['label'])} {_folded(line['code'])}" for line in body["lines"])
    return {"ticket": body["ticket"], "total": body["total"], "words": words}


def _folded(text: str) -> str:
    """As words were folded when this step was made."""
    plain = text.casefold()
    if not plain.isascii():
        letters = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
        apart = unicodedata.normalize("NFKD", plain.translate(letters))
        plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", plain).strip()
