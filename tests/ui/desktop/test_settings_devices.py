"""Printer and scanners are changed while the till works: at once, with nothing lost."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from scanner_simulator import ScannerSimulator
from settings_at_work import page_of, preference, settings_at_work
from shop_builder import ShopBuilder, barcode, when
from till_at_work import AICHA, TillAtWork, let_go

from db.books import SqlBooks
from ess_shop.domain.devices import Device, Devices
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Person, Role
from ess_shop.domain.receipt_printer import PrinterKind, PrintJob, Wire, printer_settings
from ess_shop.domain.scanner import recognised, scanner_settings
from ess_shop.errors import Refused
from ess_shop.services import noting
from ess_shop.services.registering import register_people
from ess_shop.services.signing_in import hashed
from ess_shop.wording import speaking
from ui.desktop.app import App
from ui.desktop.presenters import places
from ui.desktop.program import application
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.device_choices import DeviceChoices
from ui.desktop.rooms.settings.printer_page import PrinterPage
from ui.desktop.rooms.settings.room import SettingsRoom
from ui.desktop.rooms.settings.scanner_page import ScannerPage
from ui.desktop.widgets.button import Button


@pytest.fixture
def at_work(qapp: object, sqlite_books: SqlBooks) -> Iterator[TillAtWork]:
    with settings_at_work(sqlite_books) as at_work:
        yield at_work


def offered(choices: DeviceChoices) -> list[str]:
    return [button.text() for button in choices.findChildren(Button) if button.isVisible()]


def test_a_printer_needs_an_address(at_work: TillAtWork) -> None:
    page = page_of(at_work, PrinterPage)
    at_work.touch(at_work.words("Network"))
    page.keep.click()
    assert preference(at_work, "printer.C1") is None
    assert page.address.line.property("wrong") == "true"
    page.address.line.setText("192.168.1.50")
    page.drawer.setChecked(True)
    page.encoding.choose("CP1252")
    page.keep.click()
    kept = printer_settings(preference(at_work, "printer.C1"))
    assert (kept.kind, kept.address, kept.drawer) == (PrinterKind.NETWORK, "192.168.1.50", True)
    assert kept.encoding == "CP1252"
    at_work.touch(at_work.words("Test page"))
    assert len(at_work.printer.jobs) == 1


def test_a_test_page_waits_until_the_change_is_saved(at_work: TillAtWork) -> None:
    page = page_of(at_work, PrinterPage)
    at_work.touch(at_work.words("Screen only"))
    at_work.touch(at_work.words("Test page"))
    assert at_work.printer.jobs == []
    page.keep.click()
    at_work.touch(at_work.words("Test page"))
    assert len(at_work.printer.jobs) == 1


def test_what_is_plugged_in_is_offered(at_work: TillAtWork) -> None:
    page = page_of(at_work, PrinterPage)
    page.presenter._devices = lambda: Devices(
        serial=(Device("/dev/ttyUSB0", "USB-Serial"),), files=(Device("/dev/usb/lp0"),)
    )
    at_work.touch(at_work.words("Device or file"))
    page.found._look()
    assert offered(page.found)[0] == "/dev/usb/lp0"
    at_work.touch("/dev/usb/lp0")
    assert page.address.value == "/dev/usb/lp0"
    at_work.touch(at_work.words("Serial port"))
    assert "/dev/ttyUSB0" in offered(page.found)[0]
    assert page.baud.isVisible()
    at_work.touch(at_work.words("USB"))
    assert offered(page.found) == [at_work.words("Nothing is plugged in: look again")]
    assert not page.baud.isVisible()


@pytest.mark.parametrize(
    ("prefix", "gap", "wrong"),
    [
        *(("ab", "35", "prefix"), ("a", "35", "prefix"), ("7", "35", "prefix")),
        *(("", "", "gap"), ("", "9", "gap"), ("", "201", "gap"), ("", "abc", "gap"), ("", "3.5", "gap")),
    ],
)
def test_what_no_scanner_has_is_said_beside_its_field(
    at_work: TillAtWork, prefix: str, gap: str, wrong: str
) -> None:
    page = page_of(at_work, ScannerPage)
    page.prefix.line.setText(prefix)
    page.gap.line.setText(gap)
    page.keep.click()
    marked = {
        name: field.line.property("wrong") == "true"
        for name, field in (("prefix", page.prefix), ("gap", page.gap))
    }
    assert marked == {"prefix": wrong == "prefix", "gap": wrong == "gap"}
    assert preference(at_work, "scanner.C1") is None


def test_a_scanner_is_tried_and_sells_nothing(at_work: TillAtWork) -> None:
    page = page_of(at_work, ScannerPage)
    at_work.scan(barcode(1))
    assert page.code.text() == barcode(1)
    assert "EAN-13" in page.kind.text()
    assert "Bol 1" in page.article.text()
    at_work.scan("3760123456780")
    assert page._frame.property("card") == "warm"
    at_work.scan("C1-000012")
    assert page.kind.text() == at_work.words("The number of a ticket, read well.")
    at_work.scan("#&é")
    assert "3" in page.kind.text()
    assert at_work.till.selling.empty


@pytest.mark.parametrize(
    ("text", "kind", "whole"),
    [
        *(("96385074", "EAN-8", True), ("4006381333931", "EAN-13", True)),
        *(("4006381333932", "EAN-13", False), ("036000291452", "UPC-A", True)),
        *(("١٢٣٤٥٦٧٨", "", True), ("ABC", "", True), ("", "", True)),
    ],
)
def test_codes_are_recognised(text: str, kind: str, whole: bool) -> None:
    assert (recognised(text).kind, recognised(text).whole) == (kind, whole)


@pytest.mark.parametrize(
    "plain",
    [
        "x",
        {"layout": "dvorak"},
        {"baud": 1},
        {"gap_ms": "35"},
        {"port": "a\nb"},
        {"gap_ms": 0},
        {"prefix": "12"},
    ],
)
def test_settings_that_no_scanner_has(plain: object) -> None:
    with pytest.raises(Refused):
        scanner_settings(plain)


# The running program


class Paper(socketserver.ThreadingTCPServer):
    """A network printer that takes everything and says nothing."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self) -> None:
        self.printed = bytearray()
        printed = self.printed

        class Takes(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                while data := self.request.recv(4096):
                    printed.extend(data)

        super().__init__(("127.0.0.1", 0), Takes)
        threading.Thread(target=self.serve_forever, daemon=True).start()


@pytest.fixture
def paper() -> Iterator[Paper]:
    with Paper() as paper:
        yield paper
        paper.shutdown()


@pytest.fixture
def app(qapp: object, sqlite_books: SqlBooks, tmp_path: Path) -> Iterator[App]:
    shop = ShopBuilder(sqlite_books)
    shop.article(shop.member(), "12.35")
    manager = Person(AICHA.id, AICHA.name, Role.MANAGER, hashed("2468"))
    register_people(sqlite_books, [manager], id=new_id(), at=shop.tick())
    shop.open(when(2))
    app = App(application(), sqlite_books, speaking("fr"), tmp_path / "till")
    app.frame.show()
    app.till.desk.sit(manager)
    app.till.desk.go.ring(places.SETTINGS)
    until(app, lambda: isinstance(app.till.window.shown, SettingsRoom))
    yield app
    app.close()
    let_go(app.frame)


def until(app: App, true: Callable[[], bool], seconds: float = 15) -> None:
    limit = time.monotonic() + seconds
    while not true() or any(lane.busy for lane in app.lanes):
        QApplication.processEvents()
        time.sleep(0.002)
        assert time.monotonic() < limit, "it never came true"


def open_page(app: App, kind: type[Page]) -> Page:
    room = app.current.window.shown
    assert isinstance(room, SettingsRoom)
    for tab, page in zip(room.tabs, room.pages.values(), strict=True):
        if isinstance(page, kind):
            tab.click()
            until(app, lambda: True)
            return page
    raise LookupError(kind)


def set_printer(app: App, kind: str, address: str) -> None:
    page = open_page(app, PrinterPage)
    assert isinstance(page, PrinterPage)
    page.kind.choose(kind)
    page.address.line.setText(address)
    page.keep.click()
    until(app, lambda: not page.unsaved)


def test_a_printer_is_exchanged_at_once_and_papers_that_wait_go_with_it(
    app: App, paper: Paper, tmp_path: Path
) -> None:
    assert app.printer.state.wire is Wire.NONE
    assert not app.till.sale.receipts.can_print
    set_printer(app, "network", "127.0.0.1:1")
    assert app.till.sale.receipts.can_print
    app.printer.submit(PrintJob(new_id(), "waits", b"waits\n"))
    until(app, lambda: "printer" in [notice.topic for notice in app.till.desk.notices.standing])
    host, port = paper.server_address[:2]
    set_printer(app, "network", f"{host}:{port}")
    until(app, lambda: b"waits" in paper.printed)
    until(app, lambda: "printer" not in [notice.topic for notice in app.till.desk.notices.standing])
    until(app, lambda: not app.printer.waiting())
    set_printer(app, "none", "")
    assert app.printer.state.wire is Wire.NONE
    assert app.till.status.status().printer == ""


def test_an_address_that_makes_no_sense_leaves_the_old_printer(app: App, paper: Paper) -> None:
    host, port = paper.server_address[:2]
    set_printer(app, "network", f"{host}:{port}")
    page = open_page(app, PrinterPage)
    assert isinstance(page, PrinterPage)
    page.kind.choose("usb")
    page.address.line.setText("no usb")
    page.keep.click()
    until(app, lambda: bool(app.till.desk.notices.standing))
    app.printer.submit(PrintJob(new_id(), "still", b"still\n"))
    until(app, lambda: b"still" in paper.printed)


def test_no_gap_in_the_window_while_a_silent_printer_is_exchanged(app: App, paper: Paper) -> None:
    set_printer(app, "network", "127.0.0.1:1")
    page = open_page(app, PrinterPage)
    assert isinstance(page, PrinterPage)
    page.address.line.setText("{}:{}".format(*paper.server_address[:2]))
    before = time.monotonic()
    page.keep.click()
    assert time.monotonic() - before < 0.2
    until(app, lambda: not page.unsaved)


def test_a_serial_scanner_sells_and_its_absence_is_told(app: App, tmp_path: Path) -> None:
    device = ScannerSimulator(tmp_path)
    device.plug_in()
    page = open_page(app, ScannerPage)
    assert isinstance(page, ScannerPage)
    page.port.line.setText(str(device.port))
    page.keep.click()
    until(app, lambda: not page.unsaved)
    time.sleep(0.3)
    device.send(barcode(1).encode() + b"\r")
    until(app, lambda: page.code.text() == barcode(1))
    app.till.desk.go.ring(places.SALE)
    device.send(barcode(1).encode() + b"\r\n")
    until(app, lambda: len(app.till.selling.content.lines) == 1)
    device.pull_out()
    until(app, lambda: "scanner" in [notice.topic for notice in app.till.desk.notices.standing])
    with app._books.read() as read:
        assert read.count_events(noting.SCANNER_DOWN, "scanner_missing") == 1
    device.plug_in()
    until(app, lambda: "scanner" not in [notice.topic for notice in app.till.desk.notices.standing])
    device.pull_out()


def test_how_keyboard_scanners_are_told_holds_at_once(app: App) -> None:
    page = open_page(app, ScannerPage)
    assert isinstance(page, ScannerPage)
    page.prefix.line.setText("~")
    page.gap.line.setText("60")
    page.layout_of.choose("us")
    page.keep.click()
    until(app, lambda: not page.unsaved)
    burst = app.plugged.wedge._burst.settings
    assert (burst.prefix, burst.gap_ms, burst.layout) == ("~", 60, "us")


def test_what_is_set_while_practising_is_forgotten(app: App, sqlite_books: SqlBooks) -> None:
    app.practise(False)
    until(app, lambda: app.practice is not None)
    practice = app.practice
    assert practice is not None
    practice.desk.go.ring(places.SETTINGS)
    until(app, lambda: isinstance(practice.window.shown, SettingsRoom))
    room = practice.window.shown
    assert isinstance(room, SettingsRoom)
    assert any("exercez" in said.text() for said in room.findChildren(QLabel))
    for name, page in room.pages.items():
        assert not isinstance(page, PrinterPage | ScannerPage), name
    practice_settings(app, room)
    with sqlite_books.read() as read:
        assert read.preferences() == {}
        assert read.shop().name != "Ailleurs"
        assert [person.name for person in read.people()] == [AICHA.name]
    app.practise(False)
    until(app, lambda: app.practice is None)
    app.practise(False)
    until(app, lambda: app.practice is not None)
    again = app.practice
    assert again is not None
    with again.desk.books.read() as read:
        assert read.preference("means") is None
        assert read.preference("appearance") is None
        assert [person.name for person in read.people() if person.active] == [AICHA.name]


def practice_settings(app: App, room: SettingsRoom) -> None:
    """Change something on four pages of the practice till."""
    from ui.desktop.rooms.settings.appearance_page import AppearancePage
    from ui.desktop.rooms.settings.means_page import MeansPage
    from ui.desktop.rooms.settings.people_page import PeoplePage
    from ui.desktop.rooms.settings.shop_page import ShopPage

    people, shop = open_page(app, PeoplePage), open_page(app, ShopPage)
    assert isinstance(people, PeoplePage)
    assert isinstance(shop, ShopPage)
    shop.fields["name"].line.setText("Ailleurs")
    shop.keep.click()
    until(app, lambda: not shop.unsaved)
    open_page(app, PeoplePage)
    people.name.line.setText("Personne d’exercice")
    people.keep.click()
    until(app, lambda: not people.unsaved)
    means, look = open_page(app, MeansPage), open_page(app, AppearancePage)
    assert isinstance(means, MeansPage)
    assert isinstance(look, AppearancePage)
    look.presenter.save(look.presenter.value.__class__("dark", 125))
    open_page(app, MeansPage)
    means.ticks["cheque"].click()
    means.keep.click()
    until(app, lambda: not means.unsaved)
