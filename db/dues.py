"""What members are owed now: their accounts less the commission that the month's end will take."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, and_, case, func, select

from db import tables as t
from ess_shop.domain.settlement import Month
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import TRANSPARENT


def dues(connection: Connection, shop: Shop, member_id: str = "") -> dict[str, dict[str, int]]:
    """By member (or that one) and currency, in minor units: what would be paid if everything stayed as it is.

    A sale in the member's name credits them with the whole price, the commission is taken when its month is
    settled; what the shop sells in its own name is bought then. Fees of months to come are not counted.
    """
    owed: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    postings = t.postings.c
    credit = (
        select(postings.member_id, postings.currency, func.sum(-postings.amount))
        .where(postings.member_id == member_id if member_id else postings.member_id.is_not(None))
        .group_by(postings.member_id, postings.currency)
    )
    for member, currency, amount in connection.execute(credit):
        owed[member][currency] += int(amount)
    for member, currency, amount in _kept(connection, shop, member_id):
        owed[member][currency] -= amount
    return {member: dict(amounts) for member, amounts in owed.items()}


def _kept(connection: Connection, shop: Shop, member_id: str) -> list[tuple[str, str, int]]:
    """The commission of what was sold since the last settled month, less what is still to be bought, in the
    currencies it is taken in."""
    last = connection.execute(select(func.max(t.settlements.c.month))).scalar_one_or_none()
    sales, lines, parts = t.sales.c, t.sale_lines.c, t.sale_line_locals.c
    open_ = sales.day > (Month.parse(last).last.isoformat() if last else "")
    of_sale = and_(sales.till == lines.till, sales.entry == lines.entry)
    of_line = and_(lines.till == parts.till, lines.entry == parts.entry, lines.line == parts.line)
    mine = and_(open_, lines.member_id == member_id) if member_id else open_
    theirs = lines.role.in_(TRANSPARENT)
    whole = (
        select(lines.member_id, func.sum(case((theirs, lines.total), else_=0) - lines.legal_share))
        .join(t.sales, of_sale)
        .where(mine)
        .group_by(lines.member_id)
    )
    local = (
        select(
            lines.member_id,
            parts.currency,
            func.sum(case((theirs, parts.worth), else_=0)),
            func.sum(case((theirs, parts.received), else_=0) - parts.share),
        )
        .join(t.sale_lines, of_line)
        .join(t.sales, of_sale)
        .where(mine)
        .group_by(lines.member_id, parts.currency)
    )
    kept = [(member, shop.currency.code, int(amount)) for member, amount in connection.execute(whole)]
    for member, currency, worth, amount in connection.execute(local):
        kept += [(member, shop.currency.code, -int(worth)), (member, currency, int(amount))]
    return kept
