"""Closed months and years out of the books, and the sums of the days they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, and_, func, select

from db import tables as t
from db.beginning import beginning
from ess_shop.domain.cash import MeansTotal, RateTotal
from ess_shop.domain.periods import Period, PeriodFigures, PeriodKind, TaxpayerTotal
from ess_shop.domain.sale import Means


class Periods:
    """What can be asked about closed months and years; see `ess_shop.reading.periods`."""

    _connection: Connection

    def periods(self, kind: PeriodKind) -> Sequence[Period]:
        """The closed months or years, oldest first."""
        return recorded_periods(self._connection, kind)

    def last_closed(self, kind: PeriodKind) -> Period | None:
        """The closed month or year that ends last."""
        return next(iter(recorded_periods(self._connection, kind, only_last=True)), None)

    def period_figures(self, first: date, last: date) -> PeriodFigures:
        """The sums of the days closed from `first` to `last`, with the perpetual totals after them."""
        return period_figures(self._connection, first.isoformat(), last.isoformat())

    def first_day(self) -> date | None:
        """The first business day that was ever closed; None if there is none."""
        day = self._connection.execute(select(func.min(t.closings.c.day))).scalar_one_or_none()
        return date.fromisoformat(day) if day else None


def recorded_periods(connection: Connection, kind: PeriodKind, *, only_last: bool = False) -> list[Period]:
    """The closed months or years, oldest first, or only the one that ends last."""
    heads = t.periods.c
    query = (
        select(t.periods, t.journal.c.at)
        .join(t.journal, and_(t.journal.c.till == heads.till, t.journal.c.number == heads.entry))
        .where(heads.kind == str(kind))
    )
    query = query.order_by(heads.number.desc()).limit(1) if only_last else query.order_by(heads.number)
    return [
        Period(
            kind,
            row.name,
            row.number,
            date.fromisoformat(row.first),
            date.fromisoformat(row.last),
            _recorded(connection, row),
            row.at,
        )
        for row in connection.execute(query).all()
    ]


def _recorded(connection: Connection, head: Any) -> PeriodFigures:
    def lines(table: Table) -> Sequence[Any]:
        mine = and_(table.c.till == head.till, table.c.entry == head.entry)
        return connection.execute(select(table).where(mine).order_by(table.c.line)).all()

    return PeriodFigures(
        tickets=head.tickets,
        total=head.total,
        taxpayers=tuple(
            TaxpayerTotal(row.of_till, row.taxpayer, row.total, row.perpetual)
            for row in lines(t.period_taxpayers)
        ),
        rates=tuple(RateTotal(row.vat, row.before_tax, row.total) for row in lines(t.period_rates)),
        means=tuple(
            MeansTotal(Means(row.means), row.currency, row.count, row.net) for row in lines(t.period_means)
        ),
    )


def period_figures(connection: Connection, first: str, last: str) -> PeriodFigures:
    """The sums of the days closed within two days (ISO), both included."""
    closings = t.closings.c
    within = and_(closings.day >= first, closings.day <= last)
    tickets, total = connection.execute(
        select(
            func.coalesce(func.sum(closings.tickets), 0), func.coalesce(func.sum(closings.total), 0)
        ).where(within)
    ).one()
    rates, means = t.closing_rates.c, t.closing_means.c
    return PeriodFigures(
        tickets=int(tickets),
        total=int(total),
        taxpayers=_taxpayers(connection, first, last),
        rates=tuple(
            RateTotal(vat, int(before), int(whole))
            for vat, before, whole in connection.execute(
                select(rates.vat, func.sum(rates.before_tax), func.sum(rates.total))
                .join(t.closings, _closing_of(t.closing_rates))
                .where(within)
                .group_by(rates.vat)
                .order_by(rates.vat.desc())
            )
        ),
        means=tuple(
            MeansTotal(Means(kind), currency, int(count), int(net))
            for kind, currency, count, net in connection.execute(
                select(means.means, means.currency, func.sum(means.count), func.sum(means.net))
                .join(t.closings, _closing_of(t.closing_means))
                .where(within)
                .group_by(means.means, means.currency)
                .order_by(means.means, means.currency)
            )
        ),
    )


def _taxpayers(connection: Connection, first: str, last: str) -> tuple[TaxpayerTotal, ...]:
    """Every taxpayer that a till ever sold for by then, with what the period brought, be it nothing."""
    closings, lines = t.closings.c, t.closing_taxpayers.c
    of_period = func.sum(lines.total).filter(closings.day >= first)
    query = (
        select(lines.till, lines.taxpayer, func.coalesce(of_period, 0), func.sum(lines.total))
        .join(t.closings, _closing_of(t.closing_taxpayers))
        .where(closings.day <= last)
        .group_by(lines.till, lines.taxpayer)
    )
    sums = {(row[0], row[1]): (int(row[2]), int(row[3])) for row in connection.execute(query)}
    for kept in beginning(connection).tills:
        for taxpayer, total in kept.counters.perpetual.items():
            brought, since = sums.get((kept.head.till, taxpayer), (0, 0))
            sums[kept.head.till, taxpayer] = (brought, total + since)
    return tuple(TaxpayerTotal(*key, *sums[key]) for key in sorted(sums))


def _closing_of(table: Table) -> Any:
    return and_(t.closings.c.till == table.c.till, t.closings.c.entry == table.c.entry)
