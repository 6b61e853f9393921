"""Filled books of an older version: backed up, brought up to date, nothing of them lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from shop_builder import ShopBuilder, cash, euro, when
from sqlalchemy import text

from db import upgrade
from db.backup import _copy_rows
from db.books import SqlBooks, open_books
from db.engine import open_engine, url_of
from db.keys import KeyRing
from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import new_id
from ess_shop.domain.sale import Means
from ess_shop.ports import unheard
from ess_shop.services.cashing import move_cash

NEXT_STEP = '''"""A step of tomorrow."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0003", "0002", None, None
def upgrade():
    op.add_column("members", sa.Column("shelf", sa.Text(), nullable=False, server_default="A"))
    {trouble}
'''


def steps_of_tomorrow(folder: Path, trouble: str = "pass") -> Path:
    steps = folder / "migrations"
    shutil.copytree(upgrade.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / "versions" / "v0003_shelf.py").write_text(NEXT_STEP.format(trouble=trouble))
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
    kept = upgrade.bring_up_to_date(engine, filled.path, steps=steps_of_tomorrow(tmp_path), latest="0003")
    assert upgrade.current(engine) == "0003"
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
        upgrade.bring_up_to_date(engine, filled.path, steps=steps, latest="0003")
    assert upgrade.current(engine) == "0002"
    engine.dispose()
    assert list(filled.defects()) == []


def test_books_of_the_first_version_are_brought_up_to_date(
    filled: SqlBooks,
    new_place: Callable[[], str],
    keys: KeyRing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    old = new_place()
    engine = open_engine(url_of(old))
    upgrade.create(engine, "0001")
    _copy_rows(filled.engine, engine, unheard)
    before = entries(engine)
    engine.dispose()
    books = open_books(old, keys=keys)
    assert upgrade.current(books.engine) == upgrade.LATEST
    assert entries(books.engine) == before
    assert list(books.defects()) == []
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
    shop.close()
    assert list(books.defects()) == []
    books.close()


def entries(engine: object) -> list[tuple[object, ...]]:
    with engine.connect() as connection:  # type: ignore[attr-defined]
        rows = connection.execute(text("SELECT till, number, signature FROM journal ORDER BY till, number"))
        return [tuple(row) for row in rows]
