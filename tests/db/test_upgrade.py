"""Filled books of an older version: backed up, brought up to date, nothing of them lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from filled_shop import CLAUSES
from shop_builder import BEGUN, MARCH, SHOP, ShopBuilder, cash, euro, when
from sqlalchemy import select, text

from db import tables as t
from db import upgrade
from db.backup import _copy_rows
from db.books import SqlBooks, create_books, open_books
from db.engine import open_engine, url_of
from db.keys import KeyRing
from db.rebuild import rebuild
from ess_shop.domain.articles import Article
from ess_shop.domain.cash import Purpose
from ess_shop.domain.clauses import NO_CLAUSES
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.people import Person, Role
from ess_shop.domain.sale import Means
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import Refused
from ess_shop.ports import unheard
from ess_shop.reading import Reading, RecordedSale, SaleQuery, SlipQuery, recorded_sale
from ess_shop.services.cashing import move_cash
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.depositing import take_in
from ess_shop.services.registering import register_articles, register_members, register_people
from ess_shop.services.timekeeping import iso
from ess_shop.services.withdrawing import give_back
from ess_shop.services.writing_off import write_off
from ui.bootstrap import practice_books

NEXT_STEP = '''"""A step of tomorrow."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0006", "0005", None, None
def upgrade():
    op.add_column("members", sa.Column("shelf", sa.Text(), nullable=False, server_default="A"))
    {trouble}
'''


def steps_of_tomorrow(folder: Path, trouble: str = "pass") -> Path:
    steps = folder / "migrations"
    shutil.copytree(upgrade.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "versions" / "v0006_shelf.py").write_text(NEXT_STEP.format(trouble=trouble))
    return steps


@pytest.fixture
def filled(shop: ShopBuilder) -> SqlBooks:
    bowl = shop.article(shop.member())
    shop.open()
    for _ in range(3):
        shop.sell(bowl, cash("10"))
    shop.close()
    return shop.books


def test_a_backup_is_taken_and_everything_is_still_there(
    filled: SqlBooks, place: str, keys: KeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = open_engine(url_of(place))
    before = entries(engine)
    kept = upgrade.bring_up_to_date(engine, filled.path, steps=steps_of_tomorrow(tmp_path), latest="0006")
    assert upgrade.current(engine) == "0006"
    assert entries(engine) == before
    with engine.connect() as connection:
        assert set(connection.execute(text("SELECT shelf FROM members")).scalars()) == {"A"}
    engine.dispose()
    assert kept is not None
    old = open_books(str(kept), keys=keys)
    assert list(old.defects()) == []
    old.close()


def test_a_step_that_fails_changes_nothing(
    filled: SqlBooks, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = open_engine(url_of(place))
    steps = steps_of_tomorrow(tmp_path, trouble='raise RuntimeError("power cut")')
    with pytest.raises(RuntimeError):
        upgrade.bring_up_to_date(engine, filled.path, steps=steps, latest="0006")
    assert upgrade.current(engine) == "0005"
    engine.dispose()
    assert list(filled.defects()) == []


@pytest.fixture
def first_version(
    new_place: Callable[[], str], keys: KeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Books as the first version left them: a float the ledger never heard of, an account fewer."""
    monkeypatch.chdir(tmp_path)
    accounts = {name: number for name, number in SHOP.accounts.items() if name != "suspense"}
    made = create_books(new_place(), replace(SHOP, accounts=accounts), at=BEGUN, keys=keys)
    shop = ShopBuilder(made)
    egg = replace(shop.article(shop.member(), pieces=0), label="Œuf décoré", revision=2)
    register_articles(made, [egg], id=new_id(), at=shop.tick())
    bare_deposit(shop, egg, 20)
    with monkeypatch.context() as then:
        then.setattr("ess_shop.services.cashing.of_opening", lambda *_: ())
        shop.open(floats={(Means.CASH, "EUR"): 5000})
    for _ in range(3):
        shop.sell(egg, cash("10"))
    shop.close()
    return as_of("0001", made, new_place())


@pytest.fixture
def second_version(
    new_place: Callable[[], str], keys: KeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Books as the second version left them: goods that moved without a slip, sold and adjusted."""
    monkeypatch.chdir(tmp_path)
    made = create_books(new_place(), SHOP, at=BEGUN, keys=keys)
    shop = ShopBuilder(made)
    bowl = shop.article(shop.member(), pieces=0)
    for pieces in (12, -2):
        bare_deposit(shop, bowl, pieces)
    shop.open()
    shop.sell(bowl, cash("10"))
    shop.close()
    return as_of("0002", made, new_place())


@pytest.fixture
def third_version(
    new_place: Callable[[], str], keys: KeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Books as the third version left them: people, slips, articles, a settled month, no clauses."""
    monkeypatch.chdir(tmp_path)
    made = create_books(new_place(), SHOP, at=BEGUN, keys=keys)
    shop = ShopBuilder(made)
    bowl = shop.article(shop.member(fee=500), "12.35")
    lise = Person(new_id(), "Lise", Role.MANAGER, pin="no hash, nobody signs in here")
    register_people(made, [lise], id=new_id(), at=shop.tick())
    shop.open()
    shop.sell([Asked(bowl.id, 2)], cash("24.70"))
    shop.sell([AskedBack("C1", 1, 1, 1, "fêlé")], cash("-12.35"))
    shop.close()
    give_back(made, shop.slip((bowl, 4)))
    write_off(made, SlipKind.LOSS, shop.slip((bowl, 1), note="disparu"), compensation=euro("5"))
    with monkeypatch.context() as then:
        then.setattr("ess_shop.services.settling.close_month_within", lambda *_: None)
        shop.settle(MARCH)
    return as_of("0003", made, new_place())


def bare_deposit(shop: ShopBuilder, article: Article, pieces: int) -> None:
    """Goods moved as they were before there were slips."""
    reason = "deposit" if pieces > 0 else "withdrawal"
    at = shop.tick()
    body = {"day": at.date().isoformat(), "moves": [[article.id, pieces, reason]]}
    with shop.books.work() as work:
        work.state(OFFICE)
        work.record(Draft(new_id(), OFFICE, Kind.STOCK, iso(at), body))
        work.commit()


def as_of(revision: str, made: SqlBooks, place: str) -> str:
    """The same books at another place, as a step before the newest left them."""
    engine = open_engine(url_of(place))
    upgrade.create(engine, revision)
    _copy_rows(made.engine, engine, unheard)
    engine.dispose()
    made.close()
    return place


def test_books_of_the_first_version_are_brought_up_to_date(first_version: str, keys: KeyRing) -> None:
    engine = open_engine(url_of(first_version))
    before = entries(engine)
    engine.dispose()
    books = open_books(first_version, keys=keys)
    assert upgrade.current(books.engine) == upgrade.LATEST
    assert entries(books.engine) == before
    assert list(books.defects()) == []
    with books.read() as read:
        assert [row.ticket for row in read.find_sales(SaleQuery("oeuf DECORE"))] == [3, 2, 1]
        assert read.shop().accounts["suspense"] == "471000"
    facts = rows(books)
    rebuild(books.engine)
    assert rows(books) == facts
    books.close()


def test_books_without_slips_are_brought_up_to_date_and_go_on(second_version: str, keys: KeyRing) -> None:
    engine = open_engine(url_of(second_version))
    before = entries(engine)
    engine.dispose()
    books = open_books(second_version, keys=keys)
    assert backups_beside(second_version)
    assert upgrade.current(books.engine) == upgrade.LATEST
    assert entries(books.engine) == before
    assert list(books.defects()) == []
    with books.read() as read:
        (bowl,) = read.articles()
        assert read.slips(SlipQuery()) == []
        history = [
            (move.reason, move.quantity, move.paper, move.on_hand) for move in read.stock_moves_of(bowl.id)
        ]
    assert history == [("sale", -1, "C1-000001", 9), ("withdrawal", -2, "", 10), ("deposit", 12, "", 12)]
    facts = rows(books)
    rebuild(books.engine)
    assert rows(books) == facts
    shop = ShopBuilder(books, when(9))
    assert take_in(books, shop.slip((bowl, 3))).number == "BD-2026-0001"
    assert shop.stock(bowl) == 12
    assert list(books.defects()) == []
    books.close()


def test_the_time_of_goods_that_came_without_a_slip_counts_by_the_contract_of_their_day(
    second_version: str, keys: KeyRing
) -> None:
    books = open_books(second_version, keys=keys)
    shop = ShopBuilder(books, when(9))
    with books.read() as read:
        (bowl,) = read.articles()
        (terms,) = read.terms(bowl.member_id)
        since = read.here_since(bowl.id)
        assert read.stays(when(1, 12).date()) == []
    assert since is not None
    timed = replace(terms, duration_days=60)
    register_members(books, [], [timed], id=new_id(), at=shop.tick())
    give_back(books, shop.slip((bowl, 1)))
    with books.read() as read:
        (row,) = read.stays(since + timedelta(days=61))
        assert read.stays(since + timedelta(days=61), bowl.member_id) == [row]
    assert (row.code, row.since, row.on_hand) == (bowl.code, since, 8)
    books.close()


def test_books_without_clauses_are_brought_up_to_date_and_go_on(third_version: str, keys: KeyRing) -> None:
    """The digests of records that have columns more than they were signed with still fit."""
    engine = open_engine(url_of(third_version))
    assert upgrade.current(engine) == "0003"
    before = entries(engine)
    engine.dispose()
    books = open_books(third_version, keys=keys)
    assert backups_beside(third_version)
    assert upgrade.current(books.engine) == upgrade.LATEST
    assert entries(books.engine) == before
    assert list(books.defects()) == []
    facts = rows(books)
    assert facts["record_digests"]
    assert facts["slips"]
    rebuild(books.engine)
    assert rows(books) == facts
    assert list(books.defects()) == []
    with books.read() as read:
        (bowl,), (potter,) = read.articles(), read.members()
        (contract,) = read.terms(potter.id)
    assert (bowl.second_hand, bowl.net, bowl.floor, bowl.stays_until) == (False, None, None, None)
    assert contract.clauses == NO_CLAUSES
    shop = ShopBuilder(books, when(1, 4))
    shop.open(when(2, 4))
    shop.sell(bowl, cash("12.35"))
    shop.close()
    new = replace(contract, id=new_id(), valid_from=when(3, 4).date(), clauses=CLAUSES)
    register_members(books, [], [new], id=new_id(), at=shop.tick())
    shop.open(when(4, 4))
    shop.sell(bowl, cash("12.35"))
    shop.close()
    with books.read() as read:
        assert [line.sale.lines[0].piece_fee for line in sales_of(read)] == [0, 0, 0, CLAUSES.piece_fee]
    assert list(books.defects()) == []
    books.close()


def test_an_old_movement_has_no_slip_to_give_back(second_version: str, keys: KeyRing) -> None:
    books = open_books(second_version, keys=keys)
    with books.read() as read:
        (bowl,) = read.articles()
        old, *_ = [entry for entry in read.entries(OFFICE) if entry.kind is Kind.STOCK]
    with pytest.raises(Refused) as refused:
        take_in(books, ShopBuilder(books, when(9)).slip((bowl, 12), id=old.id))
    assert refused.value.code == "id_taken"
    books.close()


def test_practice_books_are_brought_up_to_date_too(sqlite_books: SqlBooks, tmp_path: Path) -> None:
    real, folder = ShopBuilder(sqlite_books), tmp_path / "till"
    folder.mkdir()
    bowl = real.article(real.member())
    own_keys = KeyRing(folder / "keys")
    made = create_books(str(tmp_path / "made.db"), SHOP, at=BEGUN, keys=own_keys, till="F1")
    as_of("0002", made, str(folder / "practice.db"))
    practice = practice_books(sqlite_books, folder, "F1", when(9))
    assert (folder / f"practice.db.before-{upgrade.LATEST}").is_file()
    assert upgrade.current(practice.engine) == upgrade.LATEST
    slip = ShopBuilder(practice, when(9, hour=11)).slip((bowl, 1))
    assert take_in(practice, slip).number == "BD-2026-0001"
    assert list(practice.defects()) == []
    practice.close()


def test_the_first_versions_books_go_on(first_version: str, keys: KeyRing) -> None:
    books = open_books(first_version, keys=keys)
    shop = ShopBuilder(books, when(9))
    shop.open(when(9))
    move_cash(
        books,
        id=new_id(),
        till="C1",
        at=shop.tick(),
        means=Means.CASH,
        amount=euro("-10"),
        purpose=Purpose.OUT,
        reason="timbres",
    )
    shop.close({(Means.CASH, "EUR"): 7000})
    with books.read() as read:
        (balance,) = [each for each in read.balances() if each.account == "suspense"]
    assert (balance.number, balance.amount) == ("471000", euro("10"))
    assert list(books.defects()) == []
    books.close()


def sales_of(read: Reading) -> list[RecordedSale]:
    """Every sale of the till, in order."""
    return [recorded_sale(entry) for entry in read.entries("C1") if entry.kind is Kind.SALE]


def backups_beside(place: str) -> list[Path]:
    """The backups taken before bringing up to date: beside a file, in the current folder for a server."""
    wanted = f"*.before-{upgrade.LATEST}"
    return [*Path.cwd().glob(wanted), *Path(place).parent.glob(wanted)]


def rows(books: SqlBooks) -> dict[str, list[tuple[object, ...]]]:
    with books.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in t.FACTS
        }


def entries(engine: object) -> list[tuple[object, ...]]:
    with engine.connect() as connection:  # type: ignore[attr-defined]
        rows = connection.execute(text("SELECT till, number, signature FROM journal ORDER BY till, number"))
        return [tuple(row) for row in rows]
