"""A program of its own: replays some hundred tickets and says each number once kept, until it is killed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "services"))

from shop_builder import BEGUN, SHOP, ShopBuilder, barcode, when

from db.books import create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.source import SourceRow, SourceTable
from ess_shop.services.replaying import ReplayReport, replay

TICKETS = 600
DAYS = 4


def files() -> tuple[SourceTable, SourceTable]:
    """The same tickets over some days, every time."""
    chance = random.Random(7)
    sales: list[SourceRow] = []
    payments: list[SourceRow] = []
    for ticket in range(1, TICKETS + 1):
        day, minute = divmod((ticket - 1) * DAYS * 480 // TICKETS, 480)
        at = when(3 + day, hour=9 + minute // 60, minute=minute % 60).replace(tzinfo=None).isoformat()
        total = 0
        for _ in range(chance.randint(1, 3)):
            article, quantity = chance.randint(1, 5), chance.randint(1, 4)
            total += article * quantity
            sales.append(
                SourceRow(
                    len(sales) + 2,
                    {
                        "ticket": f"T{ticket}",
                        "at": at,
                        "barcode": barcode(article),
                        "quantity": str(quantity),
                        "unit_price": str(article),
                    },
                )
            )
        means = chance.choice(["cash", "card"])
        payments.append(
            SourceRow(
                ticket + 1,
                {"ticket": f"T{ticket}", "means": means, "currency": "EUR", "tendered": str(total)},
            )
        )
    return (
        SourceTable("sales.csv", ("ticket", "at", "barcode", "quantity", "unit_price"), tuple(sales)),
        SourceTable("payments.csv", ("ticket", "means", "currency", "tendered"), tuple(payments)),
    )


def begin(place: str, keys: KeyRing) -> None:
    """Books with the articles of those tickets."""
    books = create_books(place, SHOP, at=BEGUN, keys=keys)
    shop = ShopBuilder(books)
    member = shop.member()
    for price in range(1, 6):
        shop.article(member, str(price), pieces=10_000)
    books.close()


def go_on(place: str, keys: KeyRing) -> ReplayReport:
    """Replay what is missing, and say every ticket that is durable."""
    books = open_books(place, keys=keys)
    try:
        sales, payments = files()
        print("begun", flush=True)
        return replay(books, sales, payments, till="C1", said=lambda sale: print(sale.ticket, flush=True))
    finally:
        books.close()


if __name__ == "__main__":
    report = go_on(sys.argv[1], KeyRing(Path(sys.argv[2])))
    print("done", report.tickets, flush=True)
