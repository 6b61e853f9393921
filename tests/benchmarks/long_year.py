"""A year as long as wanted: the tickets of the workload again and again, every day opened and closed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from bench_shop import PARIS, TILL
from sqlalchemy import insert, update

from db import tables as t
from db.books import SqlBooks
from db.engine import WRITE, transaction
from db.projection import project
from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import Draft, Entry, Head, Kind, seal_head, sign
from ess_shop.services.closing_periods import close_year

YEAR = 2027
DAYS = 300
KEPT = (t.sales, t.sessions, t.closings, t.closing_means, t.closing_rates, t.closing_taxpayers)
"""The tables that archives are found by; the others would only take time to fill."""

Body = dict[str, Any]


def add_year(books: SqlBooks, key: bytes, lines: int) -> int:
    """A closed year of about so many lines after the workload's October; returns how many tickets it has."""
    with books.read() as read:
        entries = list(read.entries(TILL))
        perpetual = dict(read.perpetual(TILL))
    sold = [entry.content() for entry in entries if entry.kind is Kind.SALE]
    closing = next(entry.content() for entry in reversed(entries) if entry.kind is Kind.CLOSING)
    opening = next(entry.content() for entry in entries if entry.kind is Kind.OPENING)
    year = _Year(key, entries[-1], sold, closing, opening, perpetual)
    per_day = max(1, lines * len(sold) // sum(len(body["lines"]) for body in sold) // DAYS)
    with transaction(books.engine, WRITE) as connection:
        for made in year.days(per_day):
            rows: defaultdict[Any, list[Body]] = defaultdict(list)
            for entry in made:
                plain = {name: getattr(entry, name) for name in Entry.__slots__}
                rows[t.journal].append({**plain, "kind": str(entry.kind)})
                for table, projected in project(entry).items():
                    if table in KEPT:
                        rows[table] += projected
            for table, content in rows.items():
                connection.execute(insert(table), content)
        end = {
            "number": year.head.number,
            "signature": year.head.signature,
            "seal": seal_head(key, year.head),
            "last_ticket": year.ticket,
            "last_z": year.z,
            "closed_day": year.day,
        }
        connection.execute(update(t.tills).where(t.tills.c.code == TILL).values(**end))
        connection.commit()
    close_year(books, YEAR, at=datetime(YEAR + 1, 1, 2, 9, tzinfo=PARIS))
    return per_day * DAYS


class _Year:
    """Makes the entries of the year, day by day."""

    def __init__(
        self,
        key: bytes,
        last: Entry,
        sold: list[Body],
        closing: Body,
        opening: Body,
        perpetual: dict[str, int],
    ) -> None:
        self._key, self._sold, self._opening = key, itertools.cycle(sold), opening
        self._perpetual = perpetual
        self.head = Head(last.till, last.number, last.signature)
        self.ticket, self.z, self.day = closing["tickets"][2], closing["z"], ""

    def days(self, tickets: int) -> Iterator[list[Entry]]:
        for each in range(DAYS):
            self.day = (date(YEAR, 1, 1) + timedelta(days=each)).isoformat()
            yield self._business_day(tickets)

    def _business_day(self, tickets: int) -> list[Entry]:
        made = [self._entry(Kind.OPENING, {**self._opening, "day": self.day})]
        session, first = self.head.number, self.ticket + 1
        total = 0
        rates: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
        taxpayers: defaultdict[str, int] = defaultdict(int)
        for _ in range(tickets):
            self.ticket += 1
            known = next(self._sold)
            body = {**known, "ticket": self.ticket, "day": self.day, "session": session}
            made.append(self._entry(Kind.SALE, body))
            total += body["total"]
            for vat, before, whole in body["rates"]:
                rates[vat][0] += before
                rates[vat][1] += whole
            for line in body["lines"]:
                taxpayers[line["member"]] += line["total"]
        self.z += 1
        for taxpayer, brought in taxpayers.items():
            self._perpetual[taxpayer] = self._perpetual.get(taxpayer, 0) + brought
        made.append(
            self._entry(
                Kind.CLOSING,
                {
                    "z": self.z,
                    "day": self.day,
                    "session": session,
                    "tickets": [tickets, first, self.ticket],
                    "total": total,
                    "returns": 0,
                    "means": [["cash", "EUR", tickets, total]],
                    "rates": [[vat, *rates[vat]] for vat in sorted(rates, reverse=True)],
                    "taxpayers": [
                        [taxpayer, taxpayers.get(taxpayer, 0), after]
                        for taxpayer, after in sorted(self._perpetual.items())
                    ],
                    "counts": [],
                    "reason": "",
                    "postings": [],
                },
            )
        )
        return made

    def _entry(self, kind: Kind, body: Body) -> Entry:
        entry = sign(self._key, Draft(new_id(), TILL, kind, f"{self.day}T10:00:00+01:00", body), self.head)
        self.head = Head(entry.till, entry.number, entry.signature)
        return entry
