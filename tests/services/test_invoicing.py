"""A settled month's invoices: every role to the cent, credit notes, fees, and what an invoice waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from invoicing_shop import MANDATE, InvoicingShop, identity_of
from shop_builder import APRIL, MARCH, SHOP, card, cash, coupons, euro, when

from ess_shop.domain.ids import new_id
from ess_shop.domain.invoices import Category, Earlier, Invoice, Subject
from ess_shop.domain.members import Member
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused, StorageTrouble
from ess_shop.ports import Books
from ess_shop.services import settling
from ess_shop.services.adjusting import adjust
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.invoice_files import write_invoices
from ess_shop.services.invoicing import waiting, wanted
from ess_shop.services.registering import change_shop


@pytest.fixture
def shop(books: Books) -> InvoicingShop:
    """A shop that sells in every role."""
    return InvoicingShop(books)


def sold(shop: InvoicingShop, *members: Member, price: str = "120", day: int = 3, month: int = 3) -> int:
    """One piece of each member on one ticket; its number."""
    goods = [shop.goods(member, price) for member in members]
    shop.open(when(day, month))
    total = sum(article.price.minor for article in goods)
    ticket = shop.sell([Asked(article.id) for article in goods], card(f"{total / 100:.2f}")).ticket
    shop.close()
    return ticket


def invoice(shop: InvoicingShop, number: str, month: Month = MARCH) -> Invoice:
    """The invoice with that number, which is there."""
    made = shop.invoiced(month)[number]
    assert made.gaps == ()
    assert made.invoice is not None
    return made.invoice


def figures(made: Invoice) -> tuple[int, int, int, int]:
    """Before tax, tax, total and what is left to pay."""
    return made.before_tax.minor, made.tax.minor, made.total.minor, made.due.minor


def test_every_role_of_one_ticket(shop: InvoicingShop) -> None:
    shop.shop_known()
    sold(shop, *(shop.joins(code) for code in ("A1", "B1", "D1", "E.1", "F1")))
    shop.settle(MARCH)
    made = shop.invoiced(MARCH)
    assert list(made) == ["FC-2026-00001", "FC-2026-00002", "AF-2026-D1-0001", "AF-2026-E/1-0001"]
    assert [each.member for each in made.values()] == ["A1", "B1", "D1", "E.1"]
    assert wanted(shop.settled(MARCH)) == 4
    assert {number: figures(invoice(shop, number)) for number in made} == {
        "FC-2026-00001": (3000, 600, 3600, 0),
        "FC-2026-00002": (3000, 600, 3600, 0),
        "AF-2026-D1-0001": (7000, 1400, 8400, 8400),
        "AF-2026-E/1-0001": (8400, 0, 8400, 8400),
    }
    bill = invoice(shop, "AF-2026-E/1-0001")
    assert (bill.seller.name, bill.seller.vat_number, bill.buyer.name) == ("Atelier E.1 EI", "", SHOP.name)
    assert (bill.day, bill.mandate_on, bill.contest_until) == (date(2026, 4, 1), MANDATE, date(2026, 4, 16))
    assert bill.lines[0].category is Category.EXEMPT


def test_a_shop_that_is_not_liable_charges_no_tax(shop: InvoicingShop) -> None:
    shop.shop_known(liable=False)
    sold(shop, shop.joins("C1"))
    shop.settle(MARCH)
    made = invoice(shop, "FC-2026-00001")
    assert figures(made) == (3600, 0, 3600, 0)
    assert made.seller.vat_number == ""


def test_local_currency_counts_in_legal_money(shop: InvoicingShop) -> None:
    shop.shop_known()
    goods = shop.goods(shop.joins("A1", accepts="50"))
    shop.open(when(3))
    shop.sell(goods, coupons("60"), cash("60"))
    shop.close()
    shop.settle(MARCH)
    assert figures(invoice(shop, "FC-2026-00001")) == (3000, 600, 3600, 0)
    assert len(shop.invoiced(MARCH)) == 1


def test_fees_stand_on_the_commission_invoice(shop: InvoicingShop) -> None:
    shop.shop_known()
    member = shop.joins("B1", fee=1500)
    sold(shop, member)
    for amount, reason, fee in (("-6", "Sacs", True), ("-20", "Avance rendue", False)):
        adjust(
            shop.books,
            id=new_id(),
            at=shop.tick(),
            day=date(2026, 3, 14),
            member_id=member.id,
            amount=euro(amount),
            reason=reason,
            fee=fee,
        )
    shop.settle(MARCH)
    made = invoice(shop, "FC-2026-00001")
    assert [(line.subject, line.net.minor, line.tax.minor) for line in made.lines] == [
        (Subject.COMMISSION, 3000, 600),
        (Subject.FEE, 500, 100),
        (Subject.FEE, 1250, 250),
    ]
    assert made.total == euro("57")
    taken = shop.balances()
    assert made.tax.minor == -taken["vat_collected", "EUR"]
    assert made.before_tax.minor == -taken["commission", "EUR"] - taken["fees", "EUR"]


def test_a_month_of_returns_is_a_credit_note(shop: InvoicingShop) -> None:
    shop.shop_known()
    ticket = sold(shop, shop.joins("A1"), shop.joins("D1"))
    shop.settle(MARCH)
    shop.open(when(9, 4))
    shop.sell([AskedBack("C1", ticket, 1, 1), AskedBack("C1", ticket, 2, 1)], card("-240"))
    shop.close()
    shop.settle(APRIL)
    commission, bought = invoice(shop, "FC-2026-00002", APRIL), invoice(shop, "AF-2026-D1-0002", APRIL)
    assert commission.credit
    assert bought.credit
    assert figures(commission) == (3000, 600, 3600, 0)
    assert figures(bought) == (7000, 1400, 8400, 8400)
    assert commission.corrects == (Earlier("FC-2026-00001", date(2026, 4, 1)),)
    assert bought.corrects == (Earlier("AF-2026-D1-0001", date(2026, 4, 1)),)
    assert bought.payable_on == bought.day == date(2026, 5, 1)


def test_what_an_invoice_waits_for_holds_up_no_other(shop: InvoicingShop) -> None:
    shop.shop_known()
    first, second, third = shop.joins("A1"), shop.joins("D1"), shop.joins("E.1")
    sold(shop, first, second, third)
    shop.settle(MARCH)
    shop.write_down(first, replace(identity_of(first), siret="", town=""))
    shop.write_down(replace(second, mandate_on=None), replace(identity_of(second), vat_number=""))
    made = shop.invoiced(MARCH)
    codes = {each.member: [gap.code for gap in each.gaps] for each in made.values()}
    assert codes == {
        "A1": ["invoice_needs_town", "invoice_needs_siret"],
        "D1": ["invoice_needs_vat_number", "no_mandate"],
        "E.1": [],
    }
    assert [each.invoice is None for each in made.values()] == [True, True, False]
    assert list(shop.invoiced(MARCH, third)) == ["AF-2026-E/1-0001"]


def test_a_mandate_of_a_later_day_is_none(shop: InvoicingShop) -> None:
    shop.shop_known()
    member = shop.joins("D1")
    sold(shop, member)
    shop.settle(MARCH)
    shop.write_down(replace(member, mandate_on=date(2026, 4, 2)), identity_of(member))
    (made,) = shop.invoiced(MARCH).values()
    assert [gap.code for gap in made.gaps] == ["no_mandate"]


def test_what_is_missing_of_the_shop_is_told_once(shop: InvoicingShop) -> None:
    sold(shop, shop.joins("A1"), shop.joins("B1"))
    shop.settle(MARCH)
    (made,) = shop.invoiced(MARCH).values()
    assert (made.member, made.number, made.invoice) == ("", "", None)
    assert {gap.code for gap in made.gaps} == {
        f"invoice_needs_shop_{field}" for field in ("street", "postcode", "town", "siret", "vat_number")
    }


def test_a_preview_tells_what_invoices_would_wait_for(shop: InvoicingShop) -> None:
    shop.shop_known()
    member = shop.joins("D1")
    sold(shop, member)
    shop.write_down(member, replace(identity_of(member), street=" "))
    with shop.books.read() as read:
        shown = settling.preview(read, MARCH)
        assert [gap.code for gap in waiting(read, shown, date(2026, 4, 1))] == ["invoice_needs_street"]


class Press:
    """Writes an invoice's number in place of the invoice; one number finds the folder full."""

    def __init__(self, full_at: str = "") -> None:
        self._full_at = full_at

    def invoice(self, path: Path, invoice: Invoice) -> None:
        """One file."""
        if invoice.number == self._full_at:
            raise StorageTrouble("file_not_written", "“{path}” is full.", path=path)
        path.write_text(invoice.number)


def test_files_and_troubles(shop: InvoicingShop, tmp_path: Path) -> None:
    shop.shop_known()
    members = [shop.joins(code) for code in ("A1", "B1", "D1", "E.1")]
    sold(shop, *members)
    shop.settle(MARCH)
    shop.write_down(members[0], replace(identity_of(members[0]), siret=""))
    steps: list[tuple[int, int]] = []
    folder = tmp_path / "new" / "invoices"
    with shop.books.read() as read:
        done = write_invoices(
            read,
            shop.settled(MARCH),
            folder,
            Press("FC-2026-00002"),
            lambda done, of: steps.append((done, of)),
        )
    assert [(each.member, each.number, each.path.name) for each in done.files] == [
        ("D1", "AF-2026-D1-0001", "AF-2026-D1-0001.pdf"),
        ("E.1", "AF-2026-E/1-0001", "AF-2026-E.1-0001.pdf"),
    ]
    assert sorted(folder.iterdir()) == sorted(each.path for each in done.files)
    assert [(each.member, each.number, each.why.code) for each in done.troubles] == [
        ("A1", "FC-2026-00001", "invoice_needs_siret"),
        ("B1", "FC-2026-00002", "file_not_written"),
    ]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_only_of_a_month_that_is_approved(shop: InvoicingShop, tmp_path: Path) -> None:
    shop.shop_known()
    sold(shop, shop.joins("A1"))
    with shop.books.read() as read, pytest.raises(Refused) as early:
        write_invoices(read, settling.preview(read, MARCH), tmp_path / "none", Press())
    assert early.value.code == "month_not_approved"
    assert not (tmp_path / "none").exists()


def test_an_erased_member_is_named_by_code(shop: InvoicingShop) -> None:
    shop.shop_known()
    member = shop.joins("A1")
    sold(shop, member)
    shop.settle(MARCH)
    shop.write_down(member, replace(identity_of(member), name="", street="", postcode="", town=""))
    (made,) = shop.invoiced(MARCH).values()
    assert [gap.code for gap in made.gaps] == ["invoice_needs_name"]


def test_what_changed_since_does_not_slip_into_an_invoice(shop: InvoicingShop) -> None:
    shop.shop_known()
    sold(shop, shop.joins("A1"))
    shop.settle(MARCH)
    with shop.books.read() as read:
        now = replace(read.shop(), vat_liable=False, vat_number="")
    change_shop(shop.books, now, id=new_id(), at=shop.tick())
    (made,) = shop.invoiced(MARCH).values()
    assert made.invoice is None
    assert [gap.code for gap in made.gaps] == ["shop_vat_changed"]
