"""A small shop in which something of every kind has happened, for tests that damage, copy or rebuild it."""

from __future__ import annotations

from shop_builder import MARCH, ShopBuilder, card, cash, coupons, euro, when

from db.books import SqlBooks
from ess_shop.domain.basket import Discount, Tender
from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import VatStatus
from ess_shop.domain.people import Person, Role
from ess_shop.domain.sale import Means
from ess_shop.domain.slips import SlipKind
from ess_shop.services.adjusting import adjust
from ess_shop.services.cashing import move_cash
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.preferring import change
from ess_shop.services.registering import register_people
from ess_shop.services.selling import SaleRequest, sell
from ess_shop.services.writing_off import Compensation, write_off


def fill(books: SqlBooks) -> ShopBuilder:
    """A settled and paid March, and an April that has begun."""
    shop = ShopBuilder(books)
    potter = shop.member("M1", status=VatStatus.LIABLE, accepts="50", fee=500)
    weaver = shop.member("M2", commission="25", minimum=100_000)
    bowl, cup = shop.article(potter, "12.35"), shop.article(potter, "4.20", vat="5.5")
    scarf = shop.article(weaver, "39.90")
    shop.open(when(3), floats={(Means.CASH, "EUR"): 5000, (Means.COUPON, "LOC"): 1000})
    shop.sell([Asked(bowl.id, 2), Asked(scarf.id)], coupons("10"), cash("60"))
    shop.sell([Asked(cup.id, 3)], card("12.60"))
    shop.sell([AskedBack("C1", 2, 1, 1)], Tender(Means.VOUCHER, euro("-4.20")))
    shop.close(
        {(Means.CASH, "EUR"): 10_360, (Means.COUPON, "LOC"): 2000},
        reason="une pièce de 1 € en trop",
    )
    shop.open(when(4))
    shop.sell([Asked(cup.id, 1)], Tender(Means.VOUCHER, euro("4.20"), "AV-C1-000003"))
    off = Discount(euro("5"), "accroc")
    request = shop.request(scarf, cash("34.90"))
    sell(books, SaleRequest(new_id(), "C1", request.at, request.asked, request.tenders, discount=off))
    shop.sell([Asked(bowl.id, 1)], cash("12.35"))
    move_cash(
        books,
        id=new_id(),
        till="C1",
        at=shop.tick(),
        means=Means.CASH,
        amount=euro("-50"),
        purpose=Purpose.BANK,
    )
    people = [
        Person(new_id(), "Aïcha", Role.MANAGER, pin="no hash, nobody signs in here"),
        Person(new_id(), "Lise", Role.VOLUNTEER, member_id=weaver.id),
    ]
    register_people(books, people, id=new_id(), at=shop.tick())
    change(books, "lock", {"minutes": 5}, id=new_id(), at=shop.tick())
    shop.close()
    for amount, fee in (("-7", False), ("-3", True)):
        adjust(
            books,
            id=new_id(),
            at=shop.tick(),
            day=when(5).date(),
            member_id=weaver.id,
            amount=euro(amount),
            reason="emballages",
            fee=fee,
        )
    lost = shop.slip((cup, 1), note="disparue en réserve")
    write_off(books, SlipKind.LOSS, lost, compensation=Compensation.BY_CONTRACT)
    shop.settle(MARCH)
    shop.open(when(2, 4))
    shop.sell(Asked(scarf.id, 1), card("39.90"))
    sell(books, shop.request(bowl, cash("12.35"), at=when(2, 4, hour=9)))
    return shop
