"""A shop that sells in every VAT role, and whose members can be invoiced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shop_builder import ShopBuilder, paper_of

from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.terms import BEGINNING, CommissionBase, Terms, VatRole
from ess_shop.reading import SettledMonth
from ess_shop.services.invoicing import Made, invoices
from ess_shop.services.registering import change_shop, register_members

SIRET, VAT_NUMBER = "73282932000074", "FR44732829320"
MANDATE = date(2026, 1, 15)

ROLES = {
    "A1": (VatRole.A, VatStatus.LIABLE, MemberKind.COMPANY),
    "B1": (VatRole.B, VatStatus.FRANCHISE, MemberKind.SOLE_TRADER),
    "C1": (VatRole.C, VatStatus.LIABLE, MemberKind.COMPANY),
    "D1": (VatRole.D, VatStatus.LIABLE, MemberKind.COMPANY),
    "E.1": (VatRole.E1, VatStatus.FRANCHISE, MemberKind.SOLE_TRADER),
    "F1": (VatRole.F, VatStatus.NOT_SUBJECT, MemberKind.PERSON),
}


class InvoicingShop(ShopBuilder):
    """Members by their codes, one for each role; goods of 120.00 at a commission of 30 %."""

    def shop_known(self, *, liable: bool = True) -> None:
        """Write down what French invoices say of the shop."""
        with self.books.read() as read:
            shop = read.shop()
        known = replace(
            shop,
            siret="55210055400013",
            vat_number="FR66552100554" if liable else "",
            vat_liable=liable,
            email="bonjour@boutique.example",
            street="1 place du Marché",
            postcode="38130",
            town="Échirolles",
        )
        change_shop(self.books, known, id=new_id(), at=self.tick())

    def joins(
        self, code: str, *, accepts: str = "0", fee: int = 0, base: CommissionBase = CommissionBase.TAG
    ) -> Member:
        """A member whose file is complete."""
        role, status, kind = ROLES[code]
        rate = Rate.percent(accepts)
        member = Member(
            new_id(),
            code,
            kind,
            status,
            mandate_on=MANDATE,
            acceptance={"LOC": rate} if rate.millionths else {},
        )
        terms = Terms(new_id(), member.id, BEGINNING, Rate.percent(30), role, base, monthly_fee=fee)
        self.write_down(member, identity_of(member), terms)
        return member

    def write_down(self, member: Member, identity: Identity, *terms: Terms) -> None:
        """Keep a member's file, with new contracts if there are any."""
        register_members(self.books, [(member, identity)], list(terms), id=new_id(), at=self.tick())

    def goods(self, member: Member, price: str = "120", *, vat: str = "20") -> Article:
        """Something of theirs; second-hand of a private person."""
        private = member.kind is MemberKind.PERSON
        return self.article(member, price, vat=vat, seller=paper_of(member) if private else None)

    def invoiced(self, month: Month, member: Member | None = None) -> dict[str, Made]:
        """What a settled month invoices, by number."""
        with self.books.read() as read:
            made = invoices(read, self.settled(month), member_id=member.id if member else "")
            return {each.number: each for each in made}

    def settled(self, month: Month) -> SettledMonth:
        """A month that is settled."""
        with self.books.read() as read:
            settled = read.settled(month)
        assert settled is not None
        return settled


def identity_of(member: Member) -> Identity:
    """All that an invoice wants to know of a member."""
    in_business = member.kind is not MemberKind.PERSON
    return Identity(
        member.id,
        f"Atelier {member.code}",
        siret=SIRET if in_business else "",
        vat_number=VAT_NUMBER if member.vat_status is VatStatus.LIABLE else "",
        iban="FR7630006000011234567890189",
        street="2 rue Neuve",
        postcode="38000",
        town="Grenoble",
    )
