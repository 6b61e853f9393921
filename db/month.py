"""What a month adds up to for every member: the figures that settlements are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from db import tables as t
from db.conditions import SALE_OF_LINE, within
from db.payouts import unconfirmed_accounts
from db.registers import member_from, terms_from
from db.settled import recorded_adjustments
from ess_shop.domain.members import Member
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.settlement import (
    Account,
    Adjustment,
    LocalMovement,
    Month,
    Movement,
    Numbers,
    Purchase,
)
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import OPAQUE, TRANSPARENT, Terms, VatRole, valid_on

MONTHLY_FEE = "Monthly fee of the contract"
MEMBERSHIP_FEE = "Membership fee of the year"

OWED_BY = ("sale", "adjustment", "payout_back")
"""The kinds of entries that change what a member is owed, besides the settlement itself and its payouts."""


def settlement_accounts(
    connection: Connection, month: Month, shop: Shop, window_days: int = 0
) -> list[Account]:
    """Every member with their movement, openings, adjustments and fees of a month.

    What was sold within the last `window_days` of the month is told apart: it may still come back.
    """
    movements = _movements(connection, month, shop)
    recent = _recent(connection, month, shop, window_days) if window_days else {}
    openings = _openings(connection, month)
    recorded = recorded_adjustments(connection, month, shop)
    changed = unconfirmed_accounts(connection)
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
        gone = member.left_on is not None and member.left_on <= month.last
        accounts.append(
            Account(
                member_id=member.id,
                code=member.code,
                payout_minimum=0 if gone else member.payout_minimum,
                payout_means=member.payout_means,
                has_iban=bool(row["iban"]),
                movement=movements.get(member.id),
                openings=openings.get(member.id, {}),
                recorded=tuple(recorded.get(member.id, ())),
                due_fees=_due_fees(terms, member, month, shop) if terms else (),
                recent=recent.get(member.id, {}),
                iban_changed=member.id in changed,
            )
        )
    return accounts


def _due_fees(terms: Terms, member: Member, month: Month, shop: Shop) -> tuple[Adjustment, ...]:
    """The rent of the shelf every month, the membership fee once a year; none of those who left before."""
    if member.left_on is not None and member.left_on < month.first:
        return ()
    yearly = terms.clauses.membership_fee if terms.clauses.membership_month == month.number else 0
    due = ((terms.monthly_fee, MONTHLY_FEE), (yearly, MEMBERSHIP_FEE))
    return tuple(Adjustment(shop.money(-fee), reason, fee=True) for fee, reason in due if fee)


def _movements(connection: Connection, month: Month, shop: Shop) -> dict[str, Movement]:
    lines = t.sale_lines.c
    local, bought = _local_parts(connection, month, shop)
    query = (
        select(lines.member_id, func.sum(lines.total), func.sum(lines.share), func.sum(lines.legal_share))
        .join(t.sales, SALE_OF_LINE)
        .where(within(t.sales.c.day, month))
        .group_by(lines.member_id)
    )
    in_members_name = {
        member: (int(total), int(share), int(legal))
        for member, total, share, legal in connection.execute(query.where(lines.role.in_(TRANSPARENT)))
    }
    purchases = _purchases(connection, query, shop)
    movements = {}
    for member in in_members_name.keys() | purchases.keys():
        total, share, legal = in_members_name.get(member, (0, 0, 0))
        movements[member] = Movement(
            gross=shop.money(total),
            share=shop.money(share),
            legal_received=shop.money(total - sum(worth for _, _, worth, _ in local[member])),
            legal_share=shop.money(legal),
            locals=tuple(
                LocalMovement(Money(received, currency), Money(part, currency))
                for currency, received, _, part in local[member]
            ),
            purchases=tuple(purchases.get(member, ())),
            bought=tuple(Money(part, currency) for currency, part in bought[member] if part),
        )
    return movements


def _local_parts(
    connection: Connection, month: Month, shop: Shop
) -> tuple[
    Mapping[str, list[tuple[Currency, int, int, int]]],
    Mapping[str, list[tuple[Currency, int]]],
]:
    """By member: (currency, received, worth, share) of what was sold in their name, (currency, share) of
    what the shop sold in its own."""
    lines, parts = t.sale_lines.c, t.sale_line_locals.c
    query = (
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
    local: defaultdict[str, list[tuple[Currency, int, int, int]]] = defaultdict(list)
    bought: defaultdict[str, list[tuple[Currency, int]]] = defaultdict(list)
    for member, code, received, worth, share in connection.execute(query.where(lines.role.in_(TRANSPARENT))):
        local[member].append((shop.local_named(code).currency, int(received), int(worth), int(share)))
    for member, code, _received, _worth, share in connection.execute(query.where(lines.role.in_(OPAQUE))):
        bought[member].append((shop.local_named(code).currency, int(share)))
    return local, bought


def _purchases(connection: Connection, query: Select[Any], shop: Shop) -> dict[str, list[Purchase]]:
    """What the shop bought of each member, by role and rate, highest rate first."""
    lines, money = t.sale_lines.c, shop.money
    rate = func.coalesce(lines.margin_vat, lines.vat)
    found: defaultdict[str, list[Purchase]] = defaultdict(list)
    rows = connection.execute(
        query.add_columns(lines.role, rate)
        .where(lines.role.in_(OPAQUE))
        .group_by(lines.role, rate)
        .order_by(lines.role, rate.desc())
    )
    for member, total, share, legal, role, vat in rows:
        found[member].append(
            Purchase(VatRole(role), Rate(vat), money(int(total)), money(int(share)), money(int(legal)))
        )
    return dict(found)


def _recent(connection: Connection, month: Month, shop: Shop, window_days: int) -> dict[str, dict[str, int]]:
    """By member and currency, the member's part of what was sold in the last days of a month."""
    sales, lines, parts = t.sales.c, t.sale_lines.c, t.sale_line_locals.c
    late = and_(
        sales.day > (month.last - timedelta(days=window_days)).isoformat(),
        sales.day <= month.last.isoformat(),
    )
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    legal = (
        select(lines.member_id, func.sum(lines.legal_share)).join(t.sales, SALE_OF_LINE).where(late)
    ).group_by(lines.member_id)
    for member, share in connection.execute(legal):
        found[member][shop.currency.code] = int(share)
    local = (
        select(lines.member_id, parts.currency, func.sum(parts.share))
        .join(
            t.sale_lines, and_(lines.till == parts.till, lines.entry == parts.entry, lines.line == parts.line)
        )
        .join(t.sales, SALE_OF_LINE)
        .where(late)
        .group_by(lines.member_id, parts.currency)
    )
    for member, code, share in connection.execute(local):
        found[member][code] = int(share)
    return dict(found)


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


def sold_and_returned(connection: Connection, month: Month) -> dict[str, tuple[int, int]]:
    """What was sold of every member in a month, and what came back (negative), in legal minor units."""
    lines = t.sale_lines.c
    query = (
        select(
            lines.member_id,
            func.sum(case((lines.quantity > 0, lines.total), else_=0)),
            func.sum(case((lines.quantity < 0, lines.total), else_=0)),
        )
        .join(t.sales, SALE_OF_LINE)
        .where(within(t.sales.c.day, month))
        .group_by(lines.member_id)
    )
    return {member: (int(sold), int(back)) for member, sold, back in connection.execute(query)}


def ledger_of(connection: Connection, month: Month) -> dict[tuple[str, str], int]:
    """What the ledger's sales and adjustments of a month credit each member, per currency."""
    postings = t.postings.c
    query = (
        select(postings.member_id, postings.currency, func.sum(-postings.amount))
        .where(
            postings.member_id.is_not(None),
            postings.kind.in_(OWED_BY),
            within(postings.day, month),
        )
        .group_by(postings.member_id, postings.currency)
    )
    return {(member, code): int(amount) for member, code, amount in connection.execute(query)}


def unsettled_before(connection: Connection, month: Month) -> str | None:
    """The first earlier month that has movements but is not settled, or is settled and not paid."""
    months = t.settlements.c.month
    moved = set(connection.execute(select(months).where(months < str(month))).scalars())
    for table in (t.sales, t.adjustments, t.payout_backs):
        days = select(func.substr(table.c.day, 1, 7)).where(table.c.day < month.first.isoformat()).distinct()
        moved |= set(connection.execute(days).scalars())
    paid = set(
        connection.execute(
            select(t.settlements.c.month).join(t.payout_runs, t.payout_runs.c.month == t.settlements.c.month)
        ).scalars()
    )
    return min(moved - paid, default=None)


def last_numbers(connection: Connection, year: int) -> Numbers:
    """The last numbers of a year's commission invoices, and of its self-billed ones per member."""
    rows = t.settlement_rows.c
    prefix = f"FC-{year}-"
    found = connection.execute(
        select(func.max(rows.invoice)).where(rows.invoice.startswith(prefix))
    ).scalar_one_or_none()
    self_bills = (
        select(rows.member_id, func.count().label("bills"))
        .where(rows.self_bill != "", func.substr(rows.month, 1, 4) == str(year))
        .group_by(rows.member_id)
    )
    return Numbers(
        int(found.removeprefix(prefix)) if found else 0,
        {row.member_id: row.bills for row in connection.execute(self_bills)},
    )


def local_stock(connection: Connection) -> dict[str, int]:
    """How much there is of each local currency by the ledger: in the drawers, put away, electronic."""
    postings = t.postings.c
    query = (
        select(postings.currency, func.sum(postings.amount))
        .where(postings.account.in_(("coupons", "bank", "electronic")))
        .group_by(postings.currency)
    )
    return {code: int(amount) for code, amount in connection.execute(query)}
