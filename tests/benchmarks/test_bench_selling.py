"""How fast the till records: 500 tickets of a month, one durable commit each."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import workload
from bench_shop import BEGUN, SHOP, Days, Timed, milliseconds, note, october, quantile, stock_up

from db.books import create_books
from db.keys import KeyRing
from ess_shop.services.selling import SaleRequest, sell


def test_selling_a_month(benchmark: Any, place: str, keys: KeyRing) -> None:
    books = create_books(place, SHOP, at=BEGUN.isoformat(), keys=keys)
    stock_up(books)
    days, tickets = Days(books), october()
    turning = 0.0

    def next_ticket() -> tuple[tuple[SaleRequest], dict[str, Any]]:
        nonlocal turning
        ticket = next(tickets)
        begun = perf_counter()
        days.be_on(ticket.at)
        turning += perf_counter() - begun
        return (ticket,), {}

    served = Timed(lambda ticket: sell(books, ticket))
    benchmark.pedantic(served, setup=next_ticket, rounds=len(workload.sales()), iterations=1)
    days.close()
    engine = books.engine.dialect.name
    pragma = "SHOW fsync" if engine == "postgresql" else "PRAGMA synchronous"
    with books.engine.connect() as connection:
        durable = connection.exec_driver_sql(pragma).scalar_one()
    with books.read() as read:
        sold = sum(row.total.minor for row in read.sales_by_day(None)) if not benchmark.disabled else None
    books.close()
    note(
        benchmark,
        computing_p50_ms=milliseconds(quantile(served.computing, 0.5)),
        engine=engine,
        fsync=str(durable),
        opening_and_closing_s=round(turning, 3),
        sold=sold,
    )
