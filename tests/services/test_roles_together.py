"""Every VAT role that a shop can have on one ticket: each gives its own figures, and the whole ties."""

from __future__ import annotations

from dataclasses import replace

from shop_builder import APRIL, MARCH, SHOP, ShopBuilder, card, coupons, paper_of, when

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.ids import new_id
from ess_shop.domain.members import MemberKind, VatStatus
from ess_shop.domain.settlement import Row
from ess_shop.domain.terms import VatRole
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.registering import change_shop

LIABLE, FRANCHISE = VatStatus.LIABLE, VatStatus.FRANCHISE
GIVEN = when(2).date()


def make(shop: ShopBuilder, code: str, role: VatRole, status: VatStatus, accepts: str = "0") -> Article:
    """What a member sells at 120.00 in that role."""
    person = role is VatRole.F
    member = shop.member(
        code,
        role=role,
        status=status,
        accepts=accepts,
        mandate_on=GIVEN if role in (VatRole.D, VatRole.E1) else None,
        kind=MemberKind.PERSON if person else MemberKind.ASSOCIATION,
    )
    return shop.article(member, "120", seller=paper_of(member) if person else None)


def liable_shop(shop: ShopBuilder, accepts: str = "0") -> list[Article]:
    """Five members, each in a role of their own."""
    return [
        make(shop, "A", VatRole.A, LIABLE, accepts),
        make(shop, "B", VatRole.B, FRANCHISE, accepts),
        make(shop, "D", VatRole.D, LIABLE, accepts),
        make(shop, "E", VatRole.E1, FRANCHISE, accepts),
        make(shop, "F", VatRole.F, VatStatus.NOT_SUBJECT, accepts),
    ]


def by_code(rows: tuple[Row, ...]) -> dict[tuple[str, str], Row]:
    return {(row.code, row.opening.currency.code): row for row in rows}


def test_all_roles_of_a_liable_shop_on_one_ticket(shop: ShopBuilder) -> None:
    goods = liable_shop(shop)
    shop.open(when(3))
    sold = shop.sell([Asked(article.id) for article in goods], card("600"))
    assert [line.role for line in sold.sale.lines] == ["A", "B", "D", "E1", "F"]
    assert [line.before_tax.minor for line in sold.sale.lines] == [10_000, 12_000, 10_000, 10_000, 12_000]
    shop.close()
    rows = by_code(shop.settle(MARCH).rows)
    assert {code: row.paid.minor for (code, _), row in rows.items()} == dict.fromkeys("ABDEF", 8400)
    assert {code: row.commission.minor for (code, _), row in rows.items()} == {
        **dict.fromkeys("AB", 3600),
        **dict.fromkeys("DEF", 0),
    }
    assert {code: bool(row.self_bill) for (code, _), row in rows.items()} == {
        **dict.fromkeys("ABF", False),
        **dict.fromkeys("DE", True),
    }
    assert shop.balances() == {
        ("card", "EUR"): 60_000,
        ("bank", "EUR"): -42_000,
        ("commission", "EUR"): -6_000,
        ("sales", "EUR"): -10_000 - 10_000 - (12_000 - 600),
        ("purchases", "EUR"): 7_000 + 8_400 + 8_400,
        ("vat_deductible", "EUR"): 1_400,
        ("vat_collected", "EUR"): -(2 * 600 + 2_000 + 2_000 + 600),
    }
    assert shop.owed() == {}
    assert shop.defects() == []


def test_a_shop_that_charges_no_vat_sells_in_its_members_names(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    change_shop(sqlite_books, replace(SHOP, vat_liable=False), id=new_id(), at=shop.tick())
    goods = [make(shop, "C", VatRole.C, LIABLE), make(shop, "G", VatRole.C, FRANCHISE)]
    shop.open(when(3))
    shop.sell([Asked(article.id) for article in goods], card("240"))
    shop.close()
    rows = by_code(shop.settle(MARCH).rows)
    told = {
        code: (row.paid.minor, row.commission.minor, row.commission_vat.minor)
        for (code, _), row in rows.items()
    }
    assert told == {"C": (8400, 3600, 0), "G": (8400, 3600, 0)}
    assert shop.balances() == {
        ("card", "EUR"): 24_000,
        ("bank", "EUR"): -16_800,
        ("commission", "EUR"): -7_200,
    }
    assert shop.defects() == []


def test_with_local_currency_and_a_return_every_role_ties(shop: ShopBuilder) -> None:
    goods = liable_shop(shop, accepts="50")
    shop.open(when(3))
    shop.sell([Asked(article.id) for article in goods], coupons("300"), card("300"))
    rest = [AskedBack("C1", 1, line, 1, "fêlé") for line in range(1, 6)]
    shop.close()
    rows = by_code(shop.settle(MARCH).rows)
    assert {key: row.paid.minor for key, row in rows.items()} == {
        (code, currency): 4200 for code in "ABDEF" for currency in ("EUR", "LOC")
    }
    assert shop.owed() == {}
    shop.open(when(2, 4))
    shop.sell(rest, card("-600"))
    shop.close()
    rows = by_code(shop.settle(APRIL).rows)
    assert {key: row.carried.minor for key, row in rows.items()} == {(code, "EUR"): -8400 for code in "ABDEF"}
    assert shop.owed() == {(code, "EUR"): -8400 for code in "ABDEF"}
    assert shop.defects() == []
