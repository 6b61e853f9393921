"""Counting goods: what was counted against what was here at that moment, and why they differ.

A count stands for the moment of its last piece: it is compared with what the books had on hand right then.
What is sold, brought or taken afterwards moves the shelf and the books alike, so the difference stays true
until it is booked. Where something moved between the first piece and the last, nobody can tell on which side
of the count it fell: such a count is not steady, and is better done again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ess_shop.domain.articles import LARGEST_QUANTITY
from ess_shop.domain.slips import SlipKind
from ess_shop.errors import Refused


class Why(StrEnum):
    """Why counted and booked pieces differ."""

    FOUND = "found"
    MISCOUNTED = "miscounted"
    WRONG_LABEL = "wrong_label"
    LOST = "lost"
    STOLEN = "stolen"
    BROKEN = "broken"


SLIP_OF = {
    Why.FOUND: SlipKind.CORRECTION,
    Why.MISCOUNTED: SlipKind.CORRECTION,
    Why.WRONG_LABEL: SlipKind.CORRECTION,
    Why.LOST: SlipKind.LOSS,
    Why.STOLEN: SlipKind.THEFT,
    Why.BROKEN: SlipKind.BREAKAGE,
}
"""The slip that books a difference with that reason."""

MORE = (Why.FOUND, Why.MISCOUNTED, Why.WRONG_LABEL)
"""What can explain more pieces than expected."""

FEWER = (Why.LOST, Why.STOLEN, Why.BROKEN, Why.MISCOUNTED, Why.WRONG_LABEL)
"""What can explain fewer."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted: these members' goods (none: everybody's), of that category ("": of all)."""

    members: tuple[str, ...] = ()
    category: str = ""

    def holds(self, member_id: str, category: str) -> bool:
        """Whether an article belongs to it."""
        return (not self.members or member_id in self.members) and self.category in ("", category)


@dataclass(frozen=True, slots=True)
class Count:
    """Pieces of an article that were counted; `first` and `last` are what the books had at those moments."""

    article_id: str
    pieces: int
    first: int
    last: int

    @property
    def difference(self) -> int:
        """Counted less expected."""
        return self.pieces - self.last

    @property
    def steady(self) -> bool:
        """Whether nothing moved while it was counted."""
        return self.first == self.last

    def plus(self, pieces: int, on_hand: int) -> Count:
        """So many more, counted now; Refused below nothing and beyond all reason."""
        return Count(self.article_id, _checked(self.pieces + pieces), self.first, on_hand)


def begun(article_id: str, pieces: int, on_hand: int) -> Count:
    """An article counted for the first time, or anew."""
    return Count(article_id, _checked(pieces), on_hand, on_hand)


def _checked(pieces: int) -> int:
    if not 0 <= pieces <= LARGEST_QUANTITY:
        raise Refused("bad_count", "{pieces} cannot be counted: type how many there are.", pieces=pieces)
    return pieces


def check_why(difference: int, why: Why) -> None:
    """Refused where a reason does not explain it: what is found is not lost."""
    if why not in (MORE if difference > 0 else FEWER):
        raise Refused("why_does_not_fit", "This reason does not explain the difference: choose another one.")


def progress(counts: Sequence[Count], expected: Mapping[str, int]) -> tuple[int, int]:
    """How many of the expected pieces are counted, and how many are expected, article by article.

    `expected` is what should be here of every article in scope. What is counted beyond its expectation adds
    nothing: ten found bowls do not count nine forgotten cups.
    """
    wanted = sum(max(pieces, 0) for pieces in expected.values())
    done = sum(min(count.pieces, max(expected.get(count.article_id, 0), 0)) for count in counts)
    return done, wanted


Plain = dict[str, Any]


def scope_plain(scope: Scope) -> Plain:
    """A scope as plain data."""
    return {"members": list(scope.members), "category": scope.category}


def scope_from(plain: Mapping[str, Any]) -> Scope:
    """The scope that plain data was made of; KeyError or TypeError for others."""
    return Scope(tuple(plain["members"]), plain["category"])


def count_plain(count: Count) -> Plain:
    """A count as plain data."""
    return {
        "article": count.article_id,
        "pieces": count.pieces,
        "first": count.first,
        "last": count.last,
    }


def count_from(plain: Mapping[str, Any]) -> Count:
    """The count that plain data was made of; KeyError for others."""
    return Count(plain["article"], plain["pieces"], plain["first"], plain["last"])
