"""The shop and the figures of the small day that each pair of hands goes through."""

from __future__ import annotations

from shop_builder import ShopBuilder, when

from db.books import SqlBooks
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed

LISE_PIN, AICHA_PIN = "1234", "2468"


def small_shop(books: SqlBooks) -> ShopBuilder:
    """Two members, four articles, a manager and a volunteer with their PINs; nothing is open yet."""
    shop = ShopBuilder(books)
    potter, weaver = shop.member("M1", accepts="50"), shop.member("M2", accepts="100", commission="25")
    for member, price in ((potter, "12.35"), (potter, "4.20"), (weaver, "39.90"), (weaver, "8")):
        shop.article(member, price, pieces=60)
    people = [
        Person(new_id(), "Aïcha", Role.MANAGER, hashed(AICHA_PIN), colour=3),
        Person(new_id(), "Lise", Role.VOLUNTEER, hashed(LISE_PIN)),
    ]
    register_people(books, people, id=new_id(), at=shop.tick())
    shop.now = when(2, hour=9)
    return shop
