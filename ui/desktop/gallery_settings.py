"""The gallery's scenes of the settings: every page, what is refused, and quick keys being arranged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ess_shop.domain.devices import Device, Devices
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.currencies_page import CurrenciesPage
from ui.desktop.rooms.settings.keys_page import KeysPage
from ui.desktop.rooms.settings.mail_page import MailPage
from ui.desktop.rooms.settings.people_page import PeoplePage
from ui.desktop.rooms.settings.printer_page import PrinterPage
from ui.desktop.rooms.settings.quick_keys_page import QuickKeysPage
from ui.desktop.rooms.settings.room import SettingsRoom
from ui.desktop.rooms.settings.scanner_page import ScannerPage
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]

PLUGGED = Devices(
    serial=(
        Device("/dev/ttyUSB0", "USB-Serial Controller"),
        Device("/dev/ttyACM0", "Honeywell Voyager 1450g"),
    ),
    usb=(Device("04b8:0e15", "TM-T20II"),),
    files=(Device("/dev/usb/lp0"),),
)
"""What the gallery's machine is plugged into, so that the pages show it."""


def scenes(till: Till, barcode: str) -> Iterator[Scene]:
    """The settings from page to page; a manager sits there and the room is open."""
    room = till.window.shown
    if not isinstance(room, SettingsRoom):
        return
    for number, page in enumerate(room.pages.values()):
        yield f"settings-{number + 1:02d}", partial(room.turn, number)
        yield from _more(page, barcode)
    till.desk.notices.pass_on()


def _more(page: Page, barcode: str) -> Iterator[Scene]:
    if isinstance(page, PeoplePage):
        yield "settings-person", lambda: page.choose(page.presenter.here[0])
    elif isinstance(page, CurrenciesPage):
        yield "settings-currency", lambda: page.choose(page.presenter.currencies[0])
        yield "settings-currency-wrong", partial(_wrong_currency, page)
        page.load()
    elif isinstance(page, QuickKeysPage):
        yield "settings-quick-keys-arranging", partial(_arrange, page)
        yield "settings-quick-keys-picture", page.pick
        page.show_main()
        page.load()
    elif isinstance(page, KeysPage):
        yield "settings-key-taken", lambda: page.caught("park", "F5")
        yield "settings-key-reserved", lambda: page.caught("park", "Ctrl+C")
        page.presenter.load()
        page.desk.notices.withdraw("keys")
    elif isinstance(page, PrinterPage):
        yield "settings-printer-serial", partial(_kind, page, "serial")
        page.load()
    elif isinstance(page, ScannerPage):
        yield "settings-scanner-tried", partial(page.scanned, barcode)
        yield (
            "settings-scanner-misread",
            partial(page.scanned, f"{barcode[:-1]}{(int(barcode[-1]) + 1) % 10}"),
        )
    elif isinstance(page, MailPage):
        yield "settings-mail", partial(_mail, page)
        page.load()


def _mail(page: MailPage) -> None:
    for name, text in (("server", "smtp.exemple.org"), ("user", "caisse"), ("sender", "caisse@exemple")):
        page.fields[name].line.setText(text)
    page.keep_it()


def _wrong_currency(page: CurrenciesPage) -> None:
    page.choose(None)
    for field, text in (
        (page.code, "E1!"),
        (page.name, "Le Sou"),
        (page.coupons, "un deux"),
        (page.worth, "0"),
    ):
        field.line.setText(text)
    page.keep_it()


def _arrange(page: QuickKeysPage) -> None:
    page.presenter.open(0)
    page.presenter.choose(1)
    page.search.setText("sav")
    page.presenter.find("sav")


def _kind(page: PrinterPage, kind: str) -> None:
    page.kind.choose(kind)
    page.show_kind()
    page.keep_it()
