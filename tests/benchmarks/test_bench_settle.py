"""How long a month's end takes for 50 members."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest
import workload
from bench_shop import AFTERWARDS, OCTOBER, note

from db.books import SqlBooks, open_books
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.reading import SettledMonth
from ess_shop.services import paying, settling

Sold = tuple[Path, KeyRing]


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
