"""From recorded sales to receipts: sellers, VAT, mentions, local parts."""

from __future__ import annotations

from datetime import timedelta

from shop_builder import ShopBuilder, card, cash, coupons, euro, when

from ess_shop.domain.members import VatStatus
from ess_shop.domain.receipt import (
    AGENT_MENTION,
    FRANCHISE_MENTION,
    NOT_SUBJECT_MENTION,
    DayKind,
    ReceiptSettings,
)
from ess_shop.domain.sale import Means
from ess_shop.ports import Books
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.receipting import provisional_of, receipt_of, x_paper, z_paper

PLAIN = ReceiptSettings()


def test_vat_is_told_by_seller_and_rate_and_mentions_name_the_others(books: Books) -> None:
    shop = ShopBuilder(books)
    liable = shop.member("L", status=VatStatus.LIABLE)
    small = shop.member("F", status=VatStatus.FRANCHISE)
    outside = shop.member("N", status=VatStatus.NOT_SUBJECT)
    goods = [
        shop.article(liable, "12", vat="20"),
        shop.article(liable, "10.55", vat="5.5"),
        shop.article(small, "7"),
        shop.article(outside, "3"),
    ]
    shop.open(when(3))
    sale = shop.sell([Asked(each.id) for each in goods], card("32.55"))
    with books.read() as read:
        receipt = receipt_of(read, sale, PLAIN, duplicate=2, training=True)
    assert [(row.seller, str(row.rate), row.tax.minor, row.total.minor) for row in receipt.vat] == [
        ("Atelier L", "20 %", 200, 1200),
        ("Atelier L", "5.5 %", 55, 1055),
    ]
    assert {mention.sentence: mention.sellers for mention in receipt.mentions} == {
        FRANCHISE_MENTION: ("Atelier F",),
        NOT_SUBJECT_MENTION: ("Atelier N",),
        AGENT_MENTION: (),
    }
    assert [line.member for line in receipt.lines] == ["Atelier L", "Atelier L", "Atelier F", "Atelier N"]
    assert (receipt.number, receipt.duplicate, receipt.training) == (sale.number, 2, True)


def test_coupons_show_what_was_received_and_what_it_is_worth(books: Books) -> None:
    shop = ShopBuilder(books)
    bowl = shop.article(shop.member("M1", accepts="100"), "10.50")
    shop.open(when(3))
    sale = shop.sell(bowl, coupons("10"), cash("1"))
    with books.read() as read:
        receipt = receipt_of(read, sale, PLAIN)
    (part,) = receipt.local_parts
    assert (part.currency_name, part.received.minor, part.worth.minor) == ("LOC", 1000, 1000)
    assert [(paid.means, paid.change.minor) for paid in receipt.payments] == [
        (Means.COUPON, 0),
        (Means.CASH, 50),
    ]


def test_a_return_tells_why_and_what_was_paid_back(books: Books) -> None:
    shop = ShopBuilder(books)
    bowl = shop.article(shop.member())
    shop.open(when(3))
    bought = shop.sell(bowl, cash("10"))
    back = shop.sell(AskedBack(bought.till, bought.ticket, 1, 1, "fêlé"), cash("-10"))
    with books.read() as read:
        receipt = receipt_of(read, back, PLAIN)
    assert (receipt.total, receipt.lines[0].quantity, receipt.lines[0].reason) == (euro("-10"), -1, "fêlé")


def test_a_basket_before_payment_is_provisional_and_has_no_number(books: Books) -> None:
    shop = ShopBuilder(books)
    bowl = shop.article(shop.member())
    shop.open(when(3))
    lines = shop.sell(bowl, cash("10")).sale.lines
    with books.read() as read:
        receipt = provisional_of(read, lines, PLAIN, till="C1", at=shop.now)
    assert (receipt.number, receipt.provisional, receipt.payments) == ("", True, ())
    assert receipt.total == euro("10")


def test_x_and_z_carry_the_figures_of_the_session(books: Books) -> None:
    shop = ShopBuilder(books)
    member = shop.member("L", status=VatStatus.LIABLE)
    bowl = shop.article(member)
    shop.open(when(3))
    shop.sell(bowl, card("10"))
    with books.read() as read:
        x = x_paper(read, "C1", at=shop.now)
    assert (x.kind, x.number, x.totals.total, x.counts) == (DayKind.X, 0, 1000, ())
    closing = shop.close()
    with books.read() as read:
        z = z_paper(read, closing, at=shop.now + timedelta(minutes=1), volunteer="Lise")
    assert (z.kind, z.number, z.day, z.totals) == (DayKind.Z, 1, x.day, x.totals)
    assert z.perpetual[member.id] == 1000
    assert z.names[member.id] == "Atelier L"
