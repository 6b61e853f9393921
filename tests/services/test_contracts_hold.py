"""Contracts in the books: their fees fall due, and what is agreed later changes nothing that was sold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from domain_stories import clauses
from filled_shop import fill
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop_builder import APRIL, MARCH, MAY, ShopBuilder, card, cash, euro, when
from sqlalchemy import select

from db import tables as t
from db.books import SqlBooks
from db.month import MEMBERSHIP_FEE, MONTHLY_FEE
from ess_shop.domain.clauses import Clauses, MarkdownStep
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.terms import BEGINNING, Bearer, CommissionBase, Terms, VatRole
from ess_shop.reading import Statement
from ess_shop.services.composing import Asked
from ess_shop.services.registering import register_members
from ess_shop.services.settling import statements

YEARLY = Clauses(membership_fee=1800, membership_month=4)


def fees(shop: ShopBuilder, month: Month) -> list[tuple[str, Money]]:
    with shop.books.read() as read:
        settled = read.settled(month)
    assert settled is not None
    return [(fee.reason, fee.amount) for fee in settled.rows[0].fees]


def test_the_membership_fee_is_taken_once_a_year(shop: ShopBuilder) -> None:
    weaver = shop.member(clauses=YEARLY, fee=500)
    scarf = shop.article(weaver, "40")
    paid = []
    for day, month, settled in ((3, 3, MARCH), (3, 4, APRIL), (4, 5, MAY)):
        shop.open(when(day, month))
        shop.sell(scarf, card("40"))
        shop.close()
        paid.append(shop.settle(settled).rows[0].paid.minor)
    assert fees(shop, MARCH) == [(MONTHLY_FEE, euro("-5"))]
    assert fees(shop, APRIL) == [(MONTHLY_FEE, euro("-5")), (MEMBERSHIP_FEE, euro("-18"))]
    assert fees(shop, MAY) == fees(shop, MARCH)
    assert paid == [2800 - 500, 2800 - 500 - 1800, 2800 - 500]
    assert shop.owed() == {}
    assert shop.defects() == []


def test_the_shop_earns_the_fee_before_tax_and_owes_its_vat(shop: ShopBuilder) -> None:
    weaver = shop.member(clauses=replace(YEARLY, membership_month=3))
    shop.open(when(3))
    shop.sell(shop.article(weaver, "40"), card("40"))
    shop.close()
    before = shop.balances().get(("fees", "EUR"), 0)
    shop.settle(MARCH)
    assert shop.balances()["fees", "EUR"] - before == -1500
    assert shop.defects() == []


def test_a_month_in_which_the_shop_paid_more_than_it_kept_is_settled(shop: ShopBuilder) -> None:
    """A fixed net price is due although the shop sold below it: its commission is negative."""
    weaver = shop.member(clauses=Clauses(memo=True))
    lamp = shop.article(weaver, "18", net="11.50")
    shop.open(when(3))
    shop.sell(Asked(lamp.id, 1, unit_price=euro("8")), card("8"))
    shop.close()
    (row,) = shop.settle(MARCH).rows
    assert (row.gross, row.share, row.paid) == (euro("8"), euro("11.50"), euro("11.50"))
    assert shop.owed() == {}
    assert shop.defects() == []


def test_a_fixed_net_price_of_nothing_is_one(shop: ShopBuilder) -> None:
    """Goods that a member gives to the shop: none of their price is the member's."""
    gift = shop.article(shop.member(clauses=Clauses(memo=True)), "18", net="0", floor="0")
    with shop.books.read() as read:
        assert read.article(gift.id) == gift
    shop.open(when(3))
    (line,) = shop.sell(gift, card("18")).sale.lines
    assert (line.net, line.share, line.commission) == (euro("0"), euro("0"), euro("18"))
    assert shop.defects() == []


def test_goods_are_marked_down_by_their_age_from_their_last_deposit(shop: ShopBuilder) -> None:
    steps = (MarkdownStep(30, Rate.percent(50)), MarkdownStep(10, Rate.percent(20)))
    weaver = shop.member(clauses=Clauses(markdown=steps, floor=Rate.percent(60)))
    scarf = shop.article(weaver, "40", floor="30")
    sash = shop.article(weaver, "40")
    prices = []
    for day, month in ((5, 3), (12, 3), (1, 4)):
        shop.open(when(day, month))
        sale = shop.sell([Asked(scarf.id), Asked(sash.id)], cash("100"))
        prices += [(line.unit_price.minor, line.tag_price) for line in sale.sale.lines]
        shop.close()
    assert prices == [
        (4000, None),
        (4000, None),
        (3200, euro("40")),
        (3200, euro("40")),
        (3000, euro("40")),
        (2400, euro("40")),
    ]
    assert shop.defects() == []


@pytest.fixture
def filled(books: SqlBooks) -> ShopBuilder:
    """A settled March and an April that has begun, on each engine in turn."""
    return fill(books)


def what_was_sold(books: SqlBooks) -> dict[str, list[tuple[object, ...]]]:
    """Every fact but what the registers leave in the journal."""
    kept = [table for table in t.FACTS if table not in (t.record_digests, t.events)]
    with books.engine.connect() as connection:
        return {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in kept
        }


def papers_of(books: SqlBooks) -> list[Statement]:
    """March's statements as they would be printed now."""
    with books.read() as read:
        march = read.settled(MARCH)
        assert march is not None
        return [replace(paper, lines=tuple(paper.lines)) for paper in statements(read, march)]


agreements = st.builds(
    Terms,
    id=st.just(""),
    member_id=st.just(""),
    valid_from=st.just(BEGINNING) | st.dates(date(2025, 12, 1), date(2026, 4, 2)),
    commission=st.integers(0, 1_000_000).map(Rate),
    role=st.sampled_from([VatRole.A, VatRole.B]),
    base=st.sampled_from(CommissionBase),
    discount_bearer=st.sampled_from(Bearer),
    monthly_fee=st.integers(0, 5000),
    duration_days=st.none() | st.integers(1, 400),
    clauses=clauses(),
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(agreements, min_size=1, max_size=3))
def test_terms_changed_in_the_past_change_no_sold_line(filled: ShopBuilder, new: list[Terms]) -> None:
    books = filled.books
    assert isinstance(books, SqlBooks)
    sold, papers = what_was_sold(books), papers_of(books)
    with books.read() as read:
        members = read.members()
        known = {(each.member_id, each.valid_from): each.id for m in members for each in read.terms(m.id)}
    agreed = {}
    for terms, member in zip(new, members, strict=False):
        place = member.id, terms.valid_from
        agreed[place] = replace(terms, id=known.get(place) or new_id(), member_id=member.id)
    register_members(books, [], list(agreed.values()), id=new_id(), at=filled.tick())
    with books.read() as read:
        for (member_id, begins), terms in agreed.items():
            assert read.consignor(member_id, begins).terms == terms
    assert what_was_sold(books) == sold
    assert papers_of(books) == papers
    assert filled.defects() == []
