"""The receipt that is offered after a sale: printed, shown, sent, or none; the choice is noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import checked_address
from ess_shop.domain.post import Post
from ess_shop.domain.receipt import CashSlip, DayPaper, Receipt, ReceiptSettings
from ess_shop.domain.receipt_printer import PrintJob, Wire
from ess_shop.domain.sale import Means
from ess_shop.errors import Refused
from ess_shop.papers import SlipPaper
from ess_shop.reading import RecordedSale
from ess_shop.services import noting, parking
from ess_shop.services.mailing import letter_of
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

    def goods_slip(self, paper: SlipPaper) -> bytes:
        """The job of a slip of goods."""

    def test_page(self) -> bytes:
        """The job of a test page."""

    def picture(self, job: bytes) -> bytes:
        """A PNG of what that job prints."""

    def pdf(self, job: bytes) -> bytes:
        """A PDF of what that job prints."""

    def logo(self, path: Path) -> str:
        """A picture from a file, as text, for receipts. Refused for what is no picture."""

    def tile(self, path: Path) -> str:
        """The same for a quick key."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A receipt made ready: its value and its job."""

    receipt: Receipt
    job: bytes


class ReceiptPresenter:
    """Follows one recorded sale."""

    def __init__(self, desk: Desk, press: Press, settings: Callable[[], ReceiptSettings], post: Post) -> None:
        self._desk, self._press, self._settings, self._post = desk, press, settings, post
        self.sale: RecordedSale | None = None
        self.choice = ""
        self.said = ""
        self.preview = b""
        self.asking, self.wrong = False, ""
        """Whether an e-mail address is being typed, and what is wrong with it."""
        self.changed: Bell[[]] = Bell()

    @property
    def can_print(self) -> bool:
        """Whether there is a printer."""
        return self._desk.printer.state.wire is not Wire.NONE

    @property
    def can_mail(self) -> bool:
        """Whether a receipt can be sent by e-mail."""
        return self._post.ready

    def offer(self, sale: RecordedSale, *, fresh: bool = True) -> None:
        """A sale was recorded; if just now, cash opens the drawer (never while training)."""
        self.sale, self.choice, self.said, self.preview = sale, "", "", b""
        self.asking, self.wrong = False, ""
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

    def ask_address(self) -> None:
        """The customer wants it by e-mail: have the address typed."""
        if self.sale is not None and self.can_mail:
            self.asking, self.wrong = True, ""
            self.changed.ring()

    def ask_no_address(self) -> None:
        """Back to the choices."""
        self.asking, self.wrong = False, ""
        self.changed.ring()

    def send_to(self, typed: str) -> None:
        """Send it there; the address is kept no longer than the letter, and what is none is `wrong`."""
        try:
            to = checked_address(typed)
        except Refused as wrong:
            self.wrong = self._desk.words.error(wrong)
            self.changed.ring()
            return
        sale = self._choose("email")
        if sale is not None:
            self.ask_no_address()
            self._send(sale, to, typed.strip())

    def _send(self, sale: RecordedSale, to: str, typed: str) -> None:
        desk, words, press, post = self._desk, self._desk.words, self._press, self._post

        def say(said: str) -> None:
            if self.sale is sale:
                self.said = said
                self.changed.ring()

        if desk.training:
            say(words("Practice: nothing is sent to {address}.", address=typed))
            return
        at, settings = desk.clock(), self._settings()

        def post_it() -> None:
            with desk.books.read() as read:
                receipt = receipt_of(read, sale, settings)
            paper = press.pdf(press.receipt(receipt))
            post.submit(letter_of(receipt, paper, words, to=to, id=new_id(), at=at))

        said = words("The receipt goes to {address}.", address=typed)
        desk.lane.run(post_it, lambda _none: say(said))

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
        at, detail = desk.clock(), f"{sale.number} {choice}"

        def keep() -> None:
            noting.note(desk.books, till=desk.till, at=at, code=noting.RECEIPT, detail=detail)
            parking.forget_current(desk.books, desk.till)

        desk.lane.run(keep, lambda _none: None)
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
            self.ask_no_address()
