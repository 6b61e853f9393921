"""A till as a person uses it, for tests: real books, real papers, its window offscreen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shop_builder import ShopBuilder

from ess_shop.domain.devices import Devices
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.domain.post import NoPost, Post
from ess_shop.domain.preferences import KeyMap, MeansTaken
from ess_shop.domain.receipt import ReceiptSettings
from ess_shop.domain.receipt_printer import (
    PrinterSettings,
    PrinterState,
    PrintJob,
    ReceiptPrinter,
    WaitingJob,
    Wire,
)
from ess_shop.wording import speaking
from ui import bootstrap
from ui.desktop.dress import dress, load_fonts
from ui.desktop.lanes import QtLane
from ui.desktop.presenters.lane import InlineLane, Lane
from ui.desktop.presenters.places import SALE
from ui.desktop.rooms.selling.room import SaleRoom
from ui.desktop.theme import Theme
from ui.desktop.till import Fittings, Till

LISE = Person("1" * 32, "Lise Martin", Role.VOLUNTEER)
AICHA = Person("2" * 32, "Aïcha Benali", Role.MANAGER, colour=3)


@dataclass
class KeptPrinter:
    """A printer that keeps what it is given; a real one is tried elsewhere."""

    jobs: list[PrintJob] = field(default_factory=list)
    kicks: int = 0
    state: PrinterState = field(default_factory=lambda: PrinterState(Wire.READY, 0))

    def submit(self, job: PrintJob) -> None:
        self.jobs.append(job)

    def kick_drawer(self) -> None:
        self.kicks += 1

    def retry_now(self) -> None:
        pass

    def cancel(self, job_id: str) -> None:
        pass

    def waiting(self) -> Sequence[WaitingJob]:
        return ()

    def listen(self, listener: Callable[[PrinterState], None]) -> None:
        pass

    def close(self) -> None:
        pass


def dressed(scheme: str = "light", percent: int = 100) -> QApplication:
    """The application in its clothes."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    load_fonts(bootstrap.font_files())
    dress(application, Theme(scheme, percent))
    return application


def let_go(window: QWidget) -> None:
    """Close a window for good: one that lingers is dressed anew in every test that follows."""
    QApplication.processEvents()  # the last answers of its lanes
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


class TillAtWork:
    """The till's window over a shop's books, with hands that press and type."""

    def __init__(
        self,
        shop: ShopBuilder,
        *,
        person: Person | None = LISE,
        threads: bool = False,
        language: str = "fr",
        training: bool = False,
        printer: ReceiptPrinter | None = None,
        post: Post | None = None,
        devices: Devices | None = None,
        papers: Path | None = None,
        scheme: str = "light",
        percent: int = 100,
    ) -> None:
        dressed(scheme, percent)
        self.shop, self.words = shop, speaking(language)
        self.printer = KeptPrinter()
        self.lanes: list[QtLane] = []
        self.papers = papers or Path(gettempdir()) / f"papers-{new_id()}"
        self.opened: list[Path] = []
        with shop.books.read() as read:
            shop_read = read.shop()
        self.till = Till(
            Fittings(
                books=shop.books,
                shop=shop_read,
                till="C1",
                words=self.words,
                clock=lambda: shop.now,
                printer=printer or self.printer,
                press=bootstrap.ReceiptPress(self.words, PrinterSettings()),
                desk_press=bootstrap.DeskPress(self.words, self.papers),
                make_lane=self._threaded if threads else InlineLane,
                receipt_settings=ReceiptSettings(),
                keys=KeyMap(),
                means=MeansTaken(),
                wear=lambda _appearance: None,
                practise=lambda _guided: None,
                training=training,
                post=post or NoPost(),
                devices=lambda: devices or Devices(),
                open_file=self.opened.append,
            )
        )
        self.window = self.till.window
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        if person is not None:
            self.till.desk.sit(person)

    def _threaded(self, failed: Callable[..., object]) -> Lane:
        lane = QtLane("books", failed)
        self.lanes.append(lane)
        return lane

    def close(self) -> None:
        """Finish and let go."""
        self.settle()
        for lane in self.lanes:
            lane.close()
        let_go(self.window)

    def settle(self) -> None:
        """Until every lane has answered and everything is painted."""
        QApplication.processEvents()
        while any(lane.busy for lane in self.lanes):
            QApplication.processEvents()
        QApplication.processEvents()

    # Hands

    @property
    def sale(self) -> SaleRoom:
        """The room where things are sold."""
        room = self.window.room(SALE)
        assert isinstance(room, SaleRoom)
        return room

    def to_sale(self) -> None:
        """Go and sell."""
        self.till.desk.go.ring(SALE)
        self.settle()

    def scan(self, code: str) -> None:
        """What the scanner's filter says."""
        self.window.scanned(code)
        self.settle()

    def type(self, text: str) -> None:
        """Keys to whatever has the focus."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus, sign)
            else:  # QTest knows ASCII only
                event = QKeyEvent(
                    QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign
                )
                QApplication.sendEvent(self.focus, event)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key to whatever has the focus."""
        QTest.keyClick(self.focus, key, modifier)
        self.settle()

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        focused = self.window.focusWidget() or QApplication.focusWidget()
        return focused if focused is not None else self.window

    def touch(self, said: str) -> None:
        """Press the button or tile that says so, with a finger."""
        for widget in self.window.findChildren(QWidget):
            text = widget.accessibleName() if widget.isVisible() and widget.isEnabled() else ""
            if text and (
                text == said or (not isinstance(widget, QPushButton) and text.startswith(f"{said},"))
            ):
                QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
                self.settle()
                return
        raise LookupError(f"nothing says “{said}”")

    def notices(self) -> list[str]:
        """What stands on the banners."""
        return [notice.text for notice in self.till.desk.notices.standing]

    def photograph(self, path: Path) -> None:
        """A picture of the window."""
        self.settle()
        self.window.grab().save(str(path))
