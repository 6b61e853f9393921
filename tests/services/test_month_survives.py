"""The month's end under stress: two at once, sales meanwhile, a power cut at any statement; one outcome."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from shop_builder import BEGUN, MARCH, SHOP, ShopBuilder, card, coupons, when
from sqlalchemy import event, select

from db import tables as t
from db.books import SqlBooks, create_books, open_books
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import PayoutMeans, VatStatus
from ess_shop.domain.month_plan import LocalChoice, SettlingRules
from ess_shop.domain.people import Person, Role
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.terms import VatRole
from ess_shop.errors import Refused
from ess_shop.ports import Books
from ess_shop.reading import SettledMonth
from ess_shop.services import paying, planning_month, settling
from ess_shop.services.composing import Asked
from ess_shop.services.registering import register_people

FIRST = when(1, 4, hour=9)
APPROVAL, PAYMENT, CAME_BACK = (new_id() for _ in range(3))
OUTCOME = (t.settlement_rows, t.settlement_purchases, t.payout_lines, t.payout_backs, t.period_taxpayers)
CUT, PARTS = 9, 12


def sold_march(books: SqlBooks) -> ShopBuilder:
    """A March with members of three roles, one paid in cash, one who waits, and local currency."""
    shop = ShopBuilder(books)
    people = (
        shop.member("M1", status=VatStatus.LIABLE, accepts="50"),
        shop.member("M2", means=PayoutMeans.CASH, fee=500),
        shop.member("M3", status=VatStatus.LIABLE, role=VatRole.D, mandate_on=when(2).date()),
        shop.member("M4"),
    )
    goods = [shop.article(member, "30") for member in people]
    shop.open(when(3))
    shop.sell([Asked(article.id, 2) for article in goods], coupons("20"), card("220"))
    shop.close()
    return shop


def settle_march(books: Books) -> None:
    """The whole path of the month; again it goes on where it was."""
    with books.read() as read:
        members = {member.code: member.id for member in read.members()}
        settled = read.settled(MARCH)
    if settled is None:
        planning_month.exclude(books, MARCH, members["M4"], "en voyage", at=FIRST)
        planning_month.choose_local(books, MARCH, "LOC", LocalChoice.LEGAL, at=FIRST)
    settling.approve(books, id=APPROVAL, at=FIRST, month=MARCH)
    paying.pay(books, id=PAYMENT, at=FIRST + timedelta(hours=1), month=MARCH)
    refused = {(members["M1"], "EUR"): "compte clos"}
    paying.take_payouts_back(books, id=CAME_BACK, at=FIRST + timedelta(hours=2), month=MARCH, refused=refused)


def outcome(books: SqlBooks) -> list[object]:
    """What was settled, paid, closed and given back; members by their codes, for ids differ."""
    with books.engine.connect() as connection:
        codes = {id: code for id, code in connection.execute(select(t.members.c.id, t.members.c.code))}  # noqa: C416
        rows = [
            (table.name, *(codes.get(value, value) for value in row))
            for table in OUTCOME
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]
        postings = t.postings.c
        owed = connection.execute(
            select(postings.account, postings.currency, postings.amount, postings.member_id)
        ).all()
    ledger = sorted((*row[:3], codes.get(row.member_id, "")) for row in owed)
    return [*rows, *ledger]


def die_at(books: SqlBooks, statement: int) -> None:
    """This process ends without a word when that statement has been executed."""
    left = [statement]

    @event.listens_for(books.engine, "after_cursor_execute")
    def count(*_: object) -> None:
        left[0] -= 1
        if not left[0]:
            os._exit(CUT)


def statements_of(books: SqlBooks, act: Callable[[SqlBooks], None]) -> int:
    """How many statements something takes."""
    seen = [0]

    @event.listens_for(books.engine, "after_cursor_execute")
    def count(*_: object) -> None:
        seen[0] += 1

    act(books)
    event.remove(books.engine, "after_cursor_execute", count)
    return seen[0]


def cut_at(place: str, keys: KeyRing, statement: int) -> int:
    """Settle in another process and cut its power at that statement; returns how it ended."""
    child = os.fork()
    if not child:
        try:
            books = open_books(place, keys=keys)
            die_at(books, statement)
            settle_march(books)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_power_cut_at_any_step_leaves_one_outcome(new_place: Callable[[], str], keys: KeyRing) -> None:
    books = create_books(new_place(), SHOP, at=BEGUN, keys=keys)
    sold_march(books)
    total = statements_of(books, settle_march)
    wanted = outcome(books)
    books.close()
    for part in range(PARTS):
        place = new_place()
        books = create_books(place, SHOP, at=BEGUN, keys=keys)
        sold_march(books)
        books.close()
        assert cut_at(place, keys, 1 + total * part // PARTS) == CUT
        again = open_books(place, keys=keys)
        assert books_are_clean(again)
        settle_march(again)
        settle_march(again)
        assert outcome(again) == wanted
        assert books_are_clean(again)
        again.close()


def books_are_clean(books: SqlBooks) -> bool:
    return list(books.defects()) == []


@pytest.fixture
def march(shop: ShopBuilder) -> Iterator[ShopBuilder]:
    made = sold_march(shop.books)  # type: ignore[arg-type]
    planning_month.choose_local(shop.books, MARCH, "LOC", LocalChoice.LEGAL, at=made.tick())
    yield made
    assert made.defects() == []


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave, or the code of its refusal, all begun at the same instant."""
    barrier = threading.Barrier(len(acts))
    given: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        barrier.wait(10)
        try:
            given[place] = acts[place]()
        except Refused as refused:
            given[place] = refused.code

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def approve(shop: ShopBuilder, person: str = "") -> Callable[[], SettledMonth | None]:
    return lambda: settling.approve(shop.books, id=new_id(), at=FIRST, month=MARCH, person=person)


def test_two_who_approve_at_once_settle_one_month(march: ShopBuilder) -> None:
    one, other = at_once(approve(march), approve(march))
    assert isinstance(one, SettledMonth)
    assert isinstance(other, SettledMonth)
    assert one.rows == other.rows
    first, second = at_once(
        *[lambda: paying.pay(march.books, id=new_id(), at=FIRST, month=MARCH) for _ in range(2)]
    )
    assert isinstance(first, SettledMonth)
    assert isinstance(second, SettledMonth)
    with march.books.read() as read:
        paid = [(line.member_id, line.amount.currency) for line in read.payouts(MARCH)]
        assert len(paid) == len(set(paid)) == 5
        assert [period.name for period in read.periods(PeriodKind.MONTH)] == ["2026-03"]


def test_the_two_whom_it_takes_may_say_so_at_the_same_instant(march: ShopBuilder) -> None:
    people = [Person(new_id(), name, Role.MANAGER, pin="no hash") for name in ("Aïcha", "Lise")]
    register_people(march.books, people, id=new_id(), at=march.tick())
    rules = SettlingRules(approvers=2)
    planning_month.set_settling_rules(march.books, rules, id=new_id(), at=march.tick())
    given = at_once(*(approve(march, person.id) for person in people))
    assert given.count(None) == 1
    assert sum(isinstance(each, SettledMonth) for each in given) == 1


def test_a_till_sells_while_the_month_is_settled(march: ShopBuilder) -> None:
    with march.books.read() as read:
        goods = read.articles()
    march.open(when(1, 4, hour=8))
    requests = [march.request(goods[number % 4], card("30")) for number in range(12)]

    def sell_all() -> int:
        from ess_shop.services.selling import sell

        return len([sell(march.books, request) for request in requests])

    settled, sold = at_once(approve(march), sell_all)
    assert isinstance(settled, SettledMonth)
    assert sold == 12
    assert sum(row.gross.minor for row in settled.rows) == 24_000
