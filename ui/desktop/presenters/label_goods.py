"""The goods that wait for labels: found by slip, by member, by scan; so many labels of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ess_shop.domain.labels import MOST_LABELS
from ess_shop.domain.source import shown
from ess_shop.errors import NotFound, Refused
from ess_shop.reading import Reading
from ess_shop.services import labelling
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class LabelLine:
    """An article, and how many labels of it."""

    code: str
    label: str
    count: int


class LabelGoods:
    """A line for each article, in the order they came."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.lines: Sequence[LabelLine] = ()
        self.renewed: Bell[[]] = Bell()
        """Rung when they are others, or other numbers of them."""

    @property
    def total(self) -> int:
        """All labels together."""
        return sum(line.count for line in self.lines)

    def ask(self, several: Mapping[str, int]) -> None:
        """Another page wants labels for these goods, and no others."""
        self.lines = ()
        self._ask_books(lambda _read: several, plus=False)

    def add_slip(self, number: str) -> None:
        """The goods that a slip brought, a label per piece."""
        wanted = number.strip().upper()
        self._ask_books(lambda read: labelling.counted(read, slips=[wanted]), plus=False)

    def add_member(self, code: str) -> None:
        """All goods of a member that are here, a label per piece."""
        self._ask_books(lambda read: labelling.counted(read, members=[code]), plus=False)

    def add(self, text: str) -> None:
        """What was scanned or typed: a barcode or a code, `3*` before it for three, or a slip's number."""
        times, _, code = text.rpartition("*")
        times, code = times.strip(), code.strip()
        if times and not (times.isascii() and times.isdigit() and 0 < len(times) <= MOST_DIGITS):
            raise Refused("bad_count", "“{value}” is no number of labels.", value=shown(times))
        count = int(times or 1)
        if not code or not count:
            raise Refused("nothing_typed", "Scan an article, or type its code or the number of a slip.")

        def ask(read: Reading) -> Mapping[str, int]:
            article = (
                read.article_by_barcode(code)
                or read.article_by_code(code)
                or read.article_by_code(code.upper())
            )
            if article is not None:
                return {article.code: count}
            if read.slip(code.upper()) is not None:
                return labelling.counted(read, slips=[code.upper()])
            raise NotFound("no_such_goods", "There is no article and no slip {value}.", value=shown(code))

        self._ask_books(ask, plus=True)

    def _ask_books(self, ask: Callable[[Reading], Mapping[str, int]], *, plus: bool) -> None:
        books = self.desk.books

        def look() -> list[LabelLine]:
            with books.read() as read:
                several = ask(read)
                names = {article.code: article.label for article in read.articles(list(several))}
            return [LabelLine(code, names[code], count) for code, count in several.items() if code in names]

        self.desk.lane.run(look, lambda lines: self._put(lines, plus=plus))

    def _put(self, lines: Sequence[LabelLine], *, plus: bool) -> None:
        there = {line.code: line for line in self.lines}
        for line in lines:
            more = there[line.code].count if plus and line.code in there else 0
            there[line.code] = replace(line, count=min(line.count + more, MOST_LABELS))
        self.lines = tuple(there.values())
        self.renewed.ring()

    def set_count(self, code: str, count: int) -> None:
        """So many of that one; none takes it off."""
        lines = (replace(line, count=count) if line.code == code else line for line in self.lines)
        self.lines = tuple(line for line in lines if line.count > 0)
        self.renewed.ring()

    def clear(self) -> None:
        """No goods."""
        self.lines = ()
        self.renewed.ring()
