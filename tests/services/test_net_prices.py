"""A contract with fixed net prices: a deposit list names one for each new article, and the till pays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from shop_builder import ShopBuilder, cash, euro, when

from ess_shop.domain.clauses import Clauses
from ess_shop.domain.deposit_list import DepositList
from ess_shop.domain.ids import new_id
from ess_shop.domain.labels import OwnRange
from ess_shop.domain.members import Member
from ess_shop.domain.sheets import Cell, Kind, Sheet, SheetRow, Workbook
from ess_shop.domain.source import BadFile
from ess_shop.services import contracting
from ess_shop.services.deposit_lists import addressed, check_deposit_list
from ess_shop.services.taking_lists import ListRequest, take_list

HEAD = ("Article", "Prix TTC", "Prix net", "Quantité", "TVA")
DAY = date(2026, 3, 10)
Value = str | float


def book(*rows: Sequence[Value]) -> Workbook:
    made = []
    for number, row in enumerate(rows, start=1):
        cells = {
            place: Cell(value) if isinstance(value, str) else Cell(f"{value:g}", Kind.NUMBER)
            for place, value in enumerate(row)
            if value != ""
        }
        made.append(SheetRow(number, cells))
    return Workbook("liste.xlsx", (Sheet("Liste", tuple(made)),))


@pytest.fixture
def member(shop: ShopBuilder) -> Member:
    """M1, whose contract has fixed net prices from 10 March on."""
    member = shop.member("M1")
    with shop.books.read() as read:
        (first,) = read.terms(member.id)
    fixed = replace(first, id=new_id(), valid_from=DAY, clauses=Clauses(memo=True))
    contracting.agree(shop.books, fixed, id=new_id(), at=shop.tick())
    return member


def checked(shop: ShopBuilder, member: Member, given: Workbook, day: date = DAY) -> DepositList:
    with shop.books.read() as read:
        return check_deposit_list(read, given, member=member, day=day)


def problems(shop: ShopBuilder, member: Member, given: Workbook, day: date = DAY) -> list[tuple[str, str]]:
    with pytest.raises(BadFile) as found:
        checked(shop, member, given, day)
    return [(each.cell, each.sentence.format(**each.facts)) for each in found.value.problems]


def test_a_list_with_net_prices_is_taken_in_and_sold(shop: ShopBuilder, member: Member) -> None:
    shop.now = when(12)
    given = book(HEAD, ("Bol", 20, "12,50", 2, 20))
    seen = checked(shop, member, given, shop.now.date())
    assert seen.lines[0].net == euro("12.50")
    recorded = take_list(shop.books, ListRequest(new_id(), shop.tick(), given, seen), OwnRange("27"))
    with shop.books.read() as read:
        article = read.article(recorded.slip.lines[0].article_id)
    assert article is not None
    assert article.net == euro("12.50")
    shop.open()
    line = shop.sell(article, cash("20")).sale.lines[0]
    assert (line.net, line.share, line.total) == (euro("12.50"), euro("12.50"), euro("20"))
    assert shop.defects() == []


def test_every_new_article_needs_one_under_such_a_contract(shop: ShopBuilder, member: Member) -> None:
    rows = (("Bol", 20, "", 1, 20), ("Pot", 20, 25, 1, 20), ("Mug", 20, "x", 1, 20), ("Jatte", 20, 0, 1, 20))
    found = problems(shop, member, book(HEAD, *rows))
    assert [place for place, _ in found] == ["C2", "C3", "C4", "C5"]
    assert "Net price" in found[0][1]
    assert "cannot get 25.00 EUR of the 20.00 EUR" in found[1][1]
    without = [each for each in HEAD if each != "Prix net"]
    assert [place for place, _ in problems(shop, member, book(without, ("Bol", 20, 1, 20)))] == [""]


def test_under_another_contract_the_cell_stays_empty(shop: ShopBuilder, member: Member) -> None:
    before = date(2026, 3, 9)
    ((place, sentence),) = problems(shop, member, book(HEAD, ("Bol", 20, 12, 1, 20)), before)
    assert (place, "leave this cell empty" in sentence) == ("C2", True)
    assert checked(shop, member, book(HEAD, ("Bol", 20, "", 1, 20)), before).lines[0].net is None


def test_a_known_article_needs_no_other(shop: ShopBuilder, member: Member) -> None:
    shop.article(member, "20", code="B1")
    head = (*HEAD, "Code")
    (line,) = checked(shop, member, book(head, ("", "", "", 3, "", "B1"))).lines
    assert (line.code, line.net) == ("B1", None)


def test_the_template_follows_the_contract_of_the_day(shop: ShopBuilder, member: Member) -> None:
    with shop.books.read() as read:
        names = [column.name for column in addressed(read, "M1", DAY).columns]
        assert "net" in names
        assert names.index("net") == names.index("price") + 1
        assert "net" not in [column.name for column in addressed(read, "M1", date(2026, 3, 9)).columns]
