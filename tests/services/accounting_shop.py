"""A shop with every VAT role, two currencies and a settled month, for the books of accountants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from shop_builder import BEGUN, MARCH, SHOP, ShopBuilder, card, cash, coupons, euro, paper_of, when

from db.books import create_books
from db.keys import KeyRing
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.sale import Means
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.services.adjusting import adjust
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.registering import change_shop, register_members

ROLES = {
    "A1": (VatRole.A, VatStatus.LIABLE, MemberKind.COMPANY),
    "B1": (VatRole.B, VatStatus.FRANCHISE, MemberKind.ASSOCIATION),
    "D1": (VatRole.D, VatStatus.LIABLE, MemberKind.COMPANY),
    "E1": (VatRole.E1, VatStatus.FRANCHISE, MemberKind.SOLE_TRADER),
    "F1": (VatRole.F, VatStatus.NOT_SUBJECT, MemberKind.PERSON),
    "P1": (VatRole.B, VatStatus.NOT_SUBJECT, MemberKind.PERSON),
}
SIRET = "55210055400013"


class AccountingShop(ShopBuilder):
    """Sales of March and April; March is settled and paid."""

    def fill(self) -> None:
        """Sales in every role, a return, a fee, a gift, a difference of the till."""
        with self.books.read() as read:
            shop = replace(read.shop(), siret=SIRET, vat_number="FR66552100554", town="Échirolles")
        change_shop(self.books, shop, id=new_id(), at=self.tick())
        self.people = {code: self._joins(code) for code in ROLES}
        goods = {code: self._goods(member) for code, member in self.people.items()}
        self.open(when(3), floats={(Means.CASH, "EUR"): 10_000})
        for code in ROLES:
            self.sell(goods[code], cash("120"))
        self.sell(goods["A1"], coupons("60"), card("60"))
        sold = self.sell([Asked(goods["D1"].id, 2), Asked(goods["F1"].id)], card("360"))
        self.close({(Means.CASH, "EUR"): 81_950, (Means.COUPON, "LOC"): 6_000}, reason="Rendu de monnaie")
        self.open(when(14), floats={(Means.CASH, "EUR"): 81_950, (Means.COUPON, "LOC"): 6_000})
        self.sell(goods["A1"], cash("120"))
        self.sell(AskedBack("C1", sold.ticket, 1, 1, "Abîmé"), cash("-120"))
        self.close()
        self._charge("P1", "-6", "Étagère", date(2026, 3, 14), fee=True)
        self._charge("B1", "5", "Emballages", date(2026, 3, 14))
        self.settle(MARCH)
        self.open(when(2, 4))
        self.sell(goods["A1"], cash("120"))
        self.close()

    def _joins(self, code: str) -> Member:
        role, status, kind = ROLES[code]
        accepts = {"LOC": Rate.percent(50)} if code == "A1" else {}
        member = Member(new_id(), code, kind, status, acceptance=accepts, mandate_on=date(2026, 1, 15))
        terms = Terms(new_id(), member.id, BEGINNING, Rate.percent(30), role)
        vat_number = "FR44732829320" if status is VatStatus.LIABLE else ""
        identity = Identity(
            member.id, f"Atelier {code}", iban="FR7630006000011234567890189", vat_number=vat_number
        )
        register_members(self.books, [(member, identity)], [terms], id=new_id(), at=self.tick())
        return member

    def _goods(self, member: Member) -> Article:
        return self.article(member, "120", seller=paper_of(member) if member.code == "F1" else None)

    def _charge(self, code: str, amount: str, reason: str, day: date, *, fee: bool = False) -> None:
        adjust(
            self.books,
            id=new_id(),
            at=self.tick(),
            day=day,
            member_id=self.people[code].id,
            amount=euro(amount),
            reason=reason,
            fee=fee,
        )


def accounting_shop(folder: Path) -> AccountingShop:
    """The same in a SQLite file of a folder, for tests that only read."""
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN, keys=KeyRing(folder / "keys"))
    shop = AccountingShop(books)
    shop.fill()
    return shop
