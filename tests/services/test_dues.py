"""What a member is owed now is what the next settlement will pay, if nothing else happens."""

from __future__ import annotations

from shop_builder import MARCH, ShopBuilder, card, cash, coupons, euro, when

from ess_shop.domain.ids import new_id
from ess_shop.services import settling
from ess_shop.services.adjusting import adjust
from ess_shop.services.composing import Asked, AskedBack


def promised(shop: ShopBuilder) -> dict[tuple[str, str], int]:
    with shop.books.read() as read:
        return {
            (member, currency): amount
            for member, amounts in read.dues().items()
            for currency, amount in amounts.items()
            if amount
        }


def previewed(shop: ShopBuilder) -> dict[tuple[str, str], int]:
    with shop.books.read() as read:
        rows = settling.preview(read, MARCH).rows
    return {(row.member_id, row.balance.currency.code): row.balance.minor for row in rows if row.balance}


def test_they_are_what_the_month_will_pay(shop: ShopBuilder) -> None:
    potter, weaver = shop.member("M1", accepts="50"), shop.member("M2", commission="25")
    bowl, scarf = shop.article(potter, "12.35"), shop.article(weaver, "39.90")
    shop.open(when(3))
    shop.sell([Asked(bowl.id, 2), Asked(scarf.id)], coupons("10"), cash("60"))
    assert promised(shop) == previewed(shop)
    shop.sell([AskedBack("C1", 1, 1, 1)], cash("-12.35"))
    shop.sell([Asked(scarf.id, 3)], card("119.70"))
    adjust(
        shop.books,
        id=new_id(),
        at=shop.tick(),
        day=when(3).date(),
        member_id=weaver.id,
        amount=euro("-7"),
        reason="emballages",
    )
    assert promised(shop) == previewed(shop)
    with shop.books.read() as read:
        assert read.dues(weaver.id) == {weaver.id: read.dues()[weaver.id]}
    shop.close()
    shop.settle(MARCH)
    assert promised(shop) == {}
    shop.open(when(2, 4))
    shop.sell([Asked(scarf.id, 1)], card("39.90"))
    assert promised(shop) == {(weaver.id, "EUR"): 2993}
