"""Where a cut goes through every journal, what it carries on, and the cutting itself.

Nothing is cut that the kept part still leans on: the last closing of every till, the last settlement before
the cut, the deposits of goods that are still here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, false, func, not_, or_, select

from db import tables as t
from db.beginning import beginning
from db.goods import stands
from db.guards import unguarded
from ess_shop.domain.archive import Counters
from ess_shop.domain.cut import AGAIN, CARRIED, Cut, KeptTill
from ess_shop.domain.journal import OFFICE, Head, Kind
from ess_shop.domain.slips import TRANSFERS

_AWAY = tuple(map(str, TRANSFERS))
_NAMED = frozenset({"sale", "return", *_AWAY})
"""Movements of goods that are still told apart after a purge."""


def cut_before(connection: Connection, until: date) -> Cut:
    """The cut that takes as much as it may of what was recorded up to a day."""
    begun = beginning(connection)
    codes = connection.execute(select(t.tills.c.code).order_by(t.tills.c.code)).scalars().all()
    ends = {
        code: _till_end(connection, begun.kept(code).head.number, code, until)
        for code in codes
        if code != OFFICE
    }
    staying = _first_month_staying(connection, ends)
    ends[OFFICE] = _office_end(connection, begun.kept(OFFICE).head.number, until, staying)
    within = {table: _within(table, ends) for table in (t.journal, *t.FACTS)}
    tills = tuple(_kept(connection, begun, code, end) for code, end in ends.items())
    postings, payments, moves = t.postings.c, t.payments.c, t.stock_moves.c
    sums = select(postings.account, postings.currency, func.sum(postings.amount), postings.member_id)
    left = func.sum(payments.change - payments.tendered)
    vouchers = select(payments.reference, payments.currency, left)
    return Cut(
        until=until,
        tills=tills,
        entries=_count(connection, t.journal, within),
        tickets=_count(connection, t.sales, within),
        postings=tuple(
            (account, currency, int(amount), member or "")
            for account, currency, amount, member in connection.execute(
                sums.where(within[t.postings])
                .group_by(postings.account, postings.currency, postings.member_id)
                .having(func.sum(postings.amount) != 0)
                .order_by(postings.account, postings.currency, postings.member_id)
            )
        ),
        moves=_moves(
            connection.execute(
                select(moves.article_id, moves.reason, func.sum(moves.quantity))
                .where(within[t.stock_moves])
                .group_by(moves.article_id, moves.reason)
            ).all()
        ),
        vouchers=tuple(
            (reference, currency, int(amount))
            for reference, currency, amount in connection.execute(
                vouchers.where(within[t.payments], payments.means == "voucher")
                .group_by(payments.reference, payments.currency)
                .having(left != 0)
                .order_by(payments.reference, payments.currency)
            )
        ),
        slips=_slips(connection, begun, within[t.slips]),
        police=max(begun.police, _most(connection, t.police_entries, "number", within)),
        digests=_digests(connection, begun, within[t.record_digests]),
        edits=begun.edits + _edits(connection, within[t.journal]),
        periods=_periods(connection, within[t.periods]),
    )


def cut(connection: Connection, made: Cut) -> None:
    """Take away what the cut takes: facts first, then the journals they come from."""
    ends = {each.head.till: each.head.number for each in made.tills}
    with unguarded(connection, (t.journal, *t.FACTS)):
        for table in (*t.FACTS, t.journal):
            connection.execute(delete(table).where(_within(table, ends)))


def _within(table: Table, ends: Mapping[str, int]) -> ColumnElement[bool]:
    number = table.c.number if table is t.journal else table.c.entry
    return or_(false(), *(and_(table.c.till == till, number <= end) for till, end in ends.items() if end))


def _till_end(connection: Connection, begin: int, till: str, until: date) -> int:
    """The last closing of the period and what was noted after it; a till's very last session stays."""
    closings, journal = t.closings.c, t.journal.c
    newest = connection.execute(select(func.max(closings.entry)).where(closings.till == till)).scalar_one()
    last = connection.execute(
        select(func.max(closings.entry)).where(closings.till == till, closings.day <= until.isoformat())
    ).scalar_one()
    if last is None:
        return begin
    if last == newest:
        session = connection.execute(
            select(closings.session).where(closings.till == till, closings.entry == newest)
        ).scalar_one()
        return max(begin, int(session) - 1)
    following = connection.execute(
        select(journal.number, journal.kind, journal.at)
        .where(journal.till == till, journal.number > last)
        .order_by(journal.number)
        .execution_options(yield_per=100)
    )
    for row in following:
        if row.kind == Kind.OPENING or row.at[:10] > until.isoformat():
            break
        last = row.number
    following.close()
    return int(last)


def _first_month_staying(connection: Connection, ends: Mapping[str, int]) -> str:
    """The month of the first sale that is not cut; "" where none stays."""
    sales = t.sales.c
    stays = not_(_within(t.sales, ends))
    day = connection.execute(select(func.min(sales.day)).where(stays)).scalar_one_or_none()
    return str(day or "")[:7]


def _office_end(connection: Connection, begin: int, until: date, staying: str) -> int:
    """The last entry of an unbroken run of days up to `until` on which nothing that is kept leans."""
    stop, last, day = _leaned_on(connection, until, staying), begin, until.isoformat()
    journal = t.journal.c
    rows = connection.execute(
        select(journal.number, journal.at, journal.body)
        .where(journal.till == OFFICE, journal.number > begin)
        .order_by(journal.number)
        .execution_options(yield_per=100)
    )
    for row in rows:
        if (stop is not None and row.number >= stop) or _day_of(row) > day:
            break
        last = row.number
    rows.close()
    return int(last)


def _day_of(row: Any) -> str:
    """The latest day that an entry of the office speaks of."""
    return max(str(row.at[:10]), str(json.loads(row.body).get("day", "")))


def _leaned_on(connection: Connection, until: date, staying: str) -> int | None:
    """The first entry of the office that must stay.

    It is the last settlement, that of the first month of which a sale stays, or a deposit of what is here.
    """
    heads, moves = t.settlements.c, t.stock_moves.c
    last = select(func.max(heads.month)).where(heads.month <= until.isoformat()[:7])
    months = [each for each in (connection.execute(last).scalar_one_or_none(), staying) if each]
    settled = connection.execute(
        select(func.min(heads.entry)).where(heads.month >= min(months, default=""))
    ).scalar_one_or_none()
    away = moves.reason.in_(_AWAY)
    on_hand, at_fair = func.sum(moves.quantity), func.sum(moves.quantity).filter(away)
    here = (
        select(moves.article_id)
        .group_by(moves.article_id)
        .having(or_(on_hand > 0, func.coalesce(at_fair, 0) < 0))
    )
    latest = (
        select(func.max(moves.entry).label("entry"))
        .where(moves.till == OFFICE, moves.article_id.in_(here), stands())
        .group_by(moves.article_id)
        .subquery()
    )
    oldest = connection.execute(select(func.min(latest.c.entry))).scalar_one_or_none()
    return min((each for each in (settled, oldest) if each is not None), default=None)


def _kept(connection: Connection, begun: Cut, till: str, end: int) -> KeptTill:
    kept = begun.kept(till)
    if end == kept.head.number:
        return kept
    journal, closings, totals = t.journal.c, t.closings.c, t.closing_taxpayers.c
    head = connection.execute(
        select(journal.signature, journal.at).where(journal.till == till, journal.number == end)
    ).one()
    ticket = connection.execute(
        select(func.max(t.sales.c.ticket)).where(t.sales.c.till == till, t.sales.c.entry <= end)
    ).scalar_one_or_none()
    closing = connection.execute(
        select(closings.entry, closings.z, closings.day)
        .where(closings.till == till, closings.entry <= end)
        .order_by(closings.entry.desc())
        .limit(1)
    ).first()
    before = kept.counters
    z, day, perpetual = before.z, kept.closed_day, before.perpetual
    if closing is not None:
        rows = connection.execute(
            select(totals.taxpayer, totals.perpetual).where(
                totals.till == till, totals.entry == closing.entry
            )
        )
        z, day, perpetual = closing.z, closing.day, {row.taxpayer: row.perpetual for row in rows}
    counters = Counters(ticket or before.ticket, z, perpetual)
    return KeptTill(Head(till, end, head.signature), counters, head.at, day)


def _moves(rows: Any) -> tuple[tuple[str, int, str], ...]:
    """Per article what is carried on; of goods that came and went wholly, nothing is."""
    by_article: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for article, reason, quantity in rows:
        by_article[article][reason if reason in _NAMED else CARRIED] += int(quantity)
    return tuple(
        (article, quantity, reason)
        for article, reasons in sorted(by_article.items())
        if sum(reasons.values()) or any(reasons[reason] for reason in _AWAY if reason in reasons)
        for reason, quantity in sorted(reasons.items())
        if quantity
    )


def _count(connection: Connection, table: Table, within: Mapping[Table, ColumnElement[bool]]) -> int:
    query = select(func.count()).select_from(table).where(within[table])
    return int(connection.execute(query).scalar_one())


def _most(
    connection: Connection, table: Table, name: str, within: Mapping[Table, ColumnElement[bool]]
) -> int:
    query = select(func.coalesce(func.max(table.c[name]), 0)).where(within[table])
    return int(connection.execute(query).scalar_one())


def _slips(connection: Connection, begun: Cut, within: ColumnElement[bool]) -> dict[tuple[str, int], int]:
    slips = t.slips.c
    query = select(slips.kind, slips.year, func.max(slips.sequence)).where(within)
    rows = connection.execute(query.group_by(slips.kind, slips.year))
    return {**begun.slips, **{(kind, year): int(last) for kind, year, last in rows}}


def _digests(connection: Connection, begun: Cut, within: ColumnElement[bool]) -> dict[tuple[str, str], str]:
    """The last digest of every record; of records that were taken out again, none."""
    rows = t.record_digests.c
    query = select(rows.register, rows.record, rows.digest).where(within).order_by(rows.entry, rows.line)
    latest = dict(begun.digests)
    for register, record, digest in connection.execute(query):
        latest[register, record] = digest
    return {record: digest for record, digest in latest.items() if digest}


def _edits(connection: Connection, within: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(t.journal).where(within, t.journal.c.kind == str(Kind.REGISTER))
    return int(connection.execute(query).scalar_one())


def _periods(connection: Connection, within: ColumnElement[bool]) -> tuple[dict[str, Any], ...]:
    of_period = and_(t.journal.c.till == t.periods.c.till, t.journal.c.number == t.periods.c.entry)
    query = select(t.journal.c.at, t.journal.c.body).join(t.periods, of_period).where(within)
    rows = connection.execute(query.order_by(t.journal.c.number))
    return tuple({"closed_at": row.at, **json.loads(row.body), AGAIN: True} for row in rows)
