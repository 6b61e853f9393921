"""Every room and panel of the till in its states, one after the other, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from settings_walked import PLUGGED, settings_steps
from shop_builder import ShopBuilder, barcode, card, when
from till_at_work import AICHA, TillAtWork, dressed

from db.books import create_books
from db.keys import KeyRing
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ui.desktop.presenters import cash as pages
from ui.desktop.presenters import panels, places
from ui.desktop.rooms.door.room import DoorRoom

Step = Callable[[], object]


def walked(
    folder: Path,
    shop: Shop,
    *,
    language: str = "fr",
    percent: int = 100,
    scheme: str = "light",
    size: tuple[int, int] = (1280, 800),
) -> Iterator[tuple[str, TillAtWork]]:
    """(name of the state, the till in it), from the door in the morning to the Z in the evening."""
    books = create_books(
        str(folder / "shop.db"), shop, at="2026-03-01T08:00:00+01:00", keys=KeyRing(folder / "keys")
    )
    dressed(scheme, percent)
    walk = Walk(ShopBuilder(books), folder, language, scheme, percent)
    walk.till.window.resize(*size)
    try:
        for name, step in walk.steps():
            step()
            for _ in range(3):  # what is made late is laid out later still
                walk.till.settle()
            yield name, walk.till
    finally:
        walk.till.close()
        books.close()
        dressed()


class Walk:
    """One till led through the day."""

    def __init__(self, shop: ShopBuilder, folder: Path, language: str, scheme: str, percent: int) -> None:
        self._folder = folder
        potter, weaver = shop.member("M1", accepts="50"), shop.member("M2", accepts="100")
        for member, price in ((potter, "12.35"), (potter, "4.20"), (weaver, "39.90"), (weaver, "8")):
            self._bowl = shop.article(member, price, pieces=60)
        people = [
            Person(new_id(), "Aïcha Benali", Role.MANAGER, hashed("2468"), colour=3),
            Person(new_id(), "Lise Martin", Role.VOLUNTEER, hashed("1234")),
        ]
        register_people(shop.books, people, id=new_id(), at=shop.tick())
        shop.open(when(2))
        shop.sell(self._bowl, card("8"))
        shop.close()
        shop.now = when(3, hour=9)
        self.till = TillAtWork(
            shop, person=None, language=language, scheme=scheme, percent=percent, devices=PLUGGED
        )

    def steps(self) -> Iterator[tuple[str, Step]]:
        """The states in their order."""
        till, go = self.till, self.till.till.desk.go.ring
        yield "door", till.settle
        yield "door, many", self._many
        yield "door, number", partial(till.type, "12")
        yield "door, nobody", partial(till.type, "9")
        till.window.shown.entered()
        till.settle()
        yield "pin", partial(till.key, Qt.Key.Key_1)
        yield "wrong pin", self._wrong_pin
        yield "opening", self._come_in
        yield "opening, counted", self._count
        till.key(Qt.Key.Key_F9)
        yield from self._selling()
        yield from self._paying()
        yield "tickets", partial(go, places.TICKETS)
        yield "training", partial(go, places.TRAINING)
        yield from settings_steps(till, self._folder)
        yield from self._cash()

    def _many(self) -> None:
        door = self.till.window.shown
        assert isinstance(door, DoorRoom)
        door.presenter.people = [Person(new_id(), f"Bénévole {place}", Role.VOLUNTEER) for place in range(25)]
        door.refresh()

    def _wrong_pin(self) -> None:
        self.till.type("9999")
        self.till.key(Qt.Key.Key_Return)

    def _come_in(self) -> None:
        self.till.till.desk.sit(AICHA)
        self.till.till.desk.go.ring(places.OPENING)

    def _count(self) -> None:
        field = next(iter(self.till.window.shown.counters[0].fields.values()))  # type: ignore[attr-defined]
        field.setFocus()
        self.till.type("1")

    def _selling(self) -> Iterator[tuple[str, Step]]:
        till, sale, selling = self.till, self.till.till.sale, self.till.till.selling
        yield "sale, empty", till.settle
        yield "sale", partial(self._scan, 1, 2, 3)
        yield "sale, keyboard on the screen", partial(till.till.keyboard.toggle, till.sale.basket.entry)
        till.till.keyboard.hide()
        yield "unknown", partial(till.scan, "2999999999999")
        till.till.desk.notices.withdraw("unknown")
        yield "found", partial(till.type, "bol")
        till.key(Qt.Key.Key_Escape)
        yield "discount", partial(selling.open, panels.DISCOUNT)
        yield "price", selling.check_price
        yield "price, checked", partial(till.scan, barcode(1))
        yield "unlabelled", sale.unlabelled.open
        yield "return", sale.returning.open
        yield "return, ticket", partial(sale.returning.find, "C1", 1)
        yield "park", partial(selling.open, panels.PARK)
        sale.parking.park("chapeau bleu")
        yield "recall", sale.parking.open
        selling.back()

    def _scan(self, *numbers: int) -> None:
        for number in numbers:
            self.till.scan(barcode(number))

    def _paying(self) -> Iterator[tuple[str, Step]]:
        till, sale, selling = self.till, self.till.till.sale, self.till.till.selling
        self._scan(1, 3, 4)
        yield "pay", partial(selling.open, panels.PAY)
        yield "cheque", partial(sale.paying.ask, Means.CHEQUE)
        yield "voucher", partial(sale.paying.ask, Means.VOUCHER)
        sale.paying.ask(None)
        sale.paying.tender(Means.COUPON)
        yield "paid", partial(sale.paying.tender, Means.CASH, "10000")
        yield "after", sale.paying.validate
        yield "receipt", partial(till.key, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    def _cash(self) -> Iterator[tuple[str, Step]]:
        till = self.till
        yield "cash", partial(till.till.desk.go.ring, places.CASH)
        room = till.window.shown
        turn = room._presenter.turn  # type: ignore[attr-defined]
        for page in (pages.IN, pages.OUT, pages.BANK, pages.DRAWER, pages.FIGURES):
            yield f"cash, {page}", partial(turn, page)
        turn(pages.HOME)
        yield "closing, waiting", partial(till.key, Qt.Key.Key_2)
        yield "closing, count", partial(till.key, Qt.Key.Key_F9)
        till.type("1")
        yield "closing, difference", partial(till.key, Qt.Key.Key_F9)
        till.type("oubli")
        yield "closing, bank", partial(till.key, Qt.Key.Key_F9)
        yield "closing, done", partial(till.key, Qt.Key.Key_F9)
