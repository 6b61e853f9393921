"""The event log and the closed days out of the books."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from db import tables as t
from ess_shop.domain.cash import Counted, MeansTotal, RateTotal
from ess_shop.domain.closings import ClosedDay
from ess_shop.domain.event_log import EventQuery, EventRow
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.periods import TaxpayerTotal
from ess_shop.domain.sale import Means

_CAME, _WENT = "person", ("stopped", "started")
"""Who sits at a till: the last who came since the program began."""

_EVENT = and_(t.journal.c.till == t.events.c.till, t.journal.c.number == t.events.c.entry)


class EventLog:
    """What can be asked about what happened beside sales; see `ess_shop.reading.log`."""

    _connection: Connection

    def events(self, query: EventQuery) -> Sequence[EventRow]:
        """The events that fit, newest first."""
        events, journal = t.events.c, t.journal.c
        fits: list[ColumnElement[bool]] = []
        if query.since is not None:
            fits.append(journal.at >= query.since.isoformat())
        if query.until is not None:
            fits.append(journal.at < (query.until + timedelta(days=1)).isoformat())
        if query.codes:
            fits.append(events.code.in_(query.codes))
        if query.till:
            fits.append(events.till == query.till)
        rows = self._connection.execute(
            select(events.till, events.entry, events.code, events.detail, journal.at, journal.body)
            .join(t.journal, _EVENT)
            .where(*fits)
            .order_by(journal.at.desc(), events.till, events.entry.desc())
            .limit(query.limit)
        ).all()
        return self._rows(rows)

    def last_event(self, till: str, codes: Sequence[str]) -> EventRow | None:
        """The last event of a till with one of these codes; None if there is none."""
        events, journal = t.events.c, t.journal.c
        row = self._connection.execute(
            select(events.till, events.entry, events.code, events.detail, journal.at, journal.body)
            .join(t.journal, _EVENT)
            .where(events.till == till, events.code.in_(codes))
            .order_by(events.entry.desc())
            .limit(1)
        ).first()
        return None if row is None else self._rows([row])[0]

    def _rows(self, rows: Sequence[Any]) -> list[EventRow]:
        lowest: dict[str, int] = {}
        for row in rows:
            lowest[row.till] = min(row.entry, lowest.get(row.till, row.entry))
        sat = {till: self._sitting(till, entry) for till, entry in lowest.items() if till != OFFICE}
        return [
            EventRow(row.till, row.entry, row.at, row.code, row.detail, _who(row, sat.get(row.till, ())))
            for row in rows
        ]

    def _sitting(self, till: str, since: int) -> list[tuple[int, str]]:
        """Who came to a till from which entry on, the one who sat there at `since` first."""
        events = t.events.c
        mine = and_(events.till == till, events.code.in_((_CAME, *_WENT)))
        begun = select(func.max(events.entry)).where(mine, events.entry <= since).scalar_subquery()
        found = self._connection.execute(
            select(events.entry, events.code, events.detail)
            .where(mine, events.entry >= func.coalesce(begun, 0))
            .order_by(events.entry)
        )
        return [(entry, detail if code == _CAME else "") for entry, code, detail in found]

    def named_ids(self) -> Mapping[str, str]:
        """People by name and members by code, under their ids: how the log is read."""
        people = self._connection.execute(select(t.people.c.id, t.people.c.name))
        members = self._connection.execute(select(t.members.c.id, t.members.c.code))
        return {row[0]: row[1] for row in (*people, *members)}

    def closed_days(self, first: date | None = None, last: date | None = None) -> Sequence[ClosedDay]:
        """The closings of business days from `first` to `last`, newest first."""
        closings = t.closings.c
        fits: list[ColumnElement[bool]] = []
        if first is not None:
            fits.append(closings.day >= first.isoformat())
        if last is not None:
            fits.append(closings.day <= last.isoformat())
        return self._closed(fits)

    def closed_day(self, till: str, z: int) -> ClosedDay | None:
        """The closing with that number; None if there is none."""
        found = self._closed([t.closings.c.till == till, t.closings.c.z == z])
        return found[0] if found else None

    def _closed(self, fits: Sequence[ColumnElement[bool]]) -> list[ClosedDay]:
        closings, journal = t.closings.c, t.journal.c
        of_entry = and_(journal.till == closings.till, journal.number == closings.entry)
        heads = self._connection.execute(
            select(t.closings, journal.at)
            .join(t.journal, of_entry)
            .where(*fits)
            .order_by(closings.day.desc(), closings.till, closings.z.desc())
        ).all()
        means, rates = self._lines(t.closing_means, fits), self._lines(t.closing_rates, fits)
        counts, owing = self._lines(t.closing_counts, fits), self._lines(t.closing_taxpayers, fits)
        return [
            ClosedDay(
                head.till,
                head.z,
                date.fromisoformat(head.day),
                head.at,
                head.tickets,
                head.first_ticket,
                head.last_ticket,
                head.total,
                head.returns,
                head.reason,
                means=tuple(
                    MeansTotal(Means(row.means), row.currency, row.count, row.net)
                    for row in means[head.till, head.entry]
                ),
                rates=tuple(
                    RateTotal(row.vat, row.before_tax, row.total) for row in rates[head.till, head.entry]
                ),
                counts=tuple(
                    Counted(Means(row.means), row.currency, row.expected, row.counted)
                    for row in counts[head.till, head.entry]
                ),
                taxpayers=tuple(
                    TaxpayerTotal(head.till, row.taxpayer, row.total, row.perpetual)
                    for row in owing[head.till, head.entry]
                ),
                session=head.session,
            )
            for head in heads
        ]

    def _lines(
        self, table: Table, fits: Sequence[ColumnElement[bool]]
    ) -> defaultdict[tuple[str, int], list[Any]]:
        """The lines of a table by the closing that they belong to."""
        of_closing = and_(table.c.till == t.closings.c.till, table.c.entry == t.closings.c.entry)
        query = select(table).join(t.closings, of_closing).where(*fits).order_by(table.c.line)
        found: defaultdict[tuple[str, int], list[Any]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.till, row.entry].append(row)
        return found


def _who(row: Any, sitting: Sequence[tuple[int, str]]) -> str:
    """Who did it as the entry says, or else who sat at the till then."""
    said = str(json.loads(row.body).get("who", ""))
    if said or row.code in _WENT:
        return said
    return next((name for entry, name in reversed(sitting) if entry <= row.entry), "")
