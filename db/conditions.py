"""Conditions that many questions to the books share."""

from __future__ import annotations

from sqlalchemy import and_
from sqlalchemy.sql.elements import ColumnElement

from db import tables as t
from ess_shop.domain.settlement import Month

SALE_OF_LINE = and_(t.sales.c.till == t.sale_lines.c.till, t.sales.c.entry == t.sale_lines.c.entry)


def within(column: ColumnElement[str], month: Month | None) -> ColumnElement[bool]:
    """Whether a day lies in a month (any day if there is none)."""
    if month is None:
        return column.is_not(None)
    return and_(column >= month.first.isoformat(), column <= month.last.isoformat())
