"""The tills out of the books: their sessions, their journals and the records that a number names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from db import tables as t
from db.entries import entry_from
from ess_shop.domain.cash import OpenSession
from ess_shop.domain.journal import OFFICE, Entry, Kind
from ess_shop.reading import RecordedSale, RecordedSlip, Returned, recorded_sale, recorded_slip


class Tills:
    """What can be asked about tills and what they recorded; see `ess_shop.reading.tills`."""

    _connection: Connection

    def sale_by_id(self, sale_id: str) -> RecordedSale | None:
        """The sale recorded under that id."""
        row = self._connection.execute(select(t.journal).where(t.journal.c.id == sale_id)).first()
        return recorded_sale(entry_from(row)) if row and row.kind == Kind.SALE else None

    def count_events(self, code: str, detail: str) -> int:
        """How often something was noted."""
        events = t.events.c
        query = select(func.count()).where(events.code == code, events.detail == detail)
        return int(self._connection.execute(query).scalar_one())

    def tills(self) -> Sequence[str]:
        """The codes of the shop's tills, in their order; the office is none."""
        query = select(t.tills.c.code).where(t.tills.c.code != OFFICE).order_by(t.tills.c.code)
        return list(self._connection.execute(query).scalars())

    def session(self, till: str) -> OpenSession | None:
        """The till's open session."""
        row = self._connection.execute(
            select(t.tills.c.session, t.tills.c.session_day).where(t.tills.c.code == till)
        ).first()
        if row is None or row.session is None:
            return None
        return OpenSession(till, row.session, date.fromisoformat(row.session_day))

    def recorded_sources(self, till: str) -> set[str]:
        """The tickets from elsewhere that were rung up on this till already."""
        query = select(t.sales.c.source).where(t.sales.c.till == till, t.sales.c.source != "")
        return set(self._connection.execute(query).scalars())

    def sale(self, till: str, ticket: int) -> Returned | None:
        """A sale by its ticket number, with what was returned of each line (lines count from 1)."""
        row = self._connection.execute(
            select(t.journal)
            .join(t.sales, (t.sales.c.till == t.journal.c.till) & (t.sales.c.entry == t.journal.c.number))
            .where(t.sales.c.till == till, t.sales.c.ticket == ticket)
        ).first()
        if row is None:
            return None
        lines = t.sale_lines.c
        back = self._connection.execute(
            select(lines.origin_line, func.sum(-lines.quantity))
            .where(lines.origin_till == till, lines.origin_entry == row.number)
            .group_by(lines.origin_line)
        )
        returned = {int(line): int(quantity) for line, quantity in back}
        return Returned(recorded_sale(entry_from(row)), returned)

    def slip(self, number: str) -> RecordedSlip | None:
        """The slip with that number."""
        row = self._connection.execute(
            select(t.journal)
            .join(t.slips, (t.slips.c.till == t.journal.c.till) & (t.slips.c.entry == t.journal.c.number))
            .where(t.slips.c.number == number)
        ).first()
        return recorded_slip(entry_from(row)) if row else None

    def voucher_left(self, reference: str) -> int:
        """What a voucher is still worth, in legal minor units."""
        payments = t.payments.c
        query = select(func.coalesce(func.sum(payments.change - payments.tendered), 0)).where(
            payments.means == "voucher", payments.reference == reference
        )
        return int(self._connection.execute(query).scalar_one())

    def entries(self, till: str) -> Iterator[Entry]:
        """A till's journal in order."""
        query = select(t.journal).where(t.journal.c.till == till).order_by(t.journal.c.number)
        stream = self._connection.execution_options(yield_per=500).execute(query)
        return (entry_from(row) for row in stream)
