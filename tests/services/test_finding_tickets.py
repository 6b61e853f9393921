"""Tickets are found by whatever a customer remembers: the number, the hour, the amount, the thing."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from shop_builder import ShopBuilder, card, cash, when

from ess_shop.domain.basket import Asked, AskedBack
from ess_shop.domain.ids import new_id
from ess_shop.reading import SaleQuery
from ess_shop.services import noting
from ess_shop.services.cashing import open_till
from ess_shop.services.registering import register_articles
from ess_shop.services.selling import sell


@pytest.fixture
def busy(shop: ShopBuilder) -> ShopBuilder:
    """Five tickets: an egg, a bowl, both, the egg back, and one on another till."""
    potter = shop.member()
    egg, bowl = shop.article(potter, "12.50", code="POT-3"), shop.article(potter, "4.20")
    egg, bowl = (
        replace(egg, label="Œuf décoré", revision=2),
        replace(bowl, label="Bol 100 % grès", revision=2),
    )
    register_articles(shop.books, [egg, bowl], id=new_id(), at=shop.tick())
    with shop.books.work() as work:
        work.add_till("C2")
        work.commit()
    shop.open(when(3, hour=14, minute=30))
    shop.sell(egg, cash("20"))
    shop.sell(Asked(bowl.id, 2, label="Bol bleu"), card("8.40"))
    shop.sell([Asked(egg.id), Asked(bowl.id)], card("10"), cash("10"))
    shop.sell(AskedBack("C1", 1, 1, 1), cash("-12.50"))
    open_till(shop.books, id=new_id(), till="C2", at=when(4))
    sell(shop.books, shop.request(egg, cash("12.50"), till="C2", at=when(4, hour=9)))
    return shop


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ["C2-000001", "C1-000004", "C1-000003", "C1-000002", "C1-000001"]),
        ("C1-000003", ["C1-000003"]),
        ("c1-3", ["C1-000003"]),
        ("#1", ["C2-000001", "C1-000001"]),
        ("12,50", ["C2-000001", "C1-000004", "C1-000001"]),
        ("12.50€", ["C2-000001", "C1-000004", "C1-000001"]),
        ("oeuf", ["C2-000001", "C1-000004", "C1-000003", "C1-000001"]),
        ("DÉCO oeu", ["C2-000001", "C1-000004", "C1-000003", "C1-000001"]),
        ("pot-3", ["C2-000001", "C1-000004", "C1-000003", "C1-000001"]),
        ("bleu", ["C1-000002"]),
        ("grès œuf", ["C1-000003"]),
        ("14:32", ["C1-000002"]),
        ("9h", ["C2-000001"]),
        ("9h00 œuf", ["C2-000001"]),
        ("œuf 12,50 14:31", ["C1-000001"]),
        ("vase", []),
        ("100%", ["C1-000003"]),
        ("%", []),
        ("_", []),
        ("99:99", []),
        ("999999999", []),
    ],
)
def test_found_by_what_is_typed(busy: ShopBuilder, typed: str, numbers: list[str]) -> None:
    with busy.books.read() as read:
        assert [row.number for row in read.find_sales(SaleQuery(typed))] == numbers


def test_a_row_says_enough_to_recognise_the_ticket(busy: ShopBuilder) -> None:
    with busy.books.read() as read:
        (row,) = read.find_sales(SaleQuery("C1-3", day=when(3).date()))
        assert read.find_sales(SaleQuery("C1-3", day=when(4).date())) == []
        assert [each.number for each in read.find_sales(SaleQuery(amount=840))] == ["C1-000002"]
        assert len(read.find_sales(SaleQuery(limit=2))) == 2
    assert (row.till, row.ticket, row.lines, row.volunteer) == ("C1", 3, 2, "Lise")
    assert row.labels == ("Œuf décoré", "Bol 100 % grès")
    assert row.means == ("card", "cash")
    assert row.total.minor == 1670


def test_what_sells_best(busy: ShopBuilder) -> None:
    with busy.books.read() as read:
        best = [read.article(id) for id in read.best_sellers(when(3).date(), 5)]
        assert [article.label for article in best if article] == ["Bol 100 % grès", "Œuf décoré"]
        later = [read.article(id) for id in read.best_sellers(when(4).date(), 5)]
        assert [article.label for article in later if article] == ["Œuf décoré"]


def test_duplicates_printed_at_once_have_their_own_numbers(busy: ShopBuilder) -> None:
    numbers: list[int] = []

    def reprint(till: str) -> None:
        for _ in range(4):
            numbers.append(noting.note_duplicate(busy.books, "C1-000001", till=till, at=when(4, hour=11)))

    tills = [threading.Thread(target=reprint, args=(till,)) for till in ("C1", "C2")]
    for each in tills:
        each.start()
    for each in tills:
        each.join()
    assert sorted(numbers) == list(range(1, 9))
    assert busy.defects() == []


def test_an_event_is_one_line(busy: ShopBuilder) -> None:
    noting.note(
        busy.books,
        till="C1",
        at=busy.tick(),
        code=noting.DRAWER,
        detail="monnaie\npour\tle café " + "x" * 999,
    )
    with busy.books.read() as read:
        detail = [entry.content() for entry in read.entries("C1")][-1]["detail"]
    assert str(detail).startswith("monnaie pour le café xxx")
    assert len(str(detail)) == 500
