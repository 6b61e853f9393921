"""The month's end as a guided path: which month, which step, and what the books say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from ess_shop.domain.payouts import HeldBack
from ess_shop.domain.people import Person, Right
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.services.month_checks import Finding, checks
from ess_shop.services.month_state import MonthState, month_before, month_state, month_to_settle
from ess_shop.services.month_table import MemberMonth, MonthTable, month_table
from ess_shop.services.payouts import held_back
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.notices import Tone

T = TypeVar("T")
TOPIC = "month"


class Step(IntEnum):
    """The steps of the path, in their order."""

    CHECKS = 0
    PREVIEW = 1
    ADJUST = 2
    APPROVE = 3
    PAPERS = 4
    PAID = 5


@dataclass(frozen=True, slots=True)
class Seen:
    """What the books said of a month in one look; `people` are names by id."""

    state: MonthState
    table: MonthTable
    found: Sequence[Finding]
    people: Mapping[str, str]
    held: Sequence[HeldBack] = ()
    """Transfers of the approved month that are in doubt."""

    @property
    def month(self) -> Month:
        """Which month it is."""
        return self.state.month


class MonthPresenter:
    """Every step looks at the same month; `lane` is one that no sale waits for.

    `busy` while something is being recorded.
    """

    def __init__(self, desk: Desk, shop: Shop, lane: Lane) -> None:
        self.desk, self.shop, self.lane = desk, shop, lane
        self.step = Step.CHECKS
        self.seen: Seen | None = None
        self.busy = False
        self.changed: Bell[[]] = Bell()
        """Rung when the month, the step, or what the books say changed."""
        self.moved: Bell[[]] = Bell()
        """Rung before another month is looked at: what belongs to the last one is over."""
        self._chosen: Month | None = None
        self._asked = 0

    # What is looked at

    @property
    def month(self) -> Month | None:
        """The month that is looked at; None before the books were asked."""
        return self.seen.month if self.seen else None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.desk.words.month(self.seen.month) if self.seen else ""

    @property
    def table(self) -> MonthTable:
        """Its members; Refused before the books were asked."""
        return self._required.table

    @property
    def state(self) -> MonthState:
        """How far it is; Refused before the books were asked."""
        return self._required.state

    @property
    def _required(self) -> Seen:
        if self.seen is None:
            raise Refused("not_ready", "The books are still being read: try again.")
        return self.seen

    @property
    def settled(self) -> bool:
        """Whether it is approved."""
        return self.seen is not None and self.seen.state.settled is not None

    @property
    def empty(self) -> bool:
        """Whether nobody has anything in it."""
        return self.seen is not None and not self.seen.table.rows

    @property
    def paid(self) -> bool:
        """Whether its payouts were made."""
        return self.seen is not None and self.seen.state.paid

    @property
    def may_settle(self) -> bool:
        """Whether who sits here does more than look."""
        return self.desk.may(Right.SETTLE)

    @property
    def has_later(self) -> bool:
        """Whether the next month has begun."""
        return self.month is not None and self.month.next.first <= self.desk.clock().date()

    def member(self, member_id: str) -> MemberMonth | None:
        """A member's line, if they have one."""
        rows = self.seen.table.rows if self.seen else ()
        return next((each for each in rows if each.member_id == member_id), None)

    # Going about

    def load(self) -> None:
        """Ask the books; the month that waits if nobody chose another."""
        self._asked += 1
        asked, chosen, at, books = self._asked, self._chosen, self.desk.clock(), self.desk.books
        first = self.seen is None

        def ask() -> Seen | None:
            if asked != self._asked:
                return None
            with books.read() as read:
                month = chosen or month_to_settle(read, at.date())
                people = {person.id: person.name for person in read.people()}
                state, table = month_state(read, month), month_table(read, month)
                waits = state.settled is not None and not state.paid
                held = held_back(read, state.settled) if state.settled and waits else ()
                return Seen(state, table, checks(read, month, at), people, held)

        def see(found: Seen | None) -> None:
            if found is None or asked != self._asked:
                return
            was_settled = self.settled
            self.seen = found
            if first or self.settled is not was_settled or not self.open_to(self.step):
                self.step = self._first_step()
            self.changed.ring()

        self.lane.run(ask, see, self._failed)

    def look_at(self, month: Month) -> None:
        """Another month."""
        self._chosen = month
        self.seen = None
        self.moved.ring()
        self.changed.ring()
        self.load()

    def earlier(self) -> None:
        """The month before."""
        if self.month is not None:
            self.look_at(month_before(self.month))

    def later(self) -> None:
        """The month after, if it has begun."""
        if self.month is not None and self.has_later:
            self.look_at(self.month.next)

    def _first_step(self) -> Step:
        """Where there is something to do."""
        if not self.settled:
            return Step.CHECKS
        return Step.PAID if self.paid else Step.PAPERS

    def open_to(self, step: Step) -> bool:
        """Whether a step can be taken: papers and payouts once it is approved, adjusting until then."""
        if self.seen is None:
            return False
        if step in (Step.PAPERS, Step.PAID):
            return self.settled
        return step is not Step.ADJUST or not self.settled

    def done(self, step: Step) -> bool:
        """Whether a step lies behind."""
        return self.paid if step in (Step.PAPERS, Step.PAID) else self.settled

    def go(self, step: Step) -> None:
        """To a step that can be taken."""
        if self.open_to(step) and step is not self.step:
            self.step = step
            self.desk.notices.pass_on()
            self.changed.ring()

    def forth(self) -> None:
        """The next step that can be taken."""
        self._turn(1)

    def back(self) -> None:
        """The step before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        ahead = list(Step)[self.step + 1 :] if by > 0 else list(Step)[: self.step][::-1]
        following = next((each for each in ahead if self.open_to(each)), None)
        if following is not None:
            self.go(following)

    # Acting

    def act(
        self,
        work: Callable[[], T],
        said: Callable[[T], str],
        failed: Callable[[ShopError], bool] | None = None,
    ) -> None:
        """Record something, say what came of it, and look again; a second press waits for the first.

        `failed` hears why not; the banners do unless it says that it told.
        """
        if self.busy:
            return
        self.desk.require(Right.SETTLE)
        self.busy = True
        self.changed.ring()

        def done(made: T) -> None:
            self.busy = False
            self.desk.notices.tell(TOPIC, said(made), Tone.GOOD)
            self.load()

        def refused(wrong: ShopError) -> None:
            if failed is not None and failed(wrong):
                self.busy = False
                self.changed.ring()
            else:
                self._failed(wrong)

        self.lane.run(work, done, refused)

    def _failed(self, wrong: ShopError) -> None:
        self.busy = False
        self.desk.tell(wrong)
        self.changed.ring()

    @property
    def person(self) -> Person:
        """Who sits here; Refused for nobody."""
        if self.desk.person is None:
            raise Refused("approver_unknown", "Two people approve a month here: say who you are.")
        return self.desk.person
