"""The drawer beside sales: money in and out, to the bank, opened by hand; and the figures so far."""

from __future__ import annotations

from dataclasses import dataclass

from ess_shop.domain.cash import Purpose
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Currency
from ess_shop.domain.people import Right
from ess_shop.domain.receipt import DayPaper
from ess_shop.domain.receipt_printer import PrintJob
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.services import noting
from ess_shop.services.cashing import move_cash
from ess_shop.services.receipting import x_paper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import amount_of
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.places import OPENING
from ui.desktop.presenters.receipts import Press

HOME, IN, OUT, BANK, DRAWER, FIGURES, CLOSE = "home", "in", "out", "bank", "drawer", "figures", "close"
"""The pages of the room."""


@dataclass(frozen=True, slots=True)
class DrawerChoice:
    """A drawer that money can be put into or taken out of."""

    means: Means
    name: str
    currency: Currency


class CashPresenter:
    """What is done with the drawer; every act goes back to the first page."""

    def __init__(self, desk: Desk, shop: Shop, press: Press) -> None:
        self.desk, self.shop, self._press = desk, shop, press
        self.page = HOME
        self._busy = False
        self.paper: DayPaper | None = None
        self.picture = b""
        self.changed: Bell[[]] = Bell()
        self.drawers = (
            DrawerChoice(Means.CASH, shop.currency.code, shop.currency),
            *(
                DrawerChoice(Means.COUPON, local.name or local.currency.code, local.currency)
                for local in shop.locals
            ),
        )

    def turn(self, page: str) -> None:
        """Go to a page; the figures are read when they are looked at."""
        self.desk.notices.pass_on()
        try:
            if page == FIGURES:
                self.desk.require(Right.SEE_REPORTS)
        except Refused as wrong:
            self.desk.tell(wrong)
            return
        self.page = page
        if page == FIGURES:
            self._read_figures()
        self.changed.ring()

    def look(self) -> None:
        """A closed till has no drawer to work with: it is opened first."""
        desk = self.desk

        def ask() -> bool:
            with desk.books.read() as read:
                return read.session(desk.till) is not None

        desk.lane.run(ask, lambda is_open: None if is_open else desk.go.ring(OPENING))

    def move(self, purpose: Purpose, drawer: DrawerChoice, text: str, reason: str) -> None:
        """Put in or take out, once for two presses; Refused says what is missing."""
        self.desk.require(Right.CASH_MOVE)
        amount = amount_of(text, drawer.currency)
        if purpose is not Purpose.BANK and not reason.strip():
            raise Refused("reason_missing", "Say why the money comes or goes.")
        if self._busy:
            return
        self._busy = True
        desk, id, at = self.desk, new_id(), self.desk.clock()
        signed = amount if purpose is Purpose.IN else -amount

        def work() -> None:
            move_cash(
                desk.books,
                id=id,
                till=desk.till,
                at=at,
                means=drawer.means,
                amount=signed,
                purpose=purpose,
                reason=reason,
                volunteer=desk.who,
            )

        def done(_none: None) -> None:
            self._busy = False
            self.turn(HOME)
            words = desk.words
            said = {
                Purpose.IN: words("{amount} is in the drawer.", amount=amount),
                Purpose.OUT: words("{amount} is out of the drawer.", amount=amount),
                Purpose.BANK: words("{amount} goes to the bank.", amount=amount),
            }[purpose]
            desk.notices.tell("cash", said, Tone.GOOD)
            self._kick()

        desk.lane.run(work, done, self._failed)

    def _failed(self, wrong: ShopError) -> None:
        self._busy = False
        self.desk.tell(wrong)

    def open_drawer(self, reason: str) -> None:
        """Open the drawer by hand; who and why are noted."""
        desk = self.desk
        desk.require(Right.OPEN_DRAWER)
        if not reason.strip():
            raise Refused("reason_missing_drawer", "Say why the drawer is opened.")
        if self._busy:
            return
        self._busy = True
        at, detail = desk.clock(), f"{desk.who}: {reason.strip()}"

        def done(_none: None) -> None:
            self._busy = False
            self._kick()
            self.turn(HOME)
            desk.notices.tell("cash", desk.words("The drawer was opened; it is noted."), Tone.GOOD)

        desk.lane.run(
            lambda: noting.note(desk.books, till=desk.till, at=at, code=noting.DRAWER, detail=detail),
            done,
            self._failed,
        )

    def _kick(self) -> None:
        if not self.desk.training:
            self.desk.printer.kick_drawer()

    def _read_figures(self) -> None:
        desk, press = self.desk, self._press
        self.paper, self.picture = None, b""
        at = desk.clock()

        def ask() -> tuple[DayPaper, bytes]:
            with desk.books.read() as read:
                paper = x_paper(read, desk.till, at=at, volunteer=desk.who, training=desk.training)
            return paper, press.picture(press.day(paper))

        def show(found: tuple[DayPaper, bytes]) -> None:
            self.paper, self.picture = found
            self.changed.ring()

        desk.lane.run(ask, show, self._no_figures)

    def _no_figures(self, wrong: ShopError) -> None:
        self.page = HOME
        self.desk.tell(wrong)
        self.changed.ring()

    def print_figures(self) -> None:
        """The X on paper."""
        paper, desk, press = self.paper, self.desk, self._press
        if paper is not None:
            title = desk.words("Figures so far")
            desk.lane.run(
                lambda: press.day(paper),
                lambda job: desk.printer.submit(PrintJob(new_id(), title, job)),
            )
