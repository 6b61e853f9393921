"""Goods here whose time ends, as the books find them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, false, func, or_, select

from db import tables as t
from db.registers import terms_from
from ess_shop.domain.clauses import NO_CLAUSES
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import SlipKind
from ess_shop.domain.stays import SOON, STAY_TOLD, StayRow, state_of, until_of
from ess_shop.domain.terms import Terms, valid_on


def stays(connection: Connection, shop: Shop, today: date, member_id: str = "") -> list[StayRow]:
    """What is here and ends within two weeks, or is over; by member and last day.

    The time counts from the last deposit, by what its slip froze, or by the contract of that day where there
    was no slip yet.
    """
    contracts = _contracts(connection)
    told = _told(connection)
    found = []
    for row in connection.execute(_candidates(connection, today, member_id)):
        if row.at is None:
            continue
        since = date.fromisoformat(row.at[:10])
        terms = valid_on(contracts[row.member_id], since)
        by_contract = terms.duration_days if terms else None
        days = row.duration_days if row.slip is not None else by_contract
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


def _candidates(connection: Connection, today: date, member_id: str) -> Any:
    """Articles with pieces here whose last deposit may have been long enough ago."""
    moves, articles, lines, journal = t.stock_moves.c, t.articles.c, t.slip_lines.c, t.journal.c
    deposit = and_(moves.reason == str(SlipKind.DEPOSIT), moves.till == OFFICE)
    here = (
        select(
            moves.article_id,
            func.sum(moves.quantity).label("on_hand"),
            func.max(case((deposit, moves.entry), else_=None)).label("entry"),
        )
        .group_by(moves.article_id)
        .having(func.sum(moves.quantity) > 0)
    )
    if member_id:
        mine = select(articles.id).where(articles.member_id == member_id)
        here = here.where(moves.article_id.in_(mine))
    here_rows = here.subquery()
    horizon = today + timedelta(days=SOON)
    known = connection.execute(select(lines.duration_days).distinct()).scalars()
    old_enough = [
        and_(lines.duration_days == days, journal.at < (horizon - timedelta(days=days - 1)).isoformat())
        for days in known
        if days is not None
    ]
    timed = select(t.terms.c.member_id).where(t.terms.c.duration_days.is_not(None))
    return (
        select(
            articles.id,
            articles.code,
            articles.label,
            articles.price,
            articles.member_id,
            articles.stays_until,
            here_rows.c.on_hand,
            journal.at,
            lines.entry.label("slip"),
            lines.duration_days,
            t.members.c.code.label("member"),
            t.identities.c.name,
        )
        .select_from(here_rows)
        .join(t.articles, articles.id == here_rows.c.article_id)
        .join(t.members, t.members.c.id == articles.member_id)
        .outerjoin(t.identities, t.identities.c.member_id == articles.member_id)
        .outerjoin(t.journal, and_(journal.till == OFFICE, journal.number == here_rows.c.entry))
        .outerjoin(
            t.slip_lines,
            and_(
                lines.till == OFFICE,
                lines.entry == here_rows.c.entry,
                lines.article_id == here_rows.c.article_id,
            ),
        )
        .where(
            or_(
                and_(articles.stays_until != "", articles.stays_until <= horizon.isoformat()),
                and_(
                    articles.stays_until == "",
                    or_(
                        and_(lines.entry.is_(None), articles.member_id.in_(timed)),
                        or_(false(), *old_enough),
                    ),
                ),
            )
        )
        .distinct()
    )


def _contracts(connection: Connection) -> defaultdict[str, list[Terms]]:
    contracts: defaultdict[str, list[Terms]] = defaultdict(list)
    for row in connection.execute(select(t.terms)).mappings():
        contracts[row["member_id"]].append(terms_from(row))
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
