"""The papers between the shop and a member as values: slips, the contract, the letter that time is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.clauses import After
from ess_shop.domain.members import Identity, Member
from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import Slip
from ess_shop.domain.terms import Terms


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
