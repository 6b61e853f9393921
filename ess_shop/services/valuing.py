"""What moved on every account in legal money: local currency at parity, rounded as its entries are.

Where a local unit is worth a whole number of cents the sums can be valued as they are. Elsewhere every entry
rounds by itself, and only the entries added up tie to the cent with what accountants read of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ess_shop.domain.accounting import Line, apart, valued
from ess_shop.domain.journal import Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.shop import Shop
from ess_shop.reading import Reading
from ess_shop.reading.ledger import Booked, BookedDay

BATCH = 2000
"""How many entries are read at a time."""


def rounds(shop: Shop) -> bool:
    """Whether an amount in local currency may be worth a part of a cent."""
    return any(local.parity % local.per for local in shop.locals)


def account_lines(read: Reading, shop: Shop, first: date | None, last: date) -> Sequence[Line]:
    """The debits (positive) and the credits of every account, member and currency; `first` None counts from
    the beginning.
    """
    by_entry = rounds(shop)
    postings = [
        Posting(row.account, amount, row.member_id)
        for row in read.account_sums(first, last)
        for amount in (row.debit, -row.credit)
        if not by_entry or amount.currency == shop.currency
    ]
    lines = valued(postings, shop)
    if not by_entry:
        return lines
    entries = _booked(read, first or date.min, last)
    local = [line for booked in entries for line in _lines(booked, shop) if line.local]
    debits = together(line for line in local if line.amount.minor > 0)
    return (*lines, *debits, *together(line for line in local if line.amount.minor < 0))


def day_lines(read: Reading, shop: Shop, days: Iterable[BookedDay]) -> Mapping[BookedDay, Sequence[Line]]:
    """The lines of each till's sales of a day."""
    if not rounds(shop):
        return {day: valued(day.postings, shop) for day in days}
    found = {}
    for day in days:
        entries = (each for each in _booked(read, day.day, day.day) if each.till == day.till)
        sales = (line for each in entries if each.kind is Kind.SALE for line in _lines(each, shop))
        found[day] = together(sales)
    return found


def together(lines: Iterable[Line]) -> Sequence[Line]:
    """One line for each account, member and currency, without those that come to nothing."""
    sums: defaultdict[tuple[Account | str, str, Currency | None], list[int]] = defaultdict(lambda: [0, 0])
    legal: Currency | None = None
    for line in lines:
        legal = line.amount.currency
        key = line.account, line.member_id, line.local.currency if line.local else None
        sums[key][0] += line.amount.minor
        sums[key][1] += line.local.minor if line.local else 0
    return tuple(
        Line(account, Money(worth, legal), member_id, Money(minor, currency) if currency else None)
        for (account, member_id, currency), (worth, minor) in sums.items()
        if worth and legal
    )


def _booked(read: Reading, first: date, last: date) -> Iterator[Booked]:
    for span in read.spans(first, last):
        for begin in range(span.begin, span.end + 1, BATCH):
            yield from read.booked(span.till, begin, min(begin + BATCH - 1, span.end), first, last)


def _lines(booked: Booked, shop: Shop) -> Iterator[Line]:
    parts = apart(booked.postings) if booked.month else (booked.postings,)
    for part in parts:
        yield from valued(part, shop)
