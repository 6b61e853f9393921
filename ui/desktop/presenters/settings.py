"""The settings: every page's presenter, put together."""

from __future__ import annotations

from collections.abc import Callable

from ess_shop.domain.devices import Devices
from ess_shop.domain.preferences import APPEARANCE, LOCK, MEANS, Appearance, LockAfter, MeansTaken
from ess_shop.domain.searching import SearchIndex
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.officer import OfficerPresenter
from ui.desktop.presenters.people import PeoplePresenter
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.rights import RightsPresenter
from ui.desktop.presenters.settings_accounting import AccountingPresenter
from ui.desktop.presenters.settings_currencies import CurrenciesPresenter
from ui.desktop.presenters.settings_keeping import Kept
from ui.desktop.presenters.settings_keys import KeysPresenter
from ui.desktop.presenters.settings_labels import LabelSettingsPresenter
from ui.desktop.presenters.settings_mail import MailSettingsPresenter
from ui.desktop.presenters.settings_printer import PrinterSettingsPresenter
from ui.desktop.presenters.settings_quick_keys import QuickKeysSettings
from ui.desktop.presenters.settings_receipt import ReceiptSettingsPresenter
from ui.desktop.presenters.settings_scanner import ScannerSettingsPresenter
from ui.desktop.presenters.settings_settling import SettlingPresenter
from ui.desktop.presenters.settings_shop import ShopPresenter

TEXT_SIZES = (100, 125, 150, 175, 200)


class AppearancePresenter(Kept[Appearance]):
    """The look, worn as soon as it is chosen."""

    def __init__(self, desk: Desk, wear: Callable[[Appearance], object]) -> None:
        super().__init__(desk, APPEARANCE, Appearance.from_plain, Appearance.to_plain)
        self._wear = wear

    def keep(self, value: Appearance) -> None:
        """The books say this now, so it is worn."""
        if self.value != value:
            self._wear(value)
        super().keep(value)

    def try_on(self, worn: Appearance) -> None:
        """Wear it, to see how it looks; it is not kept yet."""
        self._wear(worn)
        self.show(worn)


class SettingsPresenter:
    """What the pages of the room work with."""

    def __init__(
        self,
        desk: Desk,
        press: Press,
        *,
        index: Callable[[], SearchIndex | None],
        wear: Callable[[Appearance], object],
        mail: MailSettingsPresenter,
        devices: Callable[[], Devices] = Devices,
    ) -> None:
        self.desk, self.press, self.mail = desk, press, mail
        self.people = PeoplePresenter(desk)
        self.rights = RightsPresenter(desk)
        self.officer = OfficerPresenter(desk)
        self.shop = ShopPresenter(desk)
        self.currencies = CurrenciesPresenter(desk)
        self.accounting = AccountingPresenter(desk)
        self.settling = SettlingPresenter(desk)
        self.means: Kept[MeansTaken] = Kept(desk, MEANS, MeansTaken.from_plain, MeansTaken.to_plain)
        self.lock: Kept[LockAfter] = Kept(desk, LOCK, LockAfter.from_plain, LockAfter.to_plain)
        self.labels = LabelSettingsPresenter(desk)
        self.keys = KeysPresenter(desk)
        self.quick_keys = QuickKeysSettings(desk, press, index)
        self.receipt = ReceiptSettingsPresenter(desk, press)
        self.printer = PrinterSettingsPresenter(desk, press, devices)
        self.scanner = ScannerSettingsPresenter(desk, devices)
        self.appearance = AppearancePresenter(desk, wear)
