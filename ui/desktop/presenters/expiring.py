"""Goods whose time is over, and one key for each that does what the contract says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ess_shop.domain.clauses import After
from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.post import Post
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import SlipKind, checked_note
from ess_shop.domain.stays import Stay, StayRow
from ess_shop.errors import Refused, ShopError
from ess_shop.papers import ExpiryLetter
from ess_shop.reading import RecordedSlip
from ess_shop.services import donating, expiring, withdrawing
from ess_shop.services.reversing import ReversalRequest, reverse
from ess_shop.services.stocking import Moved, SlipRequest
from ess_shop.services.telling import choice_of
from ess_shop.wording import Words
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.expiring_list import StaysList
from ui.desktop.presenters.notices import Step, Tone
from ui.desktop.presenters.papers import PapersPresenter

TOPIC = "stays"
SHORT, LONG = 30, 90
"""Days by which goods are prolonged with one key."""


class ExpiringPresenter(StaysList):
    """The list, and the acts on the goods that it means."""

    def __init__(self, desk: Desk, shop: Shop, papers: PapersPresenter, post: Post) -> None:
        super().__init__(desk, shop)
        self._papers, self._post = papers, post

    @property
    def can_mail(self) -> bool:
        """Whether letters can go by e-mail."""
        return self._post.ready and not self.desk.training

    # Acts

    def as_agreed(self, receiver: str = "") -> None:
        """Do what the contract says of those whose grace is over; `receiver` gets what is given away.

        Refused while their member may still fetch them.
        """
        rows = self._required()
        over = [row for row in rows if row.state is Stay.OVER]
        if not over:
            last = max(row.grace_until for row in rows)
            raise Refused(
                "not_over",
                "The member can fetch them until {day}: by contract there is nothing to do before.",
                day=last,
            )
        match rows[0].after:
            case After.RETURN:
                self._move(SlipKind.WITHDRAWAL, "", over)
            case After.DONATE:
                self._move(SlipKind.DONATION, receiver, over)
            case After.KEEP:
                self._prolong(LONG, over)
            case After.MARKDOWN:
                raise Refused(
                    "marked_by_itself",
                    "By contract these goods become cheaper by themselves, as the contract’s markdowns say: "
                    "nothing is to be done.",
                )

    def give_back(self) -> None:
        """They go back to their member, with a withdrawal slip."""
        self._move(SlipKind.WITHDRAWAL, "", self._required())

    def give_away(self, receiver: str) -> None:
        """They are given to somebody, with a donation slip."""
        self._move(SlipKind.DONATION, receiver, self._required())

    def prolong(self, days: int) -> None:
        """They may stay so many days more."""
        self._prolong(days, self._required())

    def _move(self, kind: SlipKind, note: str, rows: Sequence[StayRow]) -> None:
        desk, plain = self.desk, checked_note(kind, note)
        goods = tuple(Moved(row.article_id, row.on_hand) for row in rows)
        request = SlipRequest(new_id(), desk.clock(), rows[0].member_id, goods, desk.who, plain)
        verb = withdrawing.give_back if kind is SlipKind.WITHDRAWAL else donating.donate
        self._run(partial(verb, desk.books, request), self._moved)

    def _moved(self, slip: RecordedSlip) -> None:
        words, papers = self.desk.words, self._papers
        pieces = words.plural("{count} piece", "{count} pieces", slip.slip.pieces)
        said = words("Slip {number} is recorded: {pieces}.", number=slip.number, pieces=pieces)
        self.desk.notices.tell(
            TOPIC,
            said,
            Tone.GOOD,
            Step(words("Print the slip"), lambda: papers.slip_roll(slip.number)),
            Step(words("Slip on a sheet"), lambda: papers.slip_a4(slip.number)),
            Step(words("Take it back"), partial(self._take_back, slip.number)),
        )

    def _take_back(self, number: str) -> None:
        desk, words = self.desk, self.desk.words
        request = ReversalRequest(new_id(), desk.clock(), number, words("Pressed by mistake"), desk.who)

        def said(slip: RecordedSlip) -> None:
            text = words("{number} takes {other} back.", number=slip.number, other=number)
            desk.notices.tell(TOPIC, text, Tone.GOOD)

        self._run(lambda: reverse(desk.books, request), said)

    def _prolong(self, days: int, rows: Sequence[StayRow]) -> None:
        desk, words = self.desk, self.desk.words
        id, at, goods = new_id(), desk.clock(), [row.article_id for row in rows]

        def write() -> dict[str, date | None]:
            with desk.books.read() as read:
                known = [article for each in goods if (article := read.article(each)) is not None]
            expiring.prolong(desk.books, goods, days, id=id, at=at)
            return {article.id: article.stays_until for article in known}

        def said(before: dict[str, date | None]) -> None:
            text = words.plural(
                "{count} article may stay longer.", "{count} articles may stay longer.", len(before)
            )
            back = Step(words("Take it back"), partial(self._set_back, before))
            desk.notices.tell(TOPIC, text, Tone.GOOD, back)

        self._run(write, said)

    def _set_back(self, before: dict[str, date | None]) -> None:
        desk, id, at = self.desk, new_id(), self.desk.clock()
        said = desk.words("They may stay as long as before.")
        self._run(
            lambda: expiring.set_back(desk.books, before, id=id, at=at),
            lambda _none: desk.notices.tell(TOPIC, said, Tone.GOOD),
        )

    # Letters

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
        """The same by e-mail in the member's language, once a day however often it is pressed."""
        desk, rows, post, words = self.desk, self._of_member(), self._post, self.desk.words
        at, member_id = desk.clock(), rows[0].member_id
        if desk.training:
            desk.notices.tell(TOPIC, words("Practice: nothing is sent."), Tone.NOTE)
            return

        def send() -> str:
            with desk.books.read() as read:
                language = choice_of(read, member_id).language
            letter = expiring.mail_of(self._letter(rows), Words(language), at=at)
            post.submit(letter)
            expiring.note_told(desk.books, member_id, at=at)
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
        """One act after the other: the next one begins when the list shows what the last one did."""
        if self.busy:
            return
        self.busy = True
        self.changed.ring()

        def finished(made: object) -> None:
            done(made)
            self.load()

        def failed(wrong: ShopError) -> None:
            self.desk.tell(wrong)
            self.load()

        self.desk.lane.run(work, finished, failed)
