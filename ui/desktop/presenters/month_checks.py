"""The first step of a month's end: what was found, where it is put right, and the books verified."""

from __future__ import annotations

from collections.abc import Sequence

from ess_shop.errors import ShopError
from ess_shop.services.month_checks import Check, Finding, Severity, Where, verify
from ess_shop.services.month_words import check_name
from ui.desktop.presenters import places
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.month import MonthPresenter, Step


class MonthChecks:
    """Verifying takes long: it has a lane of its own, and is asked for."""

    def __init__(self, path: MonthPresenter, lane: Lane) -> None:
        self.path, self._lane = path, lane
        self.work = LongWork()
        self.verified: Finding | None = None
        path.moved.connect(self._forget)

    def _forget(self) -> None:
        self.verified = None

    @property
    def troubles(self) -> Sequence[Finding]:
        """What bars the way, then what deserves a look."""
        order = (Severity.STOP, Severity.WARN)
        return [each for severity in order for each in self._found if each.severity is severity]

    @property
    def calm(self) -> Sequence[str]:
        """What is in order, by name."""
        words = self.path.desk.words
        return [check_name(each.check, words) for each in self._found if each.severity is Severity.OK]

    @property
    def _found(self) -> Sequence[Finding]:
        found = self.path.seen.found if self.path.seen else ()
        return [*found, self.verified] if self.verified else found

    @property
    def barred(self) -> bool:
        """Whether something bars the way."""
        return any(each.severity is Severity.STOP for each in self.troubles)

    def name(self, check: Check) -> str:
        """What is looked at."""
        return check_name(check, self.path.desk.words)

    def verify(self) -> None:
        """Prove the books from the first entry to the last, beside the sales."""
        if self.work.running:
            return
        desk = self.path.desk
        books, at, who = desk.books, desk.clock(), desk.who
        self.verified = None
        self.work.begin()
        self.path.changed.ring()

        def done(found: Finding) -> None:
            self.verified = found
            self.work.end()
            self.path.changed.ring()

        def failed(wrong: ShopError) -> None:
            self.work.end()
            desk.tell(wrong)
            self.path.changed.ring()

        self._lane.run(lambda: verify(books, at=at, who=who, progress=self.work.heard), done, failed)

    # Putting it right

    def way_out(self, found: Finding) -> str:
        """What the button beside a finding says; "" where there is nothing to open."""
        words = self.path.desk.words
        if found.check is Check.IBAN and found.where is Where.MONTH:
            return words("Confirm it")
        return {
            None: "",
            Where.TILL: words("Go to the till"),
            Where.SALE: words("Go to the sale"),
            Where.STOCK: words("Count it"),
            Where.MEMBER: words("Open their file"),
            Where.SHOP: words("Open the settings"),
            Where.MONTH: words("Look at that month"),
            Where.LOCAL: words("Decide"),
            Where.CLOSINGS: words("Look at the closings"),
            Where.BOOKS: words("See the defects"),
        }[found.where]

    def put_right(self, found: Finding) -> None:
        """Go where it is put right."""
        desk = self.path.desk
        words = desk.words
        if found.month is not None:
            self.path.look_at(found.month)
            return
        if found.where in (Where.MONTH, Where.LOCAL):
            self.path.go(Step.ADJUST)
            return
        rooms = {
            Where.TILL: (places.CASH, ""),
            Where.SALE: (places.SALE, ""),
            Where.STOCK: (places.GOODS, words("Stocktake")),
            Where.MEMBER: (places.MEMBERS, found.member_id),
            Where.SHOP: (places.SETTINGS, words("The shop")),
            Where.CLOSINGS: (places.BOOKS, words("Closings")),
            Where.BOOKS: (places.BOOKS, words("Verification")),
        }
        if found.where in rooms:
            desk.send.ring(*rooms[found.where])
