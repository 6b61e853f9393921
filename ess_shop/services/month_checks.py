"""What is looked at before a month is settled: what bars the way, what deserves a look, what is in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Carried, Month, Row
from ess_shop.errors import Refused
from ess_shop.ports import Books, Progress, unheard
from ess_shop.reading import Reading, SettledMonth
from ess_shop.services.invoicing import waiting
from ess_shop.services.noting import note_defects
from ess_shop.services.parking import parked
from ess_shop.services.settling import fees_left_out, reckoned

MOST = 10
"""So many things of one kind are told one by one; the rest is a number."""


class Check(StrEnum):
    """What is looked at, in the order in which it is told."""

    EARLIER = "earlier"
    DAYS = "days"
    CASH = "cash"
    PARKED = "parked"
    STOCK = "stock"
    LOCAL = "local"
    MANDATE = "mandate"
    IBAN = "iban"
    INVOICES = "invoices"
    JOURNAL = "journal"


class Severity(StrEnum):
    """Whether it bars the way, deserves a look, or is in order."""

    STOP = "stop"
    WARN = "warn"
    OK = "ok"


class Where(StrEnum):
    """Where a person puts it right."""

    TILL = "till"
    SALE = "sale"
    STOCK = "stock"
    MEMBER = "member"
    SHOP = "shop"
    MONTH = "month"
    LOCAL = "local"
    CLOSINGS = "closings"
    BOOKS = "books"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check came to; `why` says it with the way out, and is None where all is in order.

    `member_id` is the member in whose file it is put right, `month` the earlier month that waits.
    """

    check: Check
    severity: Severity
    why: Refused | None = None
    where: Where | None = None
    member_id: str = ""
    month: Month | None = None


def checks(read: Reading, month: Month, at: datetime) -> list[Finding]:
    """Every check of a month but the journal's, which takes long; one line at least for each."""
    settled = read.settled(month)
    missing: dict[str, int] = {}
    if settled is None:
        reckoning = reckoned(read, month)
        settled, missing = SettledMonth(month, "", reckoning.rows, None), dict(reckoning.missing)
    found = [
        *_earlier(read, month),
        *_days(read, month, at),
        *_cash(read, month),
        *_parked(read),
        *_stock(read),
        *_local(read, missing),
        *_mandates(read, settled.rows),
        *_ibans(settled.rows),
        *_invoices(read, settled, at),
    ]
    told = {each.check for each in found}
    calm = [Finding(check, Severity.OK) for check in Check if check not in told | {Check.JOURNAL}]
    order = list(Check)
    return sorted([*found, *calm], key=lambda each: order.index(each.check))


def verify(books: Books, *, at: datetime, who: str = "", progress: Progress = unheard) -> Finding:
    """Prove the books from the first entry to the last; what is found is logged. Raising from `progress`
    cancels it.
    """
    found = list(books.defects(progress))
    note_defects(books, found, at=at, who=who)
    if not found:
        return Finding(Check.JOURNAL, Severity.OK)
    why = Refused(
        "books_defective",
        "Verifying found {count} defects: read them on the page “Verification” before you settle anything.",
        count=len(found),
    )
    return Finding(Check.JOURNAL, Severity.STOP, why, Where.BOOKS)


def bars(found: Sequence[Finding]) -> bool:
    """Whether something bars the way."""
    return any(each.severity is Severity.STOP for each in found)


def _earlier(read: Reading, month: Month) -> Iterator[Finding]:
    last = read.last_settled()
    if last is not None and month < last and read.settled(month) is None:
        why = Refused(
            "later_month_settled",
            "{last} is settled already: {month} stays as it is.",
            last=last,
            month=month,
        )
        yield Finding(Check.EARLIER, Severity.STOP, why)
    earlier = read.unsettled_before(month)
    if earlier is not None:
        first = Month.parse(earlier)
        why = Refused(
            "earlier_month_open",
            "{earlier} is not settled and paid yet: do that before {month}.",
            earlier=first,
            month=month,
        )
        yield Finding(Check.EARLIER, Severity.STOP, why, Where.MONTH, month=first)
    elif (quiet := fees_left_out(read, month)) is not None:
        why = Refused(
            "fees_left_out",
            "Nothing was sold in {earlier}, but fees fall due: "
            "settle it before {month}, or nobody pays them.",
            earlier=quiet,
            month=month,
        )
        yield Finding(Check.EARLIER, Severity.WARN, why, Where.MONTH, month=quiet)


def _days(read: Reading, month: Month, at: datetime) -> Iterator[Finding]:
    if at.date() <= month.last:
        why = Refused("month_not_over", "{month} is not over yet.", month=month)
        yield Finding(Check.DAYS, Severity.STOP, why)
    for till in read.tills():
        session = read.session(till)
        if session is not None and session.day <= month.last:
            why = Refused(
                "days_open",
                "Till {till} is still open for {day}: close that day, then settle {month}.",
                till=till,
                day=session.day,
                month=month,
            )
            yield Finding(Check.DAYS, Severity.STOP, why, Where.TILL)


def _cash(read: Reading, month: Month) -> Iterator[Finding]:
    """Counts that were off; their reasons are what the treasurer judges."""
    shop = read.shop()
    off = [
        (day, count)
        for day in reversed(read.closed_days(month.first, month.last))
        for count in day.counts
        if count.difference
    ]
    for day, count in off[:MOST]:
        why = Refused(
            "cash_off",
            "{day}, till {till}: {amount} off in the drawer. Reason given: {reason}",
            day=day.day,
            till=day.till,
            amount=Money(count.difference, shop.currency_named(count.currency)),
            reason=day.reason or "–",
        )
        yield Finding(Check.CASH, Severity.WARN, why, Where.CLOSINGS)
    yield from _more(Check.CASH, len(off), Where.CLOSINGS)


def _parked(read: Reading) -> Iterator[Finding]:
    waiting_baskets = parked(read)
    for each in waiting_baskets[:MOST]:
        why = Refused(
            "basket_parked",
            "A basket waits at till {till} ({amount}): sell it or throw it away.",
            till=each.till,
            amount=each.amount,
        )
        yield Finding(Check.PARKED, Severity.WARN, why, Where.SALE)
    yield from _more(Check.PARKED, len(waiting_baskets), Where.SALE)


def _stock(read: Reading) -> Iterator[Finding]:
    below = read.oversold()
    for each in below[:MOST]:
        why = Refused(
            "stock_below_nothing",
            "{label} ({code}): {count} pieces by the books. Count it, or take its deposit in.",
            label=each.label,
            code=each.code,
            count=each.on_hand,
        )
        yield Finding(Check.STOCK, Severity.WARN, why, Where.STOCK)
    yield from _more(Check.STOCK, len(below), Where.STOCK)


def _local(read: Reading, missing: dict[str, int]) -> Iterator[Finding]:
    shop = read.shop()
    for code, minor in missing.items():
        why = Refused(
            "local_short",
            "{amount} are missing to pay everybody: buy some, pay in {legal}, or let it wait.",
            amount=shop.local_named(code).money(minor),
            legal=shop.currency.code,
        )
        yield Finding(Check.LOCAL, Severity.STOP, why, Where.LOCAL)


def _mandates(read: Reading, rows: Sequence[Row]) -> Iterator[Finding]:
    for row in rows:
        if row.self_bill and read.member(row.member_id).mandate_on is None:
            why = Refused(
                "mandate_missing",
                "Member {member}: no mandate to invoice in their name is recorded. Record it, then settle.",
                member=row.code,
            )
            yield Finding(Check.MANDATE, Severity.STOP, why, Where.MEMBER, row.member_id)


def _ibans(rows: Sequence[Row]) -> Iterator[Finding]:
    """Who waits for want of a bank account that somebody vouches for."""
    for row in rows:
        if row.why_carried is Carried.NO_IBAN:
            why = Refused(
                "iban_missing",
                "Member {member} has no IBAN: {amount} would wait. Write it into their file.",
                member=row.code,
                amount=row.balance,
            )
            yield Finding(Check.IBAN, Severity.WARN, why, Where.MEMBER, row.member_id)
        if row.why_carried is Carried.IBAN_CHANGED:
            why = Refused(
                "iban_changed",
                "Member {member}: the IBAN is new since the last settlement. Ask them by telephone, then "
                "confirm it; else {amount} wait.",
                member=row.code,
                amount=row.balance,
            )
            yield Finding(Check.IBAN, Severity.WARN, why, Where.MONTH, row.member_id)


def _invoices(read: Reading, settled: SettledMonth, at: datetime) -> Iterator[Finding]:
    """What invoices would wait for; a missing mandate is told already."""
    ids = {member.code: member.id for member in read.members()}
    gaps = [each for each in waiting(read, settled, at.date()) if each.code != "no_mandate"]
    for gap in gaps[:MOST]:
        owner = ids.get(str(gap.facts.get("member", "")), "")
        yield Finding(
            Check.INVOICES, Severity.WARN, gap, Where.MEMBER if owner else Where.SHOP, member_id=owner
        )
    yield from _more(Check.INVOICES, len(gaps), Where.MEMBER)


def _more(check: Check, count: int, where: Where) -> Iterator[Finding]:
    if count > MOST:
        why = Refused("and_more", "… and {count} more.", count=count - MOST)
        yield Finding(check, Severity.WARN, why, where)
