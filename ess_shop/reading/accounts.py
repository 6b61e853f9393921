"""Frozen rows of what the shop owes members and keeps for them, and the Protocol that reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Carried, Month
from ess_shop.domain.standing import SoldLine


@dataclass(frozen=True, slots=True)
class Owed:
    """What the ledger owes a member in one currency (negative: the member owes the shop)."""

    member_id: str
    code: str
    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Held:
    """What the shop owes a member in legal currency, and how many pieces of theirs it has in its keeping."""

    owed: Money
    pieces: int


@dataclass(frozen=True, slots=True)
class KeptRow:
    """An article of a member in the shop's keeping; `since` its last deposit, `stays_until` if prolonged."""

    article_id: str
    code: str
    label: str
    price: Money
    on_hand: int
    away: int
    since: date | None
    stays_until: date | None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in one currency, as the list of a member's papers shows it; `at` an ISO time."""

    month: Month
    number: str
    at: str
    share: Money
    paid: Money
    carried: Money
    why_carried: Carried


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """A payout that was recorded; `number` is the statement it pays, `means` as people are paid, or local."""

    day: date
    number: str
    amount: Money
    means: str


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """What was given (positive) or taken, with its reason; `fee` is the shop's income."""

    day: date
    amount: Money
    reason: str
    fee: bool


class ReadingAccounts(Protocol):
    """What can be asked about what stands open between the shop and its members."""

    def owed(self) -> Sequence[Owed]:
        """What the ledger owes each member now."""

    def owed_to(self, member_id: str) -> Sequence[Money]:
        """What the ledger owes a member now, legal currency first, nothing in it left out."""

    def dues(self, member_id: str = "") -> Mapping[str, Mapping[str, int]]:
        """By member (or that one) and currency, in minor units: what they are owed after the commission.

        Unlike `owed`, what the month's end will take of sales not settled yet is off already.
        """

    def held(self) -> Mapping[str, Held]:
        """By member id: what is owed and what is here; members with neither are left out."""

    def kept_of(self, member_id: str) -> Sequence[KeptRow]:
        """A member's articles of which something is here or away, by code."""

    def sold_lines(self, member_id: str, since: date | None = None) -> Sequence[SoldLine]:
        """A member's lines of days from `since` on (None: all), newest first."""

    def statements_of(self, member_id: str) -> Sequence[StatementRow]:
        """A member's statements, newest first, legal currency first."""

    def payouts_of(self, member_id: str) -> Sequence[PayoutRow]:
        """A member's payouts, newest first."""

    def adjustments_of(self, member_id: str) -> Sequence[AdjustmentRow]:
        """Fees, advances and corrections recorded for a member, newest first."""

    def members_with_sales(self) -> set[str]:
        """The ids of the members of whom something was sold."""
