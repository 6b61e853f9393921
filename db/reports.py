"""Sums over the facts: settlements as recorded, statements' lines, balances, sales, VAT and stock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, case, cast, func, select
from sqlalchemy.sql.elements import ColumnElement

from db import tables as t
from db.projection_month import purchase_of
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.settlement import EXCHANGED, Adjustment, Carried, Month, Purchase, Row
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Bearer
from ess_shop.reading import (
    AccountBalance,
    Owed,
    SalesRow,
    SettledMonth,
    StatementLine,
    StockRow,
    VatRow,
    ticket_number,
)

SALE_OF_LINE = and_(t.sales.c.till == t.sale_lines.c.till, t.sales.c.entry == t.sale_lines.c.entry)


def within(column: ColumnElement[str], month: Month | None) -> ColumnElement[bool]:
    """Whether a day lies in a month (any day if there is none)."""
    if month is None:
        return column.is_not(None)
    return and_(column >= month.first.isoformat(), column <= month.last.isoformat())


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
    stream = connection.execution_options(yield_per=1000).execute(query)
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
        amount = _money(row.amount, row.currency, shop)
        found[row.member_id].append(Adjustment(amount, f"{row.reference} : {row.reason}"))
    return dict(found)


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
