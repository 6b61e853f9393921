"""Proving the sums: settlements against sales and ledger, closings against sales, perpetual totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, select

from db import month as sums
from db import tables as t
from db.periods import period_figures, recorded_periods
from db.sessions import session_totals
from db.settled import settled
from db.shop_row import shop_from
from ess_shop.domain.cash import OpenSession
from ess_shop.domain.cut import Cut
from ess_shop.domain.money import Currency
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.sale import Means
from ess_shop.domain.settlement import Month, Movement, Row
from ess_shop.domain.shop import Shop
from ess_shop.ports import Defect


def money_defects(connection: Connection, begun: Cut) -> Iterator[Defect]:
    """Every figure that does not add up; `begun` says what a purge carried on."""
    try:
        shop = shop_from(connection.execute(select(t.books.c.shop)).scalar_one())
    except (ValueError, KeyError, TypeError):
        yield Defect("shop_unreadable", "books", "The shop's settings cannot be read.", {})
        return
    yield from _ledger_defects(connection)
    yield from _closing_defects(connection, begun)
    yield from _period_defects(connection, begun)
    for text in connection.execute(select(t.settlements.c.month).order_by(t.settlements.c.month)).scalars():
        if begun.until is None or Month.parse(text).last > begun.until:
            yield from _settlement_defects(connection, Month.parse(text), shop)
    yield from _owed_defects(connection)
    yield from _overdrawn_defects(connection)


def _ledger_defects(connection: Connection) -> Iterator[Defect]:
    query = select(t.postings.c.currency, func.sum(t.postings.c.amount)).group_by(t.postings.c.currency)
    for currency, rest in connection.execute(query):
        if rest:
            yield Defect(
                "ledger",
                currency,
                "The ledger is off by {rest} minor units of {currency}.",
                {"rest": int(rest), "currency": currency},
            )


def _closing_defects(connection: Connection, begun: Cut) -> Iterator[Defect]:
    """Each Z says what its session sold, and carries every perpetual total on."""
    perpetual: defaultdict[tuple[str, str], int] = defaultdict(int)
    for kept in begun.tills:
        for taxpayer, total in kept.counters.perpetual.items():
            perpetual[kept.head.till, taxpayer] = total
    taxpayers, counts = t.closing_taxpayers.c, t.closing_counts.c
    for row in connection.execute(select(t.closings).order_by(t.closings.c.till, t.closings.c.z)).all():
        where = f"{row.till} Z{row.z}"
        totals = session_totals(connection, _session(row))
        if (totals.tickets, totals.total, totals.returns) != (row.tickets, row.total, row.returns):
            yield Defect("closing", where, "The closing does not say what was sold.", {})
        expected = totals.expected()
        for count in connection.execute(
            select(counts.means, counts.currency, counts.expected).where(
                counts.till == row.till, counts.entry == row.entry
            )
        ):
            if count.expected != expected.get((Means(count.means), count.currency), 0):
                yield Defect("drawer", where, "A drawer of this closing does not add up.", {})
        stated = connection.execute(
            select(taxpayers.taxpayer, taxpayers.total, taxpayers.perpetual).where(
                taxpayers.till == row.till, taxpayers.entry == row.entry
            )
        )
        for taxpayer, total, after in stated:
            perpetual[row.till, taxpayer] += totals.taxpayers.get(taxpayer, 0)
            if total != totals.taxpayers.get(taxpayer, 0) or after != perpetual[row.till, taxpayer]:
                yield Defect("perpetual", where, "A perpetual total does not follow from the closings.", {})


def _period_defects(connection: Connection, begun: Cut) -> Iterator[Defect]:
    """Each closed month and year is the sum of its days; purged ones are signed, and that is all."""
    for kind in PeriodKind:
        for period in recorded_periods(connection, kind):
            if begun.until is not None and period.first <= begun.until:
                continue
            first, last = period.first.isoformat(), period.last.isoformat()
            if period.figures != period_figures(connection, first, last):
                yield Defect("period", period.name, "This closing is not the sum of its days.", {})


def _session(row: Any) -> OpenSession:
    return OpenSession(row.till, row.session, date.fromisoformat(row.day))


def _settlement_defects(connection: Connection, month: Month, shop: Shop) -> Iterator[Defect]:
    """The recorded rows are what the sales of the month and the carried balances give."""
    recorded = settled(connection, month, shop)
    if recorded is None:
        return
    accounts = {account.member_id: account for account in sums.settlement_accounts(connection, month, shop)}
    for row in recorded.rows:
        account = accounts.get(row.member_id)
        stated = _figures(row)
        expected = None
        if account is not None:
            movement = account.movement
            opening = account.openings.get(row.opening.currency.code, 0)
            if row.opening.currency == shop.currency:
                expected = (opening, *_in_legal(movement))
            else:
                expected = (opening, 0, 0, _in_local(movement, row.opening.currency))
        if stated != expected or row.opening + row.share + row.adjustments != row.balance:
            yield Defect(
                "settlement",
                f"{month} {row.code}",
                "The settlement of {member} does not follow from the sales of the month.",
                {"member": row.code},
            )


def _in_legal(movement: Movement | None) -> tuple[int, int, int]:
    """What sales give a row in legal currency: gross, commission, share."""
    if movement is None:
        return 0, 0, 0
    commission = movement.gross - movement.share
    return movement.total().minor, commission.minor, movement.total_legal_share().minor


def _in_local(movement: Movement | None, currency: Currency) -> int:
    """The share that sales give a row in a local currency."""
    if movement is None:
        return 0
    shares = (*(part.share for part in movement.locals), *movement.bought)
    return sum(share.minor for share in shares if share.currency == currency)


def _figures(row: Row) -> tuple[int, int, int, int]:
    return row.opening.minor, row.gross.minor, row.commission.minor, row.share.minor


def _owed_defects(connection: Connection) -> Iterator[Defect]:
    """The ledger owes what was last carried, what is approved and not paid yet, and what came since."""
    expected: defaultdict[tuple[str, str], int] = defaultdict(int)
    latest = connection.execute(select(func.max(t.settlements.c.month))).scalar_one_or_none()
    rows = t.settlement_rows.c
    if latest is not None:
        paid = connection.execute(
            select(func.count()).select_from(t.payout_runs).where(t.payout_runs.c.month == latest)
        ).scalar_one()
        for row in connection.execute(select(t.settlement_rows).where(rows.month == latest)):
            expected[row.member_id, row.currency] += row.carried + (0 if paid else row.paid)
    since = Month.parse(latest).last.isoformat() if latest else ""
    postings = t.postings.c
    query = select(postings.member_id, postings.currency, func.sum(-postings.amount)).where(
        postings.member_id.is_not(None)
    )
    grouped = (postings.member_id, postings.currency)
    fresh = query.where(postings.kind.in_(sums.OWED_BY), postings.day > since).group_by(*grouped)
    for member, currency, amount in connection.execute(fresh):
        expected[member, currency] += int(amount)
    actual = {
        (member, currency): int(amount)
        for member, currency, amount in connection.execute(query.group_by(*grouped))
    }
    codes = dict(connection.execute(select(t.members.c.id, t.members.c.code)).all())
    for key in sorted(expected.keys() | actual.keys()):
        if expected.get(key, 0) != actual.get(key, 0):
            yield Defect(
                "owed",
                f"{codes.get(key[0], key[0])} {key[1]}",
                "The ledger owes {actual}, the statements say {expected} (minor units).",
                {"actual": actual.get(key, 0), "expected": expected.get(key, 0)},
            )


def _overdrawn_defects(connection: Connection) -> Iterator[Defect]:
    """No voucher is used for more than it was worth, no line is taken back more often than it was sold."""
    payments = t.payments.c
    worth = func.sum(payments.change - payments.tendered)
    vouchers = select(payments.reference).where(payments.means == "voucher").group_by(payments.reference)
    for reference in connection.execute(vouchers.having(worth < 0)).scalars():
        yield Defect("voucher", reference, "This voucher was used for more than it was worth.", {})
    sold, back = t.sale_lines, t.sale_lines.alias("back")
    returned = (
        select(sold.c.till, sold.c.entry, sold.c.line)
        .join(
            back,
            and_(
                back.c.origin_till == sold.c.till,
                back.c.origin_entry == sold.c.entry,
                back.c.origin_line == sold.c.line,
            ),
        )
        .group_by(sold.c.till, sold.c.entry, sold.c.line, sold.c.quantity)
        .having(sold.c.quantity + func.sum(back.c.quantity) < 0)
    )
    for till, entry, line in connection.execute(returned):
        where = f"{till} {entry} {line}"
        yield Defect("returned", where, "More of this line was taken back than was sold.", {})
