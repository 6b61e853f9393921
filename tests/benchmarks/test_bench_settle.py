"""How long a month's end takes for 50 members, and for a large shop's month without its papers."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import workload
from a_year import MONTHS, SAMPLE, RealMonth
from bench_shop import AFTERWARDS, OCTOBER, PARIS, note

from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.domain.month_plan import LocalChoice
from ess_shop.reading import SettledMonth
from ess_shop.services import paying, settling
from ess_shop.services.founding import founded
from ess_shop.services.importing_articles import import_articles
from ess_shop.services.importing_members import import_members
from ess_shop.services.planning_month import choose_local
from ess_shop.services.replaying import replay
from ui.bootstrap import table

Sold = tuple[Path, KeyRing]
LARGE = 84_000
"""Lines of a month in a large shop."""


@pytest.fixture
def copies(october_sold: Sold, tmp_path: Path) -> Any:
    """Opens a fresh copy of the books at every call."""
    source, keys = october_sold
    numbers, opened = itertools.count(1), []

    def copy() -> SqlBooks:
        path = tmp_path / f"copy{next(numbers)}.db"
        shutil.copy(source, path)
        opened.append(open_books(str(path), keys=keys))
        return opened[-1]

    yield copy
    for books in opened:
        books.close()


def test_settling_preview(benchmark: Any, copies: Any) -> None:
    books = copies()

    def preview() -> SettledMonth:
        with books.read() as read:
            return settling.preview(read, OCTOBER)

    settled = benchmark.pedantic(preview, rounds=20, iterations=1)
    assert len(settled.rows) == workload.MEMBERS
    note(benchmark, members=len(settled.rows))


def test_settling_approve_and_pay(benchmark: Any, copies: Any) -> None:
    def settle(books: SqlBooks) -> SettledMonth:
        settling.approve(books, id=new_id(), at=AFTERWARDS, month=OCTOBER)
        return paying.pay(books, id=new_id(), at=AFTERWARDS, month=OCTOBER)

    settled = benchmark.pedantic(settle, setup=lambda: ((copies(),), {}), rounds=10, iterations=1)
    assert len(settled.rows) == workload.MEMBERS
    note(
        benchmark,
        members=len(settled.rows),
        gross=sum(row.gross.minor for row in settled.rows),
        due=sum(row.balance.minor for row in settled.rows),
    )


@pytest.fixture(scope="module")
def large_month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlBooks]:
    """Books in which 60 members sold 84,000 lines in a month."""
    folder = tmp_path_factory.mktemp("large")
    shop = founded(name="Grande boutique", currency="EUR", vat_liable=True, local_currencies=("LOC",))
    real = RealMonth(SAMPLE)
    books = create_books(
        str(folder / "shop.db"), shop, at="2025-01-01T07:00:00+01:00", keys=KeyRing(folder / "keys")
    )
    begun = datetime(2025, 1, 1, 7, tzinfo=PARIS)
    import_members(books, table(SAMPLE / "members.csv"), at=begun)
    import_articles(books, table(SAMPLE / "articles.csv"), at=begun)
    replay(books, *real.drawn(MONTHS[0], LARGE / real.lines), till="C1")
    yield books
    books.close()


def test_settling_a_large_month(benchmark: Any, large_month: SqlBooks) -> None:
    month, at = MONTHS[0], datetime(2025, 2, 1, 9, tzinfo=PARIS)
    choose_local(large_month, month, "LOC", LocalChoice.LEGAL, at=at)
    settled = benchmark.pedantic(
        lambda: settling.approve(large_month, id=new_id(), at=at, month=month), rounds=1, iterations=1
    )
    note(benchmark, members=len({row.member_id for row in settled.rows}), lines=LARGE)
