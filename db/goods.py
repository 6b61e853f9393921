"""Goods in the books: what is on hand and away, how it moved, and the slips that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, bindparam, case, func, select

from db import tables as t
from db.beginning import beginning
from db.figures import Figures
from ess_shop.domain.slips import TRANSFERS, SlipKind
from ess_shop.reading import GoodsRow, SlipQuery, SlipRow, StockMove, ticket_number

_AWAY = tuple(sorted(TRANSFERS))


class Goods(Figures):
    """What can be asked about goods; see `ess_shop.reading.Reading`."""

    def stock_of(self, article_id: str) -> int:
        """Pieces on hand: the sum of the article's moves."""
        return self._moved(t.stock_moves.c.article_id == article_id)

    def away_of(self, article_id: str) -> int:
        """Pieces at a fair: what left for one and has not come back."""
        moves = t.stock_moves.c
        return -self._moved(and_(moves.article_id == article_id, moves.reason.in_(_AWAY)))

    def _moved(self, which: ColumnElement[bool]) -> int:
        query = select(func.coalesce(func.sum(t.stock_moves.c.quantity), 0)).where(which)
        return int(self._connection.execute(query).scalar_one())

    def here_since(self, article_id: str) -> date | None:
        """The day of an article's last deposit that stands; None if it was never deposited."""
        return self.here_since_each([article_id]).get(article_id)

    def here_since_each(self, article_ids: Sequence[str]) -> Mapping[str, date]:
        """The same of several articles at once; those that were never deposited are left out."""
        rows = self._connection.execute(_HERE_SINCE_EACH, {"articles": article_ids})
        return {article_id: date.fromisoformat(at[:10]) for article_id, at in rows}

    def stock_moves_of(self, article_id: str, limit: int = 200) -> Sequence[StockMove]:
        """What moved of an article, newest first."""
        moves, journal = t.stock_moves.c, t.journal.c
        query = (
            select(journal.at, moves.till, moves.reason, moves.quantity, t.slips.c.number, t.sales.c.ticket)
            .join(t.journal, and_(journal.till == moves.till, journal.number == moves.entry))
            .outerjoin(t.slips, and_(t.slips.c.till == moves.till, t.slips.c.entry == moves.entry))
            .outerjoin(t.sales, and_(t.sales.c.till == moves.till, t.sales.c.entry == moves.entry))
            .where(moves.article_id == article_id)
            .order_by(journal.at.desc(), moves.till.desc(), moves.entry.desc(), moves.line.desc())
            .limit(limit)
        )
        found, on_hand = [], self.stock_of(article_id)
        for at, till, reason, quantity, slip, ticket in self._connection.execute(query):
            paper = slip or ("" if ticket is None else ticket_number(till, ticket))
            found.append(StockMove(at, reason, quantity, paper, on_hand))
            on_hand -= quantity
        return found

    def goods_of(self, member_id: str) -> Sequence[GoodsRow]:
        """A member's articles of which something is here or away, by code."""
        articles, moves = t.articles.c, t.stock_moves.c
        on_hand = func.sum(moves.quantity)
        away = func.sum(case((moves.reason.in_(_AWAY), -moves.quantity), else_=0))
        query = (
            select(articles.id, articles.code, articles.label, articles.price, on_hand, away)
            .join(t.stock_moves, moves.article_id == articles.id)
            .where(articles.member_id == member_id)
            .group_by(articles.id, articles.code, articles.label, articles.price)
            .order_by(articles.code)
        )
        money = self.shop().money
        return [
            GoodsRow(id, code, label, money(price), int(here), int(there))
            for id, code, label, price, here, there in self._connection.execute(query)
            if here or there
        ]

    def slips(self, query: SlipQuery) -> Sequence[SlipRow]:
        """Slips that fit, newest first."""
        slips, lines, back = t.slips.c, t.slip_lines.c, t.slips.alias("back").c
        found = (
            select(t.slips, func.coalesce(back.number, "").label("reversed_by"))
            .outerjoin(back.number.table, back.reverses == slips.number)
            .where(*_conditions(query))
            .order_by(slips.till.desc(), slips.entry.desc())
            .limit(query.limit)
            .subquery()
        )
        wanted = (
            select(
                found,
                t.members.c.code.label("member"),
                func.count().label("lines"),
                func.sum(lines.quantity).label("pieces"),
                func.sum(lines.quantity * lines.price).label("worth"),
            )
            .join(t.members, t.members.c.id == found.c.member_id)
            .join(t.slip_lines, and_(lines.till == found.c.till, lines.entry == found.c.entry))
            .group_by(*found.c, t.members.c.code)
            .order_by(found.c.till.desc(), found.c.entry.desc())
        )
        money = self.shop().money
        return [
            SlipRow(
                number=row.number,
                kind=SlipKind(row.kind),
                day=date.fromisoformat(row.day),
                member=row.member,
                lines=row.lines,
                pieces=int(row.pieces),
                worth=money(int(row.worth)),
                compensation=money(row.compensation),
                volunteer=row.volunteer,
                note=row.note,
                reverses=row.reverses,
                reversed_by=row.reversed_by,
            )
            for row in self._connection.execute(wanted)
        ]

    def last_slip(self, kind: SlipKind, year: int) -> int:
        """The last number of a kind used in a year, 0 if there is none."""
        slips = t.slips.c
        query = select(func.max(slips.sequence)).where(slips.kind == str(kind), slips.year == year)
        last = self._connection.execute(query).scalar_one()
        return int(last) if last else beginning(self._connection).slips.get((str(kind), year), 0)


def stands() -> ColumnElement[bool]:
    """Whether a move is of a deposit that no later slip takes back; slips are all in the office's journal."""
    moves, slip, back = t.stock_moves.c, t.slips.alias("taken").c, t.slips.alias("back").c
    gone = select(slip.entry).join(back.number.table, back.reverses == slip.number)
    return and_(moves.reason == str(SlipKind.DEPOSIT), moves.entry.not_in(gone.where(back.reverses != "")))


_HERE_SINCE_EACH = (
    select(t.stock_moves.c.article_id, func.max(t.journal.c.at))
    .join(
        t.journal, and_(t.stock_moves.c.till == t.journal.c.till, t.stock_moves.c.entry == t.journal.c.number)
    )
    .where(t.stock_moves.c.article_id.in_(bindparam("articles", expanding=True)), stands())
    .group_by(t.stock_moves.c.article_id)
)
"""Put together once: a till asks it for everything that is scanned or found."""


def _conditions(query: SlipQuery) -> list[ColumnElement[bool]]:
    slips, found = t.slips.c, []
    if query.member_id:
        found.append(slips.member_id == query.member_id)
    if query.kind is not None:
        found.append(slips.kind == str(query.kind))
    if query.since is not None:
        found.append(slips.day >= query.since.isoformat())
    if query.until is not None:
        found.append(slips.day <= query.until.isoformat())
    if query.number:
        found.append(slips.number.contains(query.number.strip().upper(), autoescape=True))
    return found
