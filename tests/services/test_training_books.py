"""Practice books: the real articles and people, their own numbers, nothing that pays or reaches anybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from filled_shop import fill
from shop_builder import BEGUN, SHOP, ShopBuilder, cash, when

from db.books import SqlBooks, create_books
from db.keys import KeyRing
from ess_shop.domain.basket import Asked
from ess_shop.domain.currencies import CHF
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Rate
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.services.training import copy_registers
from ess_shop.services.unlabelled import unlabelled_article


@pytest.fixture
def practice(new_place: Callable[[], str], keys: KeyRing) -> SqlBooks:
    return create_books(new_place(), Shop("Essai", locals=SHOP.locals), at=BEGUN, keys=keys)


def test_what_is_practised_counts_for_nothing(books: SqlBooks, practice: SqlBooks) -> None:
    real = fill(books)
    before = real.balances()
    copy_registers(books, practice, id=new_id(), at=when(2, 4))
    with books.read() as read, practice.read() as copied:
        assert copied.shop().name == read.shop().name
        assert copied.members() == read.members()
        assert copied.articles() == read.articles()
        assert copied.people() == read.people()
        assert copied.preferences() == read.preferences()
        members = [member.id for member in read.members()]
        assert [copied.terms(id) for id in members] == [read.terms(id) for id in members]
        assert all(read.identities()[id].iban for id in members)
        assert not any(copied.identities()[id].iban for id in members)
        article = copied.articles()[0]
    trainee = ShopBuilder(practice, when(2, 4))
    trainee.open()
    assert trainee.sell(Asked(article.id), cash("12.35")).number == "C1-000001"
    assert real.balances() == before
    assert trainee.defects() == real.defects() == []
    practice.close()


def test_practice_books_are_brought_up_to_date(books: SqlBooks, practice: SqlBooks) -> None:
    shop = ShopBuilder(books)
    potter = shop.member()
    bowl = shop.article(potter)
    copy_registers(books, practice, id=new_id(), at=shop.tick())
    made = [
        unlabelled_article(each, member_id=potter.id, vat=Rate.percent("5.5"), id=new_id(), at=shop.tick())
        for each in (practice, books)
    ]
    assert made[0] == made[1]
    assert made[0].code == "DIV-M1-5.5"
    copy_registers(books, practice, id=new_id(), at=shop.tick())
    with practice.read() as read:
        assert {article.id for article in read.articles()} == {bowl.id, made[0].id}
    assert list(practice.defects()) == []
    practice.close()


def test_another_currency_is_refused(books: SqlBooks, new_place: Callable[[], str], keys: KeyRing) -> None:
    swiss = create_books(new_place(), Shop("Laden", currency=CHF), at=BEGUN, keys=keys)
    with pytest.raises(Refused) as refused:
        copy_registers(books, swiss, id=new_id(), at=when(3))
    assert refused.value.code == "currency_fixed"
    swiss.close()
