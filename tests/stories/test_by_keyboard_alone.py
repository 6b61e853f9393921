"""A small day by keyboard alone: from the PIN at the door to the Z, without mouse, finger or scanner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hands import Keyboard
from PySide6.QtCore import Qt
from shop_builder import barcode, loc
from small_day import AICHA_PIN, LISE_PIN, small_shop
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.sale import Means
from ui.desktop.presenters import panels, places

Key = Qt.Key


@pytest.fixture
def keys(qapp: object, sqlite_books: SqlBooks) -> Iterator[Keyboard]:
    day = TillAtWork(small_shop(sqlite_books), person=None, threads=True)
    keys = Keyboard(day)
    day.settle()
    yield keys
    keys.close()
    day.close()


def sold(keys: Keyboard) -> int:
    """The total of the sale that was just recorded; the panel after the sale must be up."""
    till = keys.day.till
    assert till.selling.panel == panels.AFTER, (till.selling.panel, keys.day.notices())
    last = till.sale.paying.last
    assert last is not None
    return last.sale.total.minor


def total(keys: Keyboard) -> int:
    return keys.day.till.selling.total.minor


def test_a_small_day_by_keyboard_alone(keys: Keyboard) -> None:
    day, words = keys.day, keys.day.words
    till = day.till
    tickets: list[int] = []

    # The second tile, and the PIN.
    keys.press(Key.Key_2)
    keys.enter(LISE_PIN)
    assert till.desk.who == "Lise"
    assert till.navigation.room == places.OPENING

    # Counted: Enter goes from piece to piece; one 50, two 20, four coupons of 5.
    for text in ("", "", "", "1", "2"):
        keys.enter(text)
    keys.tab_to(words("How many of {amount}", amount=loc("5")))
    keys.enter("4")
    keys.press(Key.Key_F10)
    assert till.navigation.room == places.SALE

    # By name, by code, three at once; the change is worked out before the last Enter.
    keys.enter("bol 1")
    keys.enter("A2")
    keys.enter("3*bol 4")
    assert total(keys) == 1235 + 420 + 2400
    keys.enter()
    keys.enter("5000")
    assert [each.change.minor for each in till.sale.paying.change] == [945]
    keys.enter()
    tickets.append(sold(keys))
    keys.press(Key.Key_E, ctrl=True)
    assert till.sale.receipts.preview.startswith(b"\x89PNG")

    # A discount with its reason, on the line; then one more, one fewer, out and back.
    keys.enter("A3")
    keys.press(Key.Key_F8)
    keys.enter("10%")
    keys.enter("accroc")
    assert total(keys) == 3591
    keys.press(Key.Key_Plus)
    assert total(keys) == 7182
    keys.press(Key.Key_Minus)
    keys.press(Key.Key_Delete, ctrl=True)
    assert till.selling.empty
    keys.press(Key.Key_Z, ctrl=True)
    assert total(keys) == 3591

    # A price check sells nothing.
    keys.press(Key.Key_F6)
    keys.enter(barcode(1))
    checked = till.selling.price.checked
    assert checked is not None
    assert (checked.line.whole.minor, checked.stock) == (1235, 59)
    assert total(keys) == 3591
    keys.press(Key.Key_Escape)

    # Put aside by Lise, taken up again by Aïcha, paid by cheque with its ticks.
    keys.press(Key.Key_F4)
    keys.enter("chapeau")
    assert till.selling.empty
    keys.press(Key.Key_L, ctrl=True)
    assert till.navigation.room == places.DOOR
    keys.press(Key.Key_1)
    keys.enter(AICHA_PIN)
    assert till.desk.who == "Aïcha"
    keys.press(Key.Key_F5)
    keys.press(Key.Key_1, alt=True)
    assert total(keys) == 3591
    keys.press(Key.Key_F9)
    keys.press(Key.Key_H, ctrl=True)
    for _ in range(4):
        keys.press(Key.Key_Space, Key.Key_Tab)
    keys.press(Key.Key_Return, ctrl=True)
    keys.enter()
    tickets.append(sold(keys))

    # Coupons as far as the members take them, the rest in euro.
    keys.enter("A1")
    keys.enter("A4")
    keys.press(Key.Key_F9, Key.Key_F12, Key.Key_F10, Key.Key_Return)
    tickets.append(sold(keys))
    last = till.sale.paying.last
    assert last is not None
    assert [(each.means, each.tendered.minor) for each in last.sale.payments] == [
        (Means.COUPON, 1400),
        (Means.CASH, 635),
    ]

    # Of the first ticket one bowl comes back for a voucher, which pays the next sale in part.
    keys.press(Key.Key_F7)
    keys.enter("1")
    keys.press(Key.Key_Plus)
    keys.tab_to(words("Why does it come back?"))
    keys.type("trop petit")
    keys.press(Key.Key_Return, ctrl=True)
    assert total(keys) == -1235
    keys.press(Key.Key_F9)
    keys.press(Key.Key_B, ctrl=True)
    keys.enter()
    tickets.append(sold(keys))
    last = till.sale.paying.last
    assert last is not None
    voucher = last.sale.payments[0].reference
    keys.enter("A3")
    keys.press(Key.Key_F9)
    keys.press(Key.Key_B, ctrl=True)
    keys.enter(voucher)
    keys.press(Key.Key_F11)
    keys.enter()
    tickets.append(sold(keys))
    assert tickets == [4055, 3591, 2035, -1235, 3990]

    # Tickets: found by number, printed again as a duplicate.
    keys.press(Key.Key_2, ctrl=True)
    keys.enter("3")
    keys.press(Key.Key_F9)
    assert [job.title for job in day.printer.jobs] == ["C1-000003"]

    # Cash out with a reason, the X, then the day is closed with 1 euro missing, explained.
    keys.press(Key.Key_3, ctrl=True)
    keys.press(Key.Key_5)
    keys.enter("500")
    keys.enter("timbres")
    keys.press(Key.Key_1)
    keys.press(Key.Key_Escape)
    keys.press(Key.Key_2)
    # 90 + 40,55 + 6,35 - 5 = 131,90 in cash; 20 + 14 in coupons. Counted: 130,90 and 34.
    for text in ("", "", "1", "", "1", "1", "", "", "", "1", "2"):
        keys.enter(text)
    keys.tab_to(words("How many of {amount}", amount=loc("10")))
    keys.enter("3")
    keys.tab_to(words("How many of {amount}", amount=loc("2")))
    keys.enter("2")
    keys.press(Key.Key_F9)
    keys.enter("rendu faux")
    keys.press(Key.Key_F9)

    closing = day.window.shown.closing.closing  # type: ignore[attr-defined]
    assert closing is not None
    assert (closing.number, closing.totals.tickets, closing.totals.total) == (1, 5, sum(tickets))
    assert closing.reason == "rendu faux"
    assert [(each.means, each.expected, each.counted) for each in closing.counts] == [
        (Means.CASH, 13190, 13090),
        (Means.COUPON, 3400, 3400),
    ]
    balances = day.shop.balances()
    assert (balances["cash", "EUR"], balances["coupons", "LOC"]) == (13090, 3400)
    assert balances["cheque", "EUR"] == 3591
    assert balances["card", "EUR"] == 3990 - 1235
    assert balances.get(("voucher", "EUR"), 0) == 0
    assert day.shop.defects() == []
