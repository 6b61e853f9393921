"""Hands that fill the books of a small shop: members, articles, days, tickets; each act a minute later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from stdnum import ean

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Tender
from ess_shop.domain.cash import Closing
from ess_shop.domain.clauses import NO_CLAUSES, Clauses
from ess_shop.domain.currencies import EUR, LocalCurrency
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Identity, Member, MemberKind, PayoutMeans, VatStatus
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.police import IdentityPaper, Seller
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import SourceRow, SourceTable
from ess_shop.domain.terms import BEGINNING, Bearer, CommissionBase, Terms, VatRole
from ess_shop.ports import Books, Defect
from ess_shop.reading import RecordedSale, SettledMonth
from ess_shop.services import paying, settling
from ess_shop.services.cashing import close_till, open_till
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.depositing import take_in
from ess_shop.services.registering import register_articles, register_members
from ess_shop.services.selling import SaleRequest, sell
from ess_shop.services.stocking import Moved, SlipRequest

LOC = Currency("LOC")
SHOP = Shop("Boutique des Quatre Vents", locals=(LocalCurrency(LOC),))
BEGUN = "2026-03-01T08:00:00+01:00"
PARIS = ZoneInfo("Europe/Paris")
MARCH, APRIL, MAY = Month(2026, 3), Month(2026, 4), Month(2026, 5)
IBAN = "FR7630006000011234567890189"


def euro(text: str) -> Money:
    """An amount in euro."""
    return EUR.parse(text)


def loc(text: str) -> Money:
    """An amount in local currency."""
    return LOC.parse(text)


def cash(text: str) -> Tender:
    """Cash handed over."""
    return Tender(Means.CASH, euro(text))


def card(text: str) -> Tender:
    """Paid by card."""
    return Tender(Means.CARD, euro(text))


def coupons(text: str) -> Tender:
    """Coupons handed over."""
    return Tender(Means.COUPON, loc(text))


def barcode(number: int) -> str:
    """The EAN-13 with that number."""
    head = f"20{number:010d}"
    return head + str(ean.calc_check_digit(head))


def when(day: int, month: int = 3, hour: int = 10, minute: int = 0) -> datetime:
    """A time in 2026 where the shop is."""
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def paper_of(member: Member, name: str = "Odile Ferrand", number: str = "180574X21") -> Seller:
    """The identity paper that a private person shows."""
    return Seller(
        id="",
        member_id=member.id,
        name=name,
        address="3, rue des Tilleuls, 74500 Évian",
        document=IdentityPaper.IDENTITY_CARD,
        document_number=number,
        issued_on="2019-05-14",
        issued_by="Préfecture de la Haute-Savoie",
    )


def source_table(name: str, text: str) -> SourceTable:
    """A table as a file reader would give it; the first line holds the columns, cells apart by commas."""
    lines = [line.strip() for line in text.strip().splitlines()]
    columns = tuple(lines[0].split(","))
    rows = tuple(
        SourceRow(number, dict(zip(columns, line.split(","), strict=True)))
        for number, line in enumerate(lines[1:], start=2)
    )
    return SourceTable(name, columns, rows)


class ShopBuilder:
    """Acts on books as people would, and remembers the time."""

    def __init__(self, books: Books, now: datetime | None = None) -> None:
        self.books = books
        self.now = now or when(2, hour=9)
        self._articles = 0

    def tick(self) -> datetime:
        """A minute later."""
        self.now += timedelta(minutes=1)
        return self.now

    def member(
        self,
        code: str = "M1",
        *,
        commission: str = "30",
        status: VatStatus = VatStatus.FRANCHISE,
        minimum: int = 0,
        accepts: str = "0",
        iban: str = IBAN,
        means: PayoutMeans = PayoutMeans.TRANSFER,
        fee: int = 0,
        kind: MemberKind = MemberKind.ASSOCIATION,
        bearer: Bearer = Bearer.SHARED,
        clauses: Clauses = NO_CLAUSES,
        role: VatRole | None = None,
        base: CommissionBase = CommissionBase.TAG,
        mandate_on: date | None = None,
    ) -> Member:
        """A member with a contract that holds from the beginning."""
        rate = Rate.percent(accepts)
        member = Member(
            id=new_id(),
            code=code,
            kind=kind,
            vat_status=status,
            payout_minimum=minimum,
            payout_means=means,
            acceptance={"LOC": rate} if rate.millionths else {},
            mandate_on=mandate_on,
        )
        usual = VatRole.A if status is VatStatus.LIABLE else VatRole.B
        contract = Terms(
            id=new_id(),
            member_id=member.id,
            valid_from=BEGINNING,
            commission=Rate.percent(commission),
            role=role or usual,
            base=base,
            discount_bearer=bearer,
            monthly_fee=fee,
            clauses=clauses,
        )
        identity = Identity(member.id, f"Atelier {code}", iban=iban)
        register_members(self.books, [(member, identity)], [contract], id=new_id(), at=self.tick())
        return member

    def contract(self, member: Member, begins: date, commission: str) -> Terms:
        """A new contract from a day on."""
        terms = Terms(new_id(), member.id, begins, Rate.percent(commission), VatRole.B)
        register_members(self.books, [], [terms], id=new_id(), at=self.tick())
        return terms

    def article(
        self,
        member: Member,
        price: str = "10",
        *,
        vat: str = "20",
        pieces: int = 20,
        code: str = "",
        unique: bool = False,
        category: str = "",
        net: str = "",
        floor: str = "",
        seller: Seller | None = None,
    ) -> Article:
        """An article with a barcode, some pieces of which were deposited; second-hand if it has a seller."""
        self._articles += 1
        article = Article(
            id=new_id(),
            code=code or f"A{self._articles}",
            label=f"Bol {self._articles}",
            member_id=member.id,
            price=euro(price),
            vat=Rate.percent(vat),
            barcodes=(barcode(self._articles),),
            unique=unique,
            category=category,
            net=euro(net) if net else None,
            floor=euro(floor) if floor else None,
            second_hand=seller is not None,
        )
        register_articles(self.books, [article], id=new_id(), at=self.tick())
        if pieces:
            take_in(self.books, self.slip((article, pieces), seller=seller))
        return article

    def slip(
        self,
        *goods: tuple[Article, int],
        note: str = "",
        id: str = "",
        seller: Seller | None = None,
    ) -> SlipRequest:
        """A slip for the goods of the member of the first."""
        moved = tuple(Moved(article.id, quantity) for article, quantity in goods)
        return SlipRequest(id or new_id(), self.tick(), goods[0][0].member_id, moved, "Lise", note, seller)

    def open(
        self,
        at: datetime | None = None,
        *,
        floats: Mapping[tuple[Means, str], int] | None = None,
        till: str = "C1",
    ) -> None:
        """Open the till for the day of `at`, from when time goes on."""
        if at is not None:
            self.now = at
        open_till(self.books, id=new_id(), till=till, at=self.now, floats=floats)

    def request(
        self,
        asked: Article | Asked | AskedBack | Sequence[Asked | AskedBack],
        *tenders: Tender,
        till: str = "C1",
        at: datetime | None = None,
        source: str = "",
    ) -> SaleRequest:
        """A sale that could be recorded."""
        if isinstance(asked, Article):
            asked = Asked(asked.id)
        lines = (asked,) if isinstance(asked, Asked | AskedBack) else tuple(asked)
        return SaleRequest(
            id=new_id(),
            till=till,
            at=at or self.tick(),
            asked=lines,
            tenders=tenders,
            volunteer="Lise",
            source=source,
        )

    def sell(
        self, asked: Article | Asked | AskedBack | Sequence[Asked | AskedBack], *tenders: Tender
    ) -> RecordedSale:
        """Record a sale."""
        return sell(self.books, self.request(asked, *tenders))

    def close(
        self,
        counted: Mapping[tuple[Means, str], int] | None = None,
        *,
        reason: str = "",
        at: datetime | None = None,
    ) -> Closing:
        """Close the till; by default nobody counts."""
        closing = close_till(
            self.books, id=new_id(), till="C1", at=at or self.tick(), counted=counted, reason=reason
        )
        assert closing is not None
        return closing

    def settle(self, month: Month, *, pay: bool = True) -> SettledMonth:
        """Approve a month on the first of the next, and pay it."""
        at = datetime(month.year, month.number, 1, 9, tzinfo=PARIS) + timedelta(days=32)
        at = at.replace(day=1)
        settled = settling.approve(self.books, id=new_id(), at=at, month=month)
        return paying.pay(self.books, id=new_id(), at=at, month=month) if pay else settled

    def owed(self) -> dict[tuple[str, str], int]:
        """What the ledger owes, by (member's code, currency), zeros left out."""
        with self.books.read() as read:
            return {
                (each.code, each.amount.currency.code): each.amount.minor
                for each in read.owed()
                if each.amount
            }

    def balances(self) -> dict[tuple[str, str], int]:
        """The ledger's accounts by (name, currency), zeros left out."""
        with self.books.read() as read:
            return {
                (each.account, each.amount.currency.code): each.amount.minor
                for each in read.balances()
                if each.amount
            }

    def stock(self, article: Article) -> int:
        """Pieces on hand."""
        with self.books.read() as read:
            return read.stock_of(article.id)

    def defects(self) -> list[Defect]:
        """Everything that is wrong with the books."""
        return list(self.books.defects())
