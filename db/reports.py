"""Sums over the facts: what members are owed, balances, sales, VAT and stock."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, case, cast, func, select

from db import tables as t
from db.conditions import SALE_OF_LINE, within
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.reading import AccountBalance, Owed, SalesRow, StockRow, VatRow


def owed(connection: Connection, shop: Shop) -> list[Owed]:
    """What the ledger owes each member: the balance of their account, credit positive."""
    query = (
        select(
            t.postings.c.member_id,
            t.members.c.code,
            t.identities.c.name,
            t.postings.c.currency,
            func.sum(-t.postings.c.amount).label("amount"),
        )
        .join(t.members, t.members.c.id == t.postings.c.member_id)
        .join(t.identities, t.identities.c.member_id == t.members.c.id, isouter=True)
        .where(t.postings.c.member_id.is_not(None))
        .group_by(t.postings.c.member_id, t.members.c.code, t.identities.c.name, t.postings.c.currency)
        .order_by(t.members.c.code, t.postings.c.currency)
    )
    return [
        Owed(row.member_id, row.code, row.name or "", _money(row.amount, row.currency, shop))
        for row in connection.execute(query)
    ]


def balances(connection: Connection, shop: Shop) -> list[AccountBalance]:
    """The trial balance, in the order of the account numbers."""
    query = select(
        t.postings.c.account, t.postings.c.currency, func.sum(t.postings.c.amount).label("amount")
    ).group_by(t.postings.c.account, t.postings.c.currency)
    rows = [
        AccountBalance(
            row.account, shop.accounts.get(row.account, ""), _money(row.amount, row.currency, shop)
        )
        for row in connection.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.number, row.account, row.amount.currency.code))


def _money(minor: Any, code: str, shop: Shop) -> Money:
    return Money(int(minor), shop.currency_named(code))


def sales_by_day(connection: Connection, month: Month | None, shop: Shop) -> list[SalesRow]:
    """What each business day brought."""
    lines = t.sale_lines.c
    tickets = func.count(func.distinct(t.sales.c.till + "/" + cast(t.sales.c.ticket, t.sales.c.till.type)))
    query = (
        select(
            t.sales.c.day,
            tickets,
            func.count(),
            func.sum(lines.total),
            func.sum(lines.total - lines.share),
        )
        .join(t.sales, SALE_OF_LINE)
        .where(within(t.sales.c.day, month))
        .group_by(t.sales.c.day)
        .order_by(t.sales.c.day)
    )
    return [
        SalesRow(date.fromisoformat(day), count, many, shop.money(int(total)), shop.money(int(commission)))
        for day, count, many, total, commission in connection.execute(query)
    ]


def vat(connection: Connection, month: Month | None, shop: Shop) -> list[VatRow]:
    """Sales per seller, VAT role and rate."""
    lines = t.sale_lines.c
    query = (
        select(t.members.c.code, lines.role, lines.vat, func.sum(lines.before_tax), func.sum(lines.total))
        .join(t.sales, SALE_OF_LINE)
        .join(t.members, t.members.c.id == lines.member_id)
        .where(within(t.sales.c.day, month))
        .group_by(t.members.c.code, lines.role, lines.vat)
        .order_by(t.members.c.code, lines.role, lines.vat)
    )
    return [
        VatRow(
            seller=code,
            role=role,
            rate=Rate(rate),
            before_tax=shop.money(int(before)),
            tax=shop.money(int(total) - int(before)),
            total=shop.money(int(total)),
        )
        for code, role, rate, before, total in connection.execute(query)
    ]


def stock(connection: Connection) -> list[StockRow]:
    """Every article: what slips brought less what they took, what was sold less returns, what is there."""
    moves = t.stock_moves.c
    sold = moves.reason.in_(("sale", "return"))
    query = (
        select(
            t.articles.c.code,
            t.articles.c.label,
            t.members.c.code.label("member"),
            func.coalesce(func.sum(case((sold, 0), else_=moves.quantity)), 0),
            func.coalesce(func.sum(case((sold, -moves.quantity), else_=0)), 0),
            func.coalesce(func.sum(moves.quantity), 0),
        )
        .select_from(t.articles)
        .join(t.members, t.members.c.id == t.articles.c.member_id)
        .outerjoin(t.stock_moves, moves.article_id == t.articles.c.id)
        .group_by(t.articles.c.code, t.articles.c.label, t.members.c.code)
        .order_by(t.articles.c.code)
    )
    return [
        StockRow(code, label, member, int(deposited), int(out), int(on_hand))
        for code, label, member, deposited, out, on_hand in connection.execute(query)
    ]
