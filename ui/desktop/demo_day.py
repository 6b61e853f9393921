"""The demo day played through the real window where nobody looks: pictures, receipts and papers are left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ess_shop.domain.ids import new_id
from ess_shop.domain.receipt_printer import PrinterKind, PrinterSettings, plain_printer
from ess_shop.domain.sale import Means
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services import settling
from ess_shop.services.preferring import change
from ess_shop.services.publishing import publish
from ess_shop.wording import Words
from ui import bootstrap
from ui.desktop.app import App
from ui.desktop.presenters import places
from ui.desktop.presenters.discounting import DiscountPresenter
from ui.desktop.program import application

SALES = 12


@dataclass(frozen=True, slots=True)
class Played:
    """What came of the day."""

    tickets: int
    pictures: int
    statements: int = 0


class DemoDay:
    """One day: opened, sold, parked, taken back, closed; photographed on the way."""

    def __init__(self, app: App, folder: Path) -> None:
        self._app, self._folder, self._pictures = app, folder, 0
        self._till = app.till
        app.frame.resize(1280, 800)
        app.frame.show()

    def settle(self) -> None:
        """Until every lane has answered and everything is painted."""
        QApplication.processEvents()
        while any(lane.busy for lane in self._app.lanes):
            QApplication.processEvents()
        QApplication.processEvents()

    def photograph(self, name: str) -> None:
        """A picture of the window."""
        self.settle()
        self._pictures += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        self._app.frame.grab().save(str(self._folder / f"{self._pictures:02d}-{name}.png"))

    def play(self) -> Played:
        """From the door to the Z."""
        till = self._till
        self.photograph("door")
        with till.desk.books.read() as read:
            person = next(each for each in read.people() if each.name == "Lise Martin")
            codes = _barcodes(read)
        till.desk.sit(person)
        till.desk.go.ring(places.OPENING)
        self.photograph("opening")
        self._open()
        self.photograph("sale")
        for number in range(SALES):
            self._sell(number, codes[number * 7 % len(codes) :][: 1 + number % 4])
        self._park_and_recall(codes)
        self._take_back()
        self._close_day()
        return Played(SALES + 2, self._pictures)

    def _open(self) -> None:
        from ui.desktop.rooms.opening.room import OpeningRoom

        self.settle()
        room = self._till.window.shown
        if isinstance(room, OpeningRoom):
            room.take_over.click()
        self.settle()

    def _sell(self, number: int, codes: list[str]) -> None:
        sale = self._till.sale
        for code in codes:
            self._till.window.scanned(code)
        self.settle()
        if number == 3:
            DiscountPresenter(sale.selling).basket("10%", self._till.desk.words("Goodwill"), None)
            self.photograph("discount")
        sale.selling.open("pay")
        self.settle()
        if number % 4 == 1 and sale.paying.offer("").most:
            sale.paying.tender(Means.COUPON)
            self.photograph("coupons")
        if sale.paying.rest:
            if number % 3 == 0:
                due = sale.paying.rest.minor
                sale.paying.tender(Means.CASH, str(-(-due // 1000) * 1000))
                self.photograph("change")
            else:
                sale.paying.tender(Means.CARD)
        sale.paying.validate()
        self.settle()
        sale.receipts.print_it()
        if number == 0:
            sale.receipts.show_it()
            self.photograph("after")
        self.settle()

    def _park_and_recall(self, codes: list[str]) -> None:
        sale = self._till.sale
        self._till.window.scanned(codes[5])
        self.settle()
        sale.parking.park("chapeau bleu")
        self.settle()
        sale.parking.open()
        self.photograph("waiting")
        sale.parking.recall(sale.parking.waiting[0])
        self.settle()
        sale.selling.open("pay")
        sale.paying.tender(Means.CARD)
        sale.paying.validate()
        self.settle()

    def _take_back(self) -> None:
        sale = self._till.sale
        last = sale.paying.last
        if last is None:
            return
        sale.returning.find(last.till, last.ticket)
        self.settle()
        sale.returning.pick(1, 1)
        self.photograph("return")
        sale.returning.take(self._till.desk.words("Damaged"))
        self.settle()
        sale.selling.open("pay")
        sale.paying.tender(Means.VOUCHER)
        sale.paying.validate()
        self.settle()

    def _close_day(self) -> None:
        from ui.desktop.rooms.cash.room import CashRoom

        self._till.desk.go.ring(places.CASH)
        self.photograph("cash")
        room = self._till.window.shown
        if not isinstance(room, CashRoom):
            return
        room.tiles["1"].click()
        self.photograph("figures")
        room.tiles["2"].click()
        self.settle()
        closing = room.closing
        with self._till.desk.books.read() as read:
            session = read.session(self._till.desk.till)
            expected = read.session_totals(session).expected() if session else {}
        for drawer in closing.drawers:
            rest, counted = expected.get(drawer.drawer, 0), drawer
            for piece in drawer.pieces:
                counted = counted.with_count(piece.value, max(rest, 0) // piece.value)
                rest -= counted.pieces[drawer.pieces.index(piece)].count * piece.value
            closing.count(counted)
        closing.changed.ring()
        self.photograph("count")
        closing.counted_all()
        self.photograph("difference")
        closing.explain(self._till.desk.words("Stamps") if closing.differs else "")
        closing.close("")
        self.photograph("closed")
        closing.print_z()
        self.settle()


def _barcodes(read: Reading) -> list[str]:
    return [article.barcodes[0] for article in read.articles() if article.barcodes and not article.unique]


def play_day(place: str, words: Words, folder: Path) -> Played:
    """Play the day on the demo books at a place; everything is left in `folder`."""
    qt = application()
    with bootstrap.opened(place) as books:
        at = bootstrap.now("Europe/Paris")
        printer = PrinterSettings(PrinterKind.SCREEN, str(folder / "receipts"), drawer=False)
        change(books, "printer.C1", plain_printer(printer), id=new_id(), at=at)
        app = App(qt, books, words, bootstrap.till_folder(place))
        day = DemoDay(app, folder / "pictures")
        played = day.play()
        app.close()
        app.frame.close()
        statements = write_papers(books, words, folder / "papers")
    return replace(played, statements=statements)


def write_papers(books: Books, words: Words, folder: Path) -> int:
    """The papers of the month that waits, as they are before it is settled; how many statements."""
    with books.read() as read:
        last = read.last_settled()
        if last is None:
            return 0
        settled = settling.preview(read, last.next)
        return publish(read, settled, folder, bootstrap.PaperWriter(words)).statements
