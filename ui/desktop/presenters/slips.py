"""The slips: found by number, member, kind or period, seen, printed again, taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.searching import folded
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import ShopError
from ess_shop.reading import RecordedSlip, SlipQuery, SlipRow
from ess_shop.services import reversing
from ess_shop.services.reversing import ReversalRequest
from ess_shop.wording import MOVES
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter

TOPIC = "slips"
ANY, TODAY, MONTH, YEAR = "any", "today", "month", "year"
DAYS = {TODAY: 0, MONTH: 30, YEAR: 365}
MOST = 300


class SlipsPresenter:
    """The list, and the slip that is pointed at."""

    def __init__(self, desk: Desk, papers: PapersPresenter) -> None:
        self.desk, self.papers = desk, papers
        self.text, self.kind, self.since = "", "", ANY
        self.rows: Sequence[SlipRow] = ()
        self.slip: RecordedSlip | None = None
        self.busy = False
        self.changed: Bell[[]] = Bell()
        """Rung when other slips are found, or another one is shown."""
        self._every: Sequence[SlipRow] = ()
        self._names: Mapping[str, str] = {}

    def kinds(self) -> list[tuple[str, str]]:
        """The kinds to choose from, "" for all."""
        words = self.desk.words
        named = [(str(kind), self.kind_name(kind)) for kind in SlipKind]
        return [("", words("All kinds")), *named]

    def kind_name(self, kind: SlipKind) -> str:
        """What a kind is called."""
        return self.desk.words(MOVES[str(kind)])

    def member_name(self, code: str) -> str:
        """Code and name of a member."""
        return f"{code} · {self._names.get(code, '')}".rstrip(" ·")

    def load(self) -> None:
        """Ask the books."""
        books, kind = self.desk.books, SlipKind(self.kind) if self.kind else None
        since = self._since()

        def ask() -> tuple[Sequence[SlipRow], dict[str, str]]:
            with books.read() as read:
                names = read.identities()
                called = {
                    member.code: names[member.id].name for member in read.members() if member.id in names
                }
                return read.slips(SlipQuery(kind=kind, since=since, limit=MOST)), called

        self.desk.lane.run(ask, self._see)

    def _since(self) -> date | None:
        return self.desk.clock().date() - timedelta(days=DAYS[self.since]) if self.since in DAYS else None

    def _see(self, found: tuple[Sequence[SlipRow], dict[str, str]]) -> None:
        self._every, self._names = found
        self.find(self.text)

    def find(self, text: str) -> None:
        """Slips whose number, member or reason has these letters."""
        self.text = text
        wanted = folded(text).split()
        self.rows = [row for row in self._every if self._fits(row, wanted)]
        numbers = {row.number for row in self.rows}
        if self.slip is None or self.slip.number not in numbers:
            self.point(self.rows[0] if self.rows else None)
        self.changed.ring()

    def _fits(self, row: SlipRow, wanted: Sequence[str]) -> bool:
        known = folded(f"{row.number} {self.member_name(row.member)} {row.note} {row.volunteer}")
        return all(part in known for part in wanted)

    def choose(self, *, kind: str | None = None, since: str | None = None) -> None:
        """Slips of that kind, of that period."""
        self.kind = self.kind if kind is None else kind
        self.since = self.since if since is None else since
        self.load()

    def point(self, row: SlipRow | None) -> None:
        """Show that slip."""
        if row is None:
            self.slip = None
            self.changed.ring()
            return
        books, number = self.desk.books, row.number

        def ask() -> RecordedSlip | None:
            with books.read() as read:
                return read.slip(number)

        def see(slip: RecordedSlip | None) -> None:
            self.slip = slip
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def sheet(self) -> None:
        """The slip on A4."""
        if self.slip is not None:
            self.papers.slip_a4(self.slip.number)

    def roll(self) -> None:
        """The slip on the receipt printer."""
        if self.slip is not None:
            self.papers.slip_roll(self.slip.number)

    def take_back(self, note: str) -> None:
        """The slip was typed wrongly: take it back with one of its own. Refused says why it cannot be so."""
        desk, slip = self.desk, self.slip
        desk.require(Right.GOODS)
        if slip is None or self.busy:
            return
        self.busy = True
        request = ReversalRequest(new_id(), desk.clock(), slip.number, note, desk.who)

        def done(made: RecordedSlip) -> None:
            self.busy = False
            words = desk.words
            said = words("{number} takes {other} back.", number=made.number, other=slip.number)
            desk.notices.tell(TOPIC, said, Tone.GOOD)
            self.slip = made
            self.load()

        def failed(wrong: ShopError) -> None:
            self.busy = False
            desk.tell(wrong)
            self.changed.ring()

        desk.lane.run(lambda: reversing.reverse(desk.books, request), done, failed)
