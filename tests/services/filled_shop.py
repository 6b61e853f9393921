"""A small shop in which something of every kind has happened, for tests that damage, copy or rebuild it."""

from __future__ import annotations

from collections.abc import Sequence

from shop_builder import MARCH, ShopBuilder, card, cash, coupons, euro, paper_of, when

from db.books import SqlBooks
from ess_shop.domain.basket import Discount, Tender
from ess_shop.domain.cash import Purpose
from ess_shop.domain.clauses import After, Clauses, Exemption, MarkdownStep, Tier
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import MemberKind, Note, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.month_plan import SettlingRules
from ess_shop.domain.people import Person, Role
from ess_shop.domain.sale import Means
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.terms import Bearer, VatRole
from ess_shop.reading import Worksheet
from ess_shop.services.adjusting import adjust
from ess_shop.services.cashing import move_cash
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.paying import pay, take_payouts_back
from ess_shop.services.planning_month import set_settling_rules
from ess_shop.services.preferring import change
from ess_shop.services.registering import register_people
from ess_shop.services.selling import SaleRequest, sell
from ess_shop.services.settling import approve
from ess_shop.services.writing_off import Compensation, write_off

CLAUSES = Clauses(
    exemptions=(Exemption(Rate.percent(10), category="Livres"),),
    tiers=(Tier(5000, Rate.percent(20)),),
    memo=True,
    piece_fee=15,
    membership_fee=1200,
    membership_month=3,
    grace_days=14,
    after=After.DONATE,
    markdown=(MarkdownStep(0, Rate.percent(25), "Vêtements"), MarkdownStep(30, Rate.percent(50))),
    floor=Rate.percent(40),
    ceiling=Rate.percent(5),
)
"""A contract that says something of everything."""


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
    agree_and_note(shop)
    buy_from(shop)
    settle_by_two(shop, people)
    shop.open(when(2, 4))
    shop.sell(Asked(scarf.id, 1), card("39.90"))
    sell(books, shop.request(bowl, cash("12.35"), at=when(2, 4, hour=9)))
    return shop


def buy_from(shop: ShopBuilder) -> None:
    """Goods that the shop sells in its own name, and buys from a member who charges VAT."""
    smith = shop.member("M4", status=VatStatus.LIABLE, role=VatRole.D, mandate_on=when(2).date())
    hook = shop.article(smith, "120")
    shop.open(when(9))
    shop.sell(hook, card("120"))
    shop.close()


def settle_by_two(shop: ShopBuilder, people: Sequence[Person]) -> None:
    """March is approved by two people and paid; one transfer comes back."""
    set_settling_rules(shop.books, SettlingRules(approvers=2), id=new_id(), at=shop.tick())
    for person in people:
        at = when(1, 4, hour=9)
        settled = approve(shop.books, id=new_id(), at=at, month=MARCH, person=person.id)
    assert settled is not None
    pay(shop.books, id=new_id(), at=at, month=MARCH)
    smith = next(row for row in settled.rows if row.self_bill)
    refused = {(smith.member_id, "EUR"): "compte clos"}
    take_payouts_back(shop.books, id=new_id(), at=when(1, 4, hour=12), month=MARCH, refused=refused)


def agree_and_note(shop: ShopBuilder) -> None:
    """A private person's contract with every clause, what is sold and taken in under it; notes, open work."""
    person = shop.member("M3", kind=MemberKind.PERSON, bearer=Bearer.MEMBER, clauses=CLAUSES)
    paper = paper_of(person)
    coat = shop.article(person, "40", pieces=1, unique=True, category="Vêtements", seller=paper)
    lamp = shop.article(person, "18", pieces=2, net="11.50", seller=paper)
    vase = shop.article(person, "60", pieces=3, floor="45", seller=paper)
    shop.open(when(6))
    shop.sell(coat, card("30"))
    shop.sell(lamp, card("18"))
    off = Discount(euro("12"), "ébréché")
    request = shop.request(Asked(vase.id, 2), card("108"))
    sell(
        shop.books,
        SaleRequest(new_id(), "C1", request.at, (Asked(vase.id, 2, discount=off),), request.tenders),
    )
    shop.sell([AskedBack("C1", 9, 1, 1, "fêlé")], card("-54"))
    shop.close()
    with shop.books.work() as work:
        work.put_notes([Note(new_id(), person.id, shop.tick().isoformat(), "Lise", "vient le mardi")])
        work.enter_registers(new_id(), shop.tick().isoformat())
        work.put_worksheet(Worksheet(new_id(), "deposit", person.id, shop.now.isoformat(), {"lines": []}))
        work.commit()
