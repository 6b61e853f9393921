"""What the shop adds to its receipts, with a preview that follows, and the printer they come out of."""

from __future__ import annotations

from pathlib import Path

from ess_shop.domain.ids import new_id
from ess_shop.domain.preferences import PRINTER, RECEIPT
from ess_shop.domain.receipt import ReceiptSettings, plain_settings, receipt_settings
from ess_shop.domain.receipt_printer import (
    NoPrinter,
    PrinterSettings,
    PrintJob,
    plain_printer,
    printer_settings,
)
from ess_shop.errors import Refused
from ess_shop.reading import SaleQuery
from ess_shop.services.receipting import receipt_of
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.settings_keeping import Kept

LARGEST_LOGO = 1_000_000
"""Bytes."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class ReceiptSettingsPresenter(Kept[ReceiptSettings]):
    """The settings, and the last ticket as they would print it."""

    def __init__(self, desk: Desk, press: Press) -> None:
        super().__init__(desk, RECEIPT, receipt_settings, plain_settings)
        self._press = press
        self.preview = b""
        self.previewed: Bell[[]] = Bell()
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

    def save(self, value: ReceiptSettings) -> None:
        """Keep them; Refused for a logo that is no picture of less than 1 MB."""
        check_logo(value.logo)
        super().save(value)


def check_logo(path: str) -> None:
    """Refused unless it is "" or a PNG or JPEG file of less than 1 MB."""
    if not path:
        return
    try:
        size = Path(path).stat().st_size
        with Path(path).open("rb") as file:
            head = file.read(8)
    except OSError:
        raise Refused("no_logo", "There is no file {path}: check where the logo is.", path=path) from None
    if size >= LARGEST_LOGO:
        raise Refused("large_logo", "The logo is larger than 1 MB: make a smaller picture of it.")
    if not head.startswith(_PICTURES):
        raise Refused("bad_logo", "The logo must be a PNG or JPEG picture: {path} is neither.", path=path)


class PrinterSettingsPresenter(Kept[PrinterSettings]):
    """This till's printer, and its test page."""

    def __init__(self, desk: Desk, press: Press) -> None:
        super().__init__(desk, f"{PRINTER}{desk.till}", printer_settings, plain_printer)
        self._press = press
        self.picture = b""
        self.tested: Bell[[]] = Bell()

    def test(self) -> None:
        """Print a test page; without a printer it is shown."""
        desk, press = self.desk, self._press

        def make() -> tuple[bytes, bytes]:
            job = press.test_page()
            return job, press.picture(job)

        def made(page: tuple[bytes, bytes]) -> None:
            job, self.picture = page
            if not isinstance(desk.printer, NoPrinter):
                desk.printer.submit(PrintJob(new_id(), desk.words("Test page"), job))
                desk.notices.tell("settings", desk.words("The test page goes to the printer."), Tone.GOOD)
            self.tested.ring()

        desk.lane.run(make, made)
