"""What a session adds up to: the figures of an X report and of a closing."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, and_, func, select

from db import tables as t
from db.conditions import SALE_OF_LINE
from ess_shop.domain.cash import (
    SHOP_TAXPAYER,
    CashMove,
    MeansTotal,
    OpenSession,
    Purpose,
    RateTotal,
    SessionTotals,
)
from ess_shop.domain.members import VatStatus
from ess_shop.domain.sale import Means
from ess_shop.domain.terms import TRANSPARENT, VatRole


def session_totals(connection: Connection, session: OpenSession) -> SessionTotals:
    """Everything that was rung up between a session's opening and now."""
    sales, lines, payments = t.sales.c, t.sale_lines.c, t.payments.c
    mine = and_(sales.till == session.till, sales.entry > session.entry, sales.session == session.entry)
    head = connection.execute(
        select(
            func.count(),
            func.coalesce(func.min(sales.ticket), 0),
            func.coalesce(func.max(sales.ticket), 0),
            func.coalesce(func.sum(sales.total), 0),
        ).where(mine)
    ).one()
    by_line = select(
        lines.vat,
        lines.member_id,
        lines.vat_status,
        lines.role,
        func.sum(lines.before_tax),
        func.sum(lines.total),
        func.count().filter(lines.quantity < 0),
    ).join(t.sales, SALE_OF_LINE)
    rates: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    taxpayers: defaultdict[str, int] = defaultdict(int)
    returns = 0
    for vat, member, status, role, before, total, back in connection.execute(
        by_line.where(mine).group_by(lines.vat, lines.member_id, lines.vat_status, lines.role)
    ):
        rates[vat][0] += int(before)
        rates[vat][1] += int(total)
        taxpayers[_taxpayer(member, status, role)] += int(total)
        returns += back
    by_means = (
        select(payments.means, payments.currency, func.count(), func.sum(payments.tendered - payments.change))
        .join(t.sales, and_(sales.till == payments.till, sales.entry == payments.entry))
        .where(mine)
        .group_by(payments.means, payments.currency)
        .order_by(payments.means, payments.currency)
    )
    floats = connection.execute(
        select(t.session_floats.c.means, t.session_floats.c.currency, t.session_floats.c.amount).where(
            t.session_floats.c.till == session.till, t.session_floats.c.entry == session.entry
        )
    )
    moves = t.cash_moves.c
    moved = connection.execute(
        select(t.cash_moves, t.journal.c.at)
        .join(t.journal, and_(t.journal.c.till == moves.till, t.journal.c.number == moves.entry))
        .where(moves.till == session.till, moves.session == session.entry)
        .order_by(moves.entry)
    )
    count, first, last, total = head
    return SessionTotals(
        tickets=count,
        first_ticket=first,
        last_ticket=last,
        total=int(total),
        returns=returns,
        means=tuple(
            MeansTotal(Means(means), currency, many, int(net))
            for means, currency, many, net in connection.execute(by_means)
        ),
        rates=tuple(RateTotal(vat, *rates[vat]) for vat in sorted(rates, reverse=True)),
        taxpayers=dict(taxpayers),
        floats={(Means(means), currency): amount for means, currency, amount in floats},
        moves=tuple(
            CashMove(
                Means(row.means),
                row.currency,
                row.amount,
                Purpose(row.purpose),
                row.reason,
                row.at,
                row.volunteer,
            )
            for row in moved
        ),
    )


def _taxpayer(member_id: str, status: str, role: str) -> str:
    """Who owes the tax of a line: the member in whose name it is sold if liable, else the shop."""
    in_own_name = status == VatStatus.LIABLE and VatRole(role) in TRANSPARENT
    return member_id if in_own_name else SHOP_TAXPAYER
