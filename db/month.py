"""What a month and a session add up to: the figures that settlements and closings are made of."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, and_, func, select

from db import tables as t
from db.registers import member_from, terms_from
from db.reports import SALE_OF_LINE, recorded_adjustments, within
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
from ess_shop.domain.money import Money
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Account, Adjustment, LocalMovement, Month, Movement
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Terms, valid_on

MONTHLY_FEE = "Monthly fee of the contract"
MEMBERSHIP_FEE = "Membership fee of the year"


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
        func.sum(lines.before_tax),
        func.sum(lines.total),
        func.count().filter(lines.quantity < 0),
    ).join(t.sales, SALE_OF_LINE)
    rates: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    taxpayers: defaultdict[str, int] = defaultdict(int)
    returns = 0
    for vat, member, status, before, total, back in connection.execute(
        by_line.where(mine).group_by(lines.vat, lines.member_id, lines.vat_status)
    ):
        rates[vat][0] += int(before)
        rates[vat][1] += int(total)
        taxpayers[member if status == VatStatus.LIABLE else SHOP_TAXPAYER] += int(total)
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


def settlement_accounts(connection: Connection, month: Month, shop: Shop) -> list[Account]:
    """Every member with their movement, openings, adjustments and fees of a month."""
    movements = _movements(connection, month, shop)
    openings = _openings(connection, month)
    recorded = recorded_adjustments(connection, month, shop)
    contracts: defaultdict[str, list[Terms]] = defaultdict(list)
    for row in connection.execute(select(t.terms)).mappings():
        contracts[row["member_id"]].append(terms_from(row))
    rows = connection.execute(
        select(t.members, t.identities.c.iban)
        .outerjoin(t.identities, t.identities.c.member_id == t.members.c.id)
        .order_by(t.members.c.code)
    ).mappings()
    accounts = []
    for row in rows:
        member = member_from(row)
        terms = valid_on(contracts[member.id], month.last)
        accounts.append(
            Account(
                member_id=member.id,
                code=member.code,
                payout_minimum=member.payout_minimum,
                payout_means=member.payout_means,
                has_iban=bool(row["iban"]),
                movement=movements.get(member.id),
                openings=openings.get(member.id, {}),
                recorded=tuple(recorded.get(member.id, ())),
                due_fees=_due_fees(terms, month, shop) if terms else (),
            )
        )
    return accounts


def _due_fees(terms: Terms, month: Month, shop: Shop) -> tuple[Adjustment, ...]:
    """The rent of the shelf every month, the membership fee once a year."""
    yearly = terms.clauses.membership_fee if terms.clauses.membership_month == month.number else 0
    due = ((terms.monthly_fee, MONTHLY_FEE), (yearly, MEMBERSHIP_FEE))
    return tuple(Adjustment(shop.money(-fee), reason, fee=True) for fee, reason in due if fee)


def _movements(connection: Connection, month: Month, shop: Shop) -> dict[str, Movement]:
    lines, parts = t.sale_lines.c, t.sale_line_locals.c
    local: defaultdict[str, list[Any]] = defaultdict(list)
    by_currency = (
        select(
            lines.member_id,
            parts.currency,
            func.sum(parts.received),
            func.sum(parts.worth),
            func.sum(parts.share),
        )
        .join(t.sales, and_(t.sales.c.till == parts.till, t.sales.c.entry == parts.entry))
        .join(
            t.sale_lines,
            and_(lines.till == parts.till, lines.entry == parts.entry, lines.line == parts.line),
        )
        .where(within(t.sales.c.day, month))
        .group_by(lines.member_id, parts.currency)
        .order_by(parts.currency)
    )
    for member, code, received, worth, share in connection.execute(by_currency):
        local[member].append((shop.local_named(code).currency, int(received), int(worth), int(share)))
    query = (
        select(lines.member_id, func.sum(lines.total), func.sum(lines.share), func.sum(lines.legal_share))
        .join(t.sales, SALE_OF_LINE)
        .where(within(t.sales.c.day, month))
        .group_by(lines.member_id)
    )
    return {
        member: Movement(
            gross=shop.money(int(total)),
            share=shop.money(int(share)),
            legal_received=shop.money(int(total) - sum(worth for _, _, worth, _ in local[member])),
            legal_share=shop.money(int(legal)),
            locals=tuple(
                LocalMovement(Money(received, currency), Money(part, currency))
                for currency, received, _, part in local[member]
            ),
        )
        for member, total, share, legal in connection.execute(query)
    }


def _openings(connection: Connection, month: Month) -> dict[str, dict[str, int]]:
    """What the latest earlier settlement carried, by member and currency."""
    rows = t.settlement_rows.c
    latest = (
        select(func.max(t.settlements.c.month)).where(t.settlements.c.month < str(month)).scalar_subquery()
    )
    openings: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for member, code, carried in connection.execute(
        select(rows.member_id, rows.currency, rows.carried).where(rows.month == latest, rows.carried != 0)
    ):
        openings[member][code] = carried
    return openings


def ledger_of(connection: Connection, month: Month) -> dict[tuple[str, str], int]:
    """What the ledger's sales and adjustments of a month credit each member, per currency."""
    postings = t.postings.c
    query = (
        select(postings.member_id, postings.currency, func.sum(-postings.amount))
        .where(
            postings.member_id.is_not(None),
            postings.kind.in_(("sale", "adjustment")),
            within(postings.day, month),
        )
        .group_by(postings.member_id, postings.currency)
    )
    return {(member, code): int(amount) for member, code, amount in connection.execute(query)}


def unsettled_before(connection: Connection, month: Month) -> str | None:
    """The first earlier month that has movements but is not settled, or is not paid."""
    moved: set[str] = set()
    for table in (t.sales, t.adjustments):
        days = select(func.substr(table.c.day, 1, 7)).where(table.c.day < month.first.isoformat()).distinct()
        moved |= set(connection.execute(days).scalars())
    paid = set(
        connection.execute(
            select(t.settlements.c.month).join(t.payout_runs, t.payout_runs.c.month == t.settlements.c.month)
        ).scalars()
    )
    return min(moved - paid, default=None)


def last_invoice(connection: Connection, year: int) -> int:
    """The highest commission invoice number of a year, 0 if there is none."""
    prefix = f"FC-{year}-"
    found = connection.execute(
        select(func.max(t.settlement_rows.c.invoice)).where(t.settlement_rows.c.invoice.startswith(prefix))
    ).scalar_one_or_none()
    return int(found.removeprefix(prefix)) if found else 0
