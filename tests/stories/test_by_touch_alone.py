"""The small day by touch alone, on a small screen: only what is in sight is pressed, and no key exists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hands import Finger, calm
from shop_builder import barcode, euro, loc
from small_day import AICHA_PIN, LISE_PIN, small_shop
from till_at_work import TillAtWork

from db.books import SqlBooks
from ess_shop.domain.sale import Means
from ui.desktop.presenters import panels, places


@pytest.fixture
def finger(qapp: object, sqlite_books: SqlBooks) -> Iterator[Finger]:
    day = TillAtWork(small_shop(sqlite_books), person=None, threads=True)
    day.window.resize(1024, 768)
    calm(day)
    yield Finger(day)
    day.close()


def sold(finger: Finger) -> int:
    """Finish, and the total of the sale that is then recorded."""
    till = finger.day.till
    finger.touch(finger.day.words("Finish the sale"))
    assert till.selling.panel == panels.AFTER, (till.selling.panel, finger.day.notices())
    last = till.sale.paying.last
    assert last is not None
    return last.sale.total.minor


def find(finger: Finger, name: str, article: str) -> None:
    """Search by letters, and take what was found."""
    finger.write(finger.day.words("Scan, or type a code, a name or a quantity"), name)
    finger.touch(article)


def count(finger: Finger, pieces: dict[str, str], drawer: int) -> None:
    """Count with the digits of the screen: into each field, and how many."""
    words, parse = finger.day.words, (euro, loc)[drawer]
    for piece, many in pieces.items():
        finger.into(words("How many of {amount}", amount=parse(piece)))
        if not finger.sees(words("Put the keyboard away")):
            finger.touch(words("Digits"))
        finger.keys(many)
    finger.touch(words("Put the keyboard away"))


def test_a_small_day_by_touch_alone(finger: Finger) -> None:
    day, words = finger.day, finger.day.words
    till, selling = day.till, day.till.selling
    tickets: list[int] = []

    # The person's tile, and the PIN on the pad.
    finger.touch("Lise")
    finger.keys(LISE_PIN)
    finger.touch(words("Come in"))
    assert till.desk.who == "Lise"
    assert till.navigation.room == places.OPENING

    # Counted.
    count(finger, {"50": "1", "20": "2"}, 0)
    count(finger, {"5": "4"}, 1)
    finger.touch(words("Open with what I counted"))
    assert till.navigation.room == places.SALE

    # By letters on the screen, one more by +; a note, the change, the receipt shown.
    find(finger, "bol 1", "Bol 1")
    find(finger, "bol 4", "Bol 4")
    finger.touch(words("One more"))
    assert selling.total.minor == 1235 + 1600
    finger.touch(words("Pay"))
    finger.touch(words.money(euro("50")).replace(",00", ""))
    assert [each.change.minor for each in till.sale.paying.change] == [2165]
    tickets.append(sold(finger))
    finger.touch(words("Show it"))
    assert till.sale.receipts.preview.startswith(b"\x89PNG")

    # A discount with its reason; removed, undone.
    find(finger, "bol 3", "Bol 3")
    finger.touch(words("Discount"))
    finger.touch("10 %")
    finger.touch(words("Damaged"))
    finger.touch(words("Give the discount"))
    assert selling.total.minor == 3591
    finger.touch(words("Remove"))
    assert selling.empty
    finger.touch(words("Undo"))
    assert selling.total.minor == 3591

    # A price check sells nothing.
    finger.touch(words("Price"))
    finger.write(words("Scan, or type a code, a name or a quantity"), barcode(2))
    finger.ask_keyboard(words("Scan, or type a code, a name or a quantity"))
    finger.touch(words("Enter"))
    assert selling.price.checked is not None
    assert selling.price.checked.line.whole.minor == 420
    finger.touch(words("Back"))
    assert selling.total.minor == 3591

    # Put aside by Lise without a name, taken up again by Aïcha, paid by cheque.
    finger.touch(words("Put aside"))
    finger.touch(words("Put the basket aside"))
    assert selling.empty
    finger.touch("Lise")
    finger.touch("Aïcha")
    finger.keys(AICHA_PIN)
    finger.touch(words("Come in"))
    assert till.desk.who == "Aïcha"
    finger.touch(words("Recall"))
    finger.touch(words("Basket of {time}", time=day.shop.now.strftime("%H:%M")))
    assert selling.total.minor == 3591
    finger.touch(words("Pay"))
    finger.touch(words("Cheque"))
    for tick in (
        words("The amount is right, in figures and in words"),
        words("It bears today's date"),
        words("It is made out to the shop"),
        words("It is signed"),
    ):
        finger.touch(tick)
    finger.touch(words("Take the cheque"))
    tickets.append(sold(finger))

    # Coupons, the rest in euro typed on the pad, with change.
    find(finger, "bol 1", "Bol 1")
    find(finger, "bol 4", "Bol 4")
    finger.touch(words("Pay"))
    finger.touch(words("Coupons"))
    finger.keys("1000")
    finger.touch(words("Enter"))
    assert [each.change.minor for each in till.sale.paying.change] == [365]
    tickets.append(sold(finger))

    # Of the first ticket one bowl comes back for a voucher, which pays the next sale in part.
    finger.touch(words("Return"))
    finger.ask_keyboard(words("Ticket number"))
    finger.keys("1")
    finger.touch(words("Enter"))
    finger.touch(words("One more of {label}", label="Bol 1"))
    finger.touch(words("Damaged"))
    finger.touch(words("Put into the basket"))
    assert selling.total.minor == -1235
    finger.touch(words("Pay back"))
    finger.touch(words("Voucher"))
    tickets.append(sold(finger))
    last = till.sale.paying.last
    assert last is not None
    voucher = last.sale.payments[0].reference
    find(finger, "bol 3", "Bol 3")
    finger.touch(words("Pay"))
    finger.touch(words("Voucher"))
    finger.write(words("Voucher number"), voucher.lower())
    finger.touch(words("Take the voucher"))
    finger.touch(words("Card"))
    tickets.append(sold(finger))
    assert tickets == [2835, 3591, 2035, -1235, 3990]

    # Tickets: found by number, printed again.
    finger.touch(words("Tickets"))
    finger.write(words("Find a ticket"), "3")
    finger.touch(words("Print a duplicate"))
    assert [job.title for job in day.printer.jobs] == ["C1-000003"]

    # Cash out with a ready reason, the drawer by hand, the X, then closed with 1 euro missing.
    finger.touch(words("Till"))
    finger.touch(words("Take money out"))
    finger.keys("500")
    finger.touch(words("Stamps"))
    finger.touch(words("Take it out"))
    kicks = day.printer.kicks
    finger.touch(words("Open the drawer by hand"))
    finger.touch(words("To make change"))
    finger.touch(words("Open the drawer"))
    assert day.printer.kicks == kicks + 1
    finger.touch(words("Figures so far (X)"))
    finger.touch(words("Back"))
    finger.touch(words("Close the day"))
    # 90 + 28,35 + 6,35 - 5 = 119,70 in cash; 20 + 14 in coupons. Counted: 118,70 and 34.
    count(finger, {"100": "1", "10": "1", "5": "1", "2": "1", "1": "1", "0.5": "1", "0.2": "1"}, 0)
    count(finger, {"20": "1", "10": "1", "2": "2"}, 1)
    finger.touch(words("I have counted everything"))
    finger.touch(words("Wrong change given"))
    finger.touch(words("Go on"))
    finger.touch(words("Close the day"))

    closing = day.window.shown.closing.closing  # type: ignore[attr-defined]
    assert closing is not None
    assert (closing.number, closing.totals.tickets, closing.totals.total) == (1, 5, sum(tickets))
    assert closing.reason == words("Wrong change given")
    assert [(each.means, each.expected, each.counted) for each in closing.counts] == [
        (Means.CASH, 11970, 11870),
        (Means.COUPON, 3400, 3400),
    ]
    finger.touch(words("Good evening!"))
    assert till.navigation.room == places.DOOR
    balances = day.shop.balances()
    assert (balances["cash", "EUR"], balances["coupons", "LOC"]) == (11870, 3400)
    assert (balances["cheque", "EUR"], balances["card", "EUR"]) == (3591, 3990 - 1235)
    assert balances.get(("voucher", "EUR"), 0) == 0
    assert day.shop.defects() == []
