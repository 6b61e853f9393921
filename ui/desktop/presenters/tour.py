"""The guided tour: three practice sales, one thing at a time, each step done by doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ess_shop.domain.sale import Means
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.notices import Notice, Notices, Step, Tone
from ui.desktop.presenters.panels import AFTER, PAY
from ui.desktop.presenters.parking import ParkingPresenter
from ui.desktop.presenters.paying import PayingPresenter
from ui.desktop.presenters.selling import SellingPresenter

TOPIC = "tour"


@dataclass(frozen=True, slots=True)
class TourStep:
    """What to do, and how one sees that it was done."""

    say: str
    done: Callable[[], bool]


class TourPresenter:
    """Follows the practice till and says the next thing; it can be left at any time."""

    def __init__(self, selling: SellingPresenter, paying: PayingPresenter, parking: ParkingPresenter) -> None:
        self._selling, self._paying, self._parking = selling, paying, parking
        self._notices: Notices = selling.desk.notices
        self.sales = 0
        self.parked = 0
        self.at = -1
        self.finished: Bell[[]] = Bell()
        self.steps = self._plan()
        paying.recorded.connect(self._sold)
        for bell in (selling.changed, selling.panel_changed, paying.changed, parking.changed):
            bell.connect(self.look)

    def _plan(self) -> tuple[TourStep, ...]:
        words, selling, paying = self._selling.desk.words, self._selling, self._paying
        return (
            TourStep(
                words("First sale. Scan an article, or touch a picture on the right."),
                lambda: not selling.empty,
            ),
            TourStep(
                words("It is in the basket, with its member. Now press Pay (F9)."),
                lambda: selling.panel == PAY,
            ),
            TourStep(
                words("The customer gives a note of 50: touch 50, or type 5000 and Enter."),
                lambda: any(tender.means is Means.CASH for tender in paying.tenders) or self.sales > 0,
            ),
            TourStep(
                words("The change is shown in large digits. Give it back and press Enter."),
                lambda: self.sales >= 1,
            ),
            TourStep(
                words("Second sale, three of the same: type 3* and touch a picture."),
                lambda: any(abs(line.quantity) >= 3 for line in selling.content.lines),
            ),
            TourStep(
                words("Somebody forgot their purse: put the basket aside with F4, and Put aside."),
                lambda: selling.empty and bool(self._parking.waiting),
            ),
            TourStep(
                words("They are back: press F5 and take their basket up again."), lambda: not selling.empty
            ),
            TourStep(words("They pay by card: F9, then F11, then Enter."), lambda: self.sales >= 2),
            TourStep(
                words("Third sale: type a few letters of an article's name, then Enter."),
                lambda: not selling.empty and self.sales >= 2,
            ),
            TourStep(
                words("It is a little damaged: F8, choose 10 %, say why, and give the discount."),
                lambda: any(line.discount.minor for line in selling.sold),
            ),
            TourStep(
                words("Take it to the end as you like: cash, card or coupons."),
                lambda: self.sales >= 3 and selling.panel == AFTER,
            ),
        )

    def begin(self) -> None:
        """From the first step."""
        self.at, self.sales = 0, 0
        self._say()

    def stop(self) -> None:
        """Enough."""
        self.at = -1
        self._notices.withdraw(TOPIC)

    def _sold(self, _sale: object) -> None:
        self.sales += 1
        self.look()

    def look(self) -> None:
        """Go on past every step that is done."""
        if self.at < 0:
            return
        before = self.at
        while self.at < len(self.steps) and self.steps[self.at].done():
            self.at += 1
        if self.at >= len(self.steps):
            self._end()
        elif self.at != before:
            self._say()

    def _say(self) -> None:
        words = self._selling.desk.words
        text = words(
            "{step} of {steps}: {what}", step=self.at + 1, steps=len(self.steps), what=self.steps[self.at].say
        )
        self._notices.show(Notice(TOPIC, text, Tone.NOTE, (Step(words("Stop the tour"), self.stop),)))

    def _end(self) -> None:
        words = self._selling.desk.words
        self.at = -1
        self._notices.show(
            Notice(TOPIC, words("That was it: three sales. You can run the till."), Tone.GOOD, ())
        )
        self.finished.ring()
