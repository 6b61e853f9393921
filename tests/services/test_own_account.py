"""A member's own room: their figures and nobody else's, whatever is tried."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shop_builder import MARCH, ShopBuilder, card, cash, when

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member
from ess_shop.domain.people import Person, Right, Role, may
from ess_shop.errors import NotFound, Refused
from ess_shop.services import own_account
from ess_shop.services.own_access import access_of, give_access, take_access
from ess_shop.services.own_account import Wish
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import by_card, check_pin

CARD = "2990000001234"


@pytest.fixture
def manager(shop: ShopBuilder) -> Person:
    person = Person(new_id(), "Aïcha", Role.MANAGER, pin="no hash")
    register_people(shop.books, [person], id=new_id(), at=shop.tick())
    return person


@pytest.fixture
def two(shop: ShopBuilder, manager: Person) -> tuple[tuple[Member, Article], tuple[Member, Article]]:
    """Two members whose goods were sold in March, which is settled and paid, and in April."""
    potter, weaver = shop.member("M1"), shop.member("M2")
    bowl, scarf = shop.article(potter, "12.00"), shop.article(weaver, "40.00")
    shop.open(when(3))
    shop.sell([bowl_asked(bowl), bowl_asked(scarf)], card("52"))
    shop.close()
    shop.settle(MARCH)
    shop.open(when(2, 4))
    shop.sell([bowl_asked(bowl)], cash("12"))
    return (potter, bowl), (weaver, scarf)


def bowl_asked(article: Article) -> object:
    from ess_shop.services.composing import Asked

    return Asked(article.id, 1)


def access(shop: ShopBuilder, member: Member, *, pin: str = "2468", card_code: str = "") -> Person:
    return give_access(shop.books, member.id, pin=pin, card=card_code, id=new_id(), at=shop.tick())


def test_a_member_sees_how_they_stand(
    shop: ShopBuilder, two: tuple[tuple[Member, Article], tuple[Member, Article]]
) -> None:
    (potter, bowl), _ = two
    person = access(shop, potter)
    assert may(person, Right.OWN_ACCOUNT)
    with shop.books.read() as read:
        seen = own_account.account(read, person, when(3, 4).date())
    assert seen.member.id == potter.id
    assert [row.code for row in seen.goods] == [bowl.code]
    assert seen.goods[0].on_hand == 18
    assert [line.code for line in seen.sold] == [bowl.code]
    assert (seen.sold_total.minor, seen.sold_share.minor) == (1200, 840)
    assert [amount.minor for amount in seen.owed] == [840]
    assert [month.month for month in seen.months] == [MARCH]
    assert seen.months[0].paid_on is not None
    assert {row.member_id for row in seen.months[0].rows} == {potter.id}


def test_nothing_of_another_member_can_be_reached(
    shop: ShopBuilder, two: tuple[tuple[Member, Article], tuple[Member, Article]]
) -> None:
    (potter, bowl), (weaver, scarf) = two
    person, other = access(shop, potter), access(shop, weaver, pin="1357")
    books = shop.books
    asked = own_account.ask(books, other, Wish.RESTOCK, [(scarf.id, 2)], id=new_id(), at=shop.tick())
    forged = replace(person, member_id=weaver.id)
    with books.read() as read:
        for who in (person, forged):
            seen = own_account.account(read, who, when(3, 4).date())
            assert seen.member.id == potter.id
            assert scarf.code not in {line.code for line in seen.sold} | {row.code for row in seen.goods}
            assert seen.requests == []
            paper = own_account.statement(read, who, MARCH)
            assert paper.member.id == potter.id
            assert {line.code for line in paper.lines} == {bowl.code}
            assert {row.member_id for row in paper.rows} == {potter.id}
    for wish in Wish:
        with pytest.raises(NotFound) as refused:
            own_account.ask(books, forged, wish, [(scarf.id, 1)], id=new_id(), at=shop.tick())
        assert refused.value.code == "unknown_article"
    with pytest.raises(NotFound):
        own_account.take_back(books, forged, asked.id)
    with books.read() as read:
        assert [each.id for each in own_account.requests(read)] == [asked.id]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MANAGER, Role.TREASURER])
def test_nobody_else_comes_in(
    shop: ShopBuilder, two: tuple[tuple[Member, Article], tuple[Member, Article]], role: Role
) -> None:
    (potter, _bowl), _ = two
    someone = Person(new_id(), "Lise", role, pin="x", member_id=potter.id)
    register_people(shop.books, [someone], id=new_id(), at=shop.tick())
    stranger = Person(new_id(), "Nobody", Role.MEMBER, member_id=potter.id)
    with shop.books.read() as read:
        for who in (someone, stranger, replace(someone, role=Role.MEMBER)):
            with pytest.raises(Refused) as refused:
                own_account.account(read, who, when(3, 4).date())
            assert refused.value.code == "not_a_member"


def test_who_lost_access_sees_nothing_any_longer(
    shop: ShopBuilder, two: tuple[tuple[Member, Article], tuple[Member, Article]]
) -> None:
    (potter, _), _ = two
    person = access(shop, potter, card_code=CARD)
    take_access(shop.books, potter.id, id=new_id(), at=shop.tick())
    with shop.books.read() as read:
        assert by_card(read.people(), CARD) is None
        known = access_of(read, potter.id)
        assert known is not None
        assert not check_pin(known, "2468")
        with pytest.raises(Refused):
            own_account.account(read, person, when(3, 4).date())


def test_a_pin_a_card_or_both(shop: ShopBuilder, manager: Person) -> None:
    potter, weaver = shop.member("M1"), shop.member("M2")
    bowl = shop.article(potter)
    with pytest.raises(Refused) as refused:
        give_access(shop.books, potter.id, id=new_id(), at=shop.tick())
    assert refused.value.code == "no_key"
    first = access(shop, potter, pin="", card_code=CARD)
    again = access(shop, potter, pin="2468")
    assert (again.id, again.card, again.revision) == (first.id, first.card, 2)
    assert CARD not in first.card
    with shop.books.read() as read:
        found = by_card(read.people(), CARD)
        assert found is not None
        assert found.id == first.id
        assert check_pin(found, "2468")
    for code, why in ((CARD, "card_taken"), (bowl.barcodes[0], "card_is_article"), ("123", "bad_card")):
        with pytest.raises(Refused) as refused:
            access(shop, weaver, pin="", card_code=code)
        assert refused.value.code == why
    assert not list(shop.books.defects())


def test_what_is_asked_stays_until_it_is_done(
    shop: ShopBuilder, two: tuple[tuple[Member, Article], tuple[Member, Article]], books: SqlBooks
) -> None:
    (potter, bowl), _ = two
    person, id = access(shop, potter), new_id()

    def ask(pieces: int, wish: Wish = Wish.WITHDRAWAL, note: str = "") -> own_account.Request:
        return own_account.ask(books, person, wish, [(bowl.id, pieces)], id=id, at=shop.tick(), note=note)

    for pieces in (0, -1, 19, 10**9):
        with pytest.raises(Refused):
            ask(pieces)
    with pytest.raises(Refused):
        ask(1, note="x\u202ey")
    asked = ask(18, note=" pour le marché ")
    assert ask(1) == asked
    assert asked.note == "pour le marché"
    with books.read() as read:
        assert own_account.account(read, person, when(3, 4).date()).requests == [asked]
    own_account.done(books, asked.id, at=shop.tick())
    own_account.done(books, asked.id, at=shop.tick())
    with books.read() as read:
        assert own_account.requests(read) == []
        assert read.count_events("request_done", f"withdrawal {potter.id}") == 1
