"""The police register: what private persons leave second-hand, numbered without a gap, kept ten years."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop_builder import BEGUN, SHOP, ShopBuilder, euro, paper_of, when

from db.books import SqlBooks, create_books
from db.keys import KeyRing
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.members import Member, MemberKind
from ess_shop.domain.police import KEPT_YEARS, PoliceRow, Seller, described, erasable_from
from ess_shop.errors import NotFound, Refused
from ess_shop.services import police_register, reversing, withdrawing
from ess_shop.services.depositing import needs_seller, take_in
from ess_shop.services.registering import register_articles
from ess_shop.services.timekeeping import iso


def second_hand(shop: ShopBuilder, member: Member, price: str = "12") -> Article:
    """Something used that is not here yet."""
    article = replace(
        shop.article(member, price, pieces=0), second_hand=True, description="lame ébréchée", revision=2
    )
    register_articles(shop.books, [article], id=new_id(), at=shop.tick())
    return article


def register(shop: ShopBuilder, since: date | None = None, until: date | None = None) -> list[PoliceRow]:
    with shop.books.read() as read:
        return list(read.police_entries(since, until))


def numbers(shop: ShopBuilder) -> list[int]:
    return [row.number for row in register(shop)]


@pytest.fixture
def person(shop: ShopBuilder) -> Member:
    return shop.member("P1", kind=MemberKind.PERSON)


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def test_nothing_comes_in_without_an_identity_paper(shop: ShopBuilder, person: Member) -> None:
    knife = second_hand(shop, person)
    request = shop.slip((knife, 2))
    assert refusal(lambda: take_in(shop.books, request)).code == "identity_paper_missing"
    assert (shop.stock(knife), register(shop)) == (0, [])
    take_in(shop.books, replace(request, seller=paper_of(person)))
    assert shop.stock(knife) == 2
    assert shop.defects() == []


def test_an_entry_says_who_what_and_how_much(shop: ShopBuilder, person: Member) -> None:
    knife, new = second_hand(shop, person), shop.article(person, "5", pieces=0)
    slip = take_in(shop.books, shop.slip((new, 4), (knife, 2), seller=paper_of(person)))
    (row,) = register(shop)
    assert (row.number, row.day, row.slip, row.member) == (1, shop.now.date(), slip.number, "P1")
    assert (row.description, row.price, row.quantity) == (described(knife), euro("12"), 2)
    assert row.description == "Bol 1 · lame ébréchée"
    assert row.seller == replace(paper_of(person), id=row.seller.id)
    assert row.reversed_by == ""


def test_only_used_goods_of_private_persons_are_entered(shop: ShopBuilder, person: Member) -> None:
    weavers = shop.member("M1")
    used, new = second_hand(shop, weavers), shop.article(person, pieces=0)
    take_in(shop.books, shop.slip((used, 1)))
    take_in(shop.books, shop.slip((new, 1), seller=paper_of(person)))
    assert register(shop) == []
    with shop.books.read() as read:
        assert read.sellers(person.id) == [], "no paper is kept that nothing asks for"
        assert not needs_seller(read, weavers.id, [used])
        assert not needs_seller(read, person.id, [new])
        assert needs_seller(read, person.id, [new, replace(new, second_hand=True)])


def test_the_same_id_enters_once(shop: ShopBuilder, person: Member) -> None:
    request = shop.slip((second_hand(shop, person), 1), seller=paper_of(person))
    assert take_in(shop.books, request) == take_in(shop.books, request)
    assert numbers(shop) == [1]


def test_a_paper_that_is_shown_again_is_not_written_down_again(shop: ShopBuilder, person: Member) -> None:
    knife, passport = second_hand(shop, person), paper_of(person, number="20CV18811")
    for paper in (paper_of(person), passport, paper_of(person), passport):
        take_in(shop.books, shop.slip((knife, 1), seller=paper))
    with shop.books.read() as read:
        known = read.sellers(person.id)
    assert [seller.document_number for seller in known] == ["20CV18811", "180574X21"]
    take_in(shop.books, shop.slip((knife, 1), seller=known[1]))
    with shop.books.read() as read:
        assert [seller.id for seller in read.sellers(person.id)] == [known[1].id, known[0].id]
    assert len({row.seller.id for row in register(shop)}) == 2
    assert numbers(shop) == [1, 2, 3, 4, 5]
    assert shop.defects() == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", " "),
        ("name", "x" * 201),
        ("name", "Odile\u202eFerrand"),
        ("address", ""),
        ("document", ""),
        ("document", "library card"),
        ("document_number", ""),
        ("issued_on", ""),
        ("issued_on", "14 mai"),
        ("issued_on", "2026-03-03"),
        ("issued_by", ""),
    ],
)
def test_a_paper_that_says_too_little_is_refused(
    shop: ShopBuilder, person: Member, field: str, text: str
) -> None:
    paper = replace(paper_of(person), **{field: text})
    request = shop.slip((second_hand(shop, person), 1), seller=paper)
    refused = refusal(lambda: take_in(shop.books, request))
    assert (refused.code, refused.facts["field"]) == ("identity_paper_incomplete", field)
    assert str(refused)
    assert register(shop) == []
    with shop.books.read() as read:
        assert read.sellers(person.id) == []


def test_another_members_paper_is_refused(shop: ShopBuilder, person: Member) -> None:
    other = shop.member("P2", kind=MemberKind.PERSON)
    request = shop.slip((second_hand(shop, person), 1), seller=paper_of(other))
    assert refusal(lambda: take_in(shop.books, request)).code == "other_member"


def test_a_deposit_that_is_refused_keeps_no_paper(shop: ShopBuilder, person: Member) -> None:
    knife = second_hand(shop, person)
    request = shop.slip((knife, 0), seller=paper_of(person))
    assert refusal(lambda: take_in(shop.books, request)).code == "bad_quantity"
    with shop.books.read() as read:
        assert (read.sellers(person.id), read.last_police_number()) == ([], 0)


def test_a_period_shows_its_own_entries(shop: ShopBuilder, person: Member) -> None:
    knife = second_hand(shop, person)
    for day in (3, 10, 20):
        shop.now = when(day)
        take_in(shop.books, shop.slip((knife, 1), seller=paper_of(person)))
    assert [row.number for row in register(shop, when(4).date(), when(10).date())] == [2]
    assert [row.number for row in register(shop, since=when(10).date())] == [2, 3]
    assert [row.number for row in register(shop, until=when(3).date())] == [1]


def test_what_left_or_was_taken_back_stays_in_the_register(shop: ShopBuilder, person: Member) -> None:
    knife = second_hand(shop, person)
    slips = [
        take_in(shop.books, shop.slip((knife, pieces), seller=paper_of(person))).number for pieces in (3, 2)
    ]
    withdrawing.give_back(shop.books, shop.slip((knife, 3)))
    request = reversing.ReversalRequest(new_id(), shop.tick(), slips[1], "noté deux fois")
    back = reversing.reverse(shop.books, request)
    assert shop.stock(knife) == 0
    assert [(row.number, row.quantity, row.reversed_by) for row in register(shop)] == [
        (1, 3, ""),
        (2, 2, back.number),
    ]
    assert shop.defects() == []


# Erasing


def erase(shop: ShopBuilder, seller: Seller, year: int, day: tuple[int, int], *, id: str = "") -> None:
    at = when(day[1], day[0]).replace(year=year)
    police_register.erase_seller(shop.books, seller.id, id=id or new_id(), at=at)


def test_who_left_goods_is_erased_ten_years_later(shop: ShopBuilder, person: Member) -> None:
    knife = second_hand(shop, person)
    for day in (3, 20):
        shop.now = when(day)
        take_in(shop.books, shop.slip((knife, 1), seller=paper_of(person)))
    with shop.books.read() as read:
        (seller,) = read.sellers(person.id)
        assert police_register.overdue(read, date(2036, 3, 19)) == []
        assert police_register.overdue(read, date(2036, 3, 20)) == [seller]
    refused = refusal(lambda: erase(shop, seller, 2036, (3, 19)))
    assert (refused.code, refused.facts["day"]) == ("register_kept", date(2036, 3, 20))
    assert [row.seller for row in register(shop)] == [seller, seller]
    id = new_id()
    erase(shop, seller, 2036, (3, 20), id=id)
    erase(shop, seller, 2036, (3, 20), id=id)
    assert numbers(shop) == [1, 2]
    assert {row.seller for row in register(shop)} == {Seller(seller.id, person.id, "", "", "", "", "", "")}
    with shop.books.read() as read:
        assert (read.sellers(person.id), police_register.overdue(read, date(2040, 1, 1))) == ([], [])
    with pytest.raises(NotFound):
        erase(shop, seller, 2036, (3, 21))
    assert shop.defects() == []


def test_an_erased_paper_can_be_shown_again(shop: ShopBuilder, person: Member) -> None:
    knife = second_hand(shop, person)
    take_in(shop.books, shop.slip((knife, 1), seller=paper_of(person)))
    with shop.books.read() as read:
        (seller,) = read.sellers(person.id)
    erase(shop, seller, 2036, (3, 20))
    shop.now = when(21).replace(year=2036)
    take_in(shop.books, shop.slip((knife, 1), seller=paper_of(person)))
    assert [row.seller.erased for row in register(shop)] == [True, False]
    assert shop.defects() == []


def test_the_tenth_year_of_a_leap_day_ends_with_february() -> None:
    assert KEPT_YEARS == 10
    assert erasable_from(date(2028, 2, 29)) == date(2038, 3, 1)
    assert erasable_from(date(2026, 12, 31)) == date(2036, 12, 31)


# Proving


def forged(shop: ShopBuilder, slip_id: str, change: Callable[[dict[str, object]], None]) -> None:
    """One more deposit like that one, signed as it should be, but with another register."""
    with shop.books.work() as work:
        work.lock_tills()
        entry = work.find(slip_id)
        assert entry is not None
        body: dict[str, object] = entry.content()
        slip = body["slip"]
        assert isinstance(slip, dict)
        slip["sequence"] = 2
        slip["number"] = "BD-2026-0002"
        change(body)
        work.record(Draft(new_id(), OFFICE, Kind.STOCK, iso(shop.tick()), body))
        work.commit()


@pytest.mark.parametrize(
    ("column", "value", "code"), [(1, 3, "police_gap"), (5, 1, "police"), (6, 9, "police"), (0, 2, "police")]
)
def test_a_register_that_does_not_follow_is_found(
    shop: ShopBuilder, person: Member, column: int, value: int, code: str
) -> None:
    slip = take_in(shop.books, shop.slip((second_hand(shop, person), 2), seller=paper_of(person)))

    def change(body: dict[str, object]) -> None:
        (entry,) = body["police"]  # type: ignore[misc]
        entry[1] = 2
        entry[column] = value

    forged(shop, slip.id, change)
    assert {defect.code for defect in shop.defects()} == {code}


# Numbers

Deposit = tuple[int, int, bool, bool]
DEPOSITS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(1, 4), st.booleans(), st.booleans()), min_size=1, max_size=12
)


def live(books: SqlBooks, deposits: list[Deposit]) -> None:
    """Deposits of persons and others, used and new, with and without a paper; then the register is read."""
    shop = ShopBuilder(books)
    kinds = (MemberKind.PERSON, MemberKind.PERSON, MemberKind.ASSOCIATION)
    members = [shop.member(f"M{number}", kind=kind) for number, kind in enumerate(kinds)]
    goods = [(second_hand(shop, member), shop.article(member, pieces=0)) for member in members]
    expected: list[tuple[str, int]] = []
    for who, pieces, with_new, shown in deposits:
        used, new = goods[who]
        lines = [(new, 1), (used, pieces), (used, 1)] if with_new else [(used, pieces)]
        request = shop.slip(*lines, seller=paper_of(members[who]) if shown else None)
        private = members[who].kind is MemberKind.PERSON
        if private and not shown:
            assert refusal(lambda wanted=request: take_in(books, wanted)).code == "identity_paper_missing"  # type: ignore[misc]
            continue
        take_in(books, request)
        if private:
            expected += [(members[who].code, quantity) for article, quantity in lines if article == used]
    assert numbers(shop) == list(range(1, len(expected) + 1))
    assert [(row.member, row.quantity) for row in register(shop)] == expected
    assert shop.defects() == []


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(DEPOSITS)
def test_numbers_have_no_gap(tmp_path: Path, deposits: list[Deposit]) -> None:
    place = tmp_path / f"{new_id()}.db"
    books = create_books(str(place), SHOP, at=BEGUN, keys=KeyRing(tmp_path / "keys"))
    try:
        live(books, deposits)
    finally:
        books.engine.dispose()


@pytest.mark.postgresql
def test_numbers_have_no_gap_on_the_server(new_postgresql: Callable[[], str], keys: KeyRing) -> None:
    chance = random.Random(321)
    deposits = [
        (chance.randrange(3), chance.randint(1, 4), chance.random() < 0.5, chance.random() < 0.7)
        for _ in range(40)
    ]
    books = create_books(new_postgresql(), SHOP, at=BEGUN, keys=keys)
    live(books, deposits)
    books.close()


def test_two_desks_at_once_share_one_row_of_numbers(shop: ShopBuilder, person: Member) -> None:
    knife = second_hand(shop, person)
    requests = [shop.slip((knife, 1), seller=paper_of(person)) for _ in range(8)]
    threads = [
        threading.Thread(target=lambda mine=mine: [take_in(shop.books, each) for each in mine])  # type: ignore[misc]
        for mine in (requests[::2], requests[1::2])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(shop) == list(range(1, 9))
    assert shop.defects() == []
