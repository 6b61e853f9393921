"""Goods here whose time ends, as the books find them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Subquery,
    and_,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from db import tables as t
from db.registers import terms_from
from ess_shop.domain.clauses import NO_CLAUSES
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.stays import SOON, STAY_TOLD, StayRow, state_of, until_of
from ess_shop.domain.terms import Terms, valid_on

_DEPOSIT = str(SlipKind.DEPOSIT)


def stays(connection: Connection, shop: Shop, today: date, member_id: str = "") -> list[StayRow]:
    """What is here and ends within two weeks, or is over; by member and last day.

    The time counts from the last deposit that stands, by what its slip froze, or by the contract of that day
    where there was no slip yet.
    """
    contracts = _contracts(connection, member_id)
    told = _told(connection)
    found = []
    for row in connection.execute(_long_here(connection, today, member_id)):
        since = date.fromisoformat(row.since[:10])
        terms = _agreed(contracts.get(row.member_id, ()), row.terms_from, since)
        days = row.duration_days if row.terms_from or terms is None else terms.duration_days
        until = until_of(since, days, date.fromisoformat(row.stays_until) if row.stays_until else None)
        clauses = terms.clauses if terms else NO_CLAUSES
        state = state_of(until, clauses.grace_days, today) if until else None
        if until is None or state is None:
            continue
        found.append(
            StayRow(
                article_id=row.id,
                code=row.code,
                label=row.label,
                price=shop.money(row.price),
                member_id=row.member_id,
                member=row.member,
                name=row.name or "",
                on_hand=int(row.on_hand),
                since=since,
                until=until,
                grace_until=until + timedelta(days=clauses.grace_days),
                after=clauses.after,
                state=state,
                told=told.get(row.member_id),
            )
        )
    return sorted(found, key=lambda each: (each.member, each.until, each.code))


def _agreed(contracts: Sequence[RowMapping], begins: str, since: date) -> Terms | None:
    """The contract whose first day the slip names; else the one of the day."""
    named = [row for row in contracts if row["valid_from"] == begins]
    history = [terms_from(row) for row in named or contracts]
    return history[0] if named else valid_on(history, since)


def _long_here(connection: Connection, today: date, member_id: str) -> Any:
    """Articles with pieces here whose last deposit was long enough ago that their time may end."""
    articles, moves = t.articles.c, t.stock_moves.c
    horizon = today + timedelta(days=SOON)
    deposits = _deposits(connection, horizon, member_id)
    of_article = moves.article_id == articles.id
    here = select(func.sum(moves.quantity)).where(of_article).correlate(t.articles).scalar_subquery()
    last = (
        select(func.max(moves.entry))
        .where(of_article, moves.reason == _DEPOSIT, moves.till == OFFICE, ~_taken_back(moves.entry))
        .correlate(t.articles)
        .scalar_subquery()
    )
    longer = and_(articles.stays_until != "", articles.stays_until <= horizon.isoformat())
    return (
        select(
            articles.id,
            articles.code,
            articles.label,
            articles.price,
            articles.member_id,
            articles.stays_until,
            here.label("on_hand"),
            deposits.c.since,
            deposits.c.duration_days,
            deposits.c.terms_from,
            t.members.c.code.label("member"),
            t.identities.c.name,
        )
        .select_from(deposits)
        .join(t.articles, articles.id == deposits.c.article_id)
        .join(t.members, t.members.c.id == articles.member_id)
        .outerjoin(t.identities, t.identities.c.member_id == articles.member_id)
        .where(
            or_(longer, and_(articles.stays_until == "", deposits.c.timed == 1)),
            here > 0,
            deposits.c.entry == last,
        )
        .distinct()
    )


def _deposits(connection: Connection, horizon: date, member_id: str) -> Subquery:
    """What was taken in long enough ago: on slips, and before there were any."""
    slips, lines, moves, journal = t.slips.c, t.slip_lines.c, t.stock_moves.c, t.journal.c
    lasts = connection.execute(select(lines.duration_days).distinct()).scalars()
    ago = {days: (horizon - timedelta(days=days)).isoformat() for days in lasts if days is not None}
    timed = [and_(lines.duration_days == days, slips.day <= day) for days, day in ago.items()]
    on_slips = (
        select(
            lines.article_id,
            lines.entry,
            slips.day.label("since"),
            lines.duration_days,
            lines.terms_from,
            lines.duration_days.is_not(None).cast(lines.entry.type).label("timed"),
        )
        .select_from(t.slips)
        .join(t.slip_lines, and_(lines.till == slips.till, lines.entry == slips.entry))
        .where(slips.kind == _DEPOSIT, or_(false(), lines.duration_days.is_(None), *timed))
    )
    first = connection.execute(select(func.min(slips.entry)).where(slips.till == OFFICE)).scalar_one()
    before = moves.entry < first if first is not None else moves.entry.is_not(None)
    without_slip = (
        select(
            moves.article_id,
            moves.entry,
            journal.at.label("since"),
            null().cast(lines.duration_days.type).label("duration_days"),
            literal("").label("terms_from"),
            literal(1).label("timed"),
        )
        .join(t.journal, and_(journal.till == moves.till, journal.number == moves.entry))
        .where(moves.till == OFFICE, before, moves.reason == _DEPOSIT)
    )
    if member_id:
        mine = select(t.articles.c.id).where(t.articles.c.member_id == member_id)
        on_slips = on_slips.where(slips.member_id == member_id)
        without_slip = without_slip.where(moves.article_id.in_(mine))
    return union_all(on_slips, without_slip).subquery("deposits")


def _taken_back(entry: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the slip of that entry was taken back."""
    slip, back = t.slips.alias("slip"), t.slips.alias("back")
    return exists().where(slip.c.till == OFFICE, slip.c.entry == entry, back.c.reverses == slip.c.number)


def _contracts(connection: Connection, member_id: str) -> Mapping[str, Sequence[RowMapping]]:
    """By member id; read into values only where goods may end."""
    contracts: defaultdict[str, list[RowMapping]] = defaultdict(list)
    query = select(t.terms).where(t.terms.c.member_id == member_id) if member_id else select(t.terms)
    for row in connection.execute(query).mappings():
        contracts[row["member_id"]].append(row)
    return contracts


def _told(connection: Connection) -> dict[str, date]:
    """By member id, the day on which they were last told."""
    events, journal = t.events.c, t.journal.c
    query = (
        select(events.detail, func.max(journal.at))
        .join(t.journal, and_(journal.till == events.till, journal.number == events.entry))
        .where(events.code == STAY_TOLD)
        .group_by(events.detail)
    )
    return {member: date.fromisoformat(at[:10]) for member, at in connection.execute(query)}
