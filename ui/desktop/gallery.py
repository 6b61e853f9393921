"""The gallery: every screen photographed in its important states, looks and languages, on the demo shop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ess_shop.domain.people import Person
from ess_shop.domain.post import NoPost
from ess_shop.domain.preferences import KeyMap, MeansTaken
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.receipt_printer import NoPrinter, PrinterSettings
from ess_shop.domain.sale import Means
from ess_shop.errors import DeviceTrouble, ShopError
from ess_shop.ports import Books
from ess_shop.wording import speaking
from ui import bootstrap
from ui.desktop import (
    gallery_archives,
    gallery_counts,
    gallery_dashboard,
    gallery_deposit,
    gallery_exports,
    gallery_goods,
    gallery_invoices,
    gallery_law,
    gallery_lists,
    gallery_members,
    gallery_month,
    gallery_more,
    gallery_own,
    gallery_payouts,
    gallery_police,
    gallery_settings,
)
from ui.desktop.display.camera import Camera
from ui.desktop.dress import dress
from ui.desktop.presenters import panels, places
from ui.desktop.presenters.discounting import DiscountPresenter
from ui.desktop.presenters.lane import InlineLane
from ui.desktop.program import application
from ui.desktop.rooms.cash.room import CashRoom
from ui.desktop.rooms.opening.room import OpeningRoom
from ui.desktop.theme import Theme
from ui.desktop.till import Fittings, Till


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at every screen."""

    language: str = "fr"
    scheme: str = "light"
    percent: int = 100
    width: int = 1280
    height: int = 800

    @property
    def name(self) -> str:
        """A folder's name."""
        return f"{self.language}-{self.scheme}-{self.percent}-{self.width}x{self.height}"


LOOKS = (
    Look(),
    Look(language="en"),
    Look(scheme="dark"),
    Look(scheme="contrast"),
    Look(percent=200),
    Look(width=1024, height=768),
    Look(width=1920, height=1080, percent=150),
)

SETTLED = 12
"""After so many turns of the event loop everything stays where it is: sentences that wrap push others."""

Scene = tuple[str, Callable[[], object]]


class SetUpPost(NoPost):
    """A post that is set up, so that receipts can go by e-mail, and that sends nothing."""

    ready = True


class Gallery:
    """One till on a copy of the demo books, led from scene to scene."""

    def __init__(self, books: Books, look: Look, folder: Path) -> None:
        self._look, self._folder = look, folder / look.name
        self._folder.mkdir(parents=True, exist_ok=True)
        dress(application(), Theme(look.scheme, look.percent))
        words = speaking(look.language)
        with books.read() as read:
            shop = read.shop()
            self._people = {person.name: person for person in read.people()}
            goods = read.articles()
        self._codes = [article.barcodes[0] for article in goods if not article.unique]
        self._fittings = Fittings(
            books=books,
            shop=shop,
            till="C1",
            words=words,
            clock=lambda: bootstrap.now(shop.timezone),
            printer=NoPrinter(),
            press=bootstrap.ReceiptPress(words, PrinterSettings()),
            desk_press=bootstrap.DeskPress(words, self._folder / "papers"),
            make_lane=InlineLane,
            receipt_settings=ReceiptSettings(about="Ouvert du mardi au samedi."),
            keys=KeyMap(),
            means=MeansTaken(),
            wear=lambda _appearance: None,
            practise=lambda _guided: None,
            devices=lambda: gallery_settings.PLUGGED,
            post=SetUpPost(),
        )
        self._till = Till(self._fittings)
        self._till.window.resize(look.width, look.height)
        self._till.window.show()
        self._camera = Camera(self._till, look.width, self._folder)

    def photograph(self) -> int:
        """Every scene in its order; returns how many pictures there are."""
        count = 0
        for number, (name, act) in enumerate(self._scenes(), start=1):
            act()
            self._take(self._till.window, f"{number:02d}-{name}")
            count += 1 + self._camera.photograph(name, number)
        self._camera.close()
        self._till.window.close()
        size = QSize(self._look.width, self._look.height)
        for name, window in gallery_more.windows(self._fittings, self._codes, size):
            self._take(window, name)
            count += 1
        count += gallery_exports.papers(self._folder / "exports", self._folder)
        count += gallery_invoices.papers(self._fittings.words, self._folder)
        count += gallery_law.papers(self._fittings, self._folder)
        count += gallery_payouts.papers(self._fittings.words, self._folder)
        return count + gallery_more.papers(self._fittings, self._folder)

    def _take(self, window: QWidget, name: str) -> None:
        for _turn in range(SETTLED):
            QApplication.processEvents()
        window.grab().save(str(self._folder / f"{name}.png"))

    def _scenes(self) -> Iterator[Scene]:
        till, go = self._till, self._till.desk.go.ring
        yield "door", partial(go, places.DOOR)
        yield from self._door()
        yield "opening", partial(self._come_in, "Lise Martin", places.OPENING)
        yield "sale-empty", self._open
        yield from self._selling()
        yield from self._paying()
        yield "tickets", partial(go, places.TICKETS)
        yield "goods", partial(go, places.GOODS)
        yield from gallery_deposit.scenes(till)
        yield from gallery_lists.scenes(till, self._folder / "lists")
        self._put_away()
        yield from gallery_goods.scenes(till, self._codes)
        yield from gallery_goods.ending(till)
        self._put_away()
        yield from gallery_counts.scenes(till, self._codes)
        yield from gallery_police.scenes(till)
        self._put_away()
        yield "training", partial(go, places.TRAINING)
        yield "settings", partial(self._come_in, "Aïcha Benali", places.SETTINGS)
        yield from gallery_settings.scenes(till, self._codes[3])
        yield from gallery_law.scenes(till)
        self._put_away()
        yield from gallery_members.scenes(till)
        self._put_away()
        yield "books", partial(go, places.BOOKS)
        yield from gallery_dashboard.scenes(till)
        yield from gallery_exports.scenes(till, self._folder / "exports")
        yield from gallery_archives.scenes(till, self._folder / "archives")
        self._put_away()
        yield from gallery_month.scenes(till, self._people["Françoise Duret"], self._folder / "month")
        self._put_away()
        yield from gallery_own.scenes(till)
        self._put_away()
        yield "printer-trouble", self._printer_trouble
        till.desk.notices.withdraw("printer")
        yield from self._cash()

    def _put_away(self) -> None:
        """Banners of one room do not stand on the pictures of the next."""
        for notice in tuple(self._till.desk.notices.standing):
            self._till.desk.notices.withdraw(notice.topic)

    def _door(self) -> Iterator[Scene]:
        def choose() -> None:
            from ui.desktop.rooms.door.room import DoorRoom

            room = self._till.window.shown
            if isinstance(room, DoorRoom):
                room.tiles[3].click()

        def wrong() -> None:
            from ui.desktop.rooms.door.room import DoorRoom

            room = self._till.window.shown
            if isinstance(room, DoorRoom):
                room.presenter.type("9999")
                room.presenter.enter()

        yield "door-pin", choose
        yield "door-wrong-pin", wrong

    def _come_in(self, name: str, room: str) -> None:
        person: Person = self._people[name]
        self._till.desk.sit(person)
        self._till.desk.go.ring(room)

    def _open(self) -> None:
        room = self._till.window.shown
        if isinstance(room, OpeningRoom):
            room.take_over.click()

    def _scan(self, first: int, many: int) -> None:
        for code in self._codes[first : first + many]:
            self._till.window.scanned(code)

    def _selling(self) -> Iterator[Scene]:
        sale = self._till.sale
        selling = sale.selling
        yield "sale-typical", partial(self._scan, 3, 4)
        yield "sale-search", partial(selling.typed, "sav")
        yield "sale-keyboard", partial(gallery_more.keyboard, self._till)
        gallery_more.keyboard(self._till)
        yield "sale-nothing-found", partial(selling.typed, "zzzz")
        selling.escape("zzzz")
        yield "sale-unknown-barcode", partial(self._till.window.scanned, "2999999999999")
        self._till.desk.notices.withdraw("unknown")
        yield "discount", partial(selling.open, panels.DISCOUNT)
        give = partial(DiscountPresenter(selling).line, "10%", "Abîmé", None)
        yield "sale-discounted", give
        yield "price", partial(self._check_price, 40)
        yield "unlabelled", sale.unlabelled.open
        yield "unlabelled-member", partial(self._member, "poterie")
        yield from gallery_dashboard.customer(self._till)
        yield "return", sale.returning.open
        yield "return-lines", partial(self._find_ticket, 5)
        yield "park", partial(selling.open, panels.PARK)
        yield "recall-empty", sale.parking.open
        yield "recall", self._park_three
        sale.parking.recall(sale.parking.waiting[0])
        yield "sale-long", partial(self._scan, 20, 22)
        yield "sale-clear", partial(selling.escape, "")
        self._till.desk.notices.withdraw("clear")

    def _park_three(self) -> None:
        sale = self._till.sale
        sale.parking.park("Chapeau bleu")
        for name, first in (("Madame Roch", 30), ("", 44)):
            self._scan(first, 3)
            sale.parking.park(name)
        sale.parking.open()

    def _member(self, letters: str) -> None:
        unlabelled = self._till.sale.unlabelled
        unlabelled.type(letters)
        unlabelled.enter()

    def _check_price(self, place: int) -> None:
        self._till.selling.open(panels.PRICE)
        self._till.window.scanned(self._codes[place])

    def _find_ticket(self, ticket: int) -> None:
        self._till.sale.returning.find("C1", ticket)

    def _paying(self) -> Iterator[Scene]:
        sale = self._till.sale
        paying, receipts = sale.paying, sale.receipts
        yield "pay", partial(sale.selling.open, panels.PAY)
        yield "pay-coupons", partial(paying.tender, Means.COUPON)
        yield "pay-cheque", partial(paying.ask, Means.CHEQUE)
        yield "pay-voucher", partial(paying.ask, Means.VOUCHER)
        paying.ask(None)
        yield "pay-refused", partial(self._refused, "99999999")
        self._till.desk.notices.withdraw("trouble")
        yield "pay-change", partial(paying.tender, Means.CASH, "40000")
        yield "after", paying.validate
        yield "after-email", receipts.ask_address
        yield "after-email-wrong", partial(self._address, "marie@exemple")
        receipts.ask_no_address()
        yield "after-receipt", receipts.show_it

    def _address(self, text: str) -> None:
        line = self._till.window.focusWidget()
        if isinstance(line, QLineEdit):
            line.setText(text)
        self._till.sale.receipts.send_to(text)

    def _refused(self, text: str) -> None:
        try:
            self._till.sale.paying.tender(Means.CARD, text)
        except ShopError as wrong:
            self._till.desk.tell(wrong)

    def _printer_trouble(self) -> None:
        from ess_shop.domain.receipt_printer import PrinterState, Wire

        trouble = DeviceTrouble(
            "paper_out",
            "The printer {printer} has no paper. Put in a new roll; printing then goes on by itself.",
            printer="192.168.1.50",
        )
        self._till.printing.hear(PrinterState(Wire.PAPER_OUT, 2, trouble=trouble))
        self._till.desk.go.ring(places.SALE)

    def _cash(self) -> Iterator[Scene]:
        yield "cash", partial(self._till.desk.go.ring, places.CASH)
        room = self._till.window.shown
        if not isinstance(room, CashRoom):
            return
        closing = room.closing
        for name, key in (("cash-in", "4"), ("cash-drawer", "6"), ("cash-figures", "1")):
            yield name, room.tiles[key].click
        yield "closing-count", room.tiles["2"].click
        yield "closing-nothing-counted", closing.counted_all
        yield "closing-difference", closing.counted_all
        closing.explain("…")
        yield "closing-bank", lambda: None
        yield "closing-done", partial(closing.close, "")


def photograph(place: str, folder: Path, looks: tuple[Look, ...] = LOOKS) -> int:
    """Photograph every look on copies of the demo books at a place; returns how many pictures there are."""
    application()
    count = 0
    for look in looks:
        copy = bootstrap.free_name(folder / "books" / f"{look.name}.db")
        with bootstrap.opened(place) as books:
            bootstrap.backup(books, copy)
        with bootstrap.opened(str(copy)) as books:
            count += Gallery(books, look, folder).photograph()
    return count
