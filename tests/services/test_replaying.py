"""Tickets from elsewhere: rung up by the same rules, at their own times, each once."""

from datetime import date

import pytest
from shop_builder import ShopBuilder, barcode, cash, source_table
from sqlalchemy import select

from db import tables as t
from ess_shop.domain.source import BadFile, SourceTable
from ess_shop.reading import RecordedSale
from ess_shop.services.replaying import ReplayReport, replay

ONE, TWO = barcode(1), barcode(2)


def sales(*lines: str) -> SourceTable:
    return source_table("sales.csv", "\n".join(("ticket,at,barcode,quantity,unit_price", *lines)))


def payments(*lines: str) -> SourceTable:
    return source_table("payments.csv", "\n".join(("ticket,means,currency,tendered", *lines)))


def ready(shop: ShopBuilder) -> ShopBuilder:
    member = shop.member(accepts="50")
    shop.article(member, "10")
    shop.article(member, "4")
    return shop


def refused(report: ReplayReport) -> list[tuple[str, int, str]]:
    return [(each.ticket, each.line, each.trouble.code) for each in report.refused]


SALES = sales(
    f"T2,2026-03-03T11:00:00,{ONE},2,9.50",
    f"T1,2026-03-03T10:00:00,{ONE},1,10",
    f"T1,2026-03-03T10:00:00,{TWO},3,4",
    f"T3,2026-03-05T09:30,{TWO},-1,4",
    f"T4,2026-03-05T10:00:00,{TWO},5,4",
)
PAYMENTS = payments(
    "T1,coupon,LOC,11", "T1,cash,EUR,20", "T2,card,EUR,19", "T3,cash,EUR,-4", "T4,cash,EUR,20"
)


def test_in_the_order_of_time_with_the_days_around_them(shop: ShopBuilder) -> None:
    ready(shop)
    said: list[RecordedSale] = []
    steps: list[tuple[int, int]] = []
    report = replay(
        shop.books,
        SALES,
        PAYMENTS,
        till="C1",
        said=said.append,
        progress=lambda done, total: steps.append((done, total)),
    )
    assert (report.tickets, report.lines, report.gross, report.already) == (4, 5, 2200 + 1900 - 400 + 2000, 0)
    assert report.refused == []
    assert [(sale.source, sale.ticket) for sale in said] == [("T1", 1), ("T2", 2), ("T3", 3), ("T4", 4)]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    with shop.books.read() as read:
        entries = list(read.entries("C1"))
        days = read.sales_by_day(None)
        assert read.session("C1") is None
    assert [str(entry.kind) for entry in entries] == [
        *("opening", "sale", "sale", "closing"),
        *("opening", "sale", "sale", "closing"),
    ]
    assert entries[1].at == "2026-03-03T10:00:00+01:00"
    assert [(row.day, row.tickets, row.total.minor) for row in days] == [
        (date(2026, 3, 3), 2, 4100),
        (date(2026, 3, 5), 2, 1600),
    ]
    assert shop.balances()["coupons", "LOC"] == 1100
    assert shop.defects() == []


def test_again_adds_nothing(shop: ShopBuilder) -> None:
    ready(shop)
    first = replay(shop.books, SALES, PAYMENTS, till="C1")
    with shop.books.read() as read:
        before = list(read.entries("C1"))
    second = replay(shop.books, SALES, PAYMENTS, till="C1")
    with shop.books.read() as read:
        assert list(read.entries("C1")) == before
    assert (second.tickets, second.lines, second.gross, second.already) == (
        first.tickets,
        first.lines,
        first.gross,
        4,
    )


def test_interrupted_it_goes_on(shop: ShopBuilder) -> None:
    ready(shop)

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replay(shop.books, SALES, PAYMENTS, till="C1", progress=stop)
    report = replay(shop.books, SALES, PAYMENTS, till="C1")
    assert (report.tickets, report.already, report.refused) == (4, 3, [])
    with shop.books.read() as read:
        kinds = [str(entry.kind) for entry in read.entries("C1")]
    assert (kinds.count("opening"), kinds.count("sale"), kinds.count("closing")) == (2, 4, 2)
    assert shop.defects() == []


def test_a_refused_ticket_is_skipped_whole_with_its_line(shop: ShopBuilder) -> None:
    ready(shop)
    report = replay(
        shop.books,
        sales(
            f"T1,2026-03-03T10:00:00,{ONE},1,10",
            f"T2,2026-03-03T10:01:00,{ONE},1,10",
            f"T2,2026-03-03T10:01:00,{barcode(9)},1,10",
            f"T3,2026-03-03T10:02:00,{ONE},1,10",
            f"T4,2026-03-03T10:03:00,{ONE},2,10",
            f"T5,2026-03-03T10:04:00,{ONE},1,10",
            f"T6,2026-03-03T10:05:00,{ONE},1,10",
            f"T7,2026-03-03T10:06:00,{ONE},0,10",
            f"T8,2026-03-03T10:07:00,{TWO},1,4",
        ),
        payments(
            "T1,cash,EUR,10",
            "T2,cash,EUR,20",
            "T3,coupon,SOL,10",
            "T4,coupon,LOC,11",
            "T4,cash,EUR,9",
            "T5,cash,EUR,9.99",
            "T6,card,CHF,10",
            "T8,cash,EUR,4",
            "T9,cash,EUR,4",
        ),
        till="C1",
    )
    assert sorted(refused(report)) == [
        ("T2", 4, "unknown_barcode"),
        ("T3", 5, "currency_not_taken"),
        ("T4", 6, "local_maximum"),
        ("T5", 7, "short"),
        ("T6", 8, "currency_not_taken"),
        ("T7", 9, "bad_quantity"),
        ("T9", 10, "nothing_sold"),
    ]
    assert all(str(each.trouble) for each in report.refused)
    assert (report.tickets, report.gross) == (2, 1400)
    with shop.books.engine.connect() as connection:
        kept = connection.execute(select(t.sales.c.source, t.sales.c.ticket).order_by(t.sales.c.ticket)).all()
    assert [tuple(row) for row in kept] == [("T1", 1), ("T8", 2)]
    assert shop.defects() == []


def test_files_that_cannot_be_read_are_refused_whole(shop: ShopBuilder) -> None:
    ready(shop)
    with pytest.raises(BadFile) as found:
        replay(
            shop.books,
            sales(
                f"T1,2026-03-03T10:00:00,{ONE},1,10",
                f"T2,3 mars,{ONE},1.5,dix",
                f",2026-03-03T10:00:00+01:00,{ONE},1,10",
            ),
            payments("T1,barter,EUR,10", "T2,cash,EUR,1e9"),
            till="C1",
        )
    assert len(found.value.problems) == 7
    with shop.books.read() as read:
        assert list(read.entries("C1")) == []


def test_a_till_that_is_open_for_that_day_goes_on(shop: ShopBuilder) -> None:
    ready(shop)
    shop.open(shop.now.replace(day=3, hour=8))
    with shop.books.read() as read:
        bowl = read.article_by_barcode(ONE)
    assert bowl is not None
    shop.sell(bowl, cash("10"))
    report = replay(shop.books, SALES, PAYMENTS, till="C1")
    assert (report.tickets, report.refused) == (4, [])
    with shop.books.read() as read:
        kinds = [str(entry.kind) for entry in read.entries("C1")]
    assert kinds.count("opening") == kinds.count("closing") == 2
    assert shop.defects() == []


def test_days_that_are_closed_take_no_tickets(shop: ShopBuilder) -> None:
    ready(shop)
    shop.open(shop.now.replace(day=4))
    shop.close()
    report = replay(shop.books, SALES, PAYMENTS, till="C1")
    assert refused(report) == [("T1", 3, "day_closed"), ("T2", 2, "day_closed")]
    assert report.tickets == 2
    assert shop.defects() == []
