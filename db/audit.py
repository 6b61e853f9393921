"""Proving the books: chain, signatures, tables against the journal, ledger, settlements, stock, registers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from db import tables as t
from db.audit_money import money_defects
from db.beginning import beginning
from db.digests import TAKEN_OUT, standing_digests
from db.entries import entry_from, till_changes
from db.keys import Seen, file_sha256, stamp_name
from db.projection import project
from ess_shop.domain.cut import UNCUT, Cut
from ess_shop.domain.journal import OFFICE, Entry, Head, Kind, canonical, genuine, seal_head
from ess_shop.domain.slip_record import slip_from
from ess_shop.domain.slips import Slip, SlipKind
from ess_shop.errors import ShopError
from ess_shop.ports import Defect, Progress

BATCH = 100


def defect(code: str, where: str, sentence: str, /, **facts: object) -> Defect:
    """A defect with its sentence."""
    return Defect(code, where, sentence, facts)


def file_defects(
    path: Path | None, seen: Seen, heads: Callable[[], dict[str, list[Any]]]
) -> Iterator[Defect]:
    """Whether the data file is byte for byte what it was when it was last closed in this state.

    Only a file at rest in a state that was witnessed can be told; after a crash there is nothing to compare.
    """
    if path is None:
        return
    with path.open("rb") as file:
        header = file.read(100)
    if header[24:28] != header[92:96]:
        yield defect("file_header", path.name, "The header of the data file was changed.")
    known = seen.stamps.get(stamp_name(heads(), header))
    if known is not None and known != file_sha256(path):
        yield defect(
            "file_changed",
            path.name,
            "Bytes of the data file were changed by something else than this program.",
        )


def defects(
    connection: Connection, key: bytes, place: str, seen: Seen, progress: Progress
) -> Iterator[Defect]:
    """Every defect of the books; an empty iteration means they are clean."""
    yield from _engine_defects(connection)
    total = connection.execute(select(func.count()).select_from(t.journal)).scalar_one()
    counted: defaultdict[Table, int] = defaultdict(int)
    try:
        begun = beginning(connection)
    except (ValueError, KeyError, TypeError, IndexError):
        yield defect("unreadable", OFFICE, "What the last purge carried on cannot be read.")
        begun = UNCUT
    latest = dict(begun.digests)
    edits, done = begun.edits, 0
    for till in connection.execute(select(t.tills).order_by(t.tills.c.code)).all():
        walk = _Walk(connection, key, till.code, seen.places.get(place, {}).get(till.code), counted, begun)
        for rows in _batches(connection, till.code):
            entries = []
            for row in rows:
                try:
                    entries.append(entry_from(row))
                except ValueError:
                    yield defect("unreadable", f"{row.till} {row.number}", "The entry cannot be read.")
            yield from walk.check(entries)
            for entry in entries:
                if entry.kind is Kind.REGISTER:
                    edits += 1
                    for register, record, digest in entry.content()["records"]:  # type: ignore[attr-defined]
                        latest[register, record] = digest
            done += len(rows)
            progress(done, total)
        yield from walk.check_till(till)
    if done != total:
        yield defect("journal_strays", "journal", "{count} entries belong to no till.", count=total - done)
    for table in t.FACTS:
        found = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if found > counted[table]:
            yield defect(
                "rows_inserted",
                table.name,
                "{count} rows have no entry in the journal.",
                count=found - counted[table],
            )
    yield from _readable(_register_defects(connection, key, latest, edits), "registers")
    yield from _readable(money_defects(connection, begun), "ledger")


def _readable(found: Iterator[Defect], where: str) -> Iterator[Defect]:
    """What a check finds; also that it could not go on, for something that the program never wrote."""
    try:
        yield from found
    except DBAPIError:
        raise
    except (ShopError, ValueError, KeyError, TypeError, AttributeError, SQLAlchemyError):
        yield defect("unreadable", where, "Something that stands here cannot be read.")


class _Walk:
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


def _batches(connection: Connection, till: str) -> Iterator[Sequence[Any]]:
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


def _engine_defects(connection: Connection) -> Iterator[Defect]:
    """What the engine itself finds: damaged pages and indexes, dangling references, missing triggers."""
    if connection.dialect.name == "sqlite":
        for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if found != "ok":
                yield defect("damaged", "file", "SQLite finds damage: {found}.", found=found)
        for row in islice(connection.exec_driver_sql("PRAGMA foreign_key_check"), 20):
            yield defect("dangling", row[0], "A row refers to something that does not exist.")
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    triggers = set(connection.execute(text(query)).scalars())
    for table in (t.journal, *t.FACTS):
        for act in ("update", "delete"):
            if f"keep_{table.name}_{act}" not in triggers:
                yield defect("trigger_missing", table.name, "The guard against {act} is gone.", act=act)


def _register_defects(
    connection: Connection, key: bytes, latest: dict[tuple[str, str], str], edits: int
) -> Iterator[Defect]:
    left = dict(latest)
    for register, record, digest in standing_digests(connection, key):
        known = left.pop((register, record), None)
        if known is None:
            yield defect(
                "record_inserted", f"{register} {record}", "This record was not entered by the program."
            )
        elif known != digest:
            yield defect("record_changed", f"{register} {record}", "This record was changed from outside.")
    for (register, record), known in left.items():
        if known == TAKEN_OUT:
            continue
        yield defect("record_deleted", f"{register} {record}", "This record was deleted from outside.")
    revision = connection.execute(select(t.books.c.register_revision)).scalar_one()
    if revision != edits + 1:
        yield defect("counter", OFFICE, "The till's {name} was changed.", name="register_revision")
