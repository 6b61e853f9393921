"""Sales with a scanner and a number pad only: one hand on the goods, the other on seventeen keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hands import ScannerAndPad, calm
from shop_builder import barcode
from small_day import LISE_PIN, small_shop
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.sale import Means
from ui.desktop.presenters import panels, places


@pytest.fixture
def hands(qapp: object, sqlite_books: SqlBooks) -> Iterator[ScannerAndPad]:
    day = TillAtWork(small_shop(sqlite_books), person=None, threads=True)
    calm(day)
    hands = ScannerAndPad(day)
    yield hands
    hands.close()
    day.close()


def come_in(hands: ScannerAndPad) -> None:
    """The second tile, the PIN, and the float: three notes of 20 and a coin of 2; Enter goes on and opens."""
    till = hands.day.till
    hands.pad(f"2{LISE_PIN} ")
    assert till.desk.who == "Lise"
    assert till.navigation.room == places.OPENING
    hands.pad("    3   1 ")
    for _ in range(30):
        if till.navigation.room == places.SALE:
            return
        hands.pad(" ")
    raise AssertionError(hands.day.focus.accessibleName())


def sold(hands: ScannerAndPad) -> tuple[int, int]:
    """Total and change of the sale that was just recorded."""
    till = hands.day.till
    assert till.selling.panel == panels.AFTER, (till.selling.panel, hands.day.notices())
    assert till.sale.paying.last is not None
    sale = till.sale.paying.last.sale
    return sale.total.minor, sum(each.change.minor for each in sale.payments)


def test_ten_baskets_with_a_scanner_and_a_number_pad(hands: ScannerAndPad) -> None:
    day, till = hands.day, hands.day.till
    come_in(hands)
    seen: list[tuple[int, int]] = []

    # Exactly: Enter asks to pay, Enter is cash, Enter ends it; the next scan begins the next sale.
    for number in (1, 2, 3):
        hands.scan(barcode(number))
        hands.pad("   ")
        seen.append(sold(hands))
    # Several at once, before the scan; an amount in cents, and with a comma.
    hands.pad("3*")
    hands.scan(barcode(2))
    hands.pad(" 2000  ")
    seen.append(sold(hands))
    hands.scan(barcode(4))
    hands.pad(" 10,5  ")
    seen.append(sold(hands))
    # One more, one fewer, and so many of the last line.
    hands.scan(barcode(4))
    hands.pad("++-")
    assert till.selling.total.minor == 1600
    hands.pad("5* ")
    assert till.selling.total.minor == 4000
    hands.pad("   ")
    seen.append(sold(hands))
    # The line before is reached by /, and taken out by −.
    hands.scan(barcode(1))
    hands.scan(barcode(2))
    hands.scan(barcode(3))
    hands.pad("//-")
    assert [line.label for line in till.selling.content.lines] == ["Bol 2", "Bol 3"]
    hands.pad(" 5000  ")
    seen.append(sold(hands))
    # A mistyped quantity is erased; asked to pay too early, one goes back and scans on.
    hands.scan(barcode(4))
    hands.pad("77<<<")
    assert till.selling.total.minor == 800
    hands.pad(" <")
    assert till.selling.panel == panels.KEYS
    hands.scan(barcode(4))
    hands.pad(" 2000<<<<1600  ")
    seen.append(sold(hands))
    # Too little is a part of it, and given back by erasing an empty field.
    hands.scan(barcode(3))
    hands.pad(" 1000 ")
    assert till.sale.paying.rest.minor == 2990
    hands.pad("<")
    assert till.sale.paying.rest.minor == 3990
    hands.pad("5000  ")
    seen.append(sold(hands))
    # Three scans in a row, without a pause for the screen.
    for number in (1, 2, 2):
        hands.scan(barcode(number))
    hands.pad("   ")
    seen.append(sold(hands))
    assert seen == [
        (1235, 0),
        (420, 0),
        (3990, 0),
        (1260, 740),
        (800, 250),
        (4000, 0),
        (4410, 590),
        (1600, 0),
        (3990, 1010),
        (2075, 0),
    ]

    # The receipt: + prints it, − gives none.
    hands.pad("+")
    assert [job.title for job in day.printer.jobs] == ["C1-000010"]

    # Of the fourth ticket two bowls come back: scanned, counted with +, paid back.
    hands.scan("C1-000004")
    hands.pad("+++- ")
    assert till.selling.total.minor == -840
    hands.pad("   ")
    assert sold(hands) == (-840, 0)
    hands.pad("-")
    assert till.sale.receipts.choice == "none"

    # The books say the same.
    with day.shop.books.read() as read:
        totals = read.session_totals(read.session("C1"))
        returned = read.sale("C1", 4)
    expected = 6200 + sum(total for total, _ in seen) - 840
    assert totals.expected()[Means.CASH, "EUR"] == expected
    assert day.shop.balances()["cash", "EUR"] == expected
    assert returned is not None
    assert dict(returned.returned) == {1: 2}
    assert day.shop.defects() == []
