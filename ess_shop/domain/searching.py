"""Searching articles as someone types: in memory, every word, accents and case aside."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, count

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_BETWEEN = re.compile(r"[\W_]+")
_AFTER_ALL = "\U0010ffff"
_CELL, _BARCODE = "\x1f", "\x1e"
_REMEMBERED = 48
"""For how many typed words it is remembered where they occur."""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """What is shown of an article that was found; `price` in legal minor units."""

    article_id: str
    code: str
    label: str
    member_name: str
    member_code: str
    price: int
    picture: str = ""
    barcodes: tuple[str, ...] = ()


def folded(text: str) -> str:
    """The words of a text without accents, in small letters, ligatures as two letters, one space between.

    Recorded sales are found by this too: whoever changes it must refill `sale_search` in a migration.
    """
    plain = text.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _BETWEEN.sub(" ", plain).strip()


class SearchIndex:
    """Every word of all articles in order, with the articles it occurs in; best sold articles come first.

    What is shown of an article is packed as bytes: a hundred thousand articles take some 30 MB in all.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self._joined = ""
        self._starts = array("I")
        self._anywhere = _Occurrences([], [], 0)
        self._first = self._anywhere
        self._shown = b""
        self._ends = array("I")
        self._members: list[tuple[str, str]] = []
        self._known: dict[tuple[str, str], int] = {}

    @classmethod
    def build(cls, rows: Iterable[SearchRow], sold: Mapping[str, int] | Sequence[str] = ()) -> SearchIndex:
        """Fold everything once; `sold` gives pieces by article id, or the ids that sell most, best first."""
        index = cls()
        ids: defaultdict[str, int] = defaultdict(count().__next__)
        members: dict[tuple[str, str], tuple[int, list[int]]] = {}
        anywhere, first = (array("I"), array("I")), (array("I"), array("I"))
        shown = bytearray()
        for number, row in enumerate(_best_first(rows, sold)):
            member = row.member_code, row.member_name
            if member not in members:
                members[member] = len(members), [ids[word] for word in folded(" ".join(member)).split()]
            place, of_member = members[member]
            label = [ids[word] for word in folded(row.label).split()]
            own = {*label, *of_member, *(ids[word] for word in folded(row.code).split())}
            anywhere[0].extend(own)
            anywhere[1].extend([number] * len(own))
            first[0].extend(label[:1])
            first[1].extend([number] * len(label[:1]))
            shown += _packed(row, place)
            index._ends.append(len(shown))
        index._words = sorted(ids)
        order = array("I", bytes(4 * len(ids)))
        for place, word in enumerate(index._words):
            order[ids[word]] = place
        index._anywhere = _Occurrences(array("I", map(order.__getitem__, anywhere[0])), anywhere[1], len(ids))
        index._first = _Occurrences(array("I", map(order.__getitem__, first[0])), first[1], len(ids))
        index._joined = "\n".join(index._words)
        index._starts = array("I", accumulate((len(word) + 1 for word in index._words), initial=0))
        index._shown, index._members = bytes(shown), list(members)
        return index

    def __len__(self) -> int:
        return len(self._ends)

    def find(self, text: str, limit: int = 12) -> list[SearchRow]:
        """The articles in which every word occurs.

        Labels that begin so come first, then articles with words that begin so, then the others; within
        each, what sells most.
        """
        words = sorted(folded(text).split(), key=len, reverse=True)
        if not words:
            return []
        opening = folded(text).split()[0]
        found: dict[int, None] = {}
        for begins in (True, False):
            every = self._with_all(words, begins=begins)
            if begins and every:
                self._add(found, every & self._where("first", opening), limit)
            self._add(found, every, limit)
            if len(found) >= limit:
                break
        return [self._row(number) for number in found]

    def _add(self, found: dict[int, None], flags: int, limit: int) -> None:
        """The first articles whose flag is up, until there are enough."""
        if len(found) >= limit or not flags:
            return
        up = flags.to_bytes(len(self), "little")
        number = up.find(1)
        while number >= 0 and len(found) < limit:
            found[number] = None
            number = up.find(1, number + 1)

    def _with_all(self, words: Sequence[str], *, begins: bool) -> int:
        """A flag for every article that has all the words, or words that begin so."""
        every = -1
        for word in words:
            inside = not begins and len(word) > 1
            every &= self._where("inside" if inside else "begins", word)
            if not every:
                break
        return every

    def _where(self, how: str, word: str) -> int:
        known = self._known.get((how, word))
        if known is None:
            flags = bytearray(len(self))
            held = self._first if how == "first" else self._anywhere
            for begin, end in self._ranges(word, inside=how == "inside"):
                for number in held.of(begin, end):
                    flags[number] = 1
            known = int.from_bytes(flags, "little")
            if len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[how, word] = known
        return known

    def _ranges(self, word: str, *, inside: bool) -> Iterator[tuple[int, int]]:
        """The words that begin with this one, side by side as they are; or those that have it inside."""
        if not inside:
            yield bisect_left(self._words, word), bisect_left(self._words, word + _AFTER_ALL)
            return
        at = self._joined.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place, place + 1
            at = self._joined.find(word, self._starts[place + 1])

    def _row(self, number: int) -> SearchRow:
        start = self._ends[number - 1] if number else 0
        cells = self._shown[start : self._ends[number]].decode().split(_CELL)
        article_id, code, label, place, price, picture, barcodes = cells
        member_code, member_name = self._members[int(place)]
        return SearchRow(
            article_id,
            code,
            label,
            member_name,
            member_code,
            int(price),
            picture,
            tuple(barcodes.split(_BARCODE)) if barcodes else (),
        )


class _Occurrences:
    """Which articles each word occurs in: all of them in one array, word after word."""

    def __init__(self, words: Sequence[int], articles: Sequence[int], many: int) -> None:
        counts = array("I", bytes(4 * many))
        for word in words:
            counts[word] += 1
        self._begins = array("I", accumulate(counts, initial=0))
        free = self._begins[:]
        self._articles = array("I", bytes(4 * len(articles)))
        for word, article in zip(words, articles, strict=True):
            self._articles[free[word]] = article
            free[word] += 1

    def of(self, begin: int, end: int) -> array[int]:
        """The articles of the words from one place to before another."""
        return self._articles[self._begins[begin] : self._begins[end]]


def _packed(row: SearchRow, member: int) -> bytes:
    cells = (row.article_id, row.code, row.label, str(member), str(row.price), row.picture)
    return _CELL.join((*cells, _BARCODE.join(row.barcodes))).encode()


def _best_first(rows: Iterable[SearchRow], sold: Mapping[str, int] | Sequence[str]) -> Iterable[SearchRow]:
    """The rows as they come, but what sells before the rest."""
    pieces = sold if isinstance(sold, Mapping) else {id: -place for place, id in enumerate(sold, -len(sold))}
    if not pieces:
        return rows
    return sorted(rows, key=lambda row: -pieces.get(row.article_id, 0))
