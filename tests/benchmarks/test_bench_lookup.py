"""How fast a scanned barcode becomes an article, among 100,000 of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import workload
from bench_shop import BEGUN, SHOP, note, stock_up

from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.articles import Article

ARTICLES = 100_000
SCANS = 2000


@pytest.fixture(scope="module")
def place_and_keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, KeyRing]:
    """Where books with the whole catalogue are."""
    folder = tmp_path_factory.mktemp("catalogue")
    place, keys = str(folder / "shop.db"), KeyRing(folder / "keys")
    books = create_books(place, SHOP, at=BEGUN.isoformat(), keys=keys)
    stock_up(books, ARTICLES)
    books.close()
    return place, keys


@pytest.fixture
def fresh_books(place_and_keys: tuple[str, KeyRing]) -> Iterator[SqlBooks]:
    """The same books opened anew, with nothing at hand yet."""
    place, keys = place_and_keys
    books = open_books(place, keys=keys)
    yield books
    books.close()


@pytest.mark.parametrize("own_read", [True, False], ids=["with_its_transaction", "lookup_alone"])
@pytest.mark.parametrize("seen", [False, True], ids=["first_time", "seen_before"])
def test_scanning(benchmark: Any, fresh_books: SqlBooks, seen: bool, own_read: bool) -> None:
    numbers = random.Random(20261001).sample(range(ARTICLES), SCANS)
    barcodes = [workload.barcode(number) for number in numbers]
    with fresh_books.read() as read:
        read.shop()
        for barcode in barcodes if seen else ():
            read.article_by_barcode(barcode)
    scans = iter(barcodes)
    with ExitStack() as stack:
        open_read = None if own_read else stack.enter_context(fresh_books.read())

        def scan(barcode: str) -> Article | None:
            if open_read is not None:
                return open_read.article_by_barcode(barcode)
            with fresh_books.read() as own:
                return own.article_by_barcode(barcode)

        found = benchmark.pedantic(scan, setup=lambda: ((next(scans),), {}), rounds=SCANS, iterations=1)
    assert found is not None
    note(benchmark, articles=ARTICLES)
