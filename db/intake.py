"""What the desk asks the books when goods come in: a member's articles, categories in use, what sold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, and_, func, select

from db import tables as t
from db.registers import article_from
from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.money import Currency
from ess_shop.domain.price_advice import SoldAt

_SALES = ("sale", "return")


def articles_of(connection: Connection, member_id: str, currency: Currency) -> Sequence[Article]:
    """A member's articles by code, those for goods without a label aside."""
    articles, barcodes = t.articles.c, t.barcodes.c
    theirs = and_(articles.member_id == member_id, articles.category != UNLABELLED)
    codes: defaultdict[str, list[str]] = defaultdict(list)
    pairs = (
        select(barcodes.article_id, barcodes.barcode)
        .join(t.articles, articles.id == barcodes.article_id)
        .where(theirs)
        .order_by(barcodes.barcode)
    )
    for article_id, barcode in connection.execute(pairs):
        codes[article_id].append(barcode)
    rows = connection.execute(select(t.articles).where(theirs).order_by(articles.code)).mappings()
    return [article_from(row, codes.get(row["id"], ()), currency) for row in rows]


def categories(connection: Connection) -> Sequence[str]:
    """Every category in use, the one with most articles first."""
    category = t.articles.c.category
    query = (
        select(category)
        .where(category != "", category != UNLABELLED)
        .group_by(category)
        .order_by(func.count().desc(), category)
    )
    return list(connection.execute(query).scalars())


def sold_prices(connection: Connection, member_id: str) -> Sequence[SoldAt]:
    """What was sold of a member's goods at which price, found by their articles' moves."""
    articles, moves, lines = t.articles.c, t.stock_moves.c, t.sale_lines.c
    entries = (
        select(moves.till, moves.entry)
        .join(t.articles, articles.id == moves.article_id)
        .where(articles.member_id == member_id, moves.reason.in_(_SALES))
        .distinct()
        .subquery()
    )
    pieces = func.sum(lines.quantity)
    query = (
        select(articles.label, articles.category, lines.unit_price, pieces)
        .select_from(entries)
        .join(t.sale_lines, and_(lines.till == entries.c.till, lines.entry == entries.c.entry))
        .join(t.articles, articles.id == lines.article_id)
        .where(articles.member_id == member_id, articles.category != UNLABELLED)
        .group_by(articles.label, articles.category, lines.unit_price)
        .having(pieces > 0)
    )
    return [
        SoldAt(label, category, price, int(count))
        for label, category, price, count in connection.execute(query)
    ]
