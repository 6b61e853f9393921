"""An id that was used for one thing is refused for another, and is never taken for done."""

from collections.abc import Callable

import pytest
from shop_builder import MARCH, ShopBuilder, cash, euro, when

from ess_shop.domain.articles import Article
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import Refused
from ess_shop.services import settling
from ess_shop.services.adjusting import adjust
from ess_shop.services.cashing import close_till, open_till
from ess_shop.services.depositing import take_in
from ess_shop.services.writing_off import Compensation, write_off

ACTS: dict[str, Callable[[ShopBuilder, str], object]] = {
    "deposit": lambda shop, name: take_in(shop.books, shop.slip((_article(shop), 1), id=name)),
    "write off": lambda shop, name: write_off(
        shop.books,
        SlipKind.LOSS,
        shop.slip((_article(shop), 1), id=name, note="perdu"),
        compensation=Compensation.NONE,
    ),
    "adjust": lambda shop, name: adjust(
        shop.books,
        id=name,
        at=shop.tick(),
        day=when(5).date(),
        member_id=_member(shop),
        amount=euro("1"),
        reason="geste",
    ),
    "open": lambda shop, name: open_till(shop.books, id=name, till="C1", at=shop.tick()),
    "close": lambda shop, name: (
        shop.open(),
        close_till(shop.books, id=name, till="C1", at=shop.tick(), counted=None),
    ),
    "settle": lambda shop, name: settling.approve(shop.books, id=name, at=when(1, 4), month=MARCH),
}


def _article(shop: ShopBuilder) -> Article:
    with shop.books.read() as read:
        return read.articles()[0]


def _member(shop: ShopBuilder) -> str:
    with shop.books.read() as read:
        return read.members()[0].id


@pytest.mark.parametrize("act", ACTS)
def test_an_id_of_something_else_is_refused(shop: ShopBuilder, act: str) -> None:
    bowl = shop.article(shop.member())
    shop.open()
    shop.sell(bowl, cash("10"))
    shop.close()
    with shop.books.read() as read:
        used = list(read.entries("BUREAU"))[1].id
    with pytest.raises(Refused) as refused:
        ACTS[act](shop, used)
    assert refused.value.code == "id_taken"
