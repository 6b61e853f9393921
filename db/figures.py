"""Figures out of the books: sessions, settlements, reports, each within one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select, union_all

from db import month as sums
from db import reports, settled
from db import tables as t
from db.dues import dues
from db.payouts import Payouts
from db.periods import Periods
from db.sessions import session_totals
from ess_shop.domain.cash import OpenSession, SessionTotals
from ess_shop.domain.settlement import Account, Adjustment, Month, Numbers
from ess_shop.reading import AccountBalance, Owed, SalesRow, SettledMonth, StatementLine, StockRow, VatRow


class Figures(Payouts, Periods):
    """What can be summed up; see `ess_shop.reading.Reading`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def settled(self, month: Month) -> SettledMonth | None:
        """A month's settlement, if approved."""
        return settled.settled(self._connection, month, self.shop())

    def months_of(self, member_id: str) -> Sequence[Month]:
        """The settled months in which a member had a statement, newest first."""
        rows = t.settlement_rows.c
        query = select(rows.month).where(rows.member_id == member_id).distinct().order_by(rows.month.desc())
        return [Month.parse(month) for month in self._connection.execute(query).scalars()]

    def last_settled(self) -> Month | None:
        """The last month whose settlement was approved."""
        last = self._connection.execute(select(func.max(t.settlements.c.month))).scalar_one_or_none()
        return Month.parse(last) if last else None

    def statement_lines(
        self, month: Month, member_id: str = ""
    ) -> Iterator[tuple[str, Sequence[StatementLine]]]:
        """Every line of a month, one member (or that one) after the other, in the order of the tickets."""
        return settled.statement_lines(self._connection, month, self.shop(), member_id)

    def recorded_adjustments(self, month: Month) -> Mapping[str, Sequence[Adjustment]]:
        """Fees, advances and corrections recorded in a month, by member."""
        return settled.recorded_adjustments(self._connection, month, self.shop())

    def session_totals(self, session: OpenSession) -> SessionTotals:
        """What happened in a session so far."""
        return session_totals(self._connection, session)

    def perpetual(self, till: str) -> Mapping[str, int]:
        """A till's perpetual totals per taxpayer, as its last closing left them."""
        totals = t.closing_taxpayers.c
        latest = self.last_closing(till)
        rows = self._connection.execute(
            select(totals.taxpayer, totals.perpetual).where(totals.till == till, totals.entry == latest)
        )
        return {row.taxpayer: row.perpetual for row in rows}

    def last_count(self, till: str) -> Mapping[tuple[str, str], int]:
        """What the till's last closing counted, per (means, currency)."""
        counts = t.closing_counts.c
        latest = self.last_closing(till)
        rows = self._connection.execute(
            select(counts.means, counts.currency, counts.counted).where(
                counts.till == till, counts.entry == latest
            )
        )
        return {(means, currency): counted for means, currency, counted in rows}

    def last_closing(self, till: str) -> int | None:
        """The journal number of the till's last closing; None if it was never closed."""
        query = select(t.closings.c.entry).where(t.closings.c.till == till).order_by(t.closings.c.z.desc())
        return self._connection.execute(query.limit(1)).scalar_one_or_none()

    def settlement_accounts(self, month: Month, window_days: int = 0) -> Sequence[Account]:
        """What a month needs to know of every member."""
        return sums.settlement_accounts(self._connection, month, self.shop(), window_days)

    def sold_and_returned(self, month: Month) -> Mapping[str, tuple[int, int]]:
        """By member, in legal minor units: what was sold in a month, and what came back (negative)."""
        return sums.sold_and_returned(self._connection, month)

    def ledger_of(self, month: Month) -> Mapping[tuple[str, str], int]:
        """Per (member, currency): what the ledger's sales and adjustments of a month credit the member."""
        return sums.ledger_of(self._connection, month)

    def unsettled_before(self, month: Month) -> str | None:
        """An earlier month with movements that was not settled or not paid, if any."""
        return sums.unsettled_before(self._connection, month)

    def last_numbers(self, year: int) -> Numbers:
        """The last numbers used in a year for commission invoices and self-billed ones."""
        return sums.last_numbers(self._connection, year)

    def local_stock(self) -> Mapping[str, int]:
        """How much there is of each local currency by the ledger, in minor units."""
        return sums.local_stock(self._connection)

    def sold_articles(self, article_ids: Sequence[str]) -> set[str]:
        """Which of these articles have been sold at least once."""
        moves = t.stock_moves.c
        query = select(moves.article_id).where(moves.reason == "sale").distinct()
        return set(self._connection.execute(query).scalars()) & set(article_ids)

    def uses_currency(self, code: str) -> bool:
        """Whether an amount was ever recorded in that currency, or a member accepts it."""
        columns = (
            each.c.currency
            for each in (t.postings, t.payments, t.sale_line_locals, t.session_floats, t.cash_moves)
        )
        counts = (each.c.currency for each in (t.closing_counts, t.closing_means, t.settlement_rows))
        recorded = union_all(*(select(each).where(each == code) for each in (*columns, *counts)))
        if self._connection.execute(recorded.limit(1)).first() is not None:
            return True
        accepted = self._connection.execute(select(t.members.c.acceptance)).scalars()
        return any(code in json.loads(each) for each in accepted)

    def members_with_sales(self) -> set[str]:
        """The ids of the members of whom something was sold."""
        return set(self._connection.execute(select(t.sale_lines.c.member_id).distinct()).scalars())

    def dues(self, member_id: str = "") -> Mapping[str, Mapping[str, int]]:
        """By member (or that one) and currency, in minor units: what they are owed after the commission."""
        return dues(self._connection, self.shop(), member_id)

    def owed(self) -> Sequence[Owed]:
        """What the ledger owes each member now."""
        return reports.owed(self._connection, self.shop())

    def balances(self) -> Sequence[AccountBalance]:
        """The trial balance."""
        return reports.balances(self._connection, self.shop())

    def sales_by_day(self, month: Month | None) -> Sequence[SalesRow]:
        """Sales per business day."""
        return reports.sales_by_day(self._connection, month, self.shop())

    def vat(self, month: Month | None) -> Sequence[VatRow]:
        """Sales per seller and rate."""
        return reports.vat(self._connection, month, self.shop())

    def stock(self) -> Sequence[StockRow]:
        """Every article's stock."""
        return reports.stock(self._connection)
