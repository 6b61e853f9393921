"""The receipt that is offered after a sale: printed, shown, or none; the choice is noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ess_shop.domain.ids import new_id
from ess_shop.domain.receipt import CashSlip, DayPaper, Receipt, ReceiptSettings
from ess_shop.domain.receipt_printer import NoPrinter, PrintJob
from ess_shop.domain.sale import Means
from ess_shop.reading import RecordedSale
from ess_shop.services import noting
from ess_shop.services.receipting import receipt_of
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk


class Press(Protocol):
    """Turns papers into bytes for the printer and pictures for the screen; see `ui.bootstrap`."""

    def receipt(self, receipt: Receipt) -> bytes:
        """The job for the printer."""

    def day(self, paper: DayPaper) -> bytes:
        """The job of an X or a Z."""

    def slip(self, slip: CashSlip) -> bytes:
        """The job of a cash movement's slip."""

    def test_page(self) -> bytes:
        """The job of a test page."""

    def picture(self, job: bytes) -> bytes:
        """A PNG of what that job prints."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A receipt made ready: its value and its job."""

    receipt: Receipt
    job: bytes


class ReceiptPresenter:
    """Follows one recorded sale."""

    def __init__(self, desk: Desk, press: Press, settings: Callable[[], ReceiptSettings]) -> None:
        self._desk, self._press, self._settings = desk, press, settings
        self.sale: RecordedSale | None = None
        self.choice = ""
        self.said = ""
        self.preview = b""
        self.can_print = not isinstance(desk.printer, NoPrinter)
        self.changed: Bell[[]] = Bell()

    def offer(self, sale: RecordedSale, *, fresh: bool = True) -> None:
        """A sale was recorded; if just now, cash opens the drawer (never while training)."""
        self.sale, self.choice, self.said, self.preview = sale, "", "", b""
        cash = any(payment.means is Means.CASH for payment in sale.sale.payments)
        if cash and fresh and not self._desk.training:
            self._desk.printer.kick_drawer()
        self.changed.ring()

    def print_it(self) -> None:
        """Send it to the printer; the sale stands whatever the printer does."""
        sale = self._choose("print")
        if sale is not None:
            said = self._desk.words("The receipt goes to the printer.")
            self._made(sale, lambda offered: self._printed(sale, offered, said))

    def _printed(self, sale: RecordedSale, offered: Offered, said: str) -> None:
        self._desk.printer.submit(PrintJob(new_id(), sale.number, offered.job))
        self.said = said
        self.changed.ring()

    def show_it(self) -> None:
        """Show it on the screen."""
        sale = self._choose("screen")
        if sale is not None:
            self._made(sale, self._shown)

    def _shown(self, offered: Offered) -> None:
        def show(png: bytes) -> None:
            self.preview = png
            self.said = ""
            self.changed.ring()

        self._desk.lane.run(lambda: self._press.picture(offered.job), show)

    def none(self) -> None:
        """The customer wants none."""
        if self._choose("none") is not None:
            self.said = self._desk.words("No receipt. Tickets (Ctrl+2) keeps it, should it be wanted later.")
            self.changed.ring()

    def _choose(self, choice: str) -> RecordedSale | None:
        sale, desk = self.sale, self._desk
        if sale is None:
            return None
        self.choice = choice
        detail = f"{sale.number} {choice}"
        desk.lane.run(
            lambda: noting.note(
                desk.books, till=desk.till, at=desk.clock(), code=noting.RECEIPT, detail=detail
            ),
            lambda _none: None,
        )
        return sale

    def _made(self, sale: RecordedSale, done: Callable[[Offered], None]) -> None:
        desk, settings = self._desk, self._settings()

        def make() -> Offered:
            with desk.books.read() as read:
                receipt = receipt_of(read, sale, settings, training=desk.training)
            return Offered(receipt, self._press.receipt(receipt))

        desk.lane.run(make, done)

    def leave(self) -> None:
        """The next sale begins."""
        if self.sale is not None:
            self.sale, self.preview, self.said, self.choice = None, b"", "", ""
            self.changed.ring()
