"""What is counted and corrected: what should be here, which lines sold an article, which slips went back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from db import tables as t
from db.figures import Figures
from ess_shop.domain.articles import UNLABELLED
from ess_shop.domain.slips import TRANSFERS
from ess_shop.reading import ShelfRow, SoldPieces

_AWAY = tuple(sorted(TRANSFERS))
_ON_HAND = func.sum(t.stock_moves.c.quantity)
_OF_ARTICLE = (
    t.articles.c.id,
    t.articles.c.code,
    t.articles.c.label,
    t.articles.c.member_id,
    t.members.c.code.label("member"),
    t.articles.c.price,
)
_SHELF = (
    select(
        *_OF_ARTICLE,
        _ON_HAND.label("on_hand"),
        func.sum(
            case((t.stock_moves.c.reason.in_(_AWAY), -t.stock_moves.c.quantity), else_=0),
        ).label("away"),
    )
    .join(t.stock_moves, t.stock_moves.c.article_id == t.articles.c.id)
    .join(t.members, t.members.c.id == t.articles.c.member_id)
    .where(t.articles.c.category != UNLABELLED)
    .group_by(*_OF_ARTICLE)
    .order_by(t.articles.c.code)
)


class Counts(Figures):
    """What can be asked of counts and corrections; see `ess_shop.reading.counts`."""

    def shelf(self, member_ids: Sequence[str] = (), category: str = "") -> Sequence[ShelfRow]:
        """What should be here of these members (none: of all) and that category ("": of all), by code.

        Goods without a label are never counted: nobody knows how many there were.
        """
        articles, query = t.articles.c, _SHELF
        if member_ids:
            query = query.where(articles.member_id.in_(member_ids))
        if category:
            query = query.where(articles.category == category)
        return self._shelf_rows(query)

    def oversold(self) -> Sequence[ShelfRow]:
        """Articles of which more left than ever came in, by code."""
        return self._shelf_rows(_SHELF.having(_ON_HAND < 0))

    def _shelf_rows(self, query: Select[Any]) -> list[ShelfRow]:
        money = self.shop().money
        return [
            ShelfRow(id, code, label, owner, member, money(price), int(here), int(there))
            for id, code, label, owner, member, price, here, there in self._connection.execute(query)
            if here or there
        ]

    def sold_pieces(self, article_id: str, limit: int = 100) -> Sequence[SoldPieces]:
        """The lines that sold an article, newest first, those of which all came back left out."""
        lines, sales, moves = t.sale_lines.c, t.sales.c, t.stock_moves.c
        back = t.sale_lines.alias("back").c
        returned = (
            select(func.coalesce(func.sum(-back.quantity), 0))
            .where(
                back.origin_till == lines.till,
                back.origin_entry == lines.entry,
                back.origin_line == lines.line,
            )
            .scalar_subquery()
        )
        query = (
            select(t.sale_lines, sales.ticket, sales.day, returned.label("returned"))
            .select_from(t.stock_moves)
            .join(
                t.sale_lines,
                and_(lines.till == moves.till, lines.entry == moves.entry, lines.line == moves.line),
            )
            .join(t.sales, and_(sales.till == lines.till, sales.entry == lines.entry))
            .where(moves.article_id == article_id, moves.reason == "sale", lines.quantity > returned)
            .order_by(sales.day.desc(), lines.till, lines.entry.desc(), lines.line)
            .limit(limit)
        )
        money = self.shop().money
        return [
            SoldPieces(
                till=row.till,
                ticket=row.ticket,
                line=row.line,
                day=date.fromisoformat(row.day),
                quantity=row.quantity,
                left=row.quantity - int(row.returned),
                unit_price=money(row.unit_price),
                tag_price=money(row.unit_price if row.tag_price is None else row.tag_price),
                discount=money(row.discount),
                total=money(row.total),
            )
            for row in self._connection.execute(query)
        ]

    def reversal_of(self, number: str) -> str:
        """The number of the slip that takes that one back, "" if none does."""
        query = select(t.slips.c.number).where(t.slips.c.reverses == number)
        return self._connection.execute(query).scalar_one_or_none() or ""
