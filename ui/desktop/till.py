"""One till put together: its desk, its presenters, and the window that shows its rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from ess_shop.domain.devices import Devices
from ess_shop.domain.post import NoPost, Post, PostState
from ess_shop.domain.preferences import KEYS, MEANS, RECEIPT, Appearance, KeyMap, MeansTaken
from ess_shop.domain.receipt import ReceiptSettings, receipt_settings
from ess_shop.domain.receipt_printer import PrinterState, ReceiptPrinter
from ess_shop.domain.shop import Shop
from ess_shop.ports import Books
from ess_shop.wording import Words
from ui.desktop.presenters import places
from ui.desktop.presenters.act_keys import ActKeys
from ui.desktop.presenters.customer import CustomerPresenter
from ui.desktop.presenters.degraded import Degraded
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.navigation import Navigation
from ui.desktop.presenters.news import NewsRounds
from ui.desktop.presenters.notices import Notices, Tone
from ui.desktop.presenters.officer import OfficerVisits
from ui.desktop.presenters.papers import DeskPress, PapersPresenter
from ui.desktop.presenters.parking import ParkingPresenter
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.posting import PostPresenter
from ui.desktop.presenters.printing import PrinterPresenter
from ui.desktop.presenters.quick_keys import QuickKeysPresenter
from ui.desktop.presenters.receipts import Press, ReceiptPresenter
from ui.desktop.presenters.recovering import recover
from ui.desktop.presenters.returning import ReturnPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.presenters.settings_shop import SHOP
from ui.desktop.presenters.status import StatusPresenter
from ui.desktop.presenters.unlabelled import UnlabelledPresenter
from ui.desktop.rooms.selling.room import SalePresenters
from ui.desktop.shell.banners import Banners
from ui.desktop.shell.status_bar import StatusBar
from ui.desktop.shell.window import Window
from ui.desktop.till_rooms import TillRooms
from ui.desktop.widgets.keyboard import Keyboard


@dataclass(frozen=True)
class Fittings:
    """What a till is put together from; `practise` enters or leaves the practice books."""

    books: Books
    shop: Shop
    till: str
    words: Words
    clock: Callable[[], datetime]
    printer: ReceiptPrinter
    press: Press
    desk_press: DeskPress
    make_lane: Callable[[Callable[..., object]], Lane]
    receipt_settings: ReceiptSettings
    keys: KeyMap
    means: MeansTaken
    wear: Callable[[Appearance], None]
    practise: Callable[[bool], None]
    training: bool = False
    devices: Callable[[], Devices] = Devices
    """Looks what is plugged in."""
    post: Post = field(default_factory=NoPost)
    open_file: Callable[[Path], object] = lambda _path: None
    """Shows a paper in the program that the machine has for it."""


class Till(QObject):
    """Everything of one till; `window` is what people see."""

    _printer_told = Signal(object)
    _post_told = Signal(object)

    def __init__(self, fittings: Fittings) -> None:
        super().__init__()
        words = fittings.words
        notices = Notices(words)
        self.fittings = fittings
        self.desk = Desk(
            books=fittings.books,
            till=fittings.till,
            lane=fittings.make_lane(notices.trouble),
            words=words,
            notices=notices,
            clock=fittings.clock,
            printer=fittings.printer,
            training=fittings.training,
        )
        self.shop, self.receipt_settings = fittings.shop, fittings.receipt_settings
        self.keys = ActKeys(fittings.keys)
        self.selling = SellingPresenter(self.desk, fittings.shop)
        self.sale = SalePresenters(
            selling=self.selling,
            paying=PayingPresenter(self.selling),
            parking=ParkingPresenter(self.selling),
            returning=ReturnPresenter(self.selling),
            unlabelled=UnlabelledPresenter(self.selling),
            customer=CustomerPresenter(self.selling),
            keys=QuickKeysPresenter(self.desk),
            receipts=ReceiptPresenter(
                self.desk, fittings.press, lambda: self.receipt_settings, fittings.post
            ),
        )
        self.sale.paying.taken = fittings.means
        self.desk.settings_changed.connect(self._settings_changed)
        self.desk.send.connect(self._sent)
        self.navigation = Navigation(self.desk, places.places(words))
        self.status = StatusPresenter(self.desk, fittings.shop.name)
        self.degraded = Degraded(self.desk)
        self.printing = PrinterPresenter(self.desk, self.status, self.degraded)
        self._printer_told.connect(self._hear_printer, Qt.ConnectionType.QueuedConnection)
        fittings.printer.listen(self._printer_told.emit)
        self.papers = PapersPresenter(self.desk, fittings.press, fittings.desk_press)
        self.papers.made.connect(fittings.open_file)
        self.posting = PostPresenter(self.desk, fittings.post)
        self.news = NewsRounds(
            self.desk,
            fittings.post,
            fittings.desk_press.statement_pdf,
            fittings.make_lane(notices.trouble),
        )
        self._post_told.connect(self._hear_post, Qt.ConnectionType.QueuedConnection)
        fittings.post.listen(self._post_told.emit)
        self.visits = OfficerVisits(self.desk)
        self.window = Window(
            fittings.shop.name,
            self.navigation,
            TillRooms(self).every(),
            StatusBar(self.status, words, self.lock),
            Banners(notices, words),
        )
        self.keyboard = Keyboard(self.window, words)
        self.status.look()
        recover(self.selling, self.sale.receipts)

    def _sent(self, room: str, what: str) -> None:
        """Somebody was sent to a room for one thing; a room that stays closed to them says so."""
        self.desk.go.ring(room)
        if self.navigation.room != room:
            said = self.desk.words("Somebody who may enter there has to do it.")
            self.desk.notices.tell("sent", said, Tone.NOTE)
        elif what:
            self.window.shown.sent_for(what)

    def lock(self) -> None:
        """The basket stays, the person goes; whoever goes on says so at the door."""
        self.desk.sit(None)
        self.navigation.go(places.DOOR)

    def watch_network(self) -> None:
        """Have the status line say whether there is a network."""
        from ui.desktop.shell.network import Network

        self._network = Network(self.status.network)

    def _settings_changed(self, name: str) -> None:
        """What was set holds from the next sale on."""
        if name not in (RECEIPT, MEANS, KEYS, SHOP):
            return
        books = self.desk.books

        def ask() -> tuple[Shop, ReceiptSettings, MeansTaken, KeyMap]:
            with books.read() as read:
                receipt = receipt_settings(read.preference(RECEIPT))
                means = MeansTaken.from_plain(read.preference(MEANS))
                return read.shop(), receipt, means, KeyMap.from_plain(read.preference(KEYS))

        def take(found: tuple[Shop, ReceiptSettings, MeansTaken, KeyMap]) -> None:
            shop, self.receipt_settings, self.sale.paying.taken, keys = found
            if keys != self.keys.keys:
                self.keys.take(keys)
            if shop != self.shop:
                self._take_shop(shop)

        self.desk.lane.run(ask, take)

    def _take_shop(self, shop: Shop) -> None:
        """The rooms that count drawers are made anew, so that a new currency has its drawer there."""
        self.shop = shop
        self.selling.take_shop(shop)
        self.status.rename(shop.name)
        self.window.forget(places.OPENING, places.CASH, places.MEMBERS, places.BOOKS)

    def _hear_printer(self, state: PrinterState) -> None:
        self.printing.hear(state)

    def _hear_post(self, state: PostState) -> None:
        self.posting.hear(state)
