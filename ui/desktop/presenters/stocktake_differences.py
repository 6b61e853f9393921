"""Differences of a stocktake: what moved lately, why they are, and the booking of them all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ess_shop.domain.people import Right
from ess_shop.domain.shop import Shop
from ess_shop.domain.stocktake import FEWER, MORE, Count, Why
from ess_shop.errors import Refused, ShopError
from ess_shop.papers import CountedRow, StocktakePaper
from ess_shop.reading import RecordedSlip, StockMove
from ess_shop.services import booking_stocktakes, stocktaking
from ess_shop.services.booking_stocktakes import Difference, Explained
from ess_shop.services.stocktaking import Stocktake
from ess_shop.services.timekeeping import iso
from ess_shop.services.writing_off import Compensation
from ess_shop.wording import MOVES, Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

LATELY = 60
"""How many moves of an article are looked at for what happened last."""


class DifferencesPresenter:
    """`pointed` is the difference that is explained on the page."""

    def __init__(self, desk: Desk, shop: Shop) -> None:
        self.desk, self._shop = desk, shop
        self.stocktake: Stocktake | None = None
        self.rows: Sequence[Difference] = ()
        self.whys: dict[str, Why] = {}
        self.pointed = 0
        self.missing, self.pays, self.busy = False, True, False
        self.told: Sequence[str] = ()
        """What is known of the difference that is pointed at."""
        self.slips: Sequence[RecordedSlip] = ()
        self.paper: StocktakePaper | None = None
        """The summary, once it is booked."""
        self.changed: Bell[[]] = Bell()
        self.booked: Bell[[]] = Bell()
        self._counts: Sequence[Count] = ()
        self._expected = 0
        self._what = ""

    def open(self, stocktake: Stocktake, what: str) -> None:
        """The differences of that stocktake; `what` says what it counts."""
        self.stocktake, self._what = stocktake, what
        self.rows, self.whys, self.pointed = (), {}, 0
        self.missing, self.told, self.slips, self.paper = False, (), (), None
        self.changed.ring()
        self.load()

    def load(self) -> None:
        """Ask the books, for what was counted meanwhile too."""
        stocktake, books, missing = self.stocktake, self.desk.books, self.missing
        if stocktake is None:
            return
        scope = stocktake.scope

        def ask() -> tuple[Sequence[Difference], Mapping[str, Why], Sequence[Count], int]:
            with books.read() as read:
                found = booking_stocktakes.differences(read, stocktake.id, uncounted_missing=missing)
                whys = booking_stocktakes.explained_so_far(read, stocktake.id)
                counts = stocktaking.counts(read, stocktake.id)
                counted = {count.article_id: count.last for count in counts}
                shelf = read.shelf(scope.members, scope.category)
                waiting = (row.on_hand for row in shelf if row.article_id not in counted)
                return found, whys, counts, sum(max(each, 0) for each in (*counted.values(), *waiting))

        def see(found: tuple[Sequence[Difference], Mapping[str, Why], Sequence[Count], int]) -> None:
            if self.stocktake is stocktake and missing == self.missing:
                self.rows, whys, self._counts, self._expected = found
                self.whys = {**whys, **self.whys}
                self.point(min(self.pointed, max(len(self.rows) - 1, 0)))

        self.desk.lane.run(ask, see)

    @property
    def current(self) -> Difference | None:
        """The difference that is pointed at."""
        return self.rows[self.pointed] if self.pointed < len(self.rows) else None

    @property
    def left(self) -> int:
        """How many are not explained yet."""
        return sum(1 for row in self.rows if self.why_of(row) is None)

    def why_of(self, row: Difference) -> Why | None:
        """The reason that was given, if it still explains the difference."""
        why = self.whys.get(row.article_id)
        return why if why in reasons_for(row) else None

    def why_said(self, row: Difference) -> str:
        """The reason in words, "" while there is none."""
        why = self.why_of(row)
        return why_names(self.desk.words)[why] if why else ""

    def point(self, place: int) -> None:
        """Explain that one."""
        self.pointed, self.told = place, ()
        self.changed.ring()
        row, books = self.current, self.desk.books
        if row is None:
            return

        def ask() -> tuple[Sequence[StockMove], int]:
            with books.read() as read:
                return read.stock_moves_of(row.article_id, LATELY), read.away_of(row.article_id)

        def see(found: tuple[Sequence[StockMove], int]) -> None:
            if self.current == row:
                self.told = told(self.desk.words, row, *found)
                self.changed.ring()

        self.desk.lane.run(ask, see)

    def choose(self, why: Why) -> None:
        """That is the reason; the next one that has none comes up."""
        row, stocktake, books = self.current, self.stocktake, self.desk.books
        if row is None or stocktake is None:
            return
        self.whys[row.article_id] = why
        kept = [Explained(row.article_id, why)]
        self.desk.lane.run(lambda: booking_stocktakes.explain(books, stocktake.id, kept), lambda _none: None)
        waiting = [place for place, each in enumerate(self.rows) if self.why_of(each) is None]
        after = [place for place in waiting if place > self.pointed]
        self.point((after or waiting or [self.pointed])[0])

    def take_for_missing(self, *, on: bool) -> None:
        """Whether what nobody counted is missing."""
        if on != self.missing:
            self.missing = on
            self.load()

    def pay(self, *, on: bool) -> None:
        """Whether members get what their contract says for what is lost, stolen or broken."""
        self.pays = on
        self.changed.ring()

    def book(self) -> None:
        """Book them all, in one go; Refused while one has no reason."""
        desk, stocktake = self.desk, self.stocktake
        desk.require(Right.GOODS)
        if stocktake is None or self.busy:
            return
        for place, row in enumerate(self.rows):
            if self.why_of(row) is None:
                self.point(place)
                raise Refused("explain_first", "Say why “{label}” differs, then book.", label=row.label)
        self.busy = True
        words, at, missing = desk.words, desk.clock(), self.missing
        explained = [Explained(row.article_id, why) for row in self.rows if (why := self.why_of(row))]
        pays = Compensation.BY_CONTRACT if self.pays else Compensation.NONE
        paper = self._paper(stocktake, at)

        def write() -> Sequence[RecordedSlip]:
            return booking_stocktakes.book(
                desk.books,
                stocktake.id,
                explained,
                notes={why: words("Stocktake: {why}", why=said) for why, said in why_names(words).items()},
                at=at,
                volunteer=desk.who,
                uncounted_missing=missing,
                compensation=pays,
            )

        def done(slips: Sequence[RecordedSlip]) -> None:
            self.busy, self.slips = False, slips
            self.paper = replace(paper, slips=tuple(slip.number for slip in slips))
            self.stocktake = None
            self.booked.ring()

        self.changed.ring()
        desk.lane.run(write, done, self._failed)

    def _failed(self, wrong: ShopError) -> None:
        """Nothing was booked; what stands now is shown."""
        self.busy = False
        self.desk.tell(wrong)
        self.load()

    def summary(self) -> StocktakePaper | None:
        """The paper as it stands, booked or not."""
        if self.paper is not None or self.stocktake is None:
            return self.paper
        return self._paper(self.stocktake, self.desk.clock())

    def _paper(self, stocktake: Stocktake, at: datetime) -> StocktakePaper:
        return StocktakePaper(
            shop=self._shop,
            what=self._what,
            begun=stocktake.at,
            at=iso(at),
            volunteer=self.desk.who,
            pieces=(sum(count.pieces for count in self._counts), self._expected),
            articles=len(self._counts),
            rows=tuple(self._counted_row(row) for row in self.rows),
            training=self.desk.training,
        )

    def _counted_row(self, row: Difference) -> CountedRow:
        why = self.why_said(row)
        return CountedRow(row.member, row.code, row.label, row.price, row.expected, row.counted, why)


def reasons_for(row: Difference) -> Sequence[Why]:
    """What can explain it."""
    return MORE if row.pieces > 0 else FEWER


def why_names(words: Words) -> Mapping[Why, str]:
    """What people call the reasons."""
    return {
        Why.FOUND: words("Found again"),
        Why.MISCOUNTED: words("Miscounted at the deposit"),
        Why.WRONG_LABEL: words("Wrong label"),
        Why.LOST: words("Lost"),
        Why.STOLEN: words("Stolen"),
        Why.BROKEN: words("Broken"),
    }


def told(words: Words, row: Difference, moves: Sequence[StockMove], away: int) -> list[str]:
    """What is known of a difference, sentence by sentence."""
    said = [words("{expected} expected, {counted} counted.", expected=row.expected, counted=row.counted)]
    if not row.counted_at_all:
        said = [words("{expected} expected, and nobody counted them.", expected=row.expected)]
    if not row.steady:
        said.append(words("Something moved while it was counted: count it again if you can."))
    sale = next((move for move in moves if move.reason == "sale"), None)
    slip = next((move for move in moves if move.reason not in ("sale", "return")), None)
    if sale is not None:
        said.append(words("Last sold on {day}, ticket {paper}.", day=_day(sale), paper=sale.paper))
    if slip is not None:
        said.append(
            words(
                "Last slip: {paper} of {day} ({kind}, {quantity}).",
                paper=slip.paper or "–",
                day=_day(slip),
                kind=words(MOVES[slip.reason]),
                quantity=slip.quantity,
            )
        )
    if away:
        said.append(
            words.plural("{count} piece is away at a fair.", "{count} pieces are away at a fair.", away)
        )
    return said


def _day(move: StockMove) -> date:
    return datetime.fromisoformat(move.at).date()
