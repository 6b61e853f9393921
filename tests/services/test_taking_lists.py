"""A deposit list taken in: new articles, prices, one slip; checked again under lock, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from shop_builder import ShopBuilder, barcode, euro
from sqlalchemy import func, select

from db import tables
from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.labels import OwnRange
from ess_shop.domain.members import Member, MemberKind
from ess_shop.domain.police import IdentityPaper, Seller
from ess_shop.domain.sheets import Cell, Kind, Sheet, SheetRow, Workbook
from ess_shop.domain.source import BadFile
from ess_shop.errors import Refused
from ess_shop.services.deposit_lists import check_deposit_list
from ess_shop.services.lists_taken import taken_before
from ess_shop.services.registering import register_articles, register_members
from ess_shop.services.reversing import ReversalRequest, reverse
from ess_shop.services.taking_lists import ListRequest, labels_wanted, take_list

HEAD = (
    "Article",
    "Description",
    "Code",
    "Code-barres",
    "Fabricant",
    "Prix TTC",
    "Quantité",
    "TVA",
    "Occasion",
    "Remarques",
)
OWN = OwnRange("27")
Value = str | float


def book(*rows: Sequence[Value]) -> Workbook:
    made = []
    for number, row in enumerate((HEAD, *rows), start=1):
        cells = {
            place: Cell(value) if isinstance(value, str) else Cell(f"{value:g}", Kind.NUMBER)
            for place, value in enumerate(row)
            if value != ""
        }
        made.append(SheetRow(number, cells))
    return Workbook("liste.xlsx", (Sheet("Liste", tuple(made)),))


def request(shop: ShopBuilder, member: Member, given: Workbook, *repriced: int) -> ListRequest:
    with shop.books.read() as read:
        checked = check_deposit_list(read, given, member=member)
    return ListRequest(new_id(), shop.tick(), given, checked, "Lise", frozenset(repriced))


def rows_of(books: SqlBooks) -> dict[str, int]:
    """How many rows every table has."""
    with books.engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }


@pytest.fixture
def member(shop: ShopBuilder) -> Member:
    return shop.member("M1")


@pytest.fixture
def bowl(shop: ShopBuilder, member: Member) -> Article:
    return shop.article(member, "12.50", code="B1", pieces=2)


VASE = ("Vase", "Grès émaillé", "", "", "Anne", 24.9, 3, 20, "oui", "fragile")
JAM = ("Confiture", "", "", barcode(77), "", 4.5, 12, 5.5, "", "")


def test_a_list_becomes_articles_and_one_slip(
    shop: ShopBuilder, books: SqlBooks, member: Member, bowl: Article
) -> None:
    wanted = request(shop, member, book(VASE, ("", "", "B1", "", "", 12.5, 4, 20, "", ""), JAM))
    recorded = take_list(books, wanted, OWN)
    assert (recorded.slip.pieces, recorded.slip.volunteer) == (19, "Lise")
    assert [line.code for line in recorded.slip.lines] == ["M1-001", "B1", "M1-002"]
    with books.read() as read:
        vase, jam = read.article_by_code("M1-001"), read.article_by_code("M1-002")
        assert vase is not None
        assert jam is not None
        assert (vase.maker, vase.description, vase.second_hand) == ("Anne", "Grès émaillé · fragile", True)
        assert (vase.price, vase.barcodes) == (euro("24.90"), (OWN.barcode(1),))
        assert jam.barcodes == (barcode(77),)
        assert (read.stock_of(vase.id), read.stock_of(bowl.id), read.stock_of(jam.id)) == (3, 6, 12)
        assert read.slip(recorded.number) == recorded
        assert labels_wanted(read, wanted, recorded) == {"M1-001": 3, "B1": 4, "M1-002": 12}
    assert all(line.agreed is not None for line in recorded.slip.lines)
    assert list(books.defects()) == []


def test_the_same_id_again_is_the_same_slip(shop: ShopBuilder, books: SqlBooks, member: Member) -> None:
    wanted = request(shop, member, book(VASE))
    first = take_list(books, wanted, OWN)
    before = rows_of(books)
    assert take_list(books, wanted, OWN) == first
    assert rows_of(books) == before


def test_a_list_that_came_in_before_is_refused_until_somebody_says_again(
    shop: ShopBuilder, books: SqlBooks, member: Member
) -> None:
    first = take_list(books, request(shop, member, book(VASE, JAM)), OWN)
    with books.read() as read:
        named_otherwise = replace(book(VASE, JAM), name="copie.ods")
        assert taken_before(read, named_otherwise, member.id) == first
        assert taken_before(read, book(VASE, (*JAM[:6], 13, *JAM[7:])), member.id) is None
        assert taken_before(read, book(VASE, JAM), "somebody else") is None
    before, wanted = rows_of(books), request(shop, member, named_otherwise)
    with pytest.raises(Refused) as refused:
        take_list(books, wanted, OWN)
    assert refused.value.code == "list_taken"
    assert refused.value.facts == {"number": first.number, "day": first.slip.day}
    assert rows_of(books) == before
    second = take_list(books, replace(wanted, again=True), OWN)
    assert second.slip.pieces == first.slip.pieces
    with books.read() as read:
        assert taken_before(read, book(VASE, JAM), member.id) == second
    assert list(books.defects()) == []


def test_a_list_whose_slip_was_taken_back_is_new(shop: ShopBuilder, books: SqlBooks, member: Member) -> None:
    first = take_list(books, request(shop, member, book(VASE)), OWN)
    reverse(books, ReversalRequest(new_id(), shop.tick(), first.number, "wrong member", "Lise"))
    assert take_list(books, request(shop, member, book(VASE)), OWN).number != first.number


def test_a_price_changes_only_where_somebody_decided_so(
    shop: ShopBuilder, books: SqlBooks, member: Member, bowl: Article
) -> None:
    cup = shop.article(member, "8", code="T1", pieces=5)
    rows = [("", "", "B1", "", "", 13, 1, "", "", ""), ("", "", "T1", "", "", 9, 2, "", "", "")]
    wanted = request(shop, member, book(*rows), 3)
    recorded = take_list(books, wanted, OWN)
    with books.read() as read:
        now = {each.code: each.price for each in read.articles(["B1", "T1"])}
        assert now == {"B1": bowl.price, "T1": euro("9")}
        assert labels_wanted(read, wanted, recorded) == {"B1": 1, "T1": 7}, (
            "those that are here need new ones"
        )
    assert [line.price for line in recorded.slip.lines] == [bowl.price, euro("9")]
    assert shop.stock(cup) == 7


def test_codes_go_on_behind_the_highest_and_barcodes_keep_clear_of_the_list(
    shop: ShopBuilder, books: SqlBooks, member: Member
) -> None:
    shop.article(member, code="M1-041", pieces=0)
    shop.article(member, code="M1-old", pieces=0)
    taken = ("Pot", "", "", OWN.barcode(1), "", 3, 1, 20, "", "")
    recorded = take_list(books, request(shop, member, book(VASE, taken)), OWN)
    assert [line.code for line in recorded.slip.lines] == ["M1-042", "M1-043"]
    with books.read() as read:
        assert [each.barcodes for each in read.articles(["M1-042", "M1-043"])] == [
            (OWN.barcode(2),),
            (OWN.barcode(1),),
        ]


def test_what_was_free_when_it_was_seen_may_be_taken_now(
    shop: ShopBuilder, books: SqlBooks, member: Member
) -> None:
    wanted = request(shop, member, book(JAM, VASE))
    other = shop.article(shop.member("M2"), pieces=0)
    thief = replace(other, barcodes=(barcode(77),), revision=2)
    register_articles(books, [thief], id=new_id(), at=shop.tick())
    before = rows_of(books)
    with pytest.raises(BadFile) as refused:
        take_list(books, wanted, OWN)
    assert [problem.cell for problem in refused.value.problems] == ["D2"]
    assert rows_of(books) == before


def test_another_price_in_the_books_is_seen_before_it_is_used(
    shop: ShopBuilder, books: SqlBooks, member: Member, bowl: Article
) -> None:
    wanted = request(shop, member, book(("", "", "B1", "", "", 12.5, 1, "", "", "")))
    register_articles(books, [replace(bowl, price=euro("15"), revision=2)], id=new_id(), at=shop.tick())
    before = rows_of(books)
    with pytest.raises(Refused) as refused:
        take_list(books, wanted, OWN)
    assert refused.value.code == "list_changed"
    assert rows_of(books) == before


def test_without_a_contract_nothing_is_written(shop: ShopBuilder, books: SqlBooks, member: Member) -> None:
    stranger = replace(member, id=new_id(), code="M7")
    with books.read() as read:
        identity = replace(read.identities()[member.id], member_id=stranger.id)
    register_members(books, [(stranger, identity)], [], id=new_id(), at=shop.tick())
    wanted = request(shop, stranger, book(VASE))
    before = rows_of(books)
    with pytest.raises(Refused, match="M7 has no contract"):
        take_list(books, wanted, OWN)
    assert rows_of(books) == before


def test_second_hand_goods_of_a_private_person_go_into_the_police_register(
    shop: ShopBuilder, books: SqlBooks, member: Member
) -> None:
    person = replace(member, id=new_id(), code="P1", kind=MemberKind.PERSON)
    with books.read() as read:
        identity = replace(read.identities()[member.id], member_id=person.id)
        terms = replace(read.terms(member.id)[0], id=new_id(), member_id=person.id)
    register_members(books, [(person, identity)], [terms], id=new_id(), at=shop.tick())
    wanted = request(shop, person, book(VASE, JAM))
    before = rows_of(books)
    with pytest.raises(Refused) as refused:
        take_list(books, wanted, OWN)
    assert refused.value.code == "identity_paper_missing"
    assert rows_of(books) == before
    paper = IdentityPaper.PASSPORT
    seller = Seller("", person.id, "Jeanne Aubry", "3 rue du Four", paper, "12AB", "2020-01-01", "Annecy")
    take_list(books, replace(wanted, seller=seller), OWN)
    after = rows_of(books)
    assert after["police_entries"] == before["police_entries"] + 1, "the jam is not second-hand"
    assert list(books.defects()) == []


def test_only_a_line_with_another_price_can_be_repriced(
    shop: ShopBuilder, books: SqlBooks, member: Member
) -> None:
    before = rows_of(books)
    with pytest.raises(Refused) as refused:
        take_list(books, request(shop, member, book(VASE), 2), OWN)
    assert refused.value.code == "no_other_price"
    assert rows_of(books)["slips"] == before["slips"]


def test_two_lists_at_once_never_share_a_code(shop: ShopBuilder, books: SqlBooks, member: Member) -> None:
    one, two = request(shop, member, book(VASE)), request(shop, member, book(JAM))
    codes = [take_list(books, each, OWN).slip.lines[0].code for each in (one, two)]
    assert codes == ["M1-001", "M1-002"]
