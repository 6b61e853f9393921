"""The papers between the shop and a member as values: slips, the contract, the letter that time is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ess_shop.domain.clauses import After
from ess_shop.domain.members import Identity, Member
from ess_shop.domain.money import Money
from ess_shop.domain.police import PoliceRow
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import Slip
from ess_shop.domain.terms import Terms

if TYPE_CHECKING:
    from ess_shop.domain.sections import Figure, Section


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """A slip as it is printed; `at` is an ISO time.

    `parts` are the member's part per piece, line by line, None where no terms are on the slip.
    `labels` say how the articles of a contract's exceptions are called, by their ids.
    """

    shop: Shop
    member: Member
    identity: Identity
    slip: Slip
    at: str
    parts: tuple[Money | None, ...]
    labels: Mapping[str, str]
    training: bool = False


@dataclass(frozen=True, slots=True)
class ContractPaper:
    """A contract to be signed by both; `until` is its last day if another one follows it already.

    `labels` say how the articles of its exceptions are called, by their ids.
    """

    shop: Shop
    member: Member
    identity: Identity
    terms: Terms
    until: date | None
    day: date
    labels: Mapping[str, str]
    training: bool = False


@dataclass(frozen=True, slots=True)
class CountedRow:
    """An article that was not counted as expected; `why` is said in words, "" while nobody knows."""

    member: str
    code: str
    label: str
    price: Money
    expected: int
    counted: int
    why: str = ""

    @property
    def difference(self) -> int:
        """Counted less expected."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class StocktakePaper:
    """What a stocktake found; `begun` and `at` are ISO times, `pieces` how many were counted and expected.

    `what` says in words what was counted, `slips` are the numbers that book it, none while it is open.
    """

    shop: Shop
    what: str
    begun: str
    at: str
    volunteer: str
    pieces: tuple[int, int]
    articles: int
    rows: tuple[CountedRow, ...]
    slips: tuple[str, ...] = ()
    training: bool = False


@dataclass(frozen=True, slots=True)
class ExpiredRow:
    """Goods in the letter: how many are here, since when, and until when they could stay."""

    code: str
    label: str
    quantity: int
    price: Money
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class ExpiryLetter:
    """The letter to a member whose goods' time is over; `fetch_until` ends the days of grace.

    `after` is what the contract says is done then.
    """

    shop: Shop
    member: Member
    identity: Identity
    day: date
    rows: tuple[ExpiredRow, ...]
    after: After
    fetch_until: date
    volunteer: str = ""
    training: bool = False


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """The police register of a period (None: from the beginning, or to the end), printed on `day`."""

    shop: Shop
    rows: Sequence[PoliceRow]
    since: date | None
    until: date | None
    day: date
    training: bool = False


@dataclass(frozen=True, slots=True)
class SectionsPaper:
    """Figures and matters of a report; `said` are sentences below its title, the first also at each foot."""

    shop: Shop
    title: str
    said: tuple[str, ...]
    figures: Sequence[Figure]
    sections: Sequence[Section]
    training: bool = False
