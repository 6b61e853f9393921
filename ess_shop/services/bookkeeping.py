"""The ledger told as accountants keep it: opening entries, and every act with its piece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import merge

from ess_shop.domain.accounting import OVER_THE_YEAR, AccountingEntry, Book, Line
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.reading.ledger import Booked, MonthPapers, Span
from ess_shop.services.account_names import Names
from ess_shop.services.telling_entries import told, told_day
from ess_shop.services.valuing import BATCH, account_lines, day_lines, together


def entries(
    books: Books, names: Names, first: date, last: date, *, sales: bool = True
) -> Iterator[AccountingEntry]:
    """Every entry of a period in the order in which it was recorded; `sales` False leaves the tickets out.

    A few thousand are in memory at a time, and each batch is read by itself: nobody who sells meanwhile
    waits for a year to be written.
    """
    papers: dict[str, Mapping[str, MonthPapers]] = {}
    with books.read() as read:
        spans = read.spans(first, last)
    streams = (_recorded(books, span, first, last, sales=sales) for span in spans)
    for at, booked in merge(*streams, key=lambda pair: (pair[0], pair[1].till)):
        if booked.month and booked.month not in papers:
            with books.read() as read:
                papers[booked.month] = read.month_papers(Month.parse(booked.month))
        yield from told(names, booked, date.fromisoformat(at[:10]), papers.get(booked.month, {}))


def _recorded(
    books: Books, span: Span, first: date, last: date, *, sales: bool
) -> Iterator[tuple[str, Booked]]:
    """A till's entries with the time at which they were recorded.

    Where the clock was set back it is the time of the entry before: nothing is recorded before what it
    follows.
    """
    at = ""
    for begin in range(span.begin, span.end + 1, BATCH):
        end = min(begin + BATCH - 1, span.end)
        with books.read() as read:
            batch = read.booked(span.till, begin, end, first, last, sales=sales)
        for booked in batch:
            at = max(at, booked.at)
            yield at, booked


def entries_by_day(books: Books, names: Names, first: date, last: date) -> Sequence[AccountingEntry]:
    """A period with the tickets of each till and day as one entry, by day."""
    with books.read() as read:
        days = day_lines(read, names.shop, read.booked_days(first, last))
    made = [told_day(names, day, lines) for day, lines in days.items()]
    made += entries(books, names, first, last, sales=False)
    return sorted((entry for entry in made if entry.lines), key=lambda entry: entry.day)


def opening(read: Reading, names: Names, first: date) -> AccountingEntry | None:
    """What stands on the accounts when a year begins; None for the first year.

    Costs and income of the year before come as its result, those of earlier years as carried forward: the
    books know no decision on what becomes of them.
    """
    shop, before = names.shop, first - timedelta(days=1)
    lines: list[Line] = []
    results: defaultdict[str, int] = defaultdict(int)
    year_before = _balances(read, shop, None, date(first.year - 2, 12, 31))
    for line in _balances(read, shop, None, before):
        if not names.number(line).startswith(OVER_THE_YEAR):
            lines.append(line)
            continue
        results["now"] += line.amount.minor
    for line in year_before:
        if names.number(line).startswith(OVER_THE_YEAR):
            results["carried"] += line.amount.minor
    carried = results["carried"]
    for gain, loss, minor in (
        ("profit", "loss", results["now"] - carried),
        ("carried_profit", "carried_loss", carried),
    ):
        if minor:
            lines.append(Line(gain if minor < 0 else loss, shop.money(minor)))
    lines.sort(key=lambda line: (names.number(line), names.code(line.member_id)))
    if not lines:
        return None
    return AccountingEntry(
        Book.OPENING,
        first,
        f"AN-{first.year}",
        names.words("Opening entries {year}", year=str(first.year)),
        first,
        tuple(lines),
    )


def _balances(read: Reading, shop: Shop, first: date | None, last: date) -> Sequence[Line]:
    return together(account_lines(read, shop, first, last))
