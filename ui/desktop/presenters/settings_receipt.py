"""What the shop adds to its receipts, with a preview that follows."""

from __future__ import annotations

from pathlib import Path

from ess_shop.domain.preferences import RECEIPT
from ess_shop.domain.receipt import ReceiptSettings, plain_settings, receipt_settings
from ess_shop.reading import SaleQuery
from ess_shop.services.receipting import receipt_of
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.settings_keeping import Kept


class ReceiptSettingsPresenter(Kept[ReceiptSettings]):
    """The settings, and the last ticket as they would print it."""

    def __init__(self, desk: Desk, press: Press) -> None:
        super().__init__(desk, RECEIPT, receipt_settings, plain_settings)
        self._press = press
        self.preview = b""
        self.previewed: Bell[[]] = Bell()
        self.logo = ""
        """The logo as it is being changed."""
        self.logo_changed: Bell[[]] = Bell()
        self._tried = 0

    def try_on(self, value: ReceiptSettings) -> None:
        """Show the last ticket with these settings; a logo that cannot be read is left out."""
        self._tried += 1
        tried, desk = self._tried, self.desk

        def make() -> bytes | None:
            if tried != self._tried:
                return None
            with desk.books.read() as read:
                last = read.find_sales(SaleQuery(limit=1))
                found = read.sale(last[0].till, last[0].ticket) if last else None
                if found is None:
                    return b""
                paper = receipt_of(read, found.sale, value, training=desk.training)
            return self._press.picture(self._press.receipt(paper))

        def show(png: bytes | None) -> None:
            if png is not None:
                self.preview = png
                self.previewed.ring()

        desk.lane.run(make, show)

    def choose_logo(self, path: Path) -> None:
        """Take a picture as the logo; the books keep a copy, so that its file may go. It is not saved yet."""

        def taken(logo: str) -> None:
            self.logo = logo
            self.logo_changed.ring()

        self.desk.lane.run(lambda: self._press.logo(path), taken)

    def drop_logo(self) -> None:
        """No logo."""
        self.logo = ""
        self.logo_changed.ring()

    def keep(self, value: ReceiptSettings) -> None:
        """The books say this now."""
        self.logo = value.logo
        super().keep(value)
