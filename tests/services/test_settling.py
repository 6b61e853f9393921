"""The month's end: when it may be settled, once, what is carried, and a ledger that says the same."""

import contextlib
from dataclasses import replace
from datetime import date, datetime

import pytest
from shop_builder import APRIL, MARCH, MAY, PARIS, SHOP, ShopBuilder, card, cash, coupons, euro, loc, when

from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Member, VatStatus
from ess_shop.domain.settlement import Carried, Row
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import SettledMonth
from ess_shop.services import paying, planning_month, settling
from ess_shop.services.adjusting import adjust
from ess_shop.services.closing_periods import close_month
from ess_shop.services.composing import Asked, AskedBack
from ess_shop.services.month_checks import Check, Severity, checks
from ess_shop.services.registering import change_shop


def rows_of(settled: SettledMonth, code: str) -> list[Row]:
    return [row for row in settled.rows if row.code == code]


def give(shop: ShopBuilder, member: Member, amount: str, day: date, *, fee: bool = False) -> None:
    adjust(
        shop.books,
        id=new_id(),
        at=shop.tick(),
        day=day,
        member_id=member.id,
        amount=euro(amount),
        reason="emballages",
        fee=fee,
    )


def test_a_month_of_two_currencies_to_the_cent(shop: ShopBuilder) -> None:
    potter = shop.member("M1", commission="30", status=VatStatus.LIABLE, accepts="50")
    bowl = shop.article(potter, "120")
    shop.open(when(3))
    shop.sell(bowl, coupons("60"), card("60"))
    shop.close()
    settled = shop.settle(MARCH, pay=False)
    legal, local = rows_of(settled, "M1")
    assert (legal.gross, legal.commission, legal.commission_before_tax) == (
        euro("120"),
        euro("36"),
        euro("30"),
    )
    assert (legal.share, legal.kept, legal.paid) == (euro("42"), euro("18"), euro("42"))
    assert (local.share, local.kept, local.paid) == (loc("42"), loc("18"), loc("42"))
    assert legal.statement == local.statement == "RV-2026-03-0001"
    assert (legal.invoice, local.invoice) == ("FC-2026-00001", "")
    assert shop.owed() == {("M1", "EUR"): 4200, ("M1", "LOC"): 4200}
    shop.settle(MARCH)
    assert shop.owed() == {}
    balances = shop.balances()
    assert balances["commission", "EUR"] == -3000
    assert balances["vat_collected", "EUR"] == -600
    assert balances["card", "EUR"] == 6000
    assert balances["bank", "EUR"] == -4200
    assert (balances["coupons", "LOC"], balances["bank", "LOC"]) == (6000, -4200)
    assert balances["exchange", "EUR"] == 1800
    assert balances["exchange", "LOC"] == -1800
    assert shop.defects() == []


def test_a_clock_that_went_back_pays_nothing(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(30))
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.settle(MARCH, pay=False)
    with pytest.raises(Refused) as early:
        paying.pay(shop.books, id=new_id(), at=when(31), month=MARCH)
    assert early.value.code == "paid_too_early"
    assert shop.settle(MARCH).paid_on == date(2026, 4, 1)


def test_not_before_the_days_are_closed_nor_before_the_month_is_over(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(30))
    shop.sell(bowl, cash("10"))
    with pytest.raises(Refused) as still_open:
        shop.settle(MARCH)
    assert still_open.value.code == "days_open"
    shop.close()
    with pytest.raises(Refused) as early:
        settling.approve(shop.books, id=new_id(), at=when(31, hour=23), month=MARCH)
    assert early.value.code == "month_not_over"
    with pytest.raises(NotFound):
        paying.pay(shop.books, id=new_id(), at=when(31), month=MARCH)
    shop.open(when(1, 4))
    assert shop.settle(MARCH).paid_on == date(2026, 4, 1)


def test_a_month_without_anything_is_not_settled(shop: ShopBuilder) -> None:
    shop.member()
    with pytest.raises(Refused) as refused:
        shop.settle(MARCH)
    assert refused.value.code == "nothing_to_settle"


def test_twice_gives_the_same_and_pays_once(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    shop.close()
    with shop.books.read() as read:
        promised = settling.preview(read, MARCH)
    first = settling.approve(shop.books, id=new_id(), at=when(1, 4), month=MARCH)
    again = settling.approve(shop.books, id=new_id(), at=when(5, 4), month=MARCH)
    assert first.rows == again.rows == promised.rows
    assert first.approved_at == again.approved_at
    paid = paying.pay(shop.books, id=new_id(), at=when(6, 4), month=MARCH)
    twice = paying.pay(shop.books, id=new_id(), at=when(9, 4), month=MARCH)
    assert paid.paid_on == twice.paid_on == date(2026, 4, 6)
    with shop.books.read() as read:
        kinds = [str(entry.kind) for entry in read.entries("BUREAU")]
    assert (kinds.count("settlement"), kinds.count("payout")) == (1, 1)
    assert shop.balances()["bank", "EUR"] == -700
    assert shop.defects() == []


def test_an_earlier_month_is_settled_and_paid_first(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member())
    for month in (3, 4):
        shop.open(when(3, month))
        shop.sell(bowl, cash("10"))
        shop.close()
    with pytest.raises(Refused) as unsettled:
        shop.settle(APRIL)
    assert unsettled.value.code == "earlier_month_open"
    shop.settle(MARCH, pay=False)
    with pytest.raises(Refused) as unpaid:
        shop.settle(APRIL)
    assert unpaid.value.facts["earlier"] == MARCH
    shop.settle(MARCH)
    april = shop.settle(APRIL)
    assert april.rows[0].invoice == "FC-2026-00002"
    assert april.rows[0].opening == euro("0")
    assert shop.owed() == {}
    assert shop.defects() == []


def test_below_the_minimum_it_is_carried_and_then_paid(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(minimum=1000))
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    shop.close()
    march = shop.settle(MARCH)
    assert (march.rows[0].paid, march.rows[0].carried) == (euro("0"), euro("7"))
    assert march.rows[0].why_carried is Carried.MINIMUM
    assert shop.owed() == {("M1", "EUR"): 700}
    shop.open(when(3, 4))
    shop.sell(bowl, cash("10"))
    shop.close()
    april = shop.settle(APRIL)
    assert (april.rows[0].opening, april.rows[0].paid) == (euro("7"), euro("14"))
    assert shop.owed() == {}
    assert shop.defects() == []


def test_without_an_iban_it_is_carried(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(iban=""))
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    shop.close()
    assert shop.settle(MARCH).rows[0].why_carried is Carried.NO_IBAN
    assert shop.owed() == {("M1", "EUR"): 700}


def test_a_return_next_month_names_the_statement_and_a_negative_balance_is_carried(
    shop: ShopBuilder,
) -> None:
    bowl = shop.article(shop.member())
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 2), cash("20"))
    shop.close()
    march = shop.settle(MARCH)
    shop.open(when(3, 4))
    shop.sell(AskedBack("C1", 1, 1, 1), cash("-10"))
    shop.close()
    april = shop.settle(APRIL)
    assert april.rows[0].balance == april.rows[0].carried == euro("-7")
    assert april.rows[0].why_carried is Carried.NEGATIVE
    assert shop.owed() == {("M1", "EUR"): -700}
    with shop.books.read() as read:
        papers = list(settling.statements(read, april))
    (line,) = papers[0].lines
    assert (line.quantity, line.share, line.corrects) == (-1, euro("-7"), march.rows[0].statement)
    shop.open(when(4, 5))
    shop.sell(Asked(bowl.id, 3), cash("30"))
    shop.close()
    may = shop.settle(MAY)
    assert (may.rows[0].opening, may.rows[0].paid) == (euro("-7"), euro("14"))
    assert shop.owed() == {}
    assert shop.defects() == []


def test_fees_and_advances_stand_on_their_own_lines(shop: ShopBuilder) -> None:
    potter = shop.member("M1", fee=600)
    bowl = shop.article(potter)
    shop.open(when(3))
    shop.sell(Asked(bowl.id, 5), cash("50"))
    shop.close()
    give(shop, potter, "-12", date(2026, 3, 20), fee=True)
    give(shop, potter, "-5", date(2026, 3, 21))
    give(shop, potter, "2.50", date(2026, 3, 22))
    (row,) = shop.settle(MARCH).rows
    assert (row.share, row.adjustments, row.paid) == (euro("35"), euro("-20.50"), euro("14.50"))
    assert [fee.amount for fee in row.fees] == [euro("-6")]
    with shop.books.read() as read:
        settled = read.settled(MARCH)
        assert settled is not None
        (paper,) = settling.statements(read, settled)
    assert [(each.amount.minor, each.fee) for each in paper.adjustments] == [
        (-1200, True),
        (-500, False),
        (250, False),
        (-600, True),
    ]
    assert shop.owed() == {}
    balances = shop.balances()
    assert balances["fees", "EUR"] == -1500
    assert balances["adjustments", "EUR"] == -250
    assert balances["vat_collected", "EUR"] == -250 - 300
    assert shop.defects() == []


def test_nothing_is_added_to_a_settled_month(shop: ShopBuilder) -> None:
    potter = shop.member()
    bowl = shop.article(potter)
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.settle(MARCH)
    with pytest.raises(Refused) as late:
        give(shop, potter, "1", date(2026, 3, 31))
    assert late.value.code == "month_settled"
    with pytest.raises(Refused) as opened:
        shop.open(when(31))
    assert opened.value.code == "month_settled"


def test_what_is_no_adjustment(shop: ShopBuilder) -> None:
    potter = shop.member()
    day = date(2026, 3, 5)
    for amount, fee in (("0", False), ("1", True)):
        with pytest.raises(Refused) as refused:
            give(shop, potter, amount, day, fee=fee)
        assert refused.value.code == "bad_adjustment"
    with pytest.raises(NotFound):
        give(shop, replace(potter, id=new_id()), "1", day)
    with pytest.raises(Refused) as mute:
        adjust(
            shop.books,
            id=new_id(),
            at=shop.tick(),
            day=day,
            member_id=potter.id,
            amount=euro("1"),
            reason=" ",
        )
    assert mute.value.code == "adjustment_without_reason"
    with pytest.raises(Refused) as later:
        give(shop, potter, "1", date(9999, 12, 31))
    assert later.value.code == "month_not_begun"
    assert shop.owed() == {}


def test_a_month_before_a_settled_one_stays_as_it_is(shop: ShopBuilder) -> None:
    potter = shop.member(minimum=1000)
    bowl = shop.article(potter)
    shop.open(when(3))
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.settle(MARCH)
    shop.open(when(3, 5))
    shop.sell(bowl, cash("10"))
    shop.close()
    shop.settle(MAY)
    assert shop.owed() == {}
    with contextlib.suppress(Refused):  # refusing any of the three is right; what counts is what stands after
        give(shop, potter, "5", date(2026, 4, 10))
        settling.approve(shop.books, id=new_id(), at=datetime(2026, 6, 2, tzinfo=PARIS), month=APRIL)
        paying.pay(shop.books, id=new_id(), at=datetime(2026, 6, 2, tzinfo=PARIS), month=APRIL)
    assert shop.defects() == []
    assert all(minor >= 0 for minor in shop.owed().values())


def test_a_currency_that_is_owed_stays(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member(accepts="50"))
    shop.open(when(3))
    shop.sell(bowl, coupons("5"), cash("5"))
    shop.close()
    with contextlib.suppress(Refused):
        change_shop(shop.books, replace(SHOP, locals=()), id=new_id(), at=shop.tick())
    assert shop.balances()["coupons", "LOC"] == 500
    assert len(shop.settle(MARCH).rows) == 2


def test_a_month_without_sales_is_paid_before_the_next_is_settled(shop: ShopBuilder) -> None:
    potter = shop.member("M1")
    bowl = shop.article(potter, "120")
    shop.open(when(3))
    shop.sell(bowl, card("120"))
    shop.close()
    planning_month.exclude(shop.books, MARCH, potter.id, "absente", at=shop.tick())
    shop.settle(MARCH)
    shop.settle(APRIL, pay=False)
    shop.open(when(3, 5))
    shop.sell(bowl, card("120"))
    shop.close()
    with pytest.raises(Refused) as open:
        shop.settle(MAY)
    assert (open.value.code, open.value.facts["earlier"]) == ("earlier_month_open", APRIL)
    assert shop.defects() == []
    shop.settle(APRIL)
    assert shop.settle(MAY).rows[0].paid == euro("84")
    assert shop.defects() == []


def test_fees_of_a_month_without_sales_are_told_of_before_they_are_left_out(shop: ShopBuilder) -> None:
    bowl = shop.article(shop.member("M1", fee=500), "120")
    for month in (3, 5):
        shop.open(when(3, month))
        shop.sell(bowl, card("120"))
        shop.close()
        if month == 3:
            shop.settle(MARCH)
    with shop.books.read() as read:
        (earlier,) = [each for each in checks(read, MAY, when(1, 6)) if each.check is Check.EARLIER]
    assert (earlier.severity, earlier.month) == (Severity.WARN, APRIL)
    assert shop.settle(APRIL).rows[0].carried == euro("-5")
    with shop.books.read() as read:
        (earlier,) = [each for each in checks(read, MAY, when(1, 6)) if each.check is Check.EARLIER]
    assert earlier.severity is Severity.OK
    assert shop.settle(MAY).rows[0].paid == euro("74")


def test_days_on_which_nothing_was_sold_are_closed_with_their_month(shop: ShopBuilder) -> None:
    shop.open(when(3))
    shop.close()
    period = close_month(shop.books, MARCH, at=when(1, 4))
    assert (period.name, period.figures.tickets) == ("2026-03", 0)
    assert shop.defects() == []
