"""This till's scanners, what is plugged in, and a place to try them."""

from __future__ import annotations

from collections.abc import Callable

from ess_shop.domain.devices import Devices
from ess_shop.domain.preferences import SCANNER
from ess_shop.domain.scanner import (
    ScannedCode,
    ScannerSettings,
    plain_scanner,
    recognised,
    scanner_settings,
)
from ess_shop.errors import Refused
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import ticket_of
from ui.desktop.presenters.settings_keeping import Kept


class ScannerSettingsPresenter(Kept[ScannerSettings]):
    """The settings as they are kept, and the last code that was scanned to try them."""

    def __init__(self, desk: Desk, devices: Callable[[], Devices]) -> None:
        super().__init__(desk, f"{SCANNER}{desk.till}", scanner_settings, plain_scanner)
        self._devices = devices
        self.devices = Devices()
        self.found: Bell[[]] = Bell()
        self.code, self.said, self.article, self.well = "", "", "", True
        self.tried: Bell[[]] = Bell()

    def look(self) -> None:
        """Look what is plugged in."""

        def see(devices: Devices) -> None:
            self.devices = devices
            self.found.ring()

        self.desk.lane.run(self._devices, see)

    def scanned(self, code: str) -> None:
        """A scan to try the scanner: what kind of code it is, and what it stands for."""
        books, seen = self.desk.books, recognised(code)
        self.code, self.well = code, seen.whole
        self.said, self.article = self._kind(seen), ""
        self.tried.ring()

        def ask() -> str:
            with books.read() as read:
                article = read.article_by_barcode(code)
            return article.label if article else ""

        self.desk.lane.run(ask, lambda label: self._known(code, label))

    def _kind(self, seen: ScannedCode) -> str:
        words = self.desk.words
        if not seen.whole:
            return words("{kind}, but its check digit is wrong: scan it again.", kind=seen.kind)
        if seen.kind:
            return words("{kind}, read well.", kind=seen.kind)
        if ticket_of(seen.text) is not None:
            return words("The number of a ticket, read well.")
        return words.plural("A code of {count} sign.", "A code of {count} signs.", len(seen.text))

    def _known(self, code: str, label: str) -> None:
        if code == self.code:
            words = self.desk.words
            self.article = (
                words("It stands for “{label}”.", label=label)
                if label
                else words("No article has this code.")
            )
            self.tried.ring()


def pause_of(text: str) -> int:
    """The pause that was typed, in milliseconds; Refused for what is no number."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Refused("bad_pause", "“{text}” is no number of milliseconds: type 10 to 200.", text=text)
    return int(text)
