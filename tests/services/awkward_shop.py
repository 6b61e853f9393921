"""A shop whose month has an exception of every kind, for tests of the month's end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shop_builder import MARCH, ShopBuilder, card, coupons, euro, when

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Asked, AskedBack
from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, PayoutMeans, VatStatus
from ess_shop.domain.parking import BasketDraft, plain_draft
from ess_shop.domain.people import Person, Role
from ess_shop.domain.sale import Means
from ess_shop.reading import KeptDraft
from ess_shop.services import enrolling, paying
from ess_shop.services.adjusting import adjust
from ess_shop.services.cashing import move_cash
from ess_shop.services.registering import register_people
from ess_shop.services.settling import approve
from ess_shop.services.signing_in import hashed

NADIA = Person("a" * 32, "Nadia Roche", Role.TREASURER, hashed("1111"), colour=1)
AICHA = Person("2" * 32, "Aïcha Benali", Role.MANAGER, hashed("2468"), colour=3)
PAUL = Person("b" * 32, "Paul Mercier", Role.TREASURER, hashed("2222"), colour=2)
OTHER_IBAN = "FR1420041010050500013M02606"


@dataclass
class AwkwardShop:
    """April waits for its treasurer: March is paid, and something is odd with nearly everybody."""

    shop: ShopBuilder
    potter: Member
    weaver: Member
    baker: Member
    smith: Member
    poor: Member
    bowl: Article


def awkward_shop(books: SqlBooks) -> AwkwardShop:
    """M1 takes local currency, of which there is too little; M2 has no IBAN; M3 changed theirs; M4 is paid in
    cash; M5 owes the shop for what came back.
    """
    shop = ShopBuilder(books)
    register_people(books, [AICHA, NADIA, PAUL], id=new_id(), at=shop.tick())
    potter = shop.member("M1", accepts="50", status=VatStatus.LIABLE)
    weaver = shop.member("M2", iban="")
    baker = shop.member("M3", fee=500)
    smith = shop.member("M4", means=PayoutMeans.CASH)
    poor = shop.member("M5")
    bowl, scarf, bread, hook, vase = (
        shop.article(owner, price, code=code)
        for owner, price, code in (
            (potter, "120", "P1"),
            (weaver, "40", "W1"),
            (baker, "10", "B1"),
            (smith, "25", "S1"),
            (poor, "30", "V1"),
        )
    )
    shop.open(when(3))
    shop.sell(vase, card("30"))
    shop.sell(Asked(bread.id, 2), card("20"))
    shop.close()
    at = when(1, 4, hour=9)
    approve(books, id=new_id(), at=at, month=MARCH, person=NADIA.id)
    paying.pay(books, id=new_id(), at=at, month=MARCH)
    shop.now = when(3, 4)
    _new_iban(shop, baker)
    shop.open(when(3, 4, hour=10))
    shop.sell(Asked(bowl.id), coupons("60"), card("60"))
    shop.sell(Asked(scarf.id), card("40"))
    shop.sell(Asked(bread.id, 30), card("300"))
    shop.sell(Asked(hook.id), card("25"))
    shop.sell(AskedBack("C1", 1, 1, 1, "fêlé"), card("-30"))
    _take_coupons(shop)
    shop.close(
        {(Means.CASH, "EUR"): 0, (Means.COUPON, "LOC"): 990},
        reason="une pièce tombée",
    )
    adjust(
        books,
        id=new_id(),
        at=shop.tick(),
        day=when(3, 4).date(),
        member_id=potter.id,
        amount=euro("-5"),
        reason="avance",
    )
    shop.now = when(2, 5, hour=9)
    _park(shop)
    return AwkwardShop(shop, potter, weaver, baker, smith, poor, bowl)


def _new_iban(shop: ShopBuilder, member: Member) -> None:
    """Somebody writes another bank account into their file."""
    identity = Identity(member.id, f"Atelier {member.code}", iban=OTHER_IBAN)
    changed = replace(member, revision=member.revision + 1)
    enrolling.change(shop.books, changed, identity, id=new_id(), at=shop.tick())


def _take_coupons(shop: ShopBuilder) -> None:
    """Most of the coupons leave the shop: what is due in them will be missing."""
    with shop.books.read() as read:
        code = read.shop().locals[0]
    move_cash(
        shop.books,
        id=new_id(),
        till="C1",
        at=shop.tick(),
        means=Means.COUPON,
        amount=code.money(-5000),
        purpose=Purpose.OUT,
        reason="échangés",
        volunteer="Lise",
    )


def _park(shop: ShopBuilder) -> None:
    with shop.books.work() as work:
        draft = BasketDraft(new_id(), (), None, (), "Lise", shop.now.isoformat())
        work.put_draft(
            KeptDraft(new_id(), "C1", "chapeau bleu", shop.now.isoformat(), 1200, plain_draft(draft))
        )
        work.commit()
