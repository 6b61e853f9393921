"""Every page of the settings in its states, one after the other, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from shop_builder import barcode
from till_at_work import TillAtWork

from ess_shop.domain.devices import Device, Devices
from ui.desktop.presenters import places
from ui.desktop.presenters.choosing_picture import PictureChooser
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.currencies_page import CurrenciesPage
from ui.desktop.rooms.settings.keys_page import KeysPage
from ui.desktop.rooms.settings.lock_page import LockPage
from ui.desktop.rooms.settings.mail_page import MailPage
from ui.desktop.rooms.settings.means_page import MeansPage
from ui.desktop.rooms.settings.people_page import PeoplePage
from ui.desktop.rooms.settings.printer_page import PrinterPage
from ui.desktop.rooms.settings.quick_keys_page import QuickKeysPage
from ui.desktop.rooms.settings.receipt_page import ReceiptPage
from ui.desktop.rooms.settings.room import SettingsRoom
from ui.desktop.rooms.settings.scanner_page import ScannerPage
from ui.desktop.rooms.settings.settling_page import SettlingPage
from ui.desktop.rooms.settings.shop_page import ShopPage
from ui.desktop.widgets.fields import TextField

Step = Callable[[], object]

PLUGGED = Devices(
    serial=(Device("/dev/ttyUSB0", "USB-Serial Controller"), Device("/dev/ttyACM0", "Voyager 1450g")),
    usb=(Device("04b8:0e15", "TM-T20II"),),
    files=(Device("/dev/usb/lp0"),),
)


def settings_steps(till: TillAtWork, folder: Path) -> Iterator[tuple[str, Step]]:
    """(name of the state, what leads there); a manager sits at the till, `folder` takes pictures."""
    till.till.desk.go.ring(places.SETTINGS)
    room = till.window.shown
    assert isinstance(room, SettingsRoom)
    for number, page in enumerate(room.pages.values()):
        yield f"settings, {page.title}", partial(room.turn, number)
        for name, step in _states(till, page, folder):
            yield f"settings, {page.title}, {name}", step
        page.show_main()
        page.load()
        till.till.desk.notices.pass_on()
    room.turn_to(till.words("The shop"))
    till.settle()
    yield "settings, keyboard on the screen", partial(_ask_keyboard, till, room)
    till.till.keyboard.hide()
    yield "settings, not saved", partial(_leave_unsaved, room)
    page = room.pages[till.words("The shop")]
    page.load()


def _states(till: TillAtWork, page: Page, folder: Path) -> Iterator[tuple[str, Step]]:
    if isinstance(page, PeoplePage):
        yield "someone", lambda: page.choose(page.presenter.here[0])
        yield "without a name", partial(_keep, page, (page.name, ""))
    elif isinstance(page, ShopPage):
        yield "wrong", partial(_keep, page, (page.fields["siret"], "123"), (page.fields["iban"], "FR00"))
    elif isinstance(page, CurrenciesPage):
        yield "one", lambda: page.choose(page.presenter.currencies[0])
        page.choose(None)
        wrong = (page.code, "E1!"), (page.name, ""), (page.coupons, "un deux"), (page.worth, "0")
        yield "wrong", partial(_keep, page, *wrong)
    elif isinstance(page, MeansPage):
        yield "none left", partial(_untick, page)
    elif isinstance(page, ReceiptPage):
        yield "picture", partial(_pick, page, page.chooser, page.pick, _pictures(folder))
        yield "logo", lambda: page.picked(folder / "pictures" / "étoile.png")
    elif isinstance(page, QuickKeysPage):
        yield from _quick_keys(page, folder)
    elif isinstance(page, KeysPage):
        yield "waiting", partial(_catch, till, page)
        yield "taken", partial(_catch, till, page, Qt.Key.Key_F5)
        yield "reserved", partial(_catch, till, page, Qt.Key.Key_Home)
        page.presenter.load()
    elif isinstance(page, LockPage):
        yield "wrong", partial(_keep, page, (page.minutes, "bientôt"))
    elif isinstance(page, SettlingPage):
        yield "two people", lambda: (page.approvers.choose("2"), page._warn())
        yield "wrong", partial(_keep, page, (page.days, "longtemps"))
    elif isinstance(page, PrinterPage):
        for kind in ("serial", "usb", "file", "network", "screen"):
            yield kind, partial(_printer, page, kind)
        yield "tested", page._test
    elif isinstance(page, ScannerPage):
        yield "tried", lambda: till.scan(barcode(1))
        yield "misread", lambda: till.scan(f"{barcode(1)[:-1]}{(int(barcode(1)[-1]) + 1) % 10}")
        yield "wrong", partial(_keep, page, (page.gap, "vite"))
    elif isinstance(page, MailPage):
        fields = page.fields
        yield "wrong", partial(_keep, page, (fields["server"], "smtp.exemple.org"), (fields["sender"], "moi"))


def _quick_keys(page: QuickKeysPage, folder: Path) -> Iterator[tuple[str, Step]]:
    presenter = page.presenter
    presenter.add_page(page.words("New page"))
    page.scanned(barcode(1))
    presenter.choose(0)
    yield "arranging", lambda: presenter.find("bol")
    yield "drawn pictures", page.pick
    yield "picture", partial(_pick, page, page.chooser, page._pick_file, _pictures(folder))
    page.show_main()
    yield "name taken away", partial(page._rename, "")


def _keep(page: Page, *typed: tuple[TextField, str]) -> None:
    """Type this into the fields, and save."""
    for field, text in typed:
        field.line.setText(text)
    page.keep_it()


def _catch(till: TillAtWork, page: KeysPage, key: Qt.Key | None = None) -> None:
    catcher = page.catchers["park"]
    if not catcher.isChecked():
        catcher.setFocus()
        till.key(Qt.Key.Key_Return)
    if key is not None:
        till.key(key)


def _untick(page: MeansPage) -> None:
    for tick in page.ticks.values():
        tick.setChecked(False)
    page.keep_it()


def _printer(page: PrinterPage, kind: str) -> None:
    page.kind.choose(kind)
    page.address.line.clear()
    page.show_kind()
    page.keep_it()


def _pictures(folder: Path) -> Path:
    """A folder with a folder and a picture in it."""
    (folder / "pictures" / "Anciens logos").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (60, 40), "darkgreen").save(folder / "pictures" / "étoile.png")
    return folder / "pictures"


def _pick(page: Page, chooser: PictureChooser, pick: Step, folder: Path) -> None:
    pick()
    chooser.open(folder)


def _ask_keyboard(till: TillAtWork, room: SettingsRoom) -> None:
    page = room.page
    assert isinstance(page, ShopPage)
    till.till.keyboard.toggle(page.fields["name"].line)


def _leave_unsaved(room: SettingsRoom) -> None:
    page = room.page
    assert isinstance(page, ShopPage)
    page.fields["name"].line.setText("La Ruche d’à côté")
    room.turn(3)
