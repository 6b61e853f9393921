"""The unit of work: one transaction that reads, signs and appends, and keeps nothing unless committed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db import audit, digests, registers, unfinished
from db import tables as t
from db.cutting import cut
from db.entries import entry_from, till_changes
from db.keys import Seen
from db.projection import project
from db.reader import Reader
from db.shelf import Shelf
from db.shop_row import shop_text
from ess_shop.domain.articles import Article
from ess_shop.domain.cash import OpenSession
from ess_shop.domain.cut import Cut
from ess_shop.domain.journal import OFFICE, Draft, Entry, Head, Kind, seal_head, sign
from ess_shop.domain.members import Identity, Member, Note
from ess_shop.domain.people import Person
from ess_shop.domain.police import Seller
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Terms
from ess_shop.errors import NotFound
from ess_shop.ports import Defect, Progress, TillState, unheard
from ess_shop.reading import KeptDraft, Worksheet


class SqlWork:
    """See `ess_shop.ports.Work`."""

    def __init__(self, connection: Connection, key: bytes, shelf: Shelf) -> None:
        self._connection = connection
        self._key = key
        self._shelf = shelf
        self._heads: dict[str, Head] = {}
        self._digests: list[digests.Digest] = []
        self._read = Reader(connection, shelf)

    @property
    def read(self) -> Reader:
        """The books as this transaction sees them."""
        return self._read

    @property
    def shop(self) -> Shop:
        """The shop as this transaction sees it."""
        return self._read.shop()

    def commit(self) -> None:
        """Keep everything; without it, nothing was done."""
        if self._digests:
            raise AssertionError("registers were changed and not entered in the journal")
        transaction = self._connection.get_transaction()
        if transaction is None:
            raise AssertionError("this work is over")
        transaction.commit()

    # The journal

    def state(self, till: str) -> TillState:
        """A till's state, locked until the end of the transaction; NotFound for an unknown till."""
        row = self._connection.execute(_STATE, {"code": till}).first()
        if row is None:
            raise NotFound("unknown_till", "There is no till called {till}.", till=till)
        return self._state(row)

    def lock_tills(self) -> Sequence[TillState]:
        """All tills' states, the office first, locked until the end of the transaction."""
        rows = self._connection.execute(select(t.tills).order_by(t.tills.c.code).with_for_update())
        return sorted((self._state(row) for row in rows), key=lambda state: state.head.till != OFFICE)

    def _state(self, row: Any) -> TillState:
        head = Head(row.code, row.number, row.signature)
        self._heads[row.code] = head
        session = None
        if row.session is not None:
            session = OpenSession(row.code, row.session, date.fromisoformat(row.session_day))
        return TillState(
            head=head,
            last_at=row.last_at,
            last_ticket=row.last_ticket,
            last_z=row.last_z,
            session=session,
            closed_day=date.fromisoformat(row.closed_day) if row.closed_day else None,
        )

    def find(self, entry_id: str) -> Entry | None:
        """The entry recorded under that id, if any."""
        row = self._connection.execute(_FIND, {"id": entry_id}).first()
        return entry_from(row) if row else None

    def record(self, draft: Draft) -> Entry:
        """Append to the journal, with every fact that follows; `state` was called for its till."""
        entry = sign(self._key, draft, self._heads[draft.till])
        body = dict(draft.body)
        self._connection.execute(
            insert(t.journal),
            {
                "till": entry.till,
                "number": entry.number,
                "id": entry.id,
                "kind": str(entry.kind),
                "at": entry.at,
                "version": entry.version,
                "body": entry.body,
                "signature": entry.signature,
            },
        )
        for table, rows in project(entry, body).items():
            self._connection.execute(insert(table), rows)
        head = Head(entry.till, entry.number, entry.signature)
        self._heads[entry.till] = head
        self._connection.execute(
            update(t.tills).where(t.tills.c.code == entry.till),
            {
                "number": head.number,
                "signature": head.signature,
                "seal": seal_head(self._key, head),
                "last_at": entry.at,
                **till_changes(entry.kind, entry.number, body),
            },
        )
        return entry

    # Purges

    def cut(self, made: Cut) -> None:
        """Take away what a cut takes; whoever does carries on what it carries on, and proves the books."""
        cut(self._connection, made)

    def defects(self, progress: Progress = unheard) -> Iterator[Defect]:
        """Everything that is wrong with the books as this transaction leaves them."""
        yield from audit.defects(self._connection, self._key, "", Seen({}, {}), progress)

    # Registers

    def add_till(self, code: str) -> None:
        """A new till with an empty journal."""
        seal = seal_head(self._key, Head(code, 0, ""))
        blank = dict.fromkeys(("signature", "last_at", "session_day", "closed_day"), "")
        zeros = dict.fromkeys(("number", "last_ticket", "last_z"), 0)
        self._connection.execute(insert(t.tills), {"code": code, "seal": seal, **blank, **zeros})

    def put_shop(self, shop: Shop) -> None:
        """Set the shop up or change it."""
        text = shop_text(shop)
        self._connection.execute(update(t.books).values(shop=text))
        self._digests.append(digests.shop_digest(self._key, text))

    def put_members(self, members: Sequence[tuple[Member, Identity]]) -> None:
        """Add or replace members with their identities."""
        self._put(t.members, [registers.member_row(member) for member, _ in members])
        self._put(t.identities, [registers.identity_row(identity) for _, identity in members])

    def put_terms(self, terms: Sequence[Terms]) -> None:
        """Add or replace contracts (one per member and first day)."""
        self._put(t.terms, [registers.terms_row(each) for each in terms])

    def drop_terms(self, terms: Terms) -> None:
        """Take a contract that never began out of the registers."""
        self._connection.execute(delete(t.terms).where(t.terms.c.id == terms.id))
        self._digests.append((t.terms.name, terms.id, digests.TAKEN_OUT))

    def put_articles(self, articles: Sequence[Article]) -> None:
        """Add or replace articles with their barcodes."""
        rows = [registers.article_row(article) for article in articles]
        registers.upsert(self._connection, t.articles, rows)
        registers.put_barcodes(self._connection, articles)
        self._digests += [
            digests.article_digest(self._key, row, article.barcodes)
            for row, article in zip(rows, articles, strict=True)
        ]

    def put_people(self, people: Sequence[Person]) -> None:
        """Add or replace people."""
        self._put(t.people, [registers.person_row(person) for person in people])

    def put_preferences(self, preferences: Mapping[str, object]) -> None:
        """Set preferences: plain JSON data by name."""
        rows = [{"name": name, "value": unfinished.json_text(value)} for name, value in preferences.items()]
        self._put(t.preferences, rows)

    def put_draft(self, draft: KeptDraft) -> None:
        """Keep a basket that is not sold, in the place of one with the same id."""
        registers.upsert(self._connection, t.drafts, [unfinished.draft_row(draft)])

    def take_draft(self, id: str) -> KeptDraft | None:
        """Take a basket that is not sold away; None if it is not there."""
        query = select(t.drafts).where(t.drafts.c.id == id).with_for_update()
        row = self._connection.execute(query).mappings().first()
        if row is None:
            return None
        self._connection.execute(delete(t.drafts).where(t.drafts.c.id == id))
        return unfinished.draft_from(row)

    def put_notes(self, notes: Sequence[Note]) -> None:
        """Add or replace notes about members."""
        self._put(t.notes, [registers.note_row(note) for note in notes])

    def put_sellers(self, sellers: Sequence[Seller]) -> None:
        """Add those who leave second-hand goods, or erase what is written of them."""
        self._put(t.sellers, [registers.seller_row(seller) for seller in sellers])

    def put_worksheet(self, sheet: Worksheet) -> None:
        """Keep unfinished work, in the place of one with the same id."""
        registers.upsert(self._connection, t.worksheets, [unfinished.worksheet_row(sheet)])

    def drop_worksheet(self, id: str) -> None:
        """Forget unfinished work, if it is there."""
        self._connection.execute(delete(t.worksheets).where(t.worksheets.c.id == id))

    def _put(self, table: Any, rows: list[registers.Record]) -> None:
        registers.upsert(self._connection, table, rows)
        self._digests += digests.digests(self._key, table, rows)

    def enter_registers(self, entry_id: str, at: str) -> None:
        """Record the digests of every register record put in this transaction."""
        if not self._digests:
            return
        if OFFICE not in self._heads:
            self.state(OFFICE)
        records = [list(each) for each in self._digests]
        self._digests = []
        self.record(Draft(entry_id, OFFICE, Kind.REGISTER, at, {"records": records}))
        registers.bump(self._connection)
        self._shelf.refresh(-1)


_STATE = select(t.tills).where(t.tills.c.code == bindparam("code")).with_for_update()
_FIND = select(t.journal).where(t.journal.c.id == bindparam("id"))
