"""An entry of the journal told as accountants write it: its journal, its piece, its words, its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ess_shop.domain.accounting import AccountingEntry, Book, Line, apart, book_of, valued
from ess_shop.domain.journal import Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.settlement import Month
from ess_shop.reading import ticket_number
from ess_shop.reading.ledger import Booked, BookedDay, MonthPapers
from ess_shop.services.account_names import Names

MARGIN_TAX = {Account.SALES, Account.VAT_COLLECTED}
"""The accounts on which the tax within a margin is taken out of the sales."""


def told(
    names: Names, booked: Booked, valid: date, papers: Mapping[str, MonthPapers]
) -> Iterator[AccountingEntry]:
    """A journal entry as one accounting entry, or one for each member that it is about."""
    if not booked.month:
        lines = valued(booked.postings, names.shop)
        if lines:
            book = book_of(booked.kind, booked.postings)
            yield AccountingEntry(book, booked.day, _piece(booked), _label(names, booked), valid, lines)
        return
    parts = list(apart(booked.postings))
    for part, member in zip(parts, _owners(parts), strict=True):
        lines = valued(part, names.shop)
        if lines:
            yield AccountingEntry(
                book_of(booked.kind, part),
                booked.day,
                _paper(booked, part, papers.get(member)),
                _month_label(names, booked, part, member),
                valid,
                lines,
            )


def _owners(parts: Sequence[Sequence[Posting]]) -> Sequence[str]:
    """Which member each part of a settlement is about: the one it names.

    Commission and purchases wholly in local currency name nobody, but the part after them does; the tax
    within a margin belongs to the purchase before it.
    """
    owners: list[str] = []
    named = ""
    for part in reversed(parts):
        named = next((posting.member_id for posting in part if posting.member_id), named)
        owners.append(named)
    owners.reverse()
    for place, part in enumerate(parts):
        if place and {posting.account for posting in part} == MARGIN_TAX:
            owners[place] = owners[place - 1]
    return owners


def _paper(booked: Booked, part: Sequence[Posting], papers: MonthPapers | None) -> str:
    """The paper behind a part of a settlement or payout: invoice, self-billed invoice, or statement."""
    if papers is None:
        return f"RV-{booked.month}"
    touched = {posting.account for posting in part}
    number = papers.statement
    if booked.kind is Kind.SETTLEMENT and touched & {Account.COMMISSION, Account.FEES}:
        number = papers.invoice or papers.statement
    elif Account.PURCHASES in touched:
        number = papers.self_bill or papers.statement
    return number or f"RV-{booked.month}"


def _month_label(names: Names, booked: Booked, part: Sequence[Posting], member_id: str) -> str:
    touched = {posting.account for posting in part}
    words, who = names.words, names.code(member_id)
    month = Month.parse(booked.month)
    if booked.kind is Kind.PAYOUT:
        return words("Payout {month} {member}", month=month, member=who)
    if booked.kind is Kind.PAYOUT_BACK:
        return words("Payout that came back {month} {member}", month=month, member=who)
    if Account.COMMISSION in touched:
        return words("Commission {month} {member}", month=month, member=who)
    if Account.FEES in touched:
        return words("Fees {month} {member}", month=month, member=who)
    if Account.PURCHASES in touched:
        return words("Purchases {month} {member}", month=month, member=who)
    if Account.SALES in touched:
        return words("VAT within the margin {month} {member}", month=month, member=who)
    return words("Settlement {month} {member}", month=month, member=who)


def _piece(booked: Booked) -> str:
    if booked.kind is Kind.SALE:
        return ticket_number(booked.till, booked.number)
    if booked.kind is Kind.CLOSING:
        return f"{booked.till}-Z{booked.number:05d}"
    return f"{booked.till}-J{booked.entry:06d}"


def _label(names: Names, booked: Booked) -> str:
    words = names.words
    if booked.kind is Kind.SALE:
        return words("Ticket {number}", number=_piece(booked))
    if booked.kind is Kind.CLOSING:
        return words("Difference at Z {number} of till {till}", number=booked.number, till=booked.till)
    if booked.kind is Kind.OPENING:
        return words("Float of till {till}", till=booked.till)
    if booked.kind is Kind.PURGE:
        return words("Carried on from archived years")
    return booked.reason or words("Cash to the bank, till {till}", till=booked.till)


def told_day(names: Names, day: BookedDay, lines: Sequence[Line]) -> AccountingEntry:
    """A till's tickets of a day as one entry, from the first to the last."""
    first, last = ticket_number(day.till, day.first), ticket_number(day.till, day.last)
    return AccountingEntry(
        Book.SALES,
        day.day,
        first if first == last else f"{first}/{day.last:06d}",
        names.words("Sales of {day}, till {till}", day=day.day, till=day.till),
        date.fromisoformat(day.at[:10]),
        tuple(lines),
    )
