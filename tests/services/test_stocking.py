"""Goods in and out: never more out than is there, and twice is once."""

import pytest
from shop_builder import ShopBuilder, cash

from ess_shop.domain.articles import LARGEST_QUANTITY
from ess_shop.domain.ids import new_id
from ess_shop.errors import NotFound, Refused
from ess_shop.services.composing import Asked
from ess_shop.services.stocking import Moved, deposit, withdraw


def test_never_more_goes_out_than_is_there(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    shop.open()
    shop.sell(Asked(bowl.id, 2), cash("20"))
    with pytest.raises(Refused) as refused:
        withdraw(shop.books, id=new_id(), at=shop.tick(), goods=[Moved(bowl.id, 4)])
    assert (refused.value.code, refused.value.facts["on_hand"]) == ("not_on_hand", 3)
    with pytest.raises(Refused) as split:
        withdraw(shop.books, id=new_id(), at=shop.tick(), goods=[Moved(bowl.id, 2), Moved(bowl.id, 2)])
    assert split.value.facts["line"] == 2
    assert shop.stock(bowl) == 3
    withdraw(shop.books, id=new_id(), at=shop.tick(), goods=[Moved(bowl.id, 3)])
    assert shop.stock(bowl) == 0
    with shop.books.read() as read:
        (row,) = read.stock()
    assert (row.deposited, row.sold, row.on_hand) == (2, 2, 0)
    assert shop.defects() == []


def test_moved_twice_with_one_id_is_moved_once(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=0)
    name = new_id()
    for _ in range(2):
        deposit(shop.books, id=name, at=shop.tick(), goods=[Moved(bowl.id, 7)])
    assert shop.stock(bowl) == 7


@pytest.mark.parametrize("quantity", [0, -1, LARGEST_QUANTITY + 1])
def test_what_is_no_quantity(shop: ShopBuilder, quantity: int) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    for move in (deposit, withdraw):
        with pytest.raises(Refused) as refused:
            move(shop.books, id=new_id(), at=shop.tick(), goods=[Moved(bowl.id, quantity)])
        assert refused.value.code == "bad_quantity"
    assert shop.stock(bowl) == 5


def test_what_there_is_not(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=5)
    with pytest.raises(NotFound) as unknown:
        deposit(shop.books, id=new_id(), at=shop.tick(), goods=[Moved(bowl.id, 1), Moved("0" * 32, 1)])
    assert unknown.value.facts["line"] == 2
    assert shop.stock(bowl) == 5
