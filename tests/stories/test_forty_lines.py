"""A deposit of forty lines by keyboard alone, every keystroke counted: under two minutes of them.

How it is counted: each key that goes down is one keystroke, a letter, a digit, Enter or F9 alike; a code that
the scanner reads is one as well. Someone who types with two fingers makes about 2.5 keystrokes a second
(150 in a minute, some 30 words), so that two minutes are 300.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hands import Keyboard, calm
from PySide6.QtCore import Qt
from shop_builder import ShopBuilder, euro, when
from till_at_work import LISE, TillAtWork

from db.books import SqlBooks
from ess_shop.reading import RecordedSlip
from ui.desktop.presenters import places
from ui.desktop.rooms.goods.deposit_page import DepositPage

PACE = 2.5
"""Keystrokes in a second."""

SECONDS = 120

SCANNED = (1, 1, 1, 3, 1, 1, 2, 1, 1, 1, 6, 1, 1, 1, 1, 2, 1, 1, 1, 1)
"""Pieces of each known article that is scanned."""

NEW = (
    ("Bol", "8,", 4),
    ("Tasse", "12,", 6),
    ("Vase", "25,", 1),
    ("Pichet", "18,", 2),
    ("Saladier", "32,", 1),
    ("Assiette", "14,", 6),
    ("Cache-pot", "16,", 2),
    ("Sucrier", "1250", 1),
    ("Beurrier", "22,", 1),
    ("Mug", "9,", 8),
    ("Soliflore", "15,", 1),
    ("Coupelle", "650", 4),
    ("Plat", "28,", 1),
    ("Gobelet", "750", 6),
    ("Broche", "12,", 3),
    ("Savon", "490", 9),
    ("Bougie", "11,", 5),
    ("Collier", "24,", 1),
    ("Sac en lin", "19,", 1),
    ("Bonnet", "21,", 1),
)
"""New articles as they are called and typed: label, price (`8,` is 8.00, `1250` is 12.50), pieces."""


class Counted(Keyboard):
    """A keyboard, and a scanner beside it, that count."""

    strokes = 0
    scans = 0

    def press(self, *keys: Qt.Key, ctrl: bool = False, alt: bool = False, shift: bool = False) -> None:
        self.strokes += len(keys)
        super().press(*keys, ctrl=ctrl, alt=alt, shift=shift)

    def type(self, text: str) -> None:
        self.strokes += len(text)
        super().type(text)

    def scan(self, code: str) -> None:
        """The scanner reads a code: it is no keystroke, and counts as one."""
        self.scans += 1
        self.day.window.scanned(code)


@pytest.fixture
def keys(qapp: object, sqlite_books: SqlBooks) -> Iterator[Counted]:
    shop = ShopBuilder(sqlite_books)
    member = shop.member("M7")
    shop.member("M8")
    for _ in SCANNED:
        shop.article(member, "10", pieces=1)
    shop.open(when(2, hour=14))
    day = TillAtWork(shop, person=LISE, threads=True)
    keys = Counted(day)
    day.till.desk.go.ring(places.GOODS)
    calm(day)
    yield keys
    keys.close()
    day.close()


def recorded(page: DepositPage) -> RecordedSlip:
    found = page.presenter.recorded
    assert found is not None
    return found


def test_forty_lines_take_less_than_two_minutes_of_keystrokes(keys: Counted) -> None:
    day = keys.day
    page = day.window.shown.page
    assert isinstance(page, DepositPage)
    with day.shop.books.read() as read:
        known = read.articles_of(next(each.id for each in read.members() if each.code == "M7"))

    keys.enter("M7")
    calm(day)
    for article, pieces in zip(known, SCANNED, strict=True):
        if pieces > 1:
            keys.enter(f"{pieces}*")
        keys.scan(article.barcodes[0])
    for label, price, pieces in NEW:
        keys.enter(label)
        keys.enter(price)
        keys.enter(str(pieces) if pieces > 1 else "")
    keys.press(Qt.Key.Key_F9)
    calm(day)

    slip = recorded(page).slip
    assert len(slip.lines) == 40, day.notices()
    assert [line.quantity for line in slip.lines] == [*SCANNED, *(pieces for _, _, pieces in NEW)]
    assert [line.label for line in slip.lines[20:]] == [label for label, _, _ in NEW]
    assert [line.price for line in slip.lines[20:23]] == [euro("8"), euro("12"), euro("25")]
    assert slip.lines[27].price == euro("12.50")
    assert not day.shop.defects()

    together = keys.strokes + keys.scans
    seconds = together / PACE
    print(f"{keys.strokes} keystrokes and {keys.scans} scans: {seconds:.0f} s")
    assert keys.scans == 20
    assert together <= SECONDS * PACE
    assert seconds < SECONDS
