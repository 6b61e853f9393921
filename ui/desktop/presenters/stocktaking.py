"""Stocktakes at the desk: what is counted, which ones are open, and where one stands with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.domain.stocktake import Scope
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import Reading
from ess_shop.services import stocktaking
from ess_shop.services.stocktaking import Stocktake
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_member import ChoosingMember, MemberRow
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Step as WayOut
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter
from ui.desktop.presenters.stocktake_counting import CountingPresenter
from ui.desktop.presenters.stocktake_differences import DifferencesPresenter

EVERYTHING, MEMBERS, SHELF = "everything", "members", "shelf"
"""What can be counted: all goods, those of some members, or those of a category."""

TOPIC = "stocktake"


class Step(StrEnum):
    """Where one stands."""

    CHOOSING = "choosing"
    COUNTING = "counting"
    EXPLAINING = "explaining"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class OpenOne:
    """A stocktake that is not finished: what it counts, who began it when, how many articles are counted."""

    stocktake: Stocktake
    what: str
    said: str


class StocktakingPresenter:
    """One step after the other; what was counted is kept, whatever happens."""

    def __init__(self, desk: Desk, shop: Shop, papers: PapersPresenter) -> None:
        self.desk, self._papers = desk, papers
        self.step = Step.CHOOSING
        self.choosing = ChoosingMember(desk)
        self.counting = CountingPresenter(desk)
        self.differences = DifferencesPresenter(desk, shop)
        self.way, self.category = MEMBERS, ""
        self.members: Sequence[MemberRow] = ()
        self.categories: Sequence[str] = ()
        self.opened: Sequence[OpenOne] = ()
        self.what = ""
        """What the stocktake that is counted counts."""
        self.busy = False
        self.changed: Bell[[]] = Bell()
        self.choosing.chose.connect(self._chosen)
        self.differences.booked.connect(lambda: self._turn(Step.DONE))

    def load(self) -> None:
        """Ask the books what is open, and what there is to count."""
        self.choosing.load()
        books, words = self.desk.books, self.desk.words

        def ask() -> tuple[Sequence[OpenOne], Sequence[str]]:
            with books.read() as read:
                found = [_open_one(read, words, each) for each in stocktaking.opened(read)]
                return found, read.categories()

        def see(found: tuple[Sequence[OpenOne], Sequence[str]]) -> None:
            self.opened, self.categories = found
            self.changed.ring()

        self.desk.lane.run(ask, see)
        if self.step is Step.COUNTING:
            self.counting.load()
        elif self.step is Step.EXPLAINING:
            self.differences.load()

    def _turn(self, step: Step) -> None:
        self.step = step
        self.changed.ring()

    # What is to be counted

    def choose_way(self, way: str) -> None:
        """All goods, those of some members, or a shelf."""
        self.way = way
        self.changed.ring()

    def choose_category(self, category: str) -> None:
        """Goods of that category."""
        self.category = category
        self.changed.ring()

    def _chosen(self) -> None:
        row = self.choosing.chosen
        if row is None:
            return
        if row not in self.members:
            self.members = (*self.members, row)
        self.choosing.give_up()
        self.changed.ring()

    def take_out(self, row: MemberRow) -> None:
        """That member's goods are not counted."""
        self.members = tuple(each for each in self.members if each != row)
        self.changed.ring()

    def begin(self) -> None:
        """Begin to count; Refused where it is not said what."""
        desk, words = self.desk, self.desk.words
        desk.require(Right.GOODS)
        if self.way == MEMBERS and not self.members:
            raise Refused("nobody_to_count", "Choose whose goods are counted.")
        if self.way == SHELF and not self.category:
            raise Refused("no_shelf", "Choose a category.")
        if self.busy:
            return
        self.busy = True
        scope = Scope(
            tuple(row.id for row in self.members) if self.way == MEMBERS else (),
            self.category if self.way == SHELF else "",
        )
        id, at, who, books = new_id(), desk.clock(), desk.who, desk.books

        def act() -> OpenOne:
            begun = stocktaking.begin(books, scope, id=id, at=at, volunteer=who)
            with books.read() as read:
                return _open_one(read, words, begun)

        def begun(one: OpenOne) -> None:
            self.busy, self.members = False, ()
            self.go_on(one)

        def failed(wrong: ShopError) -> None:
            self.busy = False
            desk.tell(wrong)
            self.load()

        desk.lane.run(act, begun, failed)

    # One stocktake

    def go_on(self, one: OpenOne) -> None:
        """Go on counting that one, whoever began it."""
        self.what = one.what
        self._turn(Step.COUNTING)
        self.counting.open(one.stocktake)

    def ask_to_give_up(self, one: OpenOne) -> None:
        """What was counted would be lost: it is asked first."""
        words = self.desk.words
        said = words("Throw away what was counted of {what}? Nothing of it is booked.", what=one.what)
        self.desk.notices.tell(
            TOPIC,
            said,
            Tone.WARNING,
            WayOut(words("Throw away"), lambda: self._give_up(one)),
            WayOut(words("Keep it"), lambda: None),
        )

    def _give_up(self, one: OpenOne) -> None:
        books = self.desk.books

        def gone(_none: None) -> None:
            if self.counting.stocktake == one.stocktake:
                self.step = Step.CHOOSING
            self.load()

        self.desk.lane.run(lambda: stocktaking.give_up(books, one.stocktake.id), gone)

    def pause(self) -> None:
        """Stop for now: everything is kept, and somebody goes on later."""
        self.desk.notices.tell(
            TOPIC, self.desk.words("The count is kept: go on whenever you like."), Tone.GOOD
        )
        self._turn(Step.CHOOSING)
        self.load()

    def explain(self) -> None:
        """Counted: see what differs."""
        stocktake = self.counting.stocktake
        if stocktake is not None:
            self._turn(Step.EXPLAINING)
            self.differences.open(stocktake, self.what)

    def count_on(self) -> None:
        """Back to counting."""
        self._turn(Step.COUNTING)
        self.counting.load()

    def summary(self) -> None:
        """What the stocktake found, on a sheet."""
        paper = self.differences.summary()
        if paper is not None:
            self._papers.stocktake(paper)

    def again(self) -> None:
        """Another stocktake."""
        self._turn(Step.CHOOSING)
        self.load()


def scope_said(words: Words, scope: Scope, called: Mapping[str, str]) -> str:
    """What is counted, in words; `called` are the members' names by id."""
    if scope.category:
        return words("the goods “{category}”", category=scope.category)
    if not scope.members:
        return words("all goods")
    return ", ".join(called.get(id, "?") for id in scope.members)


def _open_one(read: Reading, words: Words, one: Stocktake) -> OpenOne:
    names = read.identities()
    called = {
        member.id: (names[member.id].name if member.id in names else "") or member.code
        for member in read.members()
    }
    what = scope_said(words, one.scope, called)
    said = words(
        "{what} – begun on {day} by {name}, {articles}.",
        what=what,
        day=datetime.fromisoformat(one.at).date(),
        name=one.volunteer or "?",
        articles=words.plural(
            "{count} article counted", "{count} articles counted", len(stocktaking.counts(read, one.id))
        ),
    )
    return OpenOne(one, what, said)
