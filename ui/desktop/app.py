"""The program that opens the till's window: what it is put together from, and its life from start to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QStackedWidget

from ess_shop import __version__
from ess_shop.domain.people import Person
from ess_shop.domain.preferences import (
    APPEARANCE,
    KEYS,
    LOCK,
    MEANS,
    RECEIPT,
    Appearance,
    KeyMap,
    LockAfter,
    MeansTaken,
)
from ess_shop.domain.receipt import receipt_settings
from ess_shop.domain.receipt_printer import ReceiptPrinter, printer_settings
from ess_shop.errors import ShopError
from ess_shop.ports import Books
from ess_shop.services import noting
from ess_shop.wording import Words
from ui import bootstrap
from ui.desktop.crash import show_crashes
from ui.desktop.dress import dress, load_fonts
from ui.desktop.lanes import QtLane
from ui.desktop.presenters import places
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.tour import TourPresenter
from ui.desktop.scanning.burst import WedgeSettings
from ui.desktop.scanning.wedge import Wedge
from ui.desktop.shell.idle import Idle
from ui.desktop.theme import Theme
from ui.desktop.till import Fittings, Till

REAL_TILL = "C1"
PRACTICE_TILL = "F1"


class App(QObject):
    """One running program on one set of books: the real till, and if wished the practice till."""

    def __init__(self, application: QApplication, books: Books, words: Words, folder: Path) -> None:
        super().__init__()
        self._application, self._books, self._words, self._folder = application, books, words, folder
        with books.read() as read:
            self.shop = read.shop()
            appearance = Appearance.from_plain(read.preference(APPEARANCE))
            self._keys = KeyMap.from_plain(read.preference(KEYS))
            self._means = MeansTaken.from_plain(read.preference(MEANS))
            minutes = LockAfter.from_plain(read.preference(LOCK)).minutes
            self._receipts = receipt_settings(read.preference(RECEIPT))
            printer = printer_settings(read.preference(f"printer.{REAL_TILL}"))
        self.lanes: list[QtLane] = []
        self.frame = QStackedWidget()
        self.frame.setWindowTitle(self.shop.name)
        self.frame.setMinimumSize(1000, 640)
        self.wear(appearance)
        self.printer: ReceiptPrinter = bootstrap.printer(printer, folder / "print")
        self.press = bootstrap.ReceiptPress(words, printer)
        self.practice: Till | None = None
        self._practice_books: bootstrap.SqlBooks | None = None
        self.tour: TourPresenter | None = None
        self.till = self._make(books, REAL_TILL, training=False)
        self.frame.addWidget(self.till.window)
        self.wedge = Wedge(WedgeSettings(), self)
        self.wedge.scanned.connect(self.scanned)
        self.wedge.install(application)
        self.idle = Idle(self._lock, minutes)
        self.idle.install(application)
        self.till.desk.settings_changed.connect(self._settings_changed)
        self._note(noting.STARTED, __version__)

    @property
    def current(self) -> Till:
        """The till on the screen."""
        return self.practice if self.practice is not None else self.till

    def _lock(self) -> None:
        """Nobody was here for a while: the basket stays, the person goes."""
        self.current.desk.sit(None)
        self.current.desk.go.ring(places.DOOR)

    def _settings_changed(self, name: str) -> None:
        if name == LOCK:
            desk = self.till.desk

            def ask() -> int:
                with desk.books.read() as read:
                    return LockAfter.from_plain(read.preference(LOCK)).minutes

            desk.lane.run(ask, self.idle.wait)

    def scanned(self, code: str) -> None:
        """A code belongs to the till on the screen."""
        self.idle.alive()
        self.current.window.scanned(code)

    def wear(self, appearance: Appearance) -> None:
        """Put on a look, at once."""
        dress(self._application, Theme(appearance.scheme, appearance.text_percent))

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
                make_lane=self._lane,
                receipt_settings=self._receipts,
                keys=self._keys,
                means=self._means,
                wear=self.wear,
                practise=self.practise,
                training=training,
            )
        )

    def _note(self, code: str, detail: str) -> None:
        desk = self.till.desk
        desk.lane.run(
            lambda: noting.note(self._books, till=REAL_TILL, at=desk.clock(), code=code, detail=detail),
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
        desk, words = self.till.desk, self._words
        desk.notices.tell("training", words("The practice till is made ready…"), Tone.NOTE)
        person = desk.person

        def ready(books: bootstrap.SqlBooks) -> None:
            self._practice_books = books
            self.practice = practice = self._make(books, PRACTICE_TILL, training=True)
            self.frame.addWidget(practice.window)
            self.frame.setCurrentWidget(practice.window)
            practice.desk.sit(person)
            practice.desk.go.ring(places.SALE)
            if guided:
                self._begin_tour(practice)

        at = desk.clock()
        self._note(noting.TRAINING_BEGUN, person.name if person else "")
        desk.lane.run(
            lambda: bootstrap.practice_books(self._books, self._folder / "practice", PRACTICE_TILL, at), ready
        )

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
        self.frame.setCurrentWidget(self.till.window)
        self.frame.removeWidget(practice.window)
        practice.window.deleteLater()
        lane = self.lanes.pop()
        lane.close()
        books.close()
        self._note(noting.TRAINING_ENDED, practice.desk.who)
        self.till.desk.go.ring(places.SALE)

    # The end

    def close(self) -> None:
        """Finish what is under way, note the end, let go of everything."""
        self.wedge.remove(self._application)
        self.idle.remove(self._application)
        self._note(noting.STOPPED, __version__)
        for lane in reversed(self.lanes):
            lane.close()
        if self._practice_books is not None:
            self._practice_books.close()
        self.printer.close()


def application() -> QApplication:
    """The one Qt application, with its fonts."""
    made = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(made, QApplication):
        raise TypeError(made)
    made.setApplicationName("ess-shop")
    made.setDesktopFileName("ess-shop")
    load_fonts(bootstrap.font_files())
    return made


def run(place: str, words: Words, *, sit: Person | None = None) -> int:
    """Open the books and the window; returns the exit status. Without books the set-up comes first."""
    qt = application()
    dress(qt, Theme())
    show_crashes(words)
    if not bootstrap.exists(place):
        from ui.desktop.first_start import first_start

        chosen = first_start(qt, place, words)
        if chosen is None:
            return 0
        words = chosen
    try:
        with bootstrap.opened(place) as books:
            app = App(qt, books, words, bootstrap.till_folder(place))
            if sit is not None:
                app.till.desk.sit(sit)
            show(app)
            status = qt.exec()
            app.close()
    except ShopError as wrong:
        from ui.desktop.crash import tell

        tell(words.error(wrong))
        return 1
    return status


def show(app: App) -> None:
    """The window as large as the screen lets it."""
    screen = app.frame.screen().availableGeometry()
    app.frame.resize(min(1280, screen.width()), min(800, screen.height()))
    app.frame.showMaximized()
