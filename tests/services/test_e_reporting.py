"""What the tax office is told: the shop's own sales per day, category and rate; members get theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from accounting_shop import AccountingShop, accounting_shop
from shop_builder import MARCH, ShopBuilder, cash, euro, paper_of, when

from db.books import SqlBooks
from ess_shop.domain.e_reporting import Category, DayCategory, EReport
from ess_shop.domain.ids import new_id
from ess_shop.domain.ledger import Account
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import ZERO_RATE, Rate
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.errors import Refused
from ess_shop.services.composing import AskedBack
from ess_shop.services.e_reporting import e_report, part_of
from ess_shop.services.member_days import member_days
from ess_shop.services.registering import change_shop, register_members

TWENTY = Rate.percent(20)
Told = tuple[int, Category, int, list[tuple[Rate, int, int]]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> AccountingShop:
    return accounting_shop(tmp_path_factory.mktemp("reporting"))


def report(shop: ShopBuilder, part: int = 0) -> EReport:
    with shop.books.read() as read:
        return e_report(read, MARCH, part)


def told(groups: list[DayCategory]) -> list[Told]:
    return [
        (
            group.day.day,
            group.category,
            group.count,
            [(each.rate, each.before_tax.minor, each.tax.minor) for each in group.rates],
        )
        for group in groups
    ]


EXPECTED: list[Told] = [
    (3, Category.GOODS, 3, [(TWENTY, 40_000, 8_000)]),
    (3, Category.MARGIN, 2, [(TWENTY, 6_000, 1_200)]),
    (14, Category.GOODS, 1, [(TWENTY, -10_000, -2_000)]),
    (31, Category.SERVICES, 1, [(TWENTY, 3_500, 700)]),
]
"""D and E1 as goods, F by its margin, a return by itself, commission and fee of the one private person."""


def test_the_shops_own_sales_per_day_category_and_rate(books: SqlBooks) -> None:
    shop = AccountingShop(books)
    shop.fill()
    assert told(list(report(shop).groups)) == EXPECTED


def test_the_parts_of_a_month_are_the_month(filled: AccountingShop) -> None:
    parts = [report(filled, part) for part in (1, 2, 3)]
    assert told([group for part in parts for group in part.groups]) == EXPECTED
    assert [(part.first.day, part.last.day) for part in parts] == [(1, 10), (11, 20), (21, 31)]
    assert part_of(MARCH) == (date(2026, 3, 1), date(2026, 3, 31))
    for wrong in (-1, 4):
        with pytest.raises(Refused) as refused:
            part_of(MARCH, wrong)
        assert refused.value.code == "bad_part"


def test_what_is_reported_is_what_the_ledger_owes(filled: AccountingShop) -> None:
    """VAT of the shop's own sales and of margins; commission of members in business is invoiced instead."""
    with filled.books.read() as read:
        moved = read.account_sums(date(2026, 3, 1), date(2026, 3, 31))
        settled = read.settled(MARCH)
    assert settled is not None
    collected = sum(
        row.credit.minor - row.debit.minor for row in moved if row.account is Account.VAT_COLLECTED
    )
    invoiced = sum(
        row.commission.minor - row.commission_before_tax.minor
        for row in settled.rows
        if row.code in ("A1", "B1")
    )
    reported = sum(group.tax.minor for group in report(filled).groups)
    assert collected == reported + invoiced


def test_sales_in_members_names_are_left_out(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member(status=VatStatus.LIABLE))
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    shop.close()
    assert report(shop).groups == ()


def test_a_shop_that_is_not_liable_reports_its_services_without_tax(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    with sqlite_books.read() as read:
        changed = replace(read.shop(), vat_liable=False)
    change_shop(sqlite_books, changed, id=new_id(), at=shop.tick())
    member = Member(new_id(), "C1", MemberKind.PERSON, VatStatus.NOT_SUBJECT)
    terms = Terms(new_id(), member.id, BEGINNING, Rate.percent(30), VatRole.C)
    identity = Identity(member.id, "Odile")
    register_members(sqlite_books, [(member, identity)], [terms], id=new_id(), at=shop.tick())
    coat = shop.article(member, "50", vat="0")
    shop.open(when(3))
    shop.sell(coat, cash("50"))
    shop.close()
    shop.settle(MARCH)
    assert told(list(report(shop).groups)) == [
        (31, Category.NOT_TAXED, 1, [(ZERO_RATE, 1_500, 0)]),
    ]


def test_second_hand_goods_that_come_back_take_their_tax_with_them(sqlite_books: SqlBooks) -> None:
    """The days of a month add up to the tax that is posted at its end, also where cents are rounded."""
    shop = ShopBuilder(sqlite_books)
    member = Member(new_id(), "F1", MemberKind.PERSON, VatStatus.NOT_SUBJECT)
    terms = Terms(new_id(), member.id, BEGINNING, Rate.percent("33.3"), VatRole.F)
    identity = Identity(member.id, "Odile")
    register_members(sqlite_books, [(member, identity)], [terms], id=new_id(), at=shop.tick())
    coat = shop.article(member, "9.99", seller=paper_of(member))
    for day in range(3, 8):
        shop.open(when(day))
        ticket = shop.sell(coat, cash("9.99")).ticket
        if day == 5:
            shop.sell(AskedBack("C1", ticket, 1, 1, "Trop petit"), cash("-9.99"))
        shop.close()
    shop.settle(MARCH)
    days = [group for group in report(shop).groups if group.category is Category.MARGIN]
    assert sum(group.tax.minor for group in days) == -shop.balances()["vat_collected", "EUR"] == 222
    assert [group.count for group in days if group.day.day != 5] == [1, 1, 1, 1]


def test_each_liable_member_gets_their_days(books: SqlBooks) -> None:
    shop = AccountingShop(books)
    shop.fill()
    with books.read() as read:
        (own,) = member_days(read, MARCH)
    assert (own.member.code, own.identity.name, own.month) == ("A1", "Atelier A1", MARCH)
    found = [(day.day.day, day.rate, day.tickets, day.before_tax, day.tax, day.total) for day in own.days]
    assert found == [
        (3, TWENTY, 2, euro("200"), euro("40"), euro("240")),
        (14, TWENTY, 1, euro("100"), euro("20"), euro("120")),
    ]
