"""The ledger read for accountants: entry by entry as it was recorded, by day, by account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, case, cast, func, select

from db import tables as t
from db.figures import Figures
from ess_shop.domain.journal import Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.terms import OPAQUE, VatRole
from ess_shop.reading.ledger import (
    AccountSum,
    Booked,
    BookedDay,
    DaySales,
    MonthPapers,
    OwnTickets,
    Span,
)


class Ledger(Figures):
    """What can be asked about the ledger; see `ess_shop.reading.ledger.ReadingLedger`."""

    def spans(self, first: date, last: date) -> Sequence[Span]:
        """Where the entries of each till are that moved money, with how many postings."""
        postings = t.postings.c
        query = (
            select(
                postings.till,
                func.min(postings.entry).label("begin"),
                func.max(postings.entry).label("end"),
                func.count().label("postings"),
            )
            .where(_between(postings.day, first, last))
            .group_by(postings.till)
            .order_by(postings.till)
        )
        return [Span(*row) for row in self._connection.execute(query)]

    def booked(
        self, till: str, begin: int, end: int, first: date, last: date, *, sales: bool = True
    ) -> Sequence[Booked]:
        """A till's entries from number `begin` to `end` whose day is in the period, by number."""
        postings, journal = t.postings.c, t.journal.c
        facts = (t.sales, t.closings, t.settlements, t.payout_runs, t.adjustments, t.cash_moves)
        tables = t.postings.join(
            t.journal, and_(journal.till == postings.till, journal.number == postings.entry)
        )
        for fact in facts:
            tables = tables.outerjoin(
                fact, and_(fact.c.till == postings.till, fact.c.entry == postings.entry)
            )
        back = t.payout_backs.c
        came_back = (
            select(func.max(back.month))
            .where(back.till == postings.till, back.entry == postings.entry)
            .scalar_subquery()
        )
        query = (
            select(
                t.postings,
                journal.at,
                func.coalesce(t.sales.c.ticket, t.closings.c.z, 0).label("number"),
                func.coalesce(t.settlements.c.month, t.payout_runs.c.month, came_back, "").label("month"),
                func.coalesce(
                    t.adjustments.c.reason,
                    t.cash_moves.c.reason,
                    t.closings.c.reason,
                    "",
                ).label("reason"),
            )
            .select_from(tables)
            .where(
                postings.till == till,
                postings.entry.between(begin, end),
                _between(postings.day, first, last),
            )
            .order_by(postings.entry, postings.line)
        )
        if not sales:
            query = query.where(postings.kind != Kind.SALE)
        grouped = groupby(self._connection.execute(query), key=lambda row: row.entry)
        return [self._booked(list(rows)) for _entry, rows in grouped]

    def _booked(self, rows: Sequence[Any]) -> Booked:
        head = rows[0]
        return Booked(
            till=head.till,
            entry=head.entry,
            kind=Kind(head.kind),
            day=date.fromisoformat(head.day),
            at=head.at,
            number=int(head.number),
            month=head.month,
            reason=head.reason,
            postings=tuple(self._posting(row) for row in rows),
        )

    def _posting(self, row: Any) -> Posting:
        return Posting(Account(row.account), self._money(row.amount, row.currency), row.member_id or "")

    def _money(self, minor: Any, code: str) -> Money:
        return Money(int(minor), self.shop().currency_named(code))

    def booked_days(self, first: date, last: date) -> Sequence[BookedDay]:
        """Every till's sales of every day added up, by day and till."""
        postings, sales = t.postings.c, t.sales.c
        of_sale = and_(postings.kind == Kind.SALE, _between(postings.day, first, last))
        heads = {
            (row.day, row.till): row
            for row in self._connection.execute(
                select(
                    sales.day,
                    sales.till,
                    func.min(sales.ticket).label("first"),
                    func.max(sales.ticket).label("last"),
                    func.max(t.journal.c.at).label("at"),
                )
                .join(t.journal, and_(t.journal.c.till == sales.till, t.journal.c.number == sales.entry))
                .where(_between(sales.day, first, last))
                .group_by(sales.day, sales.till)
            )
        }
        key = (postings.day, postings.till, postings.currency, postings.account, postings.member_id)
        rows = self._connection.execute(
            select(*key, func.sum(postings.amount).label("amount"))
            .outerjoin(t.members, t.members.c.id == postings.member_id)
            .where(of_sale)
            .group_by(*key, t.members.c.code)
            .having(func.sum(postings.amount) != 0)
            .order_by(postings.day, postings.till, postings.currency, postings.account, t.members.c.code)
        )
        days = []
        for (day, till), group in groupby(rows, key=lambda row: (row.day, row.till)):
            head = heads[day, till]
            made = tuple(self._posting(row) for row in group)
            days.append(BookedDay(till, date.fromisoformat(day), head.at, head.first, head.last, made))
        return days

    def account_sums(self, first: date | None, last: date) -> Sequence[AccountSum]:
        """Debits and credits by account, member and currency; `first` None counts from the beginning."""
        postings = t.postings.c
        key = (postings.account, postings.member_id, postings.currency)
        within = postings.day <= last.isoformat()
        if first is not None:
            within = _between(postings.day, first, last)
        rows = self._connection.execute(
            select(
                *key,
                func.sum(case((postings.amount > 0, postings.amount), else_=0)).label("debit"),
                func.sum(case((postings.amount < 0, -postings.amount), else_=0)).label("credit"),
            )
            .outerjoin(t.members, t.members.c.id == postings.member_id)
            .where(within)
            .group_by(*key, t.members.c.code)
            .order_by(postings.account, t.members.c.code, postings.currency)
        )
        return [
            AccountSum(
                Account(row.account),
                row.member_id or "",
                self._money(row.debit, row.currency),
                self._money(row.credit, row.currency),
            )
            for row in rows
        ]

    def month_papers(self, month: Month) -> Mapping[str, MonthPapers]:
        """The numbers of the papers of a settled month by member id."""
        rows = t.settlement_rows.c
        query = (
            select(
                rows.member_id,
                func.max(rows.statement).label("statement"),
                func.max(rows.invoice).label("invoice"),
                func.max(rows.self_bill).label("self_bill"),
            )
            .where(rows.month == str(month))
            .group_by(rows.member_id)
        )
        return {
            row.member_id: MonthPapers(row.statement, row.invoice, row.self_bill)
            for row in self._connection.execute(query)
        }

    def day_sales(self, first: date, last: date) -> Sequence[DaySales]:
        """Sales by day, member, role and rate, in that order."""
        lines, sales, money = t.sale_lines.c, t.sales.c, self.shop().money
        key = (
            sales.day,
            t.members.c.code,
            lines.member_id,
            lines.role,
            lines.vat_status,
            lines.vat,
            lines.margin_vat,
        )
        ticket = sales.till + "/" + cast(sales.ticket, sales.till.type)
        rows = self._connection.execute(
            select(
                *key,
                func.count(func.distinct(ticket)).label("tickets"),
                func.sum(lines.before_tax).label("before_tax"),
                func.sum(lines.total).label("total"),
                func.sum(lines.share).label("share"),
            )
            .join(t.sales, and_(sales.till == lines.till, sales.entry == lines.entry))
            .join(t.members, t.members.c.id == lines.member_id)
            .where(_between(sales.day, first, last))
            .group_by(*key)
            .order_by(sales.day, t.members.c.code, lines.role, lines.vat, lines.margin_vat)
        )
        return [
            DaySales(
                day=date.fromisoformat(row.day),
                member_id=row.member_id,
                role=VatRole(row.role),
                vat_status=VatStatus(row.vat_status),
                vat=Rate(row.vat),
                margin_vat=None if row.margin_vat is None else Rate(row.margin_vat),
                tickets=int(row.tickets),
                before_tax=money(int(row.before_tax)),
                total=money(int(row.total)),
                share=money(int(row.share)),
            )
            for row in rows
        ]

    def own_tickets(self, first: date, last: date) -> Sequence[OwnTickets]:
        """On how many tickets the shop sold in its own name, by day and what was sold."""
        lines, sales = t.sale_lines.c, t.sales.c
        second_hand = case((lines.role == VatRole.F, 1), else_=0).label("second_hand")
        taxed = case((lines.vat != 0, 1), else_=0).label("taxed")
        groups = (
            select(sales.day, sales.till, sales.entry, second_hand, taxed)
            .join(t.sales, and_(sales.till == lines.till, sales.entry == lines.entry))
            .where(_between(sales.day, first, last), lines.role.in_(sorted(OPAQUE)))
            .distinct()
            .subquery()
        )
        kinds = (groups.c.day, groups.c.second_hand, groups.c.taxed)
        rows = self._connection.execute(
            select(*kinds, func.count().label("tickets")).group_by(*kinds).order_by(*kinds)
        )
        return [
            OwnTickets(date.fromisoformat(row.day), bool(row.second_hand), bool(row.taxed), int(row.tickets))
            for row in rows
        ]


def _between(column: ColumnElement[str], first: date, last: date) -> ColumnElement[bool]:
    return and_(column >= first.isoformat(), column <= last.isoformat())
