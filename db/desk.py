"""What the till's window asks: articles to search, what sells most, tickets to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, tuple_

from db import tables as t
from ess_shop.domain.searching import SearchRow
from ess_shop.domain.shop import Shop
from ess_shop.reading import SaleQuery, SaleRow

LABELS = 3
"""How many articles a row in a list of tickets names."""


def search_rows(connection: Connection) -> Iterator[SearchRow]:
    """Every article with its member, by label."""
    query = (
        select(
            t.articles.c.id,
            t.articles.c.code,
            t.articles.c.label,
            t.identities.c.name,
            t.members.c.code.label("member"),
            t.articles.c.price,
            t.articles.c.picture,
        )
        .join(t.members, t.members.c.id == t.articles.c.member_id)
        .join(t.identities, t.identities.c.member_id == t.members.c.id)
        .order_by(t.articles.c.label)
    )
    return (SearchRow(*row) for row in connection.execute(query))


def best_sellers(connection: Connection, since: date, limit: int) -> Sequence[str]:
    """The articles of which most pieces were sold since a day, best first, returns taken off."""
    lines, sales = t.sale_lines.c, t.sales.c
    pieces = func.sum(lines.quantity)
    query = (
        select(lines.article_id)
        .join(t.sales, and_(sales.till == lines.till, sales.entry == lines.entry))
        .where(sales.day >= since.isoformat())
        .group_by(lines.article_id)
        .order_by(pieces.desc(), lines.article_id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def find_sales(connection: Connection, query: SaleQuery, shop: Shop) -> list[SaleRow]:
    """Recorded sales that fit, newest first."""
    sales = t.sales.c
    found = (
        select(t.sales, t.journal.c.at)
        .join(t.journal, and_(t.journal.c.till == sales.till, t.journal.c.number == sales.entry))
        .order_by(sales.day.desc(), t.journal.c.at.desc(), sales.till, sales.ticket.desc())
        .limit(query.limit)
    )
    for condition in _conditions(query):
        found = found.where(condition)
    rows = connection.execute(found).all()
    keys = [(row.till, row.entry) for row in rows]
    labels, means = _labels(connection, keys), _means(connection, keys)
    return [
        SaleRow(
            till=row.till,
            ticket=row.ticket,
            at=row.at,
            day=date.fromisoformat(row.day),
            total=shop.money(row.total),
            volunteer=row.volunteer,
            lines=len(labels[row.till, row.entry]),
            means=tuple(means[row.till, row.entry]),
            labels=tuple(labels[row.till, row.entry][:LABELS]),
        )
        for row in rows
    ]


def _conditions(query: SaleQuery) -> Iterator[Any]:
    sales = t.sales.c
    if query.ticket is not None:
        yield sales.ticket == query.ticket
    if query.till:
        yield sales.till == query.till
    if query.day is not None:
        yield sales.day == query.day.isoformat()
    if query.clock:
        yield t.journal.c.at.like(f"__________T{query.clock}%")
    if query.amount is not None:
        yield or_(sales.total == query.amount, sales.total == -query.amount)
    if query.article_ids is not None:
        moves = t.stock_moves.c
        yield tuple_(sales.till, sales.entry).in_(
            select(moves.till, moves.entry).where(
                moves.article_id.in_(query.article_ids), moves.reason.in_(("sale", "return"))
            )
        )


def _labels(connection: Connection, keys: list[tuple[str, int]]) -> dict[tuple[str, int], list[str]]:
    lines = t.sale_lines.c
    query = (
        select(lines.till, lines.entry, lines.label)
        .where(tuple_(lines.till, lines.entry).in_(keys))
        .order_by(lines.till, lines.entry, lines.line)
    )
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for till, entry, label in connection.execute(query):
        found[till, entry].append(label)
    return found


def _means(connection: Connection, keys: list[tuple[str, int]]) -> dict[tuple[str, int], list[str]]:
    payments = t.payments.c
    query = (
        select(payments.till, payments.entry, payments.means)
        .where(tuple_(payments.till, payments.entry).in_(keys))
        .order_by(payments.till, payments.entry, payments.line)
    )
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for till, entry, means in connection.execute(query):
        if means not in found[till, entry]:
            found[till, entry].append(means)
    return found
