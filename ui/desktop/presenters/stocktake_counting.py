"""Counting: scan by scan into the books, what was counted last on top, how far one is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.articles import Article
from ess_shop.domain.source import shown
from ess_shop.domain.stocktake import Count, progress
from ess_shop.errors import NotFound, Refused, ShopError
from ess_shop.ports import Books
from ess_shop.reading import ShelfRow
from ess_shop.services import stocktaking
from ess_shop.services.stocktaking import Stocktake
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.typed_goods import TypedGoods, article_called

COUNTED, NOT_YET = "counted", "not_yet"
"""What the list shows: what was counted, or what is still expected."""

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class CountedLine:
    """An article of the stocktake: `pieces` None while nobody counted it; `steady` as its count is."""

    article_id: str
    code: str
    label: str
    member: str
    pieces: int | None
    expected: int
    steady: bool = True


class CountingPresenter(TypedGoods[ShelfRow]):
    """One open stocktake; every piece is in the books before the next one is scanned."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.stocktake: Stocktake | None = None
        self.view, self.pointed = COUNTED, 0
        self.lines: Sequence[CountedLine] = ()
        self._shelf: dict[str, ShelfRow] = {}
        self._counts: dict[str, Count] = {}
        """By article, what was counted last at the end."""
        self._names: dict[str, tuple[str, str, str]] = {}

    # Which stocktake

    def open(self, stocktake: Stocktake) -> None:
        """Count that one, from where it stands."""
        self.stocktake, self.view, self.times, self.pointed = stocktake, COUNTED, 0, 0
        self.found, self._shelf, self._counts, self._names = (), {}, {}, {}
        self._renew()
        self.load()

    def load(self) -> None:
        """Ask the books what is expected and what was counted, by others too."""
        stocktake, books = self.stocktake, self.desk.books
        if stocktake is None:
            return
        scope = stocktake.scope

        def ask() -> tuple[Sequence[ShelfRow], Sequence[Count], dict[str, tuple[str, str, str]]]:
            with books.read() as read:
                shelf = read.shelf(scope.members, scope.category)
                counts = stocktaking.counts(read, stocktake.id)
                known = {row.article_id for row in shelf}
                members = {member.id: member.code for member in read.members()}
                others = (read.article(count.article_id) for count in counts if count.article_id not in known)
                return shelf, counts, {each.id: _called(each, members) for each in others if each}

        def see(
            found: tuple[Sequence[ShelfRow], Sequence[Count], dict[str, tuple[str, str, str]]],
        ) -> None:
            if self.stocktake is not stocktake:
                return
            shelf, counts, names = found
            self._shelf = {row.article_id: row for row in shelf}
            self._names |= names
            order = {id: place for place, id in enumerate(self._counts)}
            latest = sorted(counts, key=lambda count: order.get(count.article_id, -1))
            self._counts = {count.article_id: count for count in latest}
            self._renew()

        self.desk.lane.run(ask, see)

    # What a page shows

    @property
    def progress(self) -> tuple[int, int]:
        """How many of the expected pieces are counted, and how many are expected."""
        expected = {id: row.on_hand for id, row in self._shelf.items()}
        expected |= {id: count.last for id, count in self._counts.items()}
        return progress(list(self._counts.values()), expected)

    @property
    def articles(self) -> tuple[int, int]:
        """How many articles are counted, and how many are not yet."""
        return len(self._counts), sum(1 for row in self._shelf.values() if self._waits(row))

    def _waits(self, row: ShelfRow) -> bool:
        return row.on_hand != 0 and row.article_id not in self._counts

    def show(self, view: str) -> None:
        """What was counted, or what was not yet."""
        self.view, self.pointed = view, 0
        self._renew()

    def _renew(self) -> None:
        if self.view == COUNTED:
            latest = list(self._counts.values())[::-1]
            self.lines = [self._line(count) for count in latest[:MOST_SHOWN]]
        else:
            waiting = [row for row in self._shelf.values() if self._waits(row)]
            self.lines = [
                CountedLine(row.article_id, row.code, row.label, row.member, None, row.on_hand)
                for row in waiting[:MOST_SHOWN]
            ]
        self.pointed = max(0, min(self.pointed, len(self.lines) - 1))
        self.changed.ring()

    def _line(self, count: Count) -> CountedLine:
        row = self._shelf.get(count.article_id)
        code, label, member = (
            (row.code, row.label, row.member) if row else self._names.get(count.article_id, ("", "", ""))
        )
        return CountedLine(
            count.article_id, code, label, member, count.pieces, count.last, steady=count.steady
        )

    # What is typed and scanned

    def _findable(self) -> Iterable[ShelfRow]:
        return self._shelf.values()

    def _named(self, text: str, quantity: int) -> None:
        marked = self.found[self.marked] if self.found else None
        self.times = 0
        self._count(lambda books: _wanted(books, text, marked), quantity)

    def take(self, row: ShelfRow) -> None:
        """One more (or as many as were typed before) of goods that are offered."""
        quantity, self.times = self.times or 1, 0
        self._count(lambda _books: row.article_id, quantity)

    def step(self, by: int) -> None:
        """One piece more or fewer of the line that is pointed at."""
        line = self._pointed()
        self._count(lambda _books: line.article_id, by)

    def set_quantity(self, text: str) -> None:
        """So many pieces of the line that is pointed at are here now, all in all."""
        line, plain = self._pointed(), text.strip()
        if not plain.isascii() or not plain.isdigit() or len(plain) > 6:
            raise Refused("type_count", "Type how many there are, then press this key.")
        self._write(
            lambda books, id, at: stocktaking.set_count(books, id, line.article_id, int(plain), at=at)
        )

    def forget(self) -> None:
        """The line that is pointed at was not counted."""
        line, stocktake, books = self._pointed(), self.stocktake, self.desk.books
        if stocktake is None:
            return

        def gone(_none: None) -> None:
            self._counts.pop(line.article_id, None)
            self._renew()

        self.desk.lane.run(lambda: stocktaking.forget_count(books, stocktake.id, line.article_id), gone)

    def _pointed(self) -> CountedLine:
        if not self.lines:
            raise Refused("nothing_counted", "Nothing is counted yet: scan the first article.")
        return self.lines[self.pointed]

    def _count(self, which: Callable[[Books], str], pieces: int) -> None:
        self._write(lambda books, id, at: stocktaking.add(books, id, which(books), pieces, at=at))

    def _write(self, write: Callable[..., Count]) -> None:
        """Write a count down; then it is the first line."""
        desk, stocktake = self.desk, self.stocktake
        if stocktake is None:
            return
        at, known = desk.clock(), {*self._shelf, *self._names}

        def act() -> tuple[Count, Mapping[str, tuple[str, str, str]]]:
            count = write(desk.books, stocktake.id, at)
            if count.article_id in known:
                return count, {}
            with desk.books.read() as read:
                article = read.article(count.article_id)
                members = {member.id: member.code for member in read.members()}
            return count, {count.article_id: _called(article, members)} if article else {}

        def see(found: tuple[Count, Mapping[str, tuple[str, str, str]]]) -> None:
            if self.stocktake is stocktake:
                self._see(*found)

        desk.lane.run(act, see, self._failed)

    def _see(self, count: Count, names: Mapping[str, tuple[str, str, str]]) -> None:
        self._names |= names
        self._counts.pop(count.article_id, None)
        self._counts[count.article_id] = count
        self.found, self.pointed = (), 0
        if self.view == NOT_YET:
            self.view = COUNTED
        self._renew()
        if not count.steady:
            words, line = self.desk.words, self.lines[0]
            said = words(
                "“{label}” was sold or moved while you counted: count all of it again.", label=line.label
            )
            self.desk.notices.tell("stocktake", said, Tone.WARNING)

    def _failed(self, wrong: ShopError) -> None:
        self.desk.tell(wrong)
        self.changed.ring()


def _wanted(books: Books, text: str, marked: ShelfRow | None) -> str:
    """The article with that barcode or code, else the one that is offered."""
    with books.read() as read:
        article = article_called(read, text)
    if article is not None:
        return article.id
    if marked is not None:
        return marked.article_id
    raise NotFound("unknown_article_text", "Nothing is called “{text}”: put it aside.", text=shown(text, 60))


def _called(article: Article, members: Mapping[str, str]) -> tuple[str, str, str]:
    return article.code, article.label, members.get(article.member_id, "")
