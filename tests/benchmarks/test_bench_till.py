"""The till's window at 100,000 articles: scan to painted line, key to found, validate to ready."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shop_builder import BEGUN, SHOP, ShopBuilder, barcode, euro, when
from till_at_work import TillAtWork

from db.books import create_books
from db.keys import KeyRing
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Rate
from ess_shop.domain.sale import Means
from ess_shop.services.registering import register_articles
from ui.desktop.presenters import panels

ARTICLES = 100_000
WORDS = ("savon", "miel", "bol", "tasse", "écharpe", "laine", "bois", "vélo", "confiture", "fraise")
WORDS += ("lavande", "thym", "sirop", "lin", "bougie")


@pytest.fixture(scope="module")
def large(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TillAtWork]:
    folder: Path = tmp_path_factory.mktemp("large")
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN, keys=KeyRing(folder / "keys"))
    shop = ShopBuilder(books)
    member = shop.member(accepts="50")
    many = [
        Article(
            id=new_id(),
            code=f"A{number:06d}",
            label=f"{WORDS[number % 15]} {WORDS[number // 15 % 15]} {number}",
            member_id=member.id,
            price=euro("4.20"),
            vat=Rate.percent(20),
            barcodes=(barcode(number),),
        )
        for number in range(1, ARTICLES + 1)
    ]
    register_articles(books, many, id=new_id(), at=shop.tick())
    shop.open(when(2))
    till = TillAtWork(shop, threads=True)
    till.to_sale()
    yield till
    till.close()
    books.close()


def p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def test_from_scan_to_painted_line(large: TillAtWork, benchmark: pytest.FixtureRequest) -> None:
    times: list[float] = []
    numbers = iter(range(1, ARTICLES, 331))

    def scan() -> None:
        if len(large.till.selling.content.lines) >= 30:
            large.till.selling.fresh()
            large.settle()
        code = barcode(next(numbers))
        begun = time.perf_counter()
        large.scan(code)
        large.sale.basket.list.viewport().repaint()
        times.append(time.perf_counter() - begun)

    benchmark.pedantic(scan, rounds=250)  # type: ignore[attr-defined]
    benchmark.extra_info["p99_ms"] = round(p99(times) * 1000, 2)  # type: ignore[attr-defined]


def test_from_key_to_what_is_found(large: TillAtWork, benchmark: pytest.FixtureRequest) -> None:
    times: list[float] = []
    typed = [word[:length] for word in WORDS for length in range(2, len(word) + 1)] * 3
    keys = iter(typed)

    def key() -> None:
        text = next(keys)
        begun = time.perf_counter()
        large.till.selling.typed(text)
        QApplication.processEvents()
        times.append(time.perf_counter() - begun)

    benchmark.pedantic(key, rounds=len(typed))  # type: ignore[attr-defined]
    benchmark.extra_info["p99_ms"] = round(p99(times) * 1000, 2)  # type: ignore[attr-defined]


def test_from_validate_to_ready(large: TillAtWork, benchmark: pytest.FixtureRequest) -> None:
    times: list[float] = []
    numbers = iter(range(1, ARTICLES, 331))

    def prepare() -> None:
        for _ in range(3):
            large.scan(barcode(next(numbers)))
        large.till.selling.open(panels.PAY)
        large.till.sale.paying.tender(Means.CARD)
        large.settle()

    def validate() -> None:
        begun = time.perf_counter()
        large.till.sale.paying.validate()
        while large.till.sale.paying.busy:
            QApplication.processEvents()
        large.settle()
        times.append(time.perf_counter() - begun)

    benchmark.pedantic(validate, setup=prepare, rounds=100)  # type: ignore[attr-defined]
    benchmark.extra_info["p99_ms"] = round(p99(times) * 1000, 2)  # type: ignore[attr-defined]
