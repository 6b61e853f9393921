"""Walking through a till's journal: every link of the chain, and the rows that it accounts for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from db import tables as t
from db.entries import till_changes
from db.projection import project
from ess_shop.domain.cut import Cut
from ess_shop.domain.journal import Entry, Head, Kind, canonical, genuine, seal_head
from ess_shop.domain.slip_record import slip_from
from ess_shop.domain.slips import Slip, SlipKind
from ess_shop.ports import Defect

BATCH = 100


def defect(code: str, where: str, sentence: str, /, **facts: object) -> Defect:
    """A defect with its sentence."""
    return Defect(code, where, sentence, facts)


class Walk:
    """One till's journal from its first entry to its last, held against the tables as it goes."""

    def __init__(
        self,
        connection: Connection,
        key: bytes,
        till: str,
        witnessed: Sequence[Any] | None,
        counted: defaultdict[Table, int],
        begun: Cut,
    ) -> None:
        self._connection = connection
        self._key = key
        self._till = till
        self._witnessed = tuple(witnessed) if witnessed else (0, "")
        self._counted = counted
        kept = begun.kept(till)
        self._head = kept.head
        self._state: dict[str, Any] = {
            "last_ticket": kept.counters.ticket,
            "last_z": kept.counters.z,
            "session": None,
            "session_day": "",
            "closed_day": kept.closed_day,
            "last_at": kept.last_at,
        }
        self._slips: defaultdict[tuple[str, int], int] = defaultdict(int, begun.slips)
        self._police = begun.police

    def check(self, entries: Sequence[Entry]) -> Iterator[Defect]:
        """Check a run of entries and the rows they account for."""
        if not entries:
            return
        expected: dict[Table, dict[int, list[dict[str, Any]]]] = {table: {} for table in t.FACTS}
        for entry in entries:
            where = f"{entry.till} {entry.number}"
            yield from self._check_link(entry, where)
            try:
                body: dict[str, Any] = entry.content()
                rows = project(entry, body)
                found = list(self._check_body(entry, body, where))
            except (ValueError, KeyError, TypeError, AttributeError):
                yield defect("unreadable", where, "The entry cannot be read.")
                continue
            if canonical(body) != entry.body:
                yield defect("not_canonical", where, "The entry is not written in the one way it should be.")
            yield from found
            for table, made in rows.items():
                expected[table][entry.number] = made
        first, last = entries[0].number, entries[-1].number
        for table in t.FACTS:
            yield from self._check_rows(table, expected[table], first, last)

    def _check_link(self, entry: Entry, where: str) -> Iterator[Defect]:
        if entry.number != self._head.number + 1:
            yield defect(
                "gap",
                where,
                "Entry {expected} is missing before this one.",
                expected=self._head.number + 1,
            )
        elif not genuine(self._key, entry, self._head.signature):
            yield defect(
                "signature",
                where,
                "The signature does not fit: this entry or the one before it was changed.",
            )
        if entry.number == self._witnessed[0] and entry.signature != self._witnessed[1]:
            yield defect("rewritten", where, "The journal is not the one that was last seen here.")
        self._head = Head(entry.till, entry.number, entry.signature)

    def _check_body(self, entry: Entry, body: Mapping[str, Any], where: str) -> Iterator[Defect]:
        if entry.kind is Kind.SALE and body["ticket"] != self._state["last_ticket"] + 1:
            yield defect(
                "ticket_gap",
                where,
                "Ticket {ticket} does not follow ticket {last}.",
                ticket=body["ticket"],
                last=self._state["last_ticket"],
            )
        self._state |= {"last_at": entry.at, **till_changes(entry.kind, entry.number, body)}
        sums: defaultdict[str, int] = defaultdict(int)
        for _account, currency, amount, _member in body.get("postings", ()):
            sums[currency] += amount
        if any(sums.values()):
            yield defect("unbalanced", where, "The postings of this entry do not cancel out.")
        if entry.kind is Kind.SALE:
            sold = [[line["article"], -line["quantity"]] for line in body["lines"]]
            if sold != [[article, quantity] for article, quantity, _reason in body["moves"]]:
                yield defect("stock", where, "The stock moves of this sale are not what was sold.")
        if entry.kind is Kind.STOCK:
            yield from self._check_slip(body, where)

    def _check_slip(self, body: Mapping[str, Any], where: str) -> Iterator[Defect]:
        slip = slip_from(body)
        if slip is None:
            return
        series = slip.kind, slip.year
        if slip.sequence != self._slips[series] + 1 or slip.number != body["slip"]["number"]:
            yield defect("slip_gap", where, "Slip {number} is out of turn.", number=body["slip"]["number"])
        self._slips[series] = slip.sequence
        if [[article, quantity, slip.kind] for article, quantity in slip.moves] != body["moves"]:
            yield defect("stock", where, "The stock moves of this slip are not what it says.")
        yield from self._check_police(body, slip, where)

    def _check_police(self, body: Mapping[str, Any], slip: Slip, where: str) -> Iterator[Defect]:
        """The police register goes on where it ended, and says of each line what its deposit slip says."""
        for line, number, article, _seller, _description, price, quantity in body.get("police", ()):
            if number != self._police + 1:
                yield defect(
                    "police_gap",
                    where,
                    "Number {number} of the police register is out of turn.",
                    number=number,
                )
            self._police = number
            on_slip = slip.lines[line - 1] if 0 < line <= len(slip.lines) else None
            stated = on_slip and (on_slip.article_id, on_slip.price.minor, on_slip.quantity)
            if slip.kind is not SlipKind.DEPOSIT or stated != (article, price, quantity):
                yield defect(
                    "police",
                    where,
                    "Number {number} of the police register is not what came in.",
                    number=number,
                )

    def _check_rows(
        self, table: Table, expected: Mapping[int, list[dict[str, Any]]], first: int, last: int
    ) -> Iterator[Defect]:
        found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        query = (
            select(table)
            .where(table.c.till == self._till, table.c.entry.between(first, last))
            .order_by(*table.primary_key.columns)
        )
        for row in self._connection.execute(query).mappings():
            found[row["entry"]].append(dict(row))
            self._counted[table] += 1
        order = [column.name for column in table.primary_key.columns]
        for number in sorted(found.keys() | expected.keys()):
            made = sorted(expected.get(number, ()), key=lambda row: [row[name] for name in order])
            if found.get(number, []) != made:
                yield defect(
                    "table_differs",
                    f"{self._till} {number}",
                    "The table {table} does not say what the journal says.",
                    table=table.name,
                )

    def check_till(self, till: Any) -> Iterator[Defect]:
        """Hold the till's own row against the end of its journal, and against what was last seen."""
        head = self._head
        if till.number > head.number or self._witnessed[0] > head.number:
            yield defect(
                "tail_cut",
                self._till,
                "The journal ends at {found}, but it went on to {known}.",
                found=head.number,
                known=max(till.number, self._witnessed[0]),
            )
        kept = (till.number, till.signature, till.seal)
        if kept != (head.number, head.signature, seal_head(self._key, head)):
            yield defect("head", self._till, "The till's end mark does not fit its journal.")
        for name, value in self._state.items():
            if getattr(till, name) != value:
                yield defect("counter", self._till, "The till's {name} was changed.", name=name)


def batches(connection: Connection, till: str) -> Iterator[Sequence[Any]]:
    """A till's journal in order, some rows at a time."""
    last = None
    while True:
        query = select(t.journal).where(t.journal.c.till == till)
        if last is not None:
            query = query.where(t.journal.c.number > last)
        rows = connection.execute(query.order_by(t.journal.c.number).limit(BATCH)).all()
        if not rows:
            return
        yield rows
        last = rows[-1].number
