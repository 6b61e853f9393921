"""Goods whose time ends: counted from their last deposit as its slip froze it, prolonged, told, treated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from shop_builder import ShopBuilder, when

from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import NO_CLAUSES, After, Clauses
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.domain.stays import Stay, StayRow, prolonged, state_of, until_of
from ess_shop.errors import NotFound, Refused
from ess_shop.services import expiring, moving_to_fair, withdrawing
from ess_shop.services.depositing import take_in
from ess_shop.services.registering import register_articles, register_members
from ess_shop.services.reversing import ReversalRequest, reverse
from ess_shop.wording import Words


@pytest.mark.parametrize(
    ("since", "days", "longer", "until"),
    [
        (date(2026, 3, 2), 90, None, date(2026, 5, 31)),
        (date(2028, 2, 28), 1, None, date(2028, 2, 29)),
        (date(2027, 2, 28), 1, None, date(2027, 3, 1)),
        (date(2026, 3, 2), None, None, None),
        (date(2026, 3, 2), None, date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 3, 2), 90, date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 3, 2), 90, date(2026, 4, 1), date(2026, 5, 31)),
        (date(2028, 1, 31), 366, None, date(2029, 1, 31)),
    ],
)
def test_when_time_ends(since: date, days: int | None, longer: date | None, until: date | None) -> None:
    assert until_of(since, days, longer) == until


@pytest.mark.parametrize(
    ("off", "state"),
    [(-15, None), (-14, Stay.ENDING), (0, Stay.ENDING), (1, Stay.GRACE), (7, Stay.GRACE), (8, Stay.OVER)],
)
def test_how_time_stands(off: int, state: Stay | None) -> None:
    until = date(2026, 5, 31)
    assert state_of(until, 7, until + timedelta(days=off)) == state


def test_more_days_begin_when_they_are_given() -> None:
    until = date(2026, 5, 31)
    assert prolonged(until, 30, date(2026, 5, 1)) == date(2026, 6, 30)
    assert prolonged(until, 30, date(2026, 7, 1)) == date(2026, 7, 31)


@pytest.fixture
def timed(shop: ShopBuilder) -> tuple[Member, Article]:
    """A member whose goods stay 60 days and 10 of grace, then go to a good cause; a bowl of 2 March."""
    member = shop.member("M1")
    with shop.books.read() as read:
        (terms,) = read.terms(member.id)
        identity = read.identities()[member.id]
    clauses = Clauses(grace_days=10, after=After.DONATE)
    agreed = replace(terms, duration_days=60, clauses=clauses)
    known = replace(identity, email="atelier@example.org")
    register_members(
        shop.books, [(replace(member, revision=2), known)], [agreed], id=new_id(), at=shop.tick()
    )
    return member, shop.article(member, "12.00", pieces=5)


def stays(shop: ShopBuilder, day: date, member: str = "") -> Sequence[StayRow]:
    with shop.books.read() as read:
        return read.stays(day, member)


def test_the_list(shop: ShopBuilder, timed: tuple[Member, Article]) -> None:
    member, bowl = timed
    other = shop.member("M2")
    shop.article(other, "9.00")
    day = shop.now.date()
    until = day + timedelta(days=60)
    assert stays(shop, until - timedelta(days=15)) == []
    (row,) = stays(shop, until)
    assert (row.code, row.on_hand, row.since, row.until) == (bowl.code, 5, day, until)
    assert (row.state, row.after, row.told) == (Stay.ENDING, After.DONATE, None)
    assert row.grace_until == until + timedelta(days=10)
    assert stays(shop, until + timedelta(days=11))[0].state is Stay.OVER
    assert stays(shop, until, other.id) == []
    with shop.books.read() as read:
        (item,) = expiring.ending_of(read, member.id, until)
        assert expiring.ending_of(read, member.id, until + timedelta(days=1)) == []
    assert (item.code, item.until) == (bowl.code, until)


def test_what_the_slip_froze_holds(shop: ShopBuilder, timed: tuple[Member, Article]) -> None:
    """A contract that gives less time from the day of the deposit on shortens nothing that came before it."""
    member, _bowl = timed
    day = shop.now.date()
    with shop.books.read() as read:
        (terms,) = read.terms(member.id)
    shorter = replace(terms, id=new_id(), valid_from=day, duration_days=1)
    register_members(shop.books, [], [shorter], id=new_id(), at=shop.tick())
    assert stays(shop, day + timedelta(days=30)) == []


def test_a_new_deposit_begins_anew_and_nothing_here_ends_nothing(
    shop: ShopBuilder, timed: tuple[Member, Article]
) -> None:
    _member, bowl = timed
    first = shop.now.date()
    shop.now = when(20, 4)
    take_in(shop.books, shop.slip((bowl, 1)))
    assert stays(shop, first + timedelta(days=61)) == []
    assert stays(shop, date(2026, 4, 20) + timedelta(days=61))[0].on_hand == 6
    withdrawing.give_back(shop.books, shop.slip((bowl, 6)))
    assert stays(shop, date(2026, 12, 1)) == []


def test_more_days(shop: ShopBuilder, timed: tuple[Member, Article]) -> None:
    _member, bowl = timed
    shop.now = when(15, 6)
    id, at = new_id(), shop.tick()
    for _ in range(2):
        until = expiring.prolong(shop.books, [bowl.id], 30, id=id, at=at)
        assert until == [date(2026, 7, 15)]
    assert stays(shop, date(2026, 6, 20)) == []
    assert stays(shop, date(2026, 7, 15))[0].until == date(2026, 7, 15)
    with pytest.raises(Refused) as refused:
        expiring.prolong(shop.books, [bowl.id], 30, id=new_id(), at=shop.tick())
    assert refused.value.code == "not_ending"
    with pytest.raises(NotFound):
        expiring.prolong(shop.books, [new_id()], 30, id=new_id(), at=shop.tick())
    for days in (0, -1, 10**6):
        with pytest.raises(Refused):
            expiring.prolong(shop.books, [bowl.id], days, id=new_id(), at=shop.tick())
    assert not list(shop.books.defects())


def test_a_restock_outlasts_more_days_that_were_given(
    shop: ShopBuilder, timed: tuple[Member, Article]
) -> None:
    _member, bowl = timed
    shop.now = when(25, 4)
    (until,) = expiring.prolong(shop.books, [bowl.id], 30, id=new_id(), at=shop.tick())
    assert until == date(2026, 5, 31)
    shop.now = when(20, 5)
    take_in(shop.books, shop.slip((bowl, 1)))
    assert stays(shop, date(2026, 6, 1)) == []
    assert stays(shop, date(2026, 7, 10))[0].until == date(2026, 7, 19)


def test_a_deposit_that_was_taken_back_begins_nothing(
    shop: ShopBuilder, timed: tuple[Member, Article]
) -> None:
    _member, bowl = timed
    first = shop.now.date()
    shop.now = when(20, 4)
    twice = take_in(shop.books, shop.slip((bowl, 5)))
    assert stays(shop, first + timedelta(days=61)) == []
    reverse(shop.books, ReversalRequest(new_id(), shop.tick(), twice.number, "saisi deux fois"))
    (row,) = stays(shop, first + timedelta(days=61))
    assert (row.since, row.on_hand) == (first, 5)


def test_the_grace_is_that_of_the_deposit(shop: ShopBuilder, timed: tuple[Member, Article]) -> None:
    """A later contract without grace, and that gives goods back, changes nothing for what is here."""
    member, bowl = timed
    day = shop.now.date()
    with shop.books.read() as read:
        (terms,) = read.terms(member.id)
    later = replace(terms, id=new_id(), valid_from=day + timedelta(days=1), clauses=NO_CLAUSES)
    register_members(shop.books, [], [later], id=new_id(), at=shop.tick())
    (row,) = stays(shop, day + timedelta(days=65))
    assert (row.code, row.state, row.after) == (bowl.code, Stay.GRACE, After.DONATE)


def test_more_days_are_taken_back(shop: ShopBuilder, timed: tuple[Member, Article]) -> None:
    _member, bowl = timed
    shop.now = when(15, 6)
    before = stays(shop, date(2026, 6, 15))
    expiring.prolong(shop.books, [bowl.id], 90, id=new_id(), at=shop.tick())
    id, at = new_id(), shop.tick()
    for _ in range(2):
        expiring.set_back(shop.books, {bowl.id: None}, id=id, at=at)
    assert stays(shop, date(2026, 6, 15)) == before
    assert not list(shop.books.defects())


def test_goods_without_end_that_were_prolonged_end(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member("M1"), "12.00", pieces=5)
    with shop.books.read() as read:
        article = read.article(bowl.id)
    assert article is not None
    ending = replace(article, stays_until=date(2026, 5, 1), revision=2)
    register_articles(shop.books, [ending], id=new_id(), at=shop.tick())
    assert stays(shop, date(2026, 4, 16)) == []
    assert stays(shop, date(2026, 4, 17))[0].state is Stay.ENDING
    assert stays(shop, date(2026, 5, 2))[0].state is Stay.OVER


def test_goods_at_a_fair_are_not_here(shop: ShopBuilder, timed: tuple[Member, Article]) -> None:
    _member, bowl = timed
    day = shop.now.date() + timedelta(days=61)
    moving_to_fair.send(shop.books, shop.slip((bowl, 2), note="Foire"))
    assert stays(shop, day)[0].on_hand == 3
    moving_to_fair.send(shop.books, shop.slip((bowl, 3), note="Foire"))
    assert stays(shop, day) == []


def test_the_letter_and_that_it_was_told(shop: ShopBuilder, timed: tuple[Member, Article]) -> None:
    member, bowl = timed
    day = date(2026, 6, 15)
    shop.now = when(15, 6)
    rows = stays(shop, day)
    with shop.books.read() as read:
        letter = expiring.letter_to(read, rows, day, volunteer="Lise")
        with pytest.raises(Refused):
            expiring.letter_to(read, [], day)
    mail = expiring.mail_of(letter, Words("fr"), at=shop.tick())
    again = expiring.mail_of(letter, Words("fr"), at=shop.tick())
    assert mail.id == again.id
    assert expiring.mail_of(letter, Words("fr"), at=shop.tick() + timedelta(days=1)).id != mail.id
    assert mail.to == "atelier@example.org"
    assert bowl.label in mail.text
    assert "5 × " in mail.text
    expiring.note_told(shop.books, member.id, at=shop.tick())
    assert stays(shop, day)[0].told == day
    with pytest.raises(Refused) as refused:
        expiring.mail_of(
            replace(letter, identity=replace(letter.identity, email="")), Words("fr"), at=shop.tick()
        )
    assert refused.value.code == "no_address"
