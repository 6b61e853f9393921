"""Closing the day, step by step: what waits, the count, the difference, the bank, the Z."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.cash import COUNTED, Closing, MeansTotal, SessionTotals
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.receipt import DayPaper
from ess_shop.domain.receipt_printer import PrintJob
from ess_shop.domain.sale import Means
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.services import parking
from ess_shop.services.cashing import ToBank, close_till, so_far
from ess_shop.services.receipting import z_paper
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.counting import Drawer, DrawerCount, counted, drawers_of
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.grammar import amount_of
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.receipts import Press

WAITING, COUNT, DIFFERENCE, BANK, DONE = "waiting", "count", "difference", "bank", "done"
"""The steps."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One drawer: what was counted and what is missing (negative) or too much."""

    name: str
    counted: Money
    difference: Money


class ClosingPresenter:
    """One evening; nothing is written before the last step."""

    def __init__(self, desk: Desk, shop: Shop, press: Press, basket_open: Callable[[], bool]) -> None:
        self.desk, self.shop, self._press, self._basket_open = desk, shop, press, basket_open
        self.step = WAITING
        self.waiting: Sequence[parking.Parked] = ()
        self.drawers = drawers_of(shop)
        self.totals: SessionTotals | None = None
        self.reason = self.to_bank = ""
        """What was typed: why it differs, and how much goes to the bank."""
        self.closing: Closing | None = None
        self.paper: DayPaper | None = None
        self.picture = b""
        self.busy = self._empty_said = False
        self._ids = ("", "")
        """Of the way to the bank and of the closing: what went wrong half-way is not done twice."""
        self.changed: Bell[[]] = Bell()

    def begin(self) -> None:
        """Start over: look whether baskets wait. Refused while one is on the screen, and to who may not."""
        self.desk.require(Right.CLOSE_TILL)
        if self._basket_open():
            raise Refused("basket_in_the_way", "Sell or put aside the basket on the screen first.")
        self.step, self.drawers, self.totals, self.reason = WAITING, drawers_of(self.shop), None, ""
        self.closing, self.paper, self.picture, self.busy = None, None, b"", False
        self.to_bank, self._ids, self._empty_said = "", (new_id(), new_id()), False
        desk = self.desk

        def ask() -> Sequence[parking.Parked]:
            with desk.books.read() as read:
                return parking.parked(read)

        desk.lane.run(ask, self._see_waiting)

    def _see_waiting(self, waiting: Sequence[parking.Parked]) -> None:
        self.waiting = waiting
        self._go(WAITING if waiting else COUNT)

    def _go(self, step: str) -> None:
        self.step = step
        self.changed.ring()

    def leave_waiting(self) -> None:
        """What waits stays for tomorrow, knowingly."""
        self._go(COUNT)

    def count(self, drawer: DrawerCount) -> None:
        """A drawer was counted (further)."""
        self.drawers = tuple(drawer if each.drawer == drawer.drawer else each for each in self.drawers)

    def counted_all(self) -> None:
        """The count is given: now, and only now, it is compared with what should be there.

        Where nothing at all is counted it is asked for once more: a press that came too often is no count.
        """
        desk, empty = self.desk, not any(drawer.total.minor for drawer in self.drawers)
        if empty and not self._empty_said:
            self._empty_said = True
            said = desk.words("Nothing is counted yet. If the drawers are empty, press once more.")
            desk.notices.tell("count", said, Tone.WARNING)
            return

        def ask() -> SessionTotals:
            with desk.books.read() as read:
                return so_far(read, desk.till)

        desk.lane.run(ask, self._compare)

    def _compare(self, totals: SessionTotals) -> None:
        self.totals = totals
        self._go(DIFFERENCE)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Drawer by drawer, after the count."""
        if self.totals is None:
            return ()
        expected = self.totals.expected()
        return tuple(
            Difference(
                drawer.name,
                drawer.total,
                drawer.total - Money(expected.get(drawer.drawer, 0), drawer.currency),
            )
            for drawer in self.drawers
        )

    @property
    def differs(self) -> bool:
        """Whether any drawer holds more or less than it should."""
        return any(each.difference for each in self.differences)

    @property
    def slips(self) -> tuple[MeansTotal, ...]:
        """Cards, cheques and the like, to hold against slips."""
        if self.totals is None:
            return ()
        return tuple(total for total in self.totals.means if total.means not in COUNTED)

    def count_again(self) -> None:
        """Back to the drawers, with what was counted."""
        self._go(COUNT)

    def explain(self, reason: str) -> None:
        """Go on; Refused if a difference is not explained."""
        if self.differs and not reason.strip():
            raise Refused("difference_unexplained_words", "Count again, or say why it differs.")
        self.reason = reason.strip()
        self._go(BANK)

    def close(self, to_bank: str) -> None:
        """Close the day; an amount goes to the bank, the rest stays as tomorrow's float.

        Refused if it is more than was counted.
        """
        self.to_bank = to_bank
        bank = amount_of(to_bank, self.shop.currency) if to_bank.strip() else self.shop.money(0)
        cash = counted(self.drawers).get((Means.CASH, self.shop.currency.code), 0)
        if bank.minor > cash:
            raise Refused(
                "bank_too_much",
                "Only {cash} was counted: {bank} cannot go to the bank.",
                cash=self.shop.money(cash),
                bank=bank,
            )
        if self.busy:
            return
        self.busy = True
        self.changed.ring()
        self._close_with(bank)

    def _close_with(self, bank: Money) -> None:
        desk, press = self.desk, self._press
        at, ids = desk.clock(), self._ids
        left = self._left_after(bank)
        reason = self.reason

        def work() -> tuple[Closing, DayPaper, bytes]:
            closing = close_till(
                desk.books,
                id=ids[1],
                till=desk.till,
                at=at,
                counted=left,
                reason=reason,
                volunteer=desk.who,
                to_bank=ToBank(ids[0], bank) if bank else None,
            )
            if closing is None:
                raise Refused("closed_already", "The day is closed already.")
            with desk.books.read() as read:
                paper = z_paper(read, closing, at=at, volunteer=desk.who, training=desk.training)
            return closing, paper, press.picture(press.day(paper))

        desk.lane.run(work, self._closed, self._failed)

    def _left_after(self, bank: Money) -> Mapping[Drawer, int]:
        left = dict(counted(self.drawers))
        key = (Means.CASH, self.shop.currency.code)
        left[key] = left.get(key, 0) - bank.minor
        return left

    def _failed(self, wrong: ShopError) -> None:
        self.busy = False
        self.desk.tell(wrong)
        self.changed.ring()

    def _closed(self, done: tuple[Closing, DayPaper, bytes]) -> None:
        self.busy = False
        self.closing, self.paper, self.picture = done
        self.desk.session_changed.ring()
        self._go(DONE)

    def print_z(self) -> None:
        """The Z on paper."""
        paper, desk, press = self.paper, self.desk, self._press
        if paper is not None:
            title = desk.words("Z {number}", number=paper.number)
            desk.lane.run(
                lambda: press.day(paper),
                lambda job: desk.printer.submit(PrintJob(new_id(), title, job)),
            )
