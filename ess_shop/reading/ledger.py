"""The ledger as it was recorded, added up in the ways that accountants and the tax office ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ess_shop.domain.journal import Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.terms import VatRole


@dataclass(frozen=True, slots=True)
class Booked:
    """A journal entry that moved money; `at` is when it was recorded, an ISO time.

    `number` is the ticket of a sale or the Z of a closing, `month` the settled one of a settlement or a
    payout, `reason` what somebody gave for it; 0 and "" where there is none.
    """

    till: str
    entry: int
    kind: Kind
    day: date
    at: str
    number: int
    month: str
    reason: str
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last entry of a till that moved money in a period, and how many postings there are."""

    till: str
    begin: int
    end: int
    postings: int


@dataclass(frozen=True, slots=True)
class BookedDay:
    """A till's sales of a day added up, from its first ticket to its last; `at` is the last one's."""

    till: str
    day: date
    at: str
    first: int
    last: int
    postings: tuple[Posting, ...]


@dataclass(frozen=True, slots=True)
class AccountSum:
    """What was debited and credited on an account in one currency; `member_id` on members' accounts alone."""

    account: Account
    member_id: str
    debit: Money
    credit: Money


@dataclass(frozen=True, slots=True)
class MonthPapers:
    """The numbers of a member's papers of a settled month, "" for one that there is not."""

    statement: str
    invoice: str
    self_bill: str


@dataclass(frozen=True, slots=True)
class DaySales:
    """What a member's goods brought on a day in one VAT role and at one rate, returns counted negative.

    `vat` is the rate that receipts show, `margin_vat` the one within the margin (role F alone); `share` is
    the member's part, `tickets` on how many tickets it was.
    """

    day: date
    member_id: str
    role: VatRole
    vat_status: VatStatus
    vat: Rate
    margin_vat: Rate | None
    tickets: int
    before_tax: Money
    total: Money
    share: Money


@dataclass(frozen=True, slots=True)
class OwnTickets:
    """On how many tickets of a day the shop sold goods of its own, by what they are.

    That is second-hand ones (role F), others with tax, and others without.
    """

    day: date
    second_hand: bool
    taxed: bool
    tickets: int


class ReadingLedger(Protocol):
    """What can be asked about the ledger of a period, its first and last day included."""

    def spans(self, first: date, last: date) -> Sequence[Span]:
        """Where the entries of each till are that moved money, with how many postings."""

    def booked(
        self, till: str, begin: int, end: int, first: date, last: date, *, sales: bool = True
    ) -> Sequence[Booked]:
        """A till's entries from number `begin` to `end` whose day is in the period, by number.

        `sales` False leaves the tickets out.
        """

    def booked_days(self, first: date, last: date) -> Sequence[BookedDay]:
        """Every till's sales of every day added up, by day and till."""

    def account_sums(self, first: date | None, last: date) -> Sequence[AccountSum]:
        """Debits and credits by account, member and currency; `first` None counts from the beginning."""

    def month_papers(self, month: Month) -> Mapping[str, MonthPapers]:
        """The numbers of the papers of a settled month by member id."""

    def day_sales(self, first: date, last: date) -> Sequence[DaySales]:
        """Sales by day, member, role and rate, in that order."""

    def own_tickets(self, first: date, last: date) -> Sequence[OwnTickets]:
        """On how many tickets the shop sold in its own name, by day and what was sold."""
