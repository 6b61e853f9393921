"""What the till's window asks: articles to search, what sells most, tickets to find."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, bindparam, false, func, or_, select, tuple_

from db import tables as t
from ess_shop.domain.searching import SearchRow, folded
from ess_shop.domain.shop import Shop
from ess_shop.reading import PriceTag, SaleQuery, SaleRow

Condition = ColumnElement[bool]

LABELS = 3
"""How many articles a row in a list of tickets names."""


def search_rows(connection: Connection) -> Iterator[SearchRow]:
    """Every article with its member and barcodes, by label."""
    codes = (
        select(t.barcodes.c.article_id, func.aggregate_strings(t.barcodes.c.barcode, " ").label("barcodes"))
        .group_by(t.barcodes.c.article_id)
        .subquery()
    )
    query = (
        select(
            t.articles.c.id,
            t.articles.c.code,
            t.articles.c.label,
            func.coalesce(t.identities.c.name, ""),
            t.members.c.code.label("member"),
            t.articles.c.price,
            t.articles.c.picture,
            func.coalesce(codes.c.barcodes, ""),
        )
        .join(t.members, t.members.c.id == t.articles.c.member_id)
        .outerjoin(t.identities, t.identities.c.member_id == t.members.c.id)
        .outerjoin(codes, codes.c.article_id == t.articles.c.id)
        .order_by(t.articles.c.label, t.articles.c.code)
    )
    stream = connection.execution_options(yield_per=1000).execute(query)
    return (SearchRow(*row[:7], tuple(sorted(row[7].split()))) for row in stream)


def price_tags(connection: Connection, article_ids: Sequence[str], shop: Shop) -> Sequence[PriceTag]:
    """The price tags of these articles."""
    rows = connection.execute(_PRICE_TAGS, {"articles": article_ids})
    return [
        PriceTag(*row[:3], shop.money(row.price), None if row.floor is None else shop.money(row.floor))
        for row in rows
    ]


_PRICE_TAGS = select(
    t.articles.c.id, t.articles.c.member_id, t.articles.c.category, t.articles.c.price, t.articles.c.floor
).where(t.articles.c.id.in_(bindparam("articles", expanding=True)))


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
    search = t.sale_search.c
    found = (
        select(t.sales, search.at)
        .select_from(t.sale_search)
        .outerjoin(t.sales, and_(t.sales.c.till == search.till, t.sales.c.entry == search.entry))
        .where(*_conditions(query, shop))
        .order_by(search.at.desc(), search.till.desc(), search.entry.desc())
        .limit(query.limit)
    )
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


def _conditions(query: SaleQuery, shop: Shop) -> Iterator[Condition]:
    search = t.sale_search.c
    for typed in query.text.split():
        yield _fits(typed, shop)
    if query.ticket is not None:
        yield search.ticket == query.ticket
    if query.till:
        yield search.till == query.till
    if query.day is not None:
        yield t.sales.c.day == query.day.isoformat()
    if query.clock:
        yield _at(query.clock)
    if query.amount is not None:
        yield search.total.in_((query.amount, -query.amount))
    if query.article_ids is not None:
        moves = t.stock_moves.c
        yield tuple_(search.till, search.entry).in_(
            select(moves.till, moves.entry).where(
                moves.article_id.in_(query.article_ids), moves.reason.in_(("sale", "return"))
            )
        )


def _fits(typed: str, shop: Shop) -> Condition:
    """Whatever a typed word can mean: a ticket, a time, an amount, a piece of a label or code."""
    search = t.sale_search.c
    number = _NUMBER.fullmatch(typed)
    if typed.startswith("#") and number is not None:
        return _ticket(number)
    clock = _CLOCK.fullmatch(typed)
    if clock is not None:
        return _at(f"{int(clock[1]):02d}:{clock[2] or ''}")
    words = folded(typed)
    meanings: list[Condition] = [search.words.contains(words)] if words else []
    if number is not None:
        meanings.append(_ticket(number))
    with suppress(ValueError):
        minor = shop.currency.parse(typed.rstrip("€")).minor
        meanings.append(search.total.in_((minor, -minor)))
    return or_(*meanings) if meanings else false()


_NUMBER = re.compile(r"#?(?:(?P<till>\w{1,10})-)?(?P<ticket>[0-9]{1,9})", re.ASCII)
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:hH]([0-5][0-9]?)?", re.ASCII)


def _ticket(number: re.Match[str]) -> Condition:
    search = t.sale_search.c
    ticket = search.ticket == int(number["ticket"])
    return and_(ticket, search.till == number["till"].upper()) if number["till"] else ticket


def _at(clock: str) -> Condition:
    """The beginning of a time of day in an ISO time."""
    return func.substr(t.sale_search.c.at, 12, len(clock)) == clock


def _among(till: ColumnElement[str], entry: ColumnElement[int], keys: list[tuple[str, int]]) -> Condition:
    """Rows of these entries, asked for till by till: no engine finds pairs as fast by its index."""
    entries: defaultdict[str, list[int]] = defaultdict(list)
    for code, number in keys:
        entries[code].append(number)
    return or_(false(), *(and_(till == code, entry.in_(numbers)) for code, numbers in entries.items()))


def _labels(connection: Connection, keys: list[tuple[str, int]]) -> dict[tuple[str, int], list[str]]:
    lines = t.sale_lines.c
    query = (
        select(lines.till, lines.entry, lines.label)
        .where(_among(lines.till, lines.entry, keys))
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
        .where(_among(payments.till, payments.entry, keys))
        .order_by(payments.till, payments.entry, payments.line)
    )
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for till, entry, means in connection.execute(query):
        if means not in found[till, entry]:
            found[till, entry].append(means)
    return found
