"""Settlements out of the books: the rows as recorded, the lines of statements, adjustments of a month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, func, select

from db import tables as t
from db.conditions import SALE_OF_LINE, within
from db.projection_month import purchase_of
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import EXCHANGED, Adjustment, Carried, Month, Purchase, Row
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer
from ess_shop.reading import SettledMonth, StatementLine, ticket_number


def settled(connection: Connection, month: Month, shop: Shop) -> SettledMonth | None:
    """A month's settlement with its rows, if approved."""
    head = connection.execute(select(t.settlements).where(t.settlements.c.month == str(month))).first()
    if head is None:
        return None
    fees: defaultdict[str, list[Adjustment]] = defaultdict(list)
    for fee in connection.execute(
        select(t.settlement_fees)
        .where(t.settlement_fees.c.till == head.till, t.settlement_fees.c.entry == head.entry)
        .order_by(t.settlement_fees.c.line)
    ):
        fees[fee.member_id].append(Adjustment(shop.money(fee.amount), fee.reason, fee=True))
    purchases: defaultdict[str, list[Purchase]] = defaultdict(list)
    for each in connection.execute(
        select(t.settlement_purchases)
        .where(t.settlement_purchases.c.till == head.till, t.settlement_purchases.c.entry == head.entry)
        .order_by(t.settlement_purchases.c.line)
    ):
        purchases[each.member_id].append(
            purchase_of(each.role, each.vat, each.gross, each.share, each.legal_share, shop.currency)
        )
    rows = connection.execute(
        select(t.settlement_rows)
        .where(t.settlement_rows.c.till == head.till, t.settlement_rows.c.entry == head.entry)
        .order_by(t.settlement_rows.c.line)
    ).mappings()
    paid = connection.execute(
        select(t.payout_runs.c.day).where(t.payout_runs.c.month == str(month))
    ).scalar_one_or_none()
    return SettledMonth(
        month=month,
        approved_at=head.approved_at,
        rows=tuple(_settlement_row(row, shop, fees, purchases) for row in rows),
        paid_on=date.fromisoformat(paid) if paid else None,
    )


def _settlement_row(
    row: Mapping[Any, Any],
    shop: Shop,
    fees: Mapping[str, Sequence[Adjustment]],
    purchases: Mapping[str, Sequence[Purchase]],
) -> Row:
    legal = row["currency"] == shop.currency.code
    currency = shop.currency_named(row["currency"])
    amounts = {
        name: Money(row[name], currency)
        for name in (
            "opening",
            "gross",
            "commission",
            "commission_before_tax",
            "kept",
            "share",
            "adjustments",
            "paid",
            "carried",
            "margin",
            "bought",
        )
    }
    exchanged = Adjustment(Money(row["exchanged"], currency), EXCHANGED)
    return Row(
        member_id=row["member_id"],
        code=row["code"],
        fees=(
            *(fees.get(row["member_id"], ()) if legal else ()),
            *((exchanged,) if exchanged.amount else ()),
        ),
        why_carried=Carried(row["why"]),
        payout_means=PayoutMeans(row["means"]),
        statement=row["statement"],
        invoice=row["invoice"],
        self_bill=row["self_bill"],
        reason=row["reason"],
        purchases=tuple(purchases.get(row["member_id"], ())) if legal else (),
        **amounts,
    )


def statement_lines(
    connection: Connection, month: Month, shop: Shop, member_id: str = ""
) -> Iterator[tuple[str, list[StatementLine]]]:
    """A month's lines, one member (or that one) after the other, in the order of the tickets."""
    local: defaultdict[tuple[str, int, int], list[Money]] = defaultdict(list)
    parts = t.sale_line_locals
    for part in connection.execute(
        select(parts)
        .join(t.sales, and_(t.sales.c.till == parts.c.till, t.sales.c.entry == parts.c.entry))
        .where(within(t.sales.c.day, month))
        .order_by(parts.c.till, parts.c.entry, parts.c.line, parts.c.currency)
    ):
        local[part.till, part.entry, part.line].append(
            Money(part.share, shop.local_named(part.currency).currency)
        )
    lines, origin, earlier = t.sale_lines.c, t.sales.alias("origin"), t.settlement_rows.c
    query = (
        select(t.sale_lines, t.sales.c.day, t.sales.c.ticket, earlier.statement)
        .join(t.sales, SALE_OF_LINE)
        .outerjoin(origin, and_(origin.c.till == lines.origin_till, origin.c.entry == lines.origin_entry))
        .outerjoin(
            t.settlement_rows,
            and_(
                earlier.month == func.substr(origin.c.day, 1, 7),
                earlier.month < str(month),
                earlier.member_id == lines.member_id,
                earlier.currency == shop.currency.code,
            ),
        )
        .where(within(t.sales.c.day, month))
        .order_by(lines.member_id, t.sales.c.day, lines.till, lines.entry, lines.line)
    )
    if member_id:
        query = query.where(lines.member_id == member_id)
    with connection.execution_options(yield_per=1000).execute(query) as stream:  # whoever stops half-way
        for member_id, rows in groupby(stream, key=lambda row: row.member_id):
            yield member_id, [_statement_line(row, local, shop) for row in rows]


def _statement_line(
    row: Any, local: Mapping[tuple[str, int, int], Sequence[Money]], shop: Shop
) -> StatementLine:
    money = shop.money
    return StatementLine(
        day=date.fromisoformat(row.day),
        ticket=ticket_number(row.till, row.ticket),
        code=row.code,
        label=row.label,
        quantity=row.quantity,
        unit_price=money(row.unit_price),
        discount=money(row.discount),
        discount_reason=row.discount_reason,
        discount_bearer=Bearer(row.discount_bearer),
        total=money(row.total),
        commission_rate=Rate(row.commission_rate),
        share=money(row.share),
        legal_share=money(row.legal_share),
        local=tuple(local.get((row.till, row.entry, row.line), ())),
        corrects=row.statement or "",
        tag_price=None if row.tag_price is None else money(row.tag_price),
        net=None if row.net is None else money(row.net),
        piece_fee=money(row.piece_fee) if row.piece_fee else None,
        shop_discount=money(row.shop_discount) if row.shop_discount else None,
        reason=row.reason,
    )


def recorded_adjustments(connection: Connection, month: Month, shop: Shop) -> dict[str, list[Adjustment]]:
    """Fees, advances and corrections recorded in a month, by member, and payouts that came back in it."""
    found: defaultdict[str, list[Adjustment]] = defaultdict(list)
    query = select(t.adjustments).where(within(t.adjustments.c.day, month))
    for row in connection.execute(query.order_by(t.adjustments.c.till, t.adjustments.c.entry)):
        found[row.member_id].append(Adjustment(shop.money(row.amount), row.reason, fee=bool(row.fee)))
    backs = select(t.payout_backs).where(within(t.payout_backs.c.day, month))
    for row in connection.execute(backs.order_by(t.payout_backs.c.entry, t.payout_backs.c.line)):
        amount = Money(row.amount, shop.currency_named(row.currency))
        found[row.member_id].append(Adjustment(amount, f"{row.reference} : {row.reason}"))
    return dict(found)
