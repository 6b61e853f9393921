"""Archives and purges out of the books: the run of each journal in a period, and where a cut goes through."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, func, select

from db import tables as t
from db.beginning import beginning
from db.cutting import cut_before
from db.entries import entry_from
from ess_shop.domain.archive import ArchivePeriod, Counters, Party, Run
from ess_shop.domain.cut import AGAIN, Cut
from ess_shop.domain.journal import OFFICE, Entry, Head, Kind
from ess_shop.domain.periods import PeriodKind


class Archives:
    """What can be asked about archives; see `ess_shop.reading.archive`."""

    _connection: Connection

    def archive_runs(self, span: ArchivePeriod) -> Sequence[Run]:
        """The run of every journal in a closed period, the office first; journals without one are empty."""
        codes = self._connection.execute(select(t.tills.c.code).order_by(t.tills.c.code)).scalars().all()
        begun = beginning(self._connection)
        runs = [_run_of(self._connection, begun, code, span) for code in codes if code != OFFICE]
        return [_office_run(self._connection, begun, span), *runs]

    def entries_within(self, till: str, after: int, upto: int, limit: int) -> Sequence[Entry]:
        """Some entries of a till's journal after one and up to another, in order."""
        journal = t.journal.c
        query = select(t.journal).where(journal.till == till, journal.number > after, journal.number <= upto)
        rows = self._connection.execute(query.order_by(journal.number).limit(limit))
        return [entry_from(row) for row in rows]

    def parties(self) -> Sequence[Party]:
        """Every member without their name, by code."""
        members, who = t.members.c, t.identities.c
        query = (
            select(members.id, members.code, members.vat_status, who.siret, who.vat_number)
            .outerjoin(t.identities, who.member_id == members.id)
            .order_by(members.code)
        )
        return [
            Party(row.id, row.code, row.vat_status, row.siret or "", row.vat_number or "")
            for row in self._connection.execute(query)
        ]

    def purged_until(self) -> date | None:
        """The last day of the purged periods; None if nothing was ever purged."""
        return beginning(self._connection).until

    def cut_before(self, until: date) -> Cut:
        """What purging everything up to a day would take and carry on; nothing is changed."""
        return cut_before(self._connection, until)


def _run_of(connection: Connection, begun: Cut, till: str, span: ArchivePeriod) -> Run:
    """From the last closing before the period to the last one in it, each with what was noted after it."""
    numbers = (
        _after_last_closing(connection, begun, till, before(span.first)),
        _after_last_closing(connection, begun, till, span.last.isoformat()),
    )
    return _run(connection, begun, till, *numbers)


def before(day: date) -> str:
    """The day before, in ISO 8601."""
    return date.fromordinal(day.toordinal() - 1).isoformat()


def _after_last_closing(connection: Connection, begun: Cut, till: str, last: str) -> int:
    """The last entry of the days that were closed up to that day: the closing, and what came after it."""
    closings, journal = t.closings.c, t.journal.c
    query = select(func.max(closings.entry)).where(closings.till == till, closings.day <= last)
    number = connection.execute(query).scalar_one_or_none()
    if number is None:
        return begun.kept(till).head.number
    later = connection.execute(
        select(journal.number, journal.kind, journal.at)
        .where(journal.till == till, journal.number > number)
        .order_by(journal.number)
        .execution_options(yield_per=100)
    )
    for row in later:
        if row.kind == Kind.OPENING or row.at[:10] > last:
            break
        number = row.number
    later.close()
    return int(number)


def _office_run(connection: Connection, begun: Cut, span: ArchivePeriod) -> Run:
    """From the closing of the period before it (of its kind) to its own."""
    start = begun.kept(OFFICE).head.number
    first = _closed_at(connection, span.kind, t.periods.c.last < span.first.isoformat())
    last = _closed_at(connection, span.kind, t.periods.c.last == span.last.isoformat())
    return _run(connection, begun, OFFICE, max(first, start), max(last, start))


def _closed_at(connection: Connection, kind: PeriodKind, which: ColumnElement[bool]) -> int:
    """Where the last period of those was closed; 0 where none was, or its closing was purged."""
    periods = t.periods.c
    row = connection.execute(
        select(t.journal.c.number, t.journal.c.body)
        .join(t.periods, and_(periods.till == t.journal.c.till, periods.entry == t.journal.c.number))
        .where(periods.kind == str(kind), which)
        .order_by(periods.last.desc())
        .limit(1)
    ).first()
    return 0 if row is None or json.loads(row.body).get(AGAIN) else int(row.number)


def _run(connection: Connection, begun: Cut, till: str, first: int, last: int) -> Run:
    return Run(
        before=_head(connection, begun, till, first),
        after=_head(connection, begun, till, last),
        at_first=counters_at(connection, begun, till, first),
        at_last=counters_at(connection, begun, till, last),
    )


def _head(connection: Connection, begun: Cut, till: str, number: int) -> Head:
    kept, journal = begun.kept(till).head, t.journal.c
    if number == kept.number:
        return kept
    query = select(journal.signature).where(journal.till == till, journal.number == number)
    return Head(till, number, connection.execute(query).scalar_one())


def counters_at(connection: Connection, begun: Cut, till: str, number: int) -> Counters:
    """Where a till's counters stood right after an entry."""
    sales, closings, totals = t.sales.c, t.closings.c, t.closing_taxpayers.c
    start = begun.kept(till).counters
    ticket = connection.execute(
        select(func.max(sales.ticket)).where(sales.till == till, sales.entry <= number)
    ).scalar_one_or_none()
    closing = connection.execute(
        select(closings.entry, closings.z)
        .where(closings.till == till, closings.entry <= number)
        .order_by(closings.entry.desc())
        .limit(1)
    ).first()
    if closing is None:
        return Counters(ticket or start.ticket, start.z, start.perpetual)
    of_closing = and_(totals.till == till, totals.entry == closing.entry)
    rows = connection.execute(select(totals.taxpayer, totals.perpetual).where(of_closing))
    return Counters(ticket or start.ticket, closing.z, {row.taxpayer: row.perpetual for row in rows})
