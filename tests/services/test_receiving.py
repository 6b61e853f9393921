"""Goods come in at the desk: articles, changed prices and the slip are recorded together or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from shop_builder import ShopBuilder, cash, euro, when
from sqlalchemy import event

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.incoming import Incoming, lines_from, plain_lines
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.labels import OwnRange
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.police import IdentityPaper, Seller
from ess_shop.domain.price_advice import SoldAt, advice
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.errors import Refused, ShopError, StorageTrouble
from ess_shop.reading import Worksheet
from ess_shop.services import unfinished
from ess_shop.services.receiving import Intake, receive
from ess_shop.services.registering import register_members

OWN = OwnRange()


def new(member: Member, label: str = "Tasse", price: str = "12", **more: Any) -> Article:
    """An article that the books do not know."""
    made = Article(new_id(), "", label, member.id, euro(price), Rate.percent(20))
    return replace(made, **more)


def intake(shop: ShopBuilder, member: Member, *lines: Incoming, **more: Any) -> Intake:
    made = Intake(new_id(), shop.tick(), member.id, lines, "Lise")
    return replace(made, **more)


@contextmanager
def nothing_changes(shop: ShopBuilder) -> Iterator[None]:
    """The books are the same afterwards, to the last register and entry."""

    def state() -> object:
        with shop.books.read() as read:
            articles = [(a.id, a.code, a.price, a.barcodes, read.stock_of(a.id)) for a in read.articles()]
            return articles, read.revision(), [each.id for each in read.entries(OFFICE)]

    before = state()
    yield
    assert state() == before


def test_new_articles_get_codes_and_barcodes_and_the_slip_says_so(shop: ShopBuilder) -> None:
    member = shop.member("M7")
    shop.article(member, code="M7-009", pieces=0)
    own = "4006381333931"
    tasse, pot = new(member), new(member, "Pot", barcodes=(own,))
    slip = receive(shop.books, intake(shop, member, Incoming(tasse, 3), Incoming(pot, 1)), OWN).slip
    assert [(line.code, line.quantity) for line in slip.lines] == [("M7-010", 3), ("M7-011", 1)]
    assert (slip.pieces, slip.worth, slip.volunteer) == (4, euro("48"), "Lise")
    with shop.books.read() as read:
        found = [read.article(article.id) for article in (tasse, pot)]
        assert [article.barcodes for article in found if article] == [(OWN.barcode(1),), (own,)]
        assert read.stock_of(tasse.id) == 3
    assert not shop.defects()


def test_a_changed_price_is_registered_with_the_slip(shop: ShopBuilder) -> None:
    member = shop.member()
    bowl = shop.article(member, "10", pieces=2)
    slip = receive(shop.books, intake(shop, member, Incoming(bowl, 5, euro("11"))), OWN).slip
    assert slip.lines[0].price == euro("11")
    with shop.books.read() as read:
        known = read.article(bowl.id)
    assert known is not None
    assert (known.price, known.revision) == (euro("11"), bowl.revision + 1)
    assert shop.stock(bowl) == 7


def test_the_same_id_records_once_and_finishes_the_work(shop: ShopBuilder) -> None:
    member = shop.member()
    asked = intake(shop, member, Incoming(new(member), 3), sheet="begun")
    unfinished.keep(shop.books, Worksheet("begun", "deposit", member.id, "2026-03-02T10:00:00+01:00", {}))
    first = receive(shop.books, asked, OWN)
    again = receive(shop.books, replace(asked, at=shop.tick()), OWN)
    assert again == first
    with shop.books.read() as read:
        assert read.worksheets("deposit") == []
        assert len(read.articles_of(member.id)) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"label": " "}, "bad_label"),
        ({"label": "x" * 201}, "bad_label"),
        ({"price": euro("0")}, "bad_price"),
        ({"price": euro("2000000")}, "bad_price"),
        ({"vat": Rate.percent(60)}, "bad_vat"),
        ({"net": euro("13")}, "bad_net"),
        ({"net": euro("0")}, "bad_net"),
        ({"floor": euro("12.01")}, "bad_floor"),
        ({"category": "Unlabelled"}, "bad_category"),
        ({"maker": "a\u202eb"}, "bad_maker"),
        ({"description": "x" * 1001}, "bad_description"),
        ({"barcodes": ("4006381333930",)}, "bad_barcode"),
    ],
)
def test_a_wrong_article_changes_nothing(shop: ShopBuilder, changes: dict[str, Any], code: str) -> None:
    member = shop.member()
    lines = Incoming(new(member), 1), Incoming(replace(new(member, "Pot"), **changes), 1)
    asked = intake(shop, member, *lines)
    with nothing_changes(shop), pytest.raises(Refused) as wrong:
        receive(shop.books, asked, OWN)
    assert wrong.value.code == code


def test_what_is_not_theirs_or_is_there_already_changes_nothing(shop: ShopBuilder) -> None:
    member, other = shop.member("M1"), shop.member("M2")
    foreign = shop.article(other)
    single = shop.article(member, pieces=1, unique=True)
    taken = new(member, "Pot", barcodes=foreign.barcodes)
    twice = [new(member, label, barcodes=("4006381333931",)) for label in ("Pot", "Vase")]
    for lines, code in (
        ([Incoming(foreign, 1)], "other_member"),
        ([Incoming(single, 1)], "unique_article"),
        ([Incoming(new(member, unique=True), 2)], "unique_piece"),
        ([Incoming(new(member), 0)], "bad_pieces"),
        ([Incoming(taken, 1)], "barcode_taken"),
        ([Incoming(each, 1) for each in twice], "barcode_taken"),
        ([Incoming(replace(single, id=new_id()), 1)], "unknown_article"),
    ):
        with nothing_changes(shop), pytest.raises(ShopError) as wrong:
            receive(shop.books, intake(shop, member, Incoming(new(member, "Bol"), 1), *lines), OWN)
        assert wrong.value.code == code


def test_without_a_contract_nothing_comes_in(shop: ShopBuilder) -> None:
    member = Member(new_id(), "M9", MemberKind.ASSOCIATION, VatStatus.FRANCHISE)
    register_members(shop.books, [(member, Identity(member.id, "Neuf"))], [], id=new_id(), at=shop.tick())
    with nothing_changes(shop), pytest.raises(Refused, match="no contract"):
        receive(shop.books, intake(shop, member, Incoming(new(member), 1)), OWN)


def test_a_private_persons_second_hand_goods_need_a_paper(shop: ShopBuilder) -> None:
    person = Member(new_id(), "P1", MemberKind.PERSON, VatStatus.NOT_SUBJECT)
    terms = Terms(new_id(), person.id, BEGINNING, Rate.percent(40), VatRole.B)
    register_members(
        shop.books, [(person, Identity(person.id, "Jeanne"))], [terms], id=new_id(), at=shop.tick()
    )
    coat = new(person, "Manteau", "40", second_hand=True)
    with nothing_changes(shop), pytest.raises(Refused) as wrong:
        receive(shop.books, intake(shop, person, Incoming(coat, 1)), OWN)
    assert wrong.value.code == "identity_paper_missing"
    paper = Seller(
        "", person.id, "Jeanne Aubry", "3 rue du Four", IdentityPaper.PASSPORT, "12AB", "2020-05-01", "Annecy"
    )
    slip = receive(shop.books, intake(shop, person, Incoming(coat, 1), seller=paper), OWN)
    with shop.books.read() as read:
        assert [seller.name for seller in read.sellers(person.id)] == ["Jeanne Aubry"]
    assert slip.slip.pieces == 1
    assert not shop.defects()


def test_a_full_disk_changes_nothing(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    member = shop.member()

    def full(_connection: object, cursor: sqlite3.Cursor, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO articles"):
            cursor.execute("PRAGMA max_page_count = 1")  # no page more than there is

    asked = intake(shop, member, *(Incoming(new(member, description="x" * 900), 1) for _ in range(200)))
    event.listen(sqlite_books.engine, "before_cursor_execute", full)
    with nothing_changes(shop), pytest.raises(StorageTrouble) as wrong:
        receive(shop.books, asked, OWN)
    event.remove(sqlite_books.engine, "before_cursor_execute", full)
    assert wrong.value.code == "disk_full"


def test_kept_lines_come_back_as_they_were(shop: ShopBuilder) -> None:
    member, other = shop.member("M1"), shop.member("M2")
    known, foreign = shop.article(member), shop.article(other)
    made = new(member, net=euro("8"), floor=euro("9"), barcodes=("4006381333931",), second_hand=True)
    lines = [Incoming(made, 3), Incoming(known, 2, euro("9")), Incoming(foreign, 1)]
    with shop.books.read() as read:
        back = lines_from(plain_lines(lines), read.shop().currency, read.article, member.id)
        assert back == lines[:2]  # what is another member's stays out
        for broken in (
            None,
            [{}],
            [{"new": {}, "quantity": 1}],
            [{"known": known.id, "quantity": "x"}],
            ["a"],
        ):
            with pytest.raises(Refused) as wrong:
                lines_from(broken, read.shop().currency, read.article, member.id)
            assert wrong.value.code == "unreadable_deposit"


def test_price_advice_from_what_sold(shop: ShopBuilder) -> None:
    member, other = shop.member("M1"), shop.member("M2")
    first, second, foreign = shop.article(member, "8"), shop.article(member, "14"), shop.article(other, "99")
    shop.open(when(3))
    for article in (first, first, second, foreign):
        shop.sell(article, cash("100"))
    with shop.books.read() as read:
        sold = sorted(read.sold_prices(member.id), key=lambda row: row.price)
    assert [(row.price, row.pieces) for row in sold] == [(800, 2), (1400, 1)]
    found = advice(sold, label="bol", category="")
    assert found is not None
    assert (found.pieces, found.lowest, found.highest, found.commonest) == (3, 800, 1400, 800)
    assert advice(sold, label="vase", category="") is None


def test_advice_names_the_label_before_the_category() -> None:
    sold = [
        SoldAt("Grand bol", "Bols", 1000, 5),
        SoldAt("Tasse", "Bols", 700, 9),
        SoldAt("Écharpe", "Laine", 4000, 1),
    ]
    called = advice(sold, label="Bol", category="Bols")
    assert called is not None
    assert (called.pieces, called.of_category) == (5, False)
    of_category = advice(sold, label="Pichet", category="bols")
    assert of_category is not None
    assert (of_category.pieces, of_category.commonest) == (14, 700)
    assert advice(sold, label="Bo", category="Verre") is None
