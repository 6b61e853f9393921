"""Goods whose time is over, and one key for each that does what the contract says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ess_shop.domain.clauses import After
from ess_shop.domain.ids import new_id
from ess_shop.domain.money import Money
from ess_shop.domain.people import Right
from ess_shop.domain.post import Post
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import SlipKind, checked_note
from ess_shop.domain.stays import Stay, StayRow
from ess_shop.errors import Refused, ShopError
from ess_shop.papers import ExpiryLetter
from ess_shop.reading import RecordedSlip
from ess_shop.services import donating, expiring, withdrawing
from ess_shop.services.stocking import Moved, SlipRequest
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.papers import PapersPresenter

TOPIC = "stays"
ALL = "all"
SHORT, LONG = 30, 90
"""Days by which goods are prolonged with one key."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many articles and pieces a list holds, and what they cost together."""

    articles: int
    pieces: int
    worth: Money


class ExpiringPresenter:
    """The list, the line that is pointed at, and whether acts mean all goods of its member."""

    def __init__(self, desk: Desk, shop: Shop, papers: PapersPresenter, post: Post) -> None:
        self.desk, self.shop, self._papers, self._post = desk, shop, papers, post
        self.shown = ALL
        self.whole = True
        self.pointed = 0
        self.busy = False
        self.changed: Bell[[]] = Bell()
        self._every: Sequence[StayRow] = ()

    # What a page shows

    @property
    def rows(self) -> Sequence[StayRow]:
        """The goods of the state that is shown."""
        return [row for row in self._every if self.shown in (ALL, row.state)]

    @property
    def row(self) -> StayRow | None:
        """The line that is pointed at."""
        rows = self.rows
        return rows[self.pointed] if 0 <= self.pointed < len(rows) else None

    @property
    def meant(self) -> Sequence[StayRow]:
        """What an act means: the line, or all lines of its member that end as it does."""
        row = self.row
        if row is None:
            return ()
        if not self.whole:
            return (row,)
        return [each for each in self.rows if (each.member_id, each.after) == (row.member_id, row.after)]

    @property
    def can_mail(self) -> bool:
        """Whether letters can go by e-mail."""
        return self._post.ready and not self.desk.training

    def sums(self, rows: Sequence[StayRow]) -> Sums:
        """What these come to."""
        worth = sum((row.price * row.on_hand for row in rows), self.shop.money(0))
        return Sums(len(rows), sum(row.on_hand for row in rows), worth)

    def says(self, after: After) -> str:
        """What a contract says of goods whose time is over."""
        words = self.desk.words
        said = {
            After.RETURN: words("goes back to the member"),
            After.DONATE: words("is given away"),
            After.MARKDOWN: words("becomes cheaper"),
            After.KEEP: words("stays on"),
        }
        return said[after]

    def state_said(self, row: StayRow) -> str:
        """How its time stands."""
        words = self.desk.words
        if row.state is Stay.ENDING:
            return words("ends on {day}", day=row.until)
        if row.state is Stay.GRACE:
            return words("over, grace until {day}", day=row.grace_until)
        return words("over since {day}", day=row.grace_until)

    # Looking

    def load(self) -> None:
        """Ask the books what ends."""
        desk = self.desk
        today = desk.clock().date()

        def ask() -> Sequence[StayRow]:
            with desk.books.read() as read:
                return read.stays(today)

        desk.lane.run(ask, self._see)

    def _see(self, rows: Sequence[StayRow]) -> None:
        self._every = rows
        self.pointed = max(min(self.pointed, len(self.rows) - 1), 0)
        self.changed.ring()

    def show(self, state: str) -> None:
        """Show goods of one state, or all."""
        self.shown, self.pointed = state, 0
        self.changed.ring()

    def point(self, place: int) -> None:
        """Point at that line."""
        if place != self.pointed:
            self.pointed = place
            self.changed.ring()

    def mean(self, *, whole: bool) -> None:
        """Whether acts mean all goods of the member."""
        self.whole = whole
        self.changed.ring()

    # Acts

    def as_agreed(self, receiver: str = "") -> None:
        """Do what the contract says; `receiver` is who gets what is given away."""
        rows = self._required()
        if rows[0].state is Stay.ENDING:
            raise Refused("not_over", "Their time is not over yet: {day} is the last day.", day=rows[0].until)
        match rows[0].after:
            case After.RETURN:
                self.give_back()
            case After.DONATE:
                self.give_away(receiver)
            case After.KEEP:
                self.prolong(LONG)
            case After.MARKDOWN:
                raise Refused(
                    "marked_by_itself",
                    "By contract these goods become cheaper by themselves, as the contract’s markdowns say: "
                    "nothing is to be done.",
                )

    def give_back(self) -> None:
        """They go back to their member, with a withdrawal slip."""
        self._move(SlipKind.WITHDRAWAL, "")

    def give_away(self, receiver: str) -> None:
        """They are given to somebody, with a donation slip."""
        checked_note(SlipKind.DONATION, receiver)
        self._move(SlipKind.DONATION, receiver)

    def _move(self, kind: SlipKind, note: str) -> None:
        desk, rows = self.desk, self._required()
        goods = tuple(Moved(row.article_id, row.on_hand) for row in rows)
        request = SlipRequest(new_id(), desk.clock(), rows[0].member_id, goods, desk.who, note)
        verb = withdrawing.give_back if kind is SlipKind.WITHDRAWAL else donating.donate
        self._run(partial(verb, desk.books, request), self._moved)

    def _moved(self, slip: RecordedSlip) -> None:
        words = self.desk.words
        said = words("Slip {number} is recorded: {count} pieces.", number=slip.number, count=slip.slip.pieces)
        paper = Step(words("Slip on a sheet"), lambda: self._papers.slip_a4(slip.number))
        self.desk.notices.tell(TOPIC, said, Tone.GOOD, paper)

    def prolong(self, days: int) -> None:
        """They may stay so many days more."""
        desk, rows = self.desk, self._required()
        id, at, goods = new_id(), desk.clock(), [row.article_id for row in rows]

        def said(until: Sequence[object]) -> None:
            words = desk.words
            text = words.plural(
                "{count} article may stay longer.", "{count} articles may stay longer.", len(until)
            )
            desk.notices.tell(TOPIC, text, Tone.GOOD)

        self._run(lambda: expiring.prolong(desk.books, goods, days, id=id, at=at), said)

    def letter(self) -> None:
        """The letter to the member on paper; that they were told is noted."""
        desk, rows = self.desk, self._of_member()
        at = desk.clock()

        def write() -> ExpiryLetter:
            letter = self._letter(rows)
            expiring.note_told(desk.books, rows[0].member_id, at=at)
            return letter

        self._run(write, self._papers.letter)

    def mail(self) -> None:
        """The same by e-mail, once a day however often it is pressed."""
        desk, rows, post, words = self.desk, self._of_member(), self._post, self.desk.words
        at = desk.clock()
        if desk.training:
            desk.notices.tell(TOPIC, words("Practice: nothing is sent."), Tone.NOTE)
            return

        def send() -> str:
            letter = expiring.mail_of(self._letter(rows), words, at=at)
            post.submit(letter)
            expiring.note_told(desk.books, rows[0].member_id, at=at)
            return letter.to

        def said(to: str) -> None:
            desk.notices.tell(TOPIC, words("The letter goes to {address}.", address=to), Tone.GOOD)

        self._run(send, said)

    def _letter(self, rows: Sequence[StayRow]) -> ExpiryLetter:
        desk = self.desk
        with desk.books.read() as read:
            return expiring.letter_to(
                read, rows, desk.clock().date(), volunteer=desk.who, training=desk.training
            )

    def _of_member(self) -> Sequence[StayRow]:
        """A letter tells of everything of the member that is over."""
        row = self._required()[0]
        over = [
            each
            for each in self._every
            if each.member_id == row.member_id and each.state is not Stay.ENDING and each.after is row.after
        ]
        if not over:
            raise Refused("nothing_over", "Nothing of this member’s is over: there is no letter to write.")
        return over

    def _required(self) -> Sequence[StayRow]:
        self.desk.require(Right.GOODS)
        rows = self.meant
        if not rows:
            raise Refused("nothing_pointed", "Point at goods in the list first.")
        return rows

    def _run(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        if self.busy:
            return
        self.busy = True

        def finished(made: object) -> None:
            self.busy = False
            done(made)
            self.load()

        def failed(wrong: ShopError) -> None:
            self.busy = False
            self.desk.tell(wrong)
            self.load()

        self.desk.lane.run(work, finished, failed)
