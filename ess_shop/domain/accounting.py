"""The ledger as accountants read it: journals, entries with their pieces, accounts by number, in legal money.

What came in local currency stands on accounts of its own, at parity, with the local amount beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ess_shop.domain.journal import Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.shop import Shop

OVER_THE_YEAR = ("6", "7")
"""How the accounts of costs and income begin: they are empty again every 1st of January."""


class Book(StrEnum):
    """The journals of the accounts by what they are for; their codes are a setting of the shop."""

    OPENING = "opening"
    SALES = "sales"
    PURCHASES = "purchases"
    CASH = "cash"
    BANK = "bank"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """One side of an entry in legal currency: debit positive, credit negative.

    `member_id` names whose account it is, "" where the account is nobody's; `local` is the amount in the
    local currency it came in.
    """

    account: Account | str
    amount: Money
    member_id: str = ""
    local: Money | None = None


@dataclass(frozen=True, slots=True)
class AccountingEntry:
    """A balanced entry: in which journal, of which day, because of which piece, validated on which day."""

    book: Book
    day: date
    piece: str
    label: str
    valid: date
    lines: tuple[Line, ...]


def book_of(kind: Kind, postings: Sequence[Posting]) -> Book:
    """The journal of an entry: what sold, what was bought, what moved the till's money or the bank's."""
    touched = {posting.account for posting in postings}
    if kind in (Kind.OPENING, Kind.CLOSING, Kind.CASH):
        return Book.CASH
    if kind is Kind.SALE or touched & {Account.COMMISSION, Account.FEES}:
        return Book.SALES
    if Account.PURCHASES in touched:
        return Book.PURCHASES
    if kind in (Kind.PAYOUT, Kind.PAYOUT_BACK):
        return Book.BANK if Account.BANK in touched else Book.CASH
    return Book.OTHER


def apart(postings: Sequence[Posting]) -> Iterator[tuple[Posting, ...]]:
    """An act for many members as one entry for each of its parts: wherever the postings so far cancel out."""
    part: list[Posting] = []
    sums: defaultdict[Currency, int] = defaultdict(int)
    for posting in postings:
        part.append(posting)
        sums[posting.amount.currency] += posting.amount.minor
        if not any(sums.values()):
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def valued(postings: Sequence[Posting], shop: Shop) -> tuple[Line, ...]:
    """Postings in legal currency, local ones at parity; what comes to nothing in it is left out.

    Each is rounded by itself, so that a currency's cents of rounding go to its largest line and the entry
    stays balanced.
    """
    lines: list[Line] = []
    for currency, group in _by_currency(postings):
        worth = [shop.worth(posting.amount) for posting in group]
        if currency != shop.currency and not sum(posting.amount.minor for posting in group):
            largest = max(range(len(group)), key=lambda place: abs(worth[place]))
            worth[largest] -= sum(worth)
        for posting, minor in zip(group, worth, strict=True):
            if minor:
                local = None if currency == shop.currency else posting.amount
                lines.append(Line(posting.account, shop.money(minor), posting.member_id, local))
    return tuple(lines)


def _by_currency(postings: Sequence[Posting]) -> Iterator[tuple[Currency, list[Posting]]]:
    groups: defaultdict[Currency, list[Posting]] = defaultdict(list)
    for posting in postings:
        groups[posting.amount.currency].append(posting)
    return iter(groups.items())
