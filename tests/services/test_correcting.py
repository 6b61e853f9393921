"""Corrections as reversing entries: what was recorded stays, the books say what should have been."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from shop_builder import LOC, MARCH, ShopBuilder, cash, coupons, euro, loc, when

from ess_shop.domain.articles import Article
from ess_shop.domain.basket import Discount
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.sale import SaleLine
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.terms import Bearer
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import Reading, RecordedSale, RecordedSlip, SaleQuery, SaleRow, SlipQuery
from ess_shop.services import (
    correcting,
    depositing,
    donating,
    moving_to_fair,
    repricing,
    reversing,
    withdrawing,
)
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.correcting import ReassignRequest, SoldAs
from ess_shop.services.receipting import receipt_of
from ess_shop.services.repricing import RepriceRequest
from ess_shop.services.reversing import ReversalRequest
from ess_shop.services.selling import sell
from ess_shop.services.writing_off import Compensation, write_off


def two(shop: ShopBuilder, *, accepts: tuple[str, str] = ("0", "0")) -> tuple[Article, Article]:
    """A bowl of a potter at 30 % and a scarf of a weaver at 20 %, the till open."""
    bowl = shop.article(shop.member("M1", commission="30", accepts=accepts[0]), "10")
    scarf = shop.article(shop.member("M2", commission="20", accepts=accepts[1]), "10")
    shop.open()
    return bowl, scarf


def wrong_member(
    shop: ShopBuilder, sold: RecordedSale, right: Article, *, line: int = 1, quantity: int | None = None
) -> ReassignRequest:
    return ReassignRequest(
        new_id(),
        "C1",
        shop.tick(),
        SoldAs("C1", sold.ticket, line),
        right.id,
        f"corrige le ticket {sold.number}",
        quantity,
        "Lise",
    )


def reversal(shop: ShopBuilder, number: str, note: str = "saisi deux fois") -> ReversalRequest:
    return ReversalRequest(new_id(), shop.tick(), number, note, "Lise")


# Sold under the wrong member


def test_a_sale_moves_to_the_right_member(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop)
    sold = shop.sell(Asked(bowl.id, 3), cash("30"))
    request = wrong_member(shop, sold, scarf)
    with shop.books.read() as read:
        foreseen = correcting.preview(read, request)
    made = correcting.reassign(shop.books, request)
    assert made.sale == foreseen
    back, again = made.sale.lines
    assert (made.sale.total, made.sale.payments) == (euro("0"), ())
    assert (back.quantity, back.total, back.share) == (-3, euro("-30"), euro("-21"))
    assert (again.quantity, again.total, again.share, again.article_id) == (
        3,
        euro("30"),
        euro("24"),
        scarf.id,
    )
    assert (shop.stock(bowl), shop.stock(scarf)) == (20, 17)
    assert shop.owed() == {("M2", "EUR"): 3000}
    assert correcting.reassign(shop.books, request) == made
    with pytest.raises(Refused) as twice:
        correcting.reassign(shop.books, wrong_member(shop, sold, scarf))
    assert twice.value.code == "line_came_back"
    with pytest.raises(Refused):
        shop.sell(AskedBack("C1", sold.ticket, 1, 1), cash("-10"))
    shop.close()
    shop.settle(MARCH)
    assert shop.owed() == {}
    assert shop.defects() == []


def test_the_mix_of_currencies_moves_along(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop, accepts=("50", "50"))
    sold = shop.sell(Asked(bowl.id, 2), coupons("10"), cash("10"))
    before = shop.owed()
    made = correcting.reassign(shop.books, wrong_member(shop, sold, scarf))
    back, again = made.sale.lines
    assert back.locals[0].received == -again.locals[0].received == loc("-10")
    assert (again.locals[0].share, again.legal_share, again.share) == (loc("8"), euro("8"), euro("16"))
    assert shop.owed() == {("M2", code): amount for (_member, code), amount in before.items()}
    shop.close()
    shop.settle(MARCH)
    assert shop.owed() == {}
    assert shop.balances().get(("coupons", LOC.code)) == 1000
    assert shop.defects() == []


def test_a_member_is_never_paid_in_a_currency_they_do_not_take(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop, accepts=("100", "0"))
    sold = shop.sell(Asked(bowl.id, 1), coupons("10"))
    made = correcting.reassign(shop.books, wrong_member(shop, sold, scarf))
    again = made.sale.lines[1]
    assert (again.locals[0].received, again.locals[0].share, again.legal_share) == (
        loc("10"),
        loc("0"),
        euro("8"),
    )
    shop.close()
    settled = shop.settle(MARCH)
    assert {(row.code, row.paid) for row in settled.rows if row.paid} == {("M2", euro("8"))}
    assert shop.owed() == {}
    assert shop.defects() == []


def test_a_discount_goes_along_and_parts_add_up(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop)
    request = shop.request(Asked(bowl.id, 3), cash("29"))
    sold = sell(shop.books, replace(request, discount=Discount(euro("1"), "accroc", Bearer.SHOP)))
    for quantity in (1, 2):
        made = correcting.reassign(shop.books, wrong_member(shop, sold, scarf, quantity=quantity))
        assert made.sale.lines[1].discount_bearer is Bearer.SHOP
    with shop.books.read() as read:
        rows = read.find_sales(SaleQuery(day=when(2).date()))
        lines = [line for row in rows for line in _lines(read, row)]
    assert sum(line.total.minor for line in lines if line.article_id == bowl.id) == 0
    assert sum(line.total.minor for line in lines if line.article_id == scarf.id) == 2900
    assert sum(line.share.minor for line in lines if line.article_id == scarf.id) == 2400
    assert shop.owed() == {("M2", "EUR"): 2900}
    assert shop.defects() == []


def _lines(read: Reading, row: SaleRow) -> tuple[SaleLine, ...]:
    found = read.sale(row.till, row.ticket)
    assert found is not None
    return found.sale.sale.lines


def test_the_terms_are_those_of_the_day_of_the_sale(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop)
    sold = shop.sell(bowl, cash("10"))
    shop.close()
    with shop.books.read() as read:
        weaver = next(member for member in read.members() if member.id == scarf.member_id)
    shop.contract(weaver, when(5).date(), "60")
    shop.open(when(6))
    made = correcting.reassign(shop.books, wrong_member(shop, sold, scarf))
    assert made.sale.lines[1].share == euro("8")
    assert made.day == when(6).date()


def test_a_settled_month_stays_and_the_statement_says_what_it_corrects(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop)
    sold = shop.sell(bowl, cash("10"))
    shop.close()
    settled = shop.settle(MARCH)
    shop.open(when(2, 4))
    correcting.reassign(shop.books, wrong_member(shop, sold, scarf))
    with shop.books.read() as read:
        assert read.settled(MARCH) == settled
        lines = dict(read.statement_lines(MARCH.next))
    (back,), (again,) = lines[bowl.member_id], lines[scarf.member_id]
    assert back.corrects == settled.rows[0].statement
    assert back.reason == again.reason == f"corrige le ticket {sold.number}"
    assert (back.share, again.share) == (euro("-7"), euro("8"))
    shop.close()
    shop.settle(MARCH.next)
    assert shop.defects() == []


def test_everything_that_reads_sales_copes_with_a_ticket_nobody_pays(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop)
    sold = shop.sell(bowl, cash("10"))
    made = correcting.reassign(shop.books, wrong_member(shop, sold, scarf))
    with shop.books.read() as read:
        paper = receipt_of(read, made, ReceiptSettings())
        assert (paper.total, paper.payments, len(paper.lines)) == (euro("0"), (), 2)
        (row,) = read.find_sales(SaleQuery(text=made.number))
        assert (row.total, row.means, row.lines) == (euro("0"), (), 2)
        found = read.sale("C1", sold.ticket)
        assert found is not None
        assert found.returned == {1: 1}
    closing = shop.close()
    assert (closing.totals.tickets, closing.totals.total, closing.totals.returns) == (2, 1000, 1)
    assert shop.defects() == []


def test_what_cannot_be_put_right(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop)
    vase = shop.article(shop.member("M3"), "10", unique=True, pieces=1)
    sold = shop.sell(Asked(bowl.id, 2), cash("20"))
    returned = shop.sell(AskedBack("C1", sold.ticket, 1, 1, "cassé"), cash("-10"))
    asked = wrong_member(shop, sold, scarf)
    for request, error, code in (
        (replace(asked, sold=SoldAs("C1", 99, 1)), NotFound, "unknown_ticket"),
        (replace(asked, sold=SoldAs("C1", sold.ticket, 2)), NotFound, "unknown_line"),
        (replace(asked, sold=SoldAs("C1", returned.ticket, 1)), NotFound, "unknown_line"),
        (replace(asked, article_id="0" * 32), NotFound, "no_such_article"),
        (replace(asked, article_id=bowl.id), Refused, "same_article"),
        (replace(asked, quantity=2), Refused, "returned_more_than_bought"),
        (replace(asked, quantity=0), Refused, "returned_more_than_bought"),
    ):
        with pytest.raises(error) as wrong:
            correcting.reassign(shop.books, request)
        assert wrong.value.code == code
    both = shop.sell(Asked(bowl.id, 2), cash("20"))
    with pytest.raises(Refused) as only:
        correcting.reassign(shop.books, wrong_member(shop, both, vase))
    assert only.value.code == "only_one"
    shop.close()
    with pytest.raises(Refused) as closed:
        correcting.reassign(shop.books, asked)
    assert closed.value.code == "till_closed"
    assert shop.defects() == []


# A wrong price on the label


def repriced(
    shop: ShopBuilder, article: Article, price: str, *sold: SoldAs, back: bool = False
) -> RepriceRequest:
    lines = {"to_customer": sold} if back else {"to_member": sold}
    return RepriceRequest(
        new_id(),
        "C1",
        shop.tick(),
        article.id,
        euro(price),
        tuple((each, f"corrige le ticket {each.number}") for each in sold),
        volunteer="Lise",
        **lines,  # type: ignore[arg-type]
    )


def test_the_shop_gives_the_member_what_they_miss(shop: ShopBuilder) -> None:
    bowl, _ = two(shop, accepts=("50", "0"))
    sold = shop.sell(Asked(bowl.id, 2), coupons("5"), cash("15"))
    request = repriced(shop, bowl, "15", SoldAs("C1", sold.ticket, 1))
    with shop.books.read() as read:
        foreseen = repricing.preview(read, request)
    done = repricing.put_price_right(shop.books, request)
    (made,) = done.sales
    assert (made.sale,) == foreseen
    back, again = made.sale.lines
    assert (back.share, again.share, again.total, made.sale.total) == (
        euro("-14"),
        euro("21"),
        euro("20"),
        euro("0"),
    )
    assert (again.unit_price, again.discount, again.discount_bearer) == (euro("15"), euro("10"), Bearer.SHOP)
    assert done.article.price == euro("15")
    with shop.books.read() as read:
        known = read.article(bowl.id)
        assert known is not None
        assert (known.price, known.revision) == (euro("15"), bowl.revision + 1)
    assert shop.stock(bowl) == 18
    assert repricing.put_price_right(shop.books, request) == done
    with pytest.raises(Refused) as twice:
        repricing.put_price_right(shop.books, repriced(shop, bowl, "16", SoldAs("C1", sold.ticket, 1)))
    assert twice.value.code == "line_came_back"
    shop.close()
    settled = shop.settle(MARCH)
    assert sum(row.paid.minor for row in settled.rows) == 2100
    assert shop.defects() == []


def test_the_customer_gets_the_difference_back(shop: ShopBuilder) -> None:
    bowl, _ = two(shop)
    sold = shop.sell(Asked(bowl.id, 2), cash("20"))
    done = repricing.put_price_right(
        shop.books, repriced(shop, bowl, "7.50", SoldAs("C1", sold.ticket, 1), back=True)
    )
    (made,) = done.sales
    assert made.sale.total == euro("-5")
    assert [payment.net for payment in made.sale.payments] == [euro("-5")]
    assert sum(line.share.minor for line in made.sale.lines) == 1050 - 1400
    assert shop.stock(bowl) == 18
    assert shop.balances()["cash", "EUR"] == 1500
    assert shop.defects() == []


def test_a_discount_of_the_ticket_stays_the_members(shop: ShopBuilder) -> None:
    bowl, _ = two(shop)
    request = shop.request(Asked(bowl.id, 1), cash("8"))
    sold = sell(shop.books, replace(request, discount=Discount(euro("2"), "accroc", Bearer.MEMBER)))
    done = repricing.put_price_right(shop.books, repriced(shop, bowl, "20", SoldAs("C1", sold.ticket, 1)))
    again = done.sales[0].sale.lines[1]
    assert (again.total, again.discount, again.shop_discount) == (euro("8"), euro("12"), 1000)
    assert again.share == euro("12")  # 20 less 30 % of it, less the 2 they bear
    assert shop.defects() == []


def test_only_the_price_changes_when_nothing_was_sold(shop: ShopBuilder) -> None:
    bowl, _ = two(shop)
    shop.close()
    request = repriced(shop, bowl, "12")
    assert repricing.put_price_right(shop.books, request).sales == ()
    repricing.put_price_right(shop.books, request)
    with shop.books.read() as read:
        known = read.article(bowl.id)
        assert known is not None
        assert known.revision == bowl.revision + 1
    assert shop.defects() == []


def test_what_is_no_right_price(shop: ShopBuilder) -> None:
    bowl, scarf = two(shop)
    sold = shop.sell([Asked(bowl.id), Asked(scarf.id)], cash("20"))
    first = SoldAs("C1", sold.ticket, 1)
    for request, code in (
        (replace(repriced(shop, bowl, "12"), price=Money(0, euro("1").currency)), "bad_right_price"),
        (replace(repriced(shop, bowl, "12"), price=loc("12")), "bad_right_price"),
        (repriced(shop, bowl, "9", first), "paid_enough"),
        (repriced(shop, bowl, "12", first, back=True), "paid_little"),
        (repriced(shop, bowl, "12", SoldAs("C1", sold.ticket, 2)), "other_article"),
    ):
        with pytest.raises(Refused) as wrong:
            repricing.put_price_right(shop.books, request)
        assert wrong.value.code == code
    with shop.books.read() as read:
        known = read.article(bowl.id)
        assert known is not None
        assert known.price == bowl.price
    assert shop.defects() == []


def test_what_sold_an_article_can_be_asked(shop: ShopBuilder) -> None:
    bowl, _ = two(shop)
    first = shop.sell(Asked(bowl.id, 3), cash("30"))
    shop.sell(AskedBack("C1", first.ticket, 1, 1), cash("-10"))
    gone = shop.sell(bowl, cash("10"))
    shop.sell(AskedBack("C1", gone.ticket, 1, 1), cash("-10"))
    with shop.books.read() as read:
        (pieces,) = read.sold_pieces(bowl.id)
    assert (pieces.ticket, pieces.quantity, pieces.left, pieces.total) == (first.ticket, 3, 2, euro("30"))


# A slip typed twice or wrongly


def test_a_deposit_typed_twice_is_taken_back_once(shop: ShopBuilder) -> None:
    bowl, _ = two(shop)
    again = depositing.take_in(shop.books, shop.slip((bowl, 20)))
    request = reversal(shop, again.number)
    made = reversing.reverse(shop.books, request)
    assert (made.number, made.slip.reverses, made.slip.pieces) == ("AN-2026-0001", again.number, -20)
    assert shop.stock(bowl) == 20
    assert reversing.reverse(shop.books, request) == made
    with pytest.raises(Refused) as twice:
        reversing.reverse(shop.books, reversal(shop, again.number))
    assert twice.value.code == "slip_reversed"
    with pytest.raises(Refused) as itself:
        reversing.reverse(shop.books, reversal(shop, made.number))
    assert itself.value.code == "not_reversible"
    with shop.books.read() as read:
        rows = {row.number: row for row in read.slips(SlipQuery())}
        assert read.here_since(bowl.id) == when(2).date()
        assert [row.number for row in read.slips(SlipQuery(number="an-20"))] == [made.number]
    assert rows[again.number].reversed_by == made.number
    assert rows[made.number].reverses == again.number
    assert shop.defects() == []


def test_a_reversed_deposit_is_none(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=0)
    made = depositing.take_in(shop.books, shop.slip((bowl, 2)))
    reversing.reverse(shop.books, reversal(shop, made.number))
    with shop.books.read() as read:
        assert read.here_since(bowl.id) is None


def test_what_was_sold_meanwhile_blocks_and_is_named(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=0)
    made = depositing.take_in(shop.books, shop.slip((bowl, 3)))
    shop.open()
    shop.sell(bowl, cash("10"))
    with pytest.raises(Refused) as refused:
        reversing.reverse(shop.books, reversal(shop, made.number))
    assert refused.value.code == "gone_meanwhile"
    assert refused.value.facts["label"] == bowl.label
    assert shop.stock(bowl) == 2
    assert shop.defects() == []


@pytest.mark.parametrize("kind", [SlipKind.LOSS, SlipKind.THEFT, SlipKind.BREAKAGE])
def test_a_compensation_is_taken_back_with_its_slip(shop: ShopBuilder, kind: SlipKind) -> None:
    bowl, _ = two(shop)
    lost = write_off(
        shop.books, kind, shop.slip((bowl, 2), note="disparu"), compensation=Compensation.BY_CONTRACT
    )
    assert shop.owed() == {("M1", "EUR"): 1400}
    made = reversing.reverse(shop.books, reversal(shop, lost.number, "retrouvé"))
    assert made.slip.compensation == euro("-14")
    assert shop.owed() == {}
    assert shop.stock(bowl) == 20
    assert shop.defects() == []


@pytest.mark.parametrize("verb", [withdrawing.give_back, donating.donate])
def test_what_went_out_by_mistake_is_here_again(shop: ShopBuilder, verb: Callable[..., RecordedSlip]) -> None:
    bowl, _ = two(shop)
    out = verb(shop.books, shop.slip((bowl, 5), note="Emmaüs"))
    assert reversing.reverse(shop.books, reversal(shop, out.number)).slip.pieces == 5
    assert shop.stock(bowl) == 20


def test_a_single_piece_does_not_come_back_twice(shop: ShopBuilder) -> None:
    vase = shop.article(shop.member(), unique=True, pieces=1)
    out = withdrawing.give_back(shop.books, shop.slip((vase, 1)))
    depositing.take_in(shop.books, shop.slip((vase, 1)))
    with pytest.raises(Refused) as refused:
        reversing.reverse(shop.books, reversal(shop, out.number))
    assert refused.value.code == "here_again"


def test_slips_that_have_an_opposite_of_their_own(shop: ShopBuilder) -> None:
    bowl, _ = two(shop)
    away = moving_to_fair.send(shop.books, shop.slip((bowl, 5), note="Saint-Jean"))
    for number, code in ((away.number, "not_reversible_transfer"), ("BD-1999-0001", "unknown_slip")):
        with pytest.raises((Refused, NotFound)) as wrong:
            reversing.reverse(shop.books, reversal(shop, number))
        assert wrong.value.code == code
    out = withdrawing.give_back(shop.books, shop.slip((bowl, 5)))
    with pytest.raises(Refused) as without:
        reversing.reverse(shop.books, reversal(shop, out.number, "  "))
    assert without.value.code == "note_missing"


def test_goods_are_here_since_the_last_deposit_that_stands(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(), pieces=2)
    shop.now = when(20)
    again = depositing.take_in(shop.books, shop.slip((bowl, 2)))
    reversing.reverse(shop.books, reversal(shop, again.number))
    with shop.books.read() as read:
        assert read.here_since(bowl.id) == when(2).date()
        (kept,) = read.kept_of(bowl.member_id)
    assert (kept.since, kept.on_hand) == (when(2).date(), 2)
