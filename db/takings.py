"""What came in, summed up by day, hour, goods, currency and customer; and what the shop earned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select

from db import tables as t
from db.conditions import SALE_OF_LINE
from db.figures import Figures
from ess_shop.domain.journal import Kind
from ess_shop.domain.ledger import Account
from ess_shop.domain.settlement import Month
from ess_shop.domain.takings import GoodsTakings, HourTakings, LocalTakings, Takings, WeekHour

_INCOME = (
    Account.COMMISSION,
    Account.FEES,
    Account.SALES,
    Account.PURCHASES,
    Account.ADJUSTMENTS,
    Account.ROUNDING,
    Account.CASH_DIFFERENCE,
)
"""The accounts of income and expense."""

_1: ColumnElement[int] = literal_column("1")
_2: ColumnElement[int] = literal_column("2")
_7: ColumnElement[int] = literal_column("7")
_12: ColumnElement[int] = literal_column("12")
"""Places in a text, written out: PostgreSQL does not group by what has a parameter in it."""


class TakingsFigures(Figures):
    """See `ess_shop.reading.takings.ReadingTakings`."""

    def takings(self, first: date, last: date) -> Mapping[date, Takings]:
        """What came in day by day; days without a ticket are left out."""
        sales, lines, parts = t.sales.c, t.sale_lines.c, t.sale_line_locals.c
        found: defaultdict[str, Takings] = defaultdict(Takings)
        tickets = select(sales.day, func.count(), func.sum(sales.total))
        for day, count, total in self._of_days(tickets, first, last, sales.day):
            found[day] += Takings(tickets=count, total=int(total))
        sold = select(sales.day, func.sum(lines.quantity), func.sum(lines.total - lines.share))
        for day, pieces, kept in self._of_days(sold.join(t.sale_lines, SALE_OF_LINE), first, last, sales.day):
            found[day] += Takings(pieces=int(pieces), kept=int(kept))
        local = select(sales.day, func.sum(parts.worth)).join(t.sale_line_locals, _OF_PART)
        for day, worth in self._of_days(local, first, last, sales.day):
            found[day] += Takings(local=int(worth))
        for day, customer, member, total in self._bought(first, last, sales.day):
            if customer != member:
                found[day] += Takings(members=int(total))
        return {date.fromisoformat(day): found[day] for day in sorted(found)}

    def takings_by_hour(self, first: date, last: date) -> Mapping[WeekHour, HourTakings]:
        """What came in by the day of the week and the hour."""
        sales, search = t.sales.c, t.sale_search.c
        hour = func.substr(search.at, _12, _2)
        query = select(sales.day, hour, func.count(), func.sum(sales.total)).join(
            t.sale_search, and_(search.till == sales.till, search.entry == sales.entry)
        )
        found: defaultdict[WeekHour, HourTakings] = defaultdict(HourTakings)
        for day, clock, count, total in self._of_days(query, first, last, sales.day, hour):
            found[date.fromisoformat(day).weekday(), int(clock)] += HourTakings(count, int(total))
        return dict(found)

    def takings_by_goods(self, first: date, last: date) -> Mapping[tuple[str, str], GoodsTakings]:
        """What was sold by (article, member), as ids."""
        lines = t.sale_lines.c
        query = select(
            lines.article_id,
            lines.member_id,
            func.sum(lines.quantity),
            func.sum(lines.total),
            func.sum(lines.total - lines.share),
        ).join_from(t.sales, t.sale_lines, SALE_OF_LINE)
        return {
            (article, member): GoodsTakings(int(pieces), int(total), int(kept))
            for article, member, pieces, total, kept in self._of_days(
                query, first, last, lines.article_id, lines.member_id
            )
        }

    def takings_in_locals(self, first: date, last: date) -> Mapping[str, LocalTakings]:
        """What was received in local currencies, by their codes."""
        parts = t.sale_line_locals.c
        query = select(parts.currency, func.sum(parts.received), func.sum(parts.worth)).join_from(
            t.sales, t.sale_line_locals, _OF_PART
        )
        return {
            code: LocalTakings(int(received), int(worth))
            for code, received, worth in self._of_days(query, first, last, parts.currency)
        }

    def bought_by_members(self, first: date, last: date) -> Mapping[tuple[str, str], int]:
        """What members bought as customers, by (customer, member whose goods they are)."""
        return {(customer, member): int(total) for customer, member, total in self._bought(first, last)}

    def income(self, until: date) -> Mapping[tuple[Month, str], int]:
        """What the ledger says the shop earned (positive) or gave out, by month and account."""
        postings = t.postings.c
        month = func.substr(postings.day, _1, _7)
        drawer = and_(postings.account == Account.SUSPENSE, postings.kind == Kind.CASH)
        query = (
            select(month, postings.account, func.sum(-postings.amount))
            .where(
                postings.currency == self.shop().currency.code,
                postings.day <= until.isoformat(),
                or_(postings.account.in_(_INCOME), drawer),
            )
            .group_by(month, postings.account)
        )
        return {
            (Month.parse(name), account): int(amount)
            for name, account, amount in self._connection.execute(query)
        }

    def first_sale_day(self) -> date | None:
        """The day of the first ticket; None before there is one."""
        first = self._connection.execute(select(func.min(t.sales.c.day))).scalar_one_or_none()
        return date.fromisoformat(first) if first else None

    def _bought(self, first: date, last: date, *by: ColumnElement[Any]) -> Any:
        """What members bought as customers: group by group, the customer, whose goods they are, the total."""
        customer, member = t.sales.c.customer_id, t.sale_lines.c.member_id
        query = (
            select(*by, customer, member, func.sum(t.sale_lines.c.total))
            .join_from(t.sales, t.sale_lines, SALE_OF_LINE)
            .where(customer != "")
        )
        return self._of_days(query, first, last, *by, customer, member)

    def _of_days(self, query: Select[Any], first: date, last: date, *groups: ColumnElement[Any]) -> Any:
        """The sums of those days, group by group."""
        day = t.sales.c.day  # PostgreSQL reads no BETWEEN of texts with a collation
        within = and_(day >= first.isoformat(), day <= last.isoformat())
        return self._connection.execute(query.where(within).group_by(*groups))


_OF_PART = and_(t.sales.c.till == t.sale_line_locals.c.till, t.sales.c.entry == t.sale_line_locals.c.entry)
