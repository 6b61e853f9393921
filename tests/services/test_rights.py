"""Who may do what: the matrix within its bounds, and every right held where the books are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from shop_builder import MARCH, ShopBuilder, cash, euro, when

from db.books import SqlBooks
from ess_shop.domain.basket import Discount, Tender
from ess_shop.domain.cash import Purpose
from ess_shop.domain.event_log import EventQuery
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Rate
from ess_shop.domain.people import RIGHTS, Person, Right, Role
from ess_shop.domain.rights import Rights, matrix_from, may_change
from ess_shop.domain.sale import Means
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.terms import Terms, VatRole
from ess_shop.errors import Refused
from ess_shop.ports import Books
from ess_shop.services import granting, noting, preferring
from ess_shop.services.adjusting import adjust
from ess_shop.services.cashing import close_till, move_cash, open_till
from ess_shop.services.closing_periods import close_month
from ess_shop.services.composing import Asked
from ess_shop.services.contracting import agree
from ess_shop.services.depositing import take_in
from ess_shop.services.permitting import PermittedBooks
from ess_shop.services.registering import change_shop, register_people
from ess_shop.services.selling import sell
from ess_shop.services.settling import approve
from ess_shop.services.writing_off import write_off

CHIEF = Person(new_id(), "Aïcha", Role.MANAGER, pin="x")
DAY = date(2026, 3, 2)


# The matrix


def test_a_manager_never_loses_what_puts_rights_right() -> None:
    for right in (Right.PEOPLE, Right.SETTINGS, Right.SELL):
        assert not may_change(Role.MANAGER, right)
        with pytest.raises(Refused, match="cannot be given or taken"):
            Rights().changed(Role.MANAGER, right, given=False)


def test_who_comes_without_a_pin_never_gets_at_money_or_people() -> None:
    for right in (Right.SETTLE, Right.PEOPLE, Right.SEE_BOOKS, Right.CLOSE_PERIODS, Right.CONTRACTS):
        assert not may_change(Role.VOLUNTEER, right)
        with pytest.raises(Refused):
            Rights().changed(Role.VOLUNTEER, right, given=True)


def test_nobody_is_given_an_officers_or_a_members_rights_or_more_of_them() -> None:
    for right in Right:
        assert not may_change(Role.OFFICER, right)
        assert not may_change(Role.MEMBER, right)


def test_a_matrix_comes_back_from_plain_data_as_it_was() -> None:
    rights = Rights().changed(Role.VOLUNTEER, Right.DISCOUNT, given=False)
    rights = rights.changed(Role.TREASURER, Right.RETURN_WITHOUT_TICKET, given=True)
    assert rights.to_plain() == {"volunteer": ["-discount"], "treasurer": ["+return_without_ticket"]}
    assert matrix_from(rights.to_plain()) == rights.matrix
    assert matrix_from(None) == RIGHTS


@pytest.mark.parametrize(
    "plain",
    [
        7,
        {"officer": ["+sell"]},
        {"volunteer": ["+settle"]},
        {"manager": ["-people"]},
        {"volunteer": "discount"},
        {"volunteer": ["*discount"]},
        {"volunteer": ["+fly"]},
        {"pirate": ["+sell"]},
    ],
)
def test_plain_data_that_no_shop_may_arrange_are_refused(plain: object) -> None:
    with pytest.raises(Refused, match="is no"):
        matrix_from(plain)


def test_changed_rights_are_kept_and_logged_with_who_did_it(shop: ShopBuilder) -> None:
    rights, once = Rights().changed(Role.VOLUNTEER, Right.DISCOUNT, given=False), new_id()
    for _ in range(2):
        granting.change_rights(shop.books, rights, who="Aïcha", id=once, at=shop.tick())
    with shop.books.read() as read:
        assert granting.rights_of(read).matrix == rights.matrix
        logged = read.events(EventQuery(codes=("rights_changed",)))
    assert [(row.detail, row.who) for row in logged] == [("volunteer -discount", "Aïcha")]
    assert shop.defects() == []


# Held where the books are written


@pytest.fixture
def open_shop(sqlite_books: SqlBooks) -> ShopBuilder:
    shop = ShopBuilder(sqlite_books)
    register_people(shop.books, [CHIEF], id=new_id(), at=shop.tick())
    shop.article(shop.member(), "10.00", code="A1")
    shop.open(when(2), floats={(Means.CASH, "EUR"): 5000})
    return shop


Act = Callable[[ShopBuilder, Books], object]


def _request(shop: ShopBuilder, asked: Asked, paid: str, discount: Discount | None = None) -> object:
    return replace(shop.request(asked, cash(paid)), discount=discount)


def _article(shop: ShopBuilder) -> str:
    with shop.books.read() as read:
        return read.article_by_code("A1").id


def _selling(shop: ShopBuilder, books: Books) -> object:
    return sell(books, shop.request(Asked(_article(shop)), cash("10")))


def _discounting(shop: ShopBuilder, books: Books) -> object:
    asked = Asked(_article(shop), discount=Discount(euro("1"), "Abîmé"))
    return sell(books, shop.request(asked, cash("9")))


def _taking_back(shop: ShopBuilder, books: Books) -> object:
    asked = Asked(_article(shop), -1, reason="ticket perdu")
    return sell(books, shop.request(asked, Tender(Means.CASH, euro("-10"))))


def _opening(shop: ShopBuilder, books: Books) -> object:
    shop.close()
    return open_till(books, id=new_id(), till="C1", at=when(3))


def _closing(shop: ShopBuilder, books: Books) -> object:
    return close_till(books, id=new_id(), till="C1", at=shop.tick(), counted=None)


def _moving(shop: ShopBuilder, books: Books) -> object:
    return move_cash(
        books,
        id=new_id(),
        till="C1",
        at=shop.tick(),
        means=Means.CASH,
        amount=euro("-5"),
        purpose=Purpose.OUT,
        reason="timbres",
    )


def _drawer(shop: ShopBuilder, books: Books) -> object:
    return noting.note(books, till="C1", at=shop.tick(), code=noting.DRAWER, detail="monnaie")


def _clearing(shop: ShopBuilder, books: Books) -> object:
    return noting.note(books, till="C1", at=shop.tick(), code=noting.BASKET_CLEARED, detail="10")


def _practising(shop: ShopBuilder, books: Books) -> object:
    return noting.note(books, till="C1", at=shop.tick(), code=noting.TRAINING_BEGUN, detail="Lise")


def _settling(shop: ShopBuilder, books: Books) -> object:
    shop.sell(Asked(_article(shop)), cash("10"))
    shop.close()
    return approve(books, id=new_id(), at=when(1, 4), month=MARCH)


def _closing_month(shop: ShopBuilder, books: Books) -> object:
    shop.sell(Asked(_article(shop)), cash("10"))
    return close_month(books, MARCH, at=when(2, 4))


def _contract(shop: ShopBuilder, books: Books) -> object:
    with shop.books.read() as read:
        (member,) = read.members()
    terms = Terms(new_id(), member.id, date(2026, 4, 1), Rate.percent("25"), VatRole.B)
    return agree(books, terms, id=new_id(), at=shop.tick())


def _people(shop: ShopBuilder, books: Books) -> object:
    lise = Person(new_id(), "Lise", Role.VOLUNTEER)
    return register_people(books, [lise], id=new_id(), at=shop.tick())


def _arranging(shop: ShopBuilder, books: Books) -> object:
    rights = Rights().changed(Role.VOLUNTEER, Right.DISCOUNT, given=False)
    return granting.change_rights(books, rights, who="", id=new_id(), at=shop.tick())


def _letting_in(shop: ShopBuilder, books: Books) -> object:
    return granting.let_officer_in(
        books, "Mme Rey", "4711", until=shop.now.date(), who="", id=new_id(), at=shop.tick()
    )


def _setting(shop: ShopBuilder, books: Books) -> object:
    return preferring.change(books, "lock", {"minutes": 5}, id=new_id(), at=shop.tick())


def _shop(shop: ShopBuilder, books: Books) -> object:
    with books.read() as read:
        changed = replace(read.shop(), town="Annecy")
    return change_shop(books, changed, id=new_id(), at=shop.tick())


def _deposit(shop: ShopBuilder, books: Books) -> object:
    with shop.books.read() as read:
        article = read.article_by_code("A1")
    return take_in(books, shop.slip((article, 2)))


def _adjusting(shop: ShopBuilder, books: Books) -> object:
    with shop.books.read() as read:
        (member,) = read.members()
    return adjust(
        books,
        id=new_id(),
        at=shop.tick(),
        day=shop.now.date(),
        member_id=member.id,
        amount=euro("5"),
        reason="geste",
        fee=False,
    )


ACTS: dict[str, tuple[frozenset[Right], Act]] = {
    "sell": (frozenset({Right.SELL}), _selling),
    "discount": (frozenset({Right.DISCOUNT}), _discounting),
    "return without ticket": (frozenset({Right.RETURN_WITHOUT_TICKET}), _taking_back),
    "open": (frozenset({Right.OPEN_TILL}), _opening),
    "close": (frozenset({Right.CLOSE_TILL, Right.CLOSE_PERIODS, Right.SETTLE}), _closing),
    "move cash": (frozenset({Right.CASH_MOVE, Right.CLOSE_TILL}), _moving),
    "open the drawer": (frozenset({Right.OPEN_DRAWER}), _drawer),
    "clear a basket": (frozenset({Right.CLEAR_BASKET}), _clearing),
    "practise": (frozenset({Right.TRAINING}), _practising),
    "settle": (frozenset({Right.SETTLE}), _settling),
    "close a month": (frozenset({Right.CLOSE_PERIODS, Right.SETTLE}), _closing_month),
    "change terms": (frozenset({Right.CONTRACTS}), _contract),
    "change people": (frozenset({Right.PEOPLE}), _people),
    "change rights": (frozenset({Right.PEOPLE}), _arranging),
    "let an officer in": (frozenset({Right.PEOPLE}), _letting_in),
    "change settings": (frozenset({Right.SETTINGS}), _setting),
    "change the shop": (frozenset({Right.SETTINGS}), _shop),
    "take goods in": (frozenset({Right.GOODS, Right.MEMBERS}), _deposit),
    "adjust": (frozenset({Right.SETTLE, Right.MEMBERS}), _adjusting),
}
"""What people do, with the rights of which any lets them."""


@pytest.mark.parametrize("name", list(ACTS))
def test_who_has_every_other_right_is_refused_and_nothing_changes(open_shop: ShopBuilder, name: str) -> None:
    needed, act = ACTS[name]
    permitted = PermittedBooks(open_shop.books, lambda right: right not in needed)
    with pytest.raises(Refused) as refused:
        act(open_shop, permitted)
    assert refused.value.code == "not_allowed"
    assert open_shop.defects() == []


@pytest.mark.parametrize("name", list(ACTS))
def test_who_has_the_right_does_it(open_shop: ShopBuilder, name: str) -> None:
    _needed, act = ACTS[name]
    act(open_shop, PermittedBooks(open_shop.books, lambda _right: True))
    assert open_shop.defects() == []


def test_a_refused_sale_takes_no_number(open_shop: ShopBuilder) -> None:
    permitted = PermittedBooks(open_shop.books, lambda right: right is Right.SELL)
    with pytest.raises(Refused):
        _discounting(open_shop, permitted)
    assert _selling(open_shop, permitted).number == "C1-000001"


def test_what_a_member_gets_for_lost_goods_belongs_to_the_slip(open_shop: ShopBuilder) -> None:
    permitted = PermittedBooks(open_shop.books, lambda right: right is Right.GOODS)
    with open_shop.books.read() as read:
        article = read.article_by_code("A1")
    slip = open_shop.slip((article, 1), note="tombé")
    write_off(permitted, SlipKind.BREAKAGE, slip, compensation=euro("4"))
    assert open_shop.owed() == {("M1", "EUR"): 400}
    with pytest.raises(Refused, match="needs a manager"):
        _adjusting(open_shop, permitted)


def test_rights_hold_for_the_person_who_sits_there(open_shop: ShopBuilder) -> None:
    volunteer, rights = Person(new_id(), "Lise", Role.VOLUNTEER), Rights()
    rights = rights.changed(Role.VOLUNTEER, Right.DISCOUNT, given=False)
    permitted = PermittedBooks(open_shop.books, lambda right: rights.may(volunteer, right, DAY))
    assert _selling(open_shop, permitted)
    with pytest.raises(Refused, match="needs a manager"):
        _discounting(open_shop, permitted)


# A tax officer's access


def test_an_officer_comes_until_the_end_of_a_day_and_no_longer(open_shop: ShopBuilder) -> None:
    until = open_shop.now.date() + timedelta(days=10)
    officer = granting.let_officer_in(
        open_shop.books, "Mme Rey", "4711", until=until, who="Aïcha", id=new_id(), at=open_shop.tick()
    )
    with open_shop.books.read() as read:
        rights = granting.rights_of(read)
        assert granting.officer_now(read, until) == (officer, until)
        assert granting.officer_now(read, until + timedelta(days=1)) is None
    assert rights.may(officer, Right.SEE_BOOKS, until)
    assert not rights.may(officer, Right.SEE_BOOKS, until + timedelta(days=1))
    assert not any(rights.may(officer, right, until) for right in Right if right is not Right.SEE_BOOKS)


@pytest.mark.parametrize("days", [-1, 93])
def test_an_access_is_for_a_time(open_shop: ShopBuilder, days: int) -> None:
    until = open_shop.now.date() + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        granting.let_officer_in(
            open_shop.books, "Mme Rey", "4711", until=until, who="", id=new_id(), at=open_shop.tick()
        )
    assert refused.value.code == "bad_until"


def test_one_officer_at_a_time_and_none_once_it_ends(open_shop: ShopBuilder) -> None:
    books, day = open_shop.books, open_shop.now.date()
    for name in ("Mme Rey", "M. Blanc"):
        granting.let_officer_in(books, name, "4711", until=day, who="Aïcha", id=new_id(), at=open_shop.tick())
    with books.read() as read:
        found = granting.officer_now(read, day)
        assert found is not None
        assert found[0].name == "M. Blanc"
    granting.end_officers_access(books, who="Aïcha", id=new_id(), at=open_shop.tick())
    with books.read() as read:
        assert granting.officer_now(read, day) is None
        assert not any(each.pin for each in read.people() if each.role is Role.OFFICER)
        codes = [row.code for row in read.events(EventQuery(codes=("officer_in", "officer_out")))]
    assert sorted(codes) == ["officer_in", "officer_in", "officer_out", "officer_out"]
    assert open_shop.defects() == []
