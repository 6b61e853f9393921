"""What runs while the program is open: the real till and the practice till, their lanes, devices and post."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QStackedWidget

from ess_shop import __version__
from ess_shop.domain.mail import mail_settings
from ess_shop.domain.preferences import (
    APPEARANCE,
    KEYS,
    LOCK,
    MAIL,
    MEANS,
    PRINTER,
    RECEIPT,
    SCANNER,
    Appearance,
    KeyMap,
    LockAfter,
    MeansTaken,
)
from ess_shop.domain.receipt import receipt_settings
from ess_shop.domain.receipt_printer import printer_settings
from ess_shop.domain.scanner import scanner_settings
from ess_shop.domain.shop import PRACTICE_TILL
from ess_shop.errors import ShopError
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services import noting
from ess_shop.wording import Words
from ui import bootstrap
from ui.desktop import theme
from ui.desktop.display.stand import Stand
from ui.desktop.dress import dress
from ui.desktop.lanes import QtLane
from ui.desktop.plugged import Plugged
from ui.desktop.presenters import places
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.settings_shop import SHOP
from ui.desktop.presenters.tour import TourPresenter
from ui.desktop.shell.held_keys import HeldKeys
from ui.desktop.shell.idle import Idle
from ui.desktop.theme import Theme
from ui.desktop.till import Fittings, Till

A = TypeVar("A")

NEWS_EVERY = 300_000
"""How often the till looks whether members are to be told something, in ms."""


class App(QObject):
    """One running program on one set of books: the real till, and if wished the practice till."""

    def __init__(self, application: QApplication, books: Books, words: Words, folder: Path) -> None:
        super().__init__()
        self._application, self._books, self._words, self._folder = application, books, words, folder
        self._name = till = bootstrap.till_here(books)
        with books.read() as read:
            self.shop = read.shop()
            appearance = Appearance.from_plain(read.preference(APPEARANCE))
            self._keys = KeyMap.from_plain(read.preference(KEYS))
            self._means = MeansTaken.from_plain(read.preference(MEANS))
            minutes = LockAfter.from_plain(read.preference(LOCK)).minutes
            self._receipts = receipt_settings(read.preference(RECEIPT))
            printer = printer_settings(read.preference(f"{PRINTER}{till}"))
            scanner = scanner_settings(read.preference(f"{SCANNER}{till}"))
            mail = mail_settings(read.preference(MAIL))
        self.lanes: list[QtLane] = []
        self._lanes_before = 0
        """How many lanes there were when practice began; it has its own behind them."""
        self.frame = QStackedWidget()
        self.frame.setWindowTitle(self.shop.name)
        self.frame.setMinimumSize(1000, 640)
        self.wear(appearance)
        self.plugged = Plugged(words, folder / "print", printer, scanner)
        self.printer, self.press = self.plugged.printer, self.plugged.press
        self.post = bootstrap.post(mail, folder / "mail")
        self.practice: Till | None = None
        self._practice_books: bootstrap.SqlBooks | None = None
        self._entering = False
        self.tour: TourPresenter | None = None
        self.till = self._make(books, till, training=False)
        self.frame.addWidget(self.till.window)
        self.plugged.scanned.connect(self.scanned)
        self.plugged.follow(self.till.desk, self.till.degraded, application)
        self.stand = Stand(application, self.frame, self.till)
        self.idle = Idle(self._lock, minutes, self.stand.holds)
        self.idle.install(application)
        self.held_keys = HeldKeys()
        self.held_keys.install(application)
        self.till.desk.settings_changed.connect(self._settings_changed)
        self.till.desk.lane.run(
            lambda: noting.note_start(self._books, __version__, till=self._name, at=self.till.desk.clock()),
            lambda _none: None,
        )
        QTimer.singleShot(0, self.till.watch_network)
        self._rounds = QTimer(self)
        self._rounds.setInterval(NEWS_EVERY)
        self._rounds.timeout.connect(self.till.news.round)
        self._rounds.start()

    @property
    def current(self) -> Till:
        """The till on the screen."""
        return self.practice if self.practice is not None else self.till

    def _lock(self) -> None:
        """Nobody was here for a while: the basket stays, the person goes."""
        self.current.lock()

    def _settings_changed(self, name: str) -> None:
        if name in (LOCK, SHOP):
            self._ask(lambda read: LockAfter.from_plain(read.preference(LOCK)).minutes, self.idle.wait)
            self._ask(lambda read: read.shop().name, self.frame.setWindowTitle)

    def _ask(self, question: Callable[[Reading], A], done: Callable[[A], object]) -> None:
        """Ask the real books, away from the screen."""

        def ask() -> A:
            with self._books.read() as read:
                return question(read)

        self.till.desk.lane.run(ask, done)

    def scanned(self, code: str) -> None:
        """A code belongs to the till on the screen."""
        self.idle.alive()
        self.current.window.scanned(code)

    def wear(self, appearance: Appearance) -> None:
        """Put on a look, at once."""
        worn = Theme(appearance.scheme, appearance.text_percent)
        if theme.current() != worn or not self._application.styleSheet():
            dress(self._application, worn)

    def _lane(self, failed: Callable[..., object]) -> QtLane:
        lane = QtLane("books", failed)
        self.lanes.append(lane)
        return lane

    def _make(self, books: Books, till: str, *, training: bool) -> Till:
        return Till(
            Fittings(
                books=books,
                shop=self.shop,
                till=till,
                words=self._words,
                clock=lambda: bootstrap.now(self.shop.timezone),
                printer=self.printer,
                press=self.press,
                desk_press=bootstrap.DeskPress(
                    self._words, (self._folder / "practice" if training else self._folder) / "papers"
                ),
                make_lane=self._lane,
                receipt_settings=self._receipts,
                keys=self._keys,
                means=self._means,
                wear=self.wear,
                practise=self.practise,
                devices=bootstrap.devices,
                post=self.post,
                training=training,
                open_file=open_file,
            )
        )

    def _note(self, code: str, detail: str) -> None:
        desk = self.till.desk
        desk.lane.run(
            lambda: noting.note(self._books, till=self._name, at=desk.clock(), code=code, detail=detail),
            lambda _none: None,
        )

    # Practising

    def practise(self, guided: bool) -> None:
        """Enter the practice till, or leave it; both are noted with the person who answers for it."""
        if self.practice is not None and not guided:
            self._leave_practice()
        elif self.practice is not None:
            self._begin_tour(self.practice)
        else:
            self._enter_practice(guided)

    def _enter_practice(self, guided: bool) -> None:
        if self._entering:
            return
        self._entering = True
        desk, words = self.till.desk, self._words
        desk.notices.tell("training", words("The practice till is made ready…"), Tone.NOTE)
        person = desk.person.name if desk.person else ""

        def ready(books: bootstrap.SqlBooks) -> None:
            self._entering = False
            self._practice_books = books
            self._see_settings()
            self._lanes_before = len(self.lanes)
            self.practice = practice = self._make(books, PRACTICE_TILL, training=True)
            self.frame.addWidget(practice.window)
            self.frame.setCurrentWidget(practice.window)
            self.stand.follow(practice)
            practice.watch_network()
            practice.desk.sit(desk.person, desk.rights)
            practice.desk.go.ring(places.SALE)
            if guided:
                self._begin_tour(practice)

        at = desk.clock()
        self._note(noting.TRAINING_BEGUN, person)
        desk.lane.run(
            lambda: bootstrap.practice_books(self._books, self._folder / "practice", PRACTICE_TILL, at),
            ready,
            self._not_entered,
        )

    def _not_entered(self, wrong: ShopError) -> None:
        self._entering = False
        self.till.desk.tell(wrong)

    def _see_settings(self) -> None:
        """The practice till begins with what holds in the real one."""
        till = self.till
        self.shop, self._keys, self._means = till.shop, till.keys.keys, till.sale.paying.taken
        self._receipts = till.receipt_settings

    def _begin_tour(self, practice: Till) -> None:
        if self.tour is None:
            sale = practice.sale
            self.tour = TourPresenter(sale.selling, sale.paying, sale.parking)
        practice.desk.go.ring(places.SALE)
        self.tour.begin()

    def _leave_practice(self) -> None:
        practice, books = self.practice, self._practice_books
        if practice is None or books is None:
            return
        self.practice, self._practice_books, self.tour = None, None, None
        self.stand.follow(self.till)
        self.frame.setCurrentWidget(self.till.window)
        self._ask(lambda read: Appearance.from_plain(read.preference(APPEARANCE)), self.wear)
        self.frame.removeWidget(practice.window)
        practice.window.deleteLater()
        self.lanes, ended = self.lanes[: self._lanes_before], self.lanes[self._lanes_before :]
        for lane in reversed(ended):
            lane.close()
        books.close()
        self._note(noting.TRAINING_ENDED, practice.desk.who)
        self.till.desk.sit(practice.desk.person)
        self.till.desk.go.ring(places.SALE)

    # The end

    def close(self) -> None:
        """Finish what is under way, note the end, let go of everything."""
        self.idle.remove(self._application)
        self.held_keys.remove(self._application)
        self.stand.close()
        self.till.desk.sit(None)
        self.till.selling.write_down()
        self._note(noting.STOPPED, __version__)
        for lane in reversed(self.lanes):
            lane.close()
        if self._practice_books is not None:
            self._practice_books.close()
        self.plugged.close(self._application)
        self.post.close()


def open_file(path: Path) -> None:
    """Show a file in the program that the machine has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
