"""What was sold of a member's goods since they were last told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, and_, or_, select

from db import tables as t
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.news import SoldItem
from ess_shop.domain.shop import Shop
from ess_shop.reading import ticket_number


def heads(connection: Connection) -> dict[str, int]:
    """The number of the last entry of every till."""
    tills = t.tills.c
    rows = connection.execute(select(tills.code, tills.number).where(tills.code != OFFICE))
    return {row.code: row.number for row in rows}


def sold_since(
    connection: Connection, shop: Shop, member_id: str, since: Mapping[str, int], until: date | None
) -> list[SoldItem]:
    """A member's lines after those entries, of days up to `until`, in the order of the tills."""
    lines, sales = t.sale_lines.c, t.sales.c
    after = [and_(lines.till == till, lines.entry > since.get(till, 0)) for till in heads(connection)]
    query = (
        select(
            lines.till,
            lines.entry,
            sales.day,
            sales.ticket,
            lines.code,
            lines.label,
            lines.article_id,
            lines.quantity,
            lines.total,
            lines.share,
        )
        .join(t.sales, and_(sales.till == lines.till, sales.entry == lines.entry))
        .where(or_(*after), lines.member_id == member_id)
        .order_by(lines.till, lines.entry, lines.line)
    )
    if until is not None:
        query = query.where(sales.day <= until.isoformat())
    return [
        SoldItem(
            till=row.till,
            entry=row.entry,
            day=date.fromisoformat(row.day),
            ticket=ticket_number(row.till, row.ticket),
            code=row.code,
            label=row.label,
            article_id=row.article_id,
            quantity=row.quantity,
            total=shop.money(row.total),
            share=shop.money(row.share),
        )
        for row in connection.execute(query)
    ]
