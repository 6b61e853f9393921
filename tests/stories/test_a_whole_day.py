"""A whole day at the till, through the real window: opened, thirty sales of every sort, closed, read back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from shop_builder import ShopBuilder, barcode, when
from till_at_work import AICHA, TillAtWork

from db.books import SqlBooks
from ess_shop.domain.sale import Means
from ui.desktop.presenters import cash as pages
from ui.desktop.presenters import closing as steps
from ui.desktop.presenters import panels, places

CASH, COUPONS = (Means.CASH, "EUR"), (Means.COUPON, "LOC")


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    shop = ShopBuilder(sqlite_books)
    potter, weaver = shop.member("M1", accepts="50"), shop.member("M2", accepts="100", commission="25")
    for member, price in ((potter, "12.35"), (potter, "4.20"), (weaver, "39.90"), (weaver, "8")):
        shop.article(member, price, pieces=60)
    shop.now = when(2, hour=9)
    at_work = TillAtWork(shop, threads=True)
    yield at_work
    at_work.close()


def pay_cash(day: TillAtWork, typed: str = "") -> None:
    """Enter asks to pay, an amount is cash, Enter ends it."""
    day.key(Qt.Key.Key_Return)
    if typed:
        day.type(typed)
    day.key(Qt.Key.Key_Return)
    day.key(Qt.Key.Key_Return)


def test_a_whole_day(at_work: TillAtWork) -> None:
    day, till = at_work, at_work.till
    selling = till.selling
    # Opening, counted: one 50, two 20, four coupons of 5.
    till.desk.go.ring(places.OPENING)
    day.settle()
    opening = day.window.shown
    euro_fields, coupon_fields = (counter.fields for counter in opening.counters)
    for field, text in ((euro_fields[5000], "1"), (euro_fields[2000], "2"), (coupon_fields[500], "4")):
        field.setFocus()
        day.type(text)
    day.key(Qt.Key.Key_F10)
    assert till.navigation.room == places.SALE
    sold: list[int] = []

    # Eight in cash with change.
    for number in range(8):
        day.scan(barcode(1 + number % 2))
        pay_cash(day, "2000")
        assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
        sold.append((1235, 420)[number % 2])
        assert selling.panel == panels.AFTER
    # Six by card.
    for number in range(6):
        day.type("2*")
        day.scan(barcode(1 + number % 4))
        day.key(Qt.Key.Key_F9)
        day.key(Qt.Key.Key_F11)
        day.key(Qt.Key.Key_Return)
        assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
        sold.append(2 * (1235, 420, 3990, 800)[number % 4])
    # Three cheques: every tick is needed.
    for _ in range(3):
        day.scan(barcode(3))
        day.key(Qt.Key.Key_F9)
        day.touch(day.words("Cheque"))
        form = day.sale.panel(panels.PAY)._cheque
        take = day.words("Take the cheque")
        with pytest.raises(LookupError):
            day.touch(take)
        for tick in form.ticks:
            tick.click()
        day.touch(take)
        day.key(Qt.Key.Key_Return)
        assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
        sold.append(3990)
    # Six with coupons, the rest in euro.
    for _ in range(6):
        day.scan(barcode(1))
        day.scan(barcode(4))
        day.key(Qt.Key.Key_F9)
        day.key(Qt.Key.Key_F12)
        day.key(Qt.Key.Key_F10)
        day.key(Qt.Key.Key_Return)
        assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
        sold.append(2035)
    # A line discount and a basket discount.
    day.scan(barcode(3))
    day.key(Qt.Key.Key_F8)
    day.type("10%")
    day.key(Qt.Key.Key_Return)
    day.type("accroc")
    day.key(Qt.Key.Key_Return)
    pay_cash(day)
    assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
    sold.append(3591)
    day.scan(barcode(4))
    day.key(Qt.Key.Key_F8)
    day.touch(day.words("The whole basket"))
    panel = day.sale.panel(panels.DISCOUNT)
    panel._amount.line.setText("1,00")
    panel._reason.line.setText("fête")
    day.touch(day.words("Give the discount"))
    pay_cash(day)
    assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
    sold.append(700)
    # Of two cups bought by card, one comes back for a voucher, which pays the next cup.
    ticket = next(number for number in range(1, 40) if _label(day, number) == ("Bol 2", 2))
    day.scan(f"C1-{ticket:06d}")
    till.sale.returning.pick(1, 1)
    day.settle()
    day.type("ébréché")
    day.touch(day.words("Put into the basket"))
    assert str(selling.total.decimal()) == "-4.20"
    day.key(Qt.Key.Key_F9)
    day.touch(day.words("Voucher"))
    day.key(Qt.Key.Key_Return)
    assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
    sold.append(-420)
    assert till.sale.paying.last is not None
    voucher = till.sale.paying.last.sale.payments[0].reference
    day.scan(barcode(2))
    day.key(Qt.Key.Key_F9)
    day.scan(voucher)
    day.key(Qt.Key.Key_Return)
    assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
    sold.append(420)
    # Parked by Lise, recalled by Aïcha, who sells something in between.
    day.scan(barcode(3))
    day.key(Qt.Key.Key_F4)
    day.type("chapeau")
    day.key(Qt.Key.Key_Return)
    assert selling.empty
    till.desk.sit(AICHA)
    day.scan(barcode(4))
    pay_cash(day, "1000")
    assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
    sold.append(800)
    day.key(Qt.Key.Key_F5)
    day.key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert str(selling.total.decimal()) == "39.90"
    pay_cash(day, "5000")
    assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
    sold.append(3990)
    # Mixed means on one ticket.
    day.scan(barcode(3))
    day.key(Qt.Key.Key_F9)
    day.type("2000")
    day.key(Qt.Key.Key_F11)
    day.key(Qt.Key.Key_F10)
    day.key(Qt.Key.Key_Return)
    assert selling.panel == panels.AFTER, (len(sold), day.notices(), day.focus)
    sold.append(3990)
    assert len(sold) == 30
    assert day.notices() == []

    # Receipts: one is printed, with the sale's number.
    day.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [job.title for job in day.printer.jobs] == ["C1-000030"]

    # X changes nothing, then the day is closed with its count.
    till.desk.go.ring(places.CASH)
    day.settle()
    room = day.window.shown
    day.key(Qt.Key.Key_1)
    assert room._presenter.page == pages.FIGURES
    assert room._presenter.paper.totals.tickets == 30
    day.key(Qt.Key.Key_Escape)
    day.key(Qt.Key.Key_2)
    closing = room.closing
    assert closing.step == steps.COUNT
    with day.shop.books.read() as read:
        expected = read.session_totals(read.session("C1")).expected()
    _count(day, room.pages[pages.CLOSE].counters, expected)
    day.key(Qt.Key.Key_F9)
    assert closing.step == steps.DIFFERENCE
    assert not closing.differs
    day.key(Qt.Key.Key_F9)
    day.key(Qt.Key.Key_F9)
    assert closing.step == steps.DONE
    assert closing.closing is not None
    assert closing.closing.number == 1

    # The ledger read back.
    assert closing.closing.totals.total == sum(sold)
    balances = day.shop.balances()
    assert balances["cash", "EUR"] == expected[CASH]
    assert balances["coupons", "LOC"] == expected[COUPONS] == 2000 + 6 * 1400
    assert balances.get(("voucher", "EUR"), 0) == 0
    assert balances["cheque", "EUR"] == 3 * 3990
    assert day.shop.defects() == []


def _label(day: TillAtWork, ticket: int) -> tuple[str, int]:
    with day.shop.books.read() as read:
        found = read.sale("C1", ticket)
    line = found.sale.sale.lines[0] if found else None
    return (line.label, line.quantity) if line else ("", 0)


def _count(day: TillAtWork, counters: list, expected: dict) -> None:  # type: ignore[type-arg]
    """Lay the expected amounts down in the fewest coins and notes."""
    for counter, key in zip(counters, (CASH, COUPONS), strict=True):
        rest = expected[key]
        for value in sorted(counter.fields, reverse=True):
            if rest >= value:
                counter.fields[value].setFocus()
                day.type(str(rest // value))
                rest %= value
        assert rest == 0
