"""The settings: pages at the left in groups, the page that is open beside them."""

from __future__ import annotations

from collections.abc import Sequence

from ui.desktop.presenters.settings import SettingsPresenter
from ui.desktop.presenters.settings_display import DisplaySettings
from ui.desktop.rooms.pages_room import Entry, PagesRoom
from ui.desktop.rooms.settings.accounting_page import AccountingPage
from ui.desktop.rooms.settings.appearance_page import AppearancePage
from ui.desktop.rooms.settings.currencies_page import CurrenciesPage
from ui.desktop.rooms.settings.display_page import DisplayPage
from ui.desktop.rooms.settings.keys_page import KeysPage
from ui.desktop.rooms.settings.labels_page import LabelSettingsPage
from ui.desktop.rooms.settings.lock_page import LockPage
from ui.desktop.rooms.settings.mail_page import MailPage
from ui.desktop.rooms.settings.means_page import MeansPage
from ui.desktop.rooms.settings.officer_page import OfficerPage
from ui.desktop.rooms.settings.people_page import PeoplePage
from ui.desktop.rooms.settings.printer_page import PrinterPage
from ui.desktop.rooms.settings.quick_keys_page import QuickKeysPage
from ui.desktop.rooms.settings.receipt_page import ReceiptPage
from ui.desktop.rooms.settings.rights_page import RightsPage
from ui.desktop.rooms.settings.scanner_page import ScannerPage
from ui.desktop.rooms.settings.settling_page import SettlingPage
from ui.desktop.rooms.settings.shop_page import ShopPage


class SettingsRoom(PagesRoom):
    """Everything a shop arranges to its liking; see `ui.desktop.presenters.settings`."""

    name = "settings"

    def __init__(self, presenter: SettingsPresenter) -> None:
        words = presenter.desk.words
        said = words("You are practising: what you set here is forgotten.")
        super().__init__(presenter.desk, _groups(presenter), practising=said)


def _groups(presenter: SettingsPresenter) -> Sequence[Sequence[Entry]]:
    """Every page; what is plugged into the machine belongs to the real till alone."""
    desk = presenter.desk
    words = desk.words
    shop: Sequence[Entry] = (
        (words("People"), lambda: PeoplePage(presenter.people)),
        (words("Rights"), lambda: RightsPage(presenter.rights)),
        (words("Tax officer"), lambda: OfficerPage(presenter.officer)),
        (words("The shop"), lambda: ShopPage(desk, presenter.shop)),
        (words("Currencies"), lambda: CurrenciesPage(presenter.currencies)),
        (words("Means of payment"), lambda: MeansPage(desk, presenter.means)),
        (words("Receipts"), lambda: ReceiptPage(presenter.receipt, presenter.press)),
        (words("Accounting"), lambda: AccountingPage(presenter.accounting)),
        (words("Monthly settlement"), lambda: SettlingPage(presenter.settling)),
    )
    sale: Sequence[Entry] = (
        (words("Quick keys"), lambda: QuickKeysPage(presenter.quick_keys, presenter.press)),
        (words("Keys"), lambda: KeysPage(presenter.keys)),
        (words("Appearance"), lambda: AppearancePage(desk, presenter.appearance)),
        (words("Locking"), lambda: LockPage(desk, presenter.lock)),
    )
    devices: Sequence[Entry] = (
        (words("Receipt printer"), lambda: PrinterPage(presenter.printer)),
        (words("Scanner"), lambda: ScannerPage(presenter.scanner)),
        (words("Customer display"), lambda: DisplayPage(DisplaySettings(desk))),
        (words("E-mail"), lambda: MailPage(presenter.mail)),
        (words("Barcodes and labels"), lambda: LabelSettingsPage(presenter.labels)),
    )
    return (shop, sale) if desk.training else (shop, sale, devices)
