"""Goods here whose time ends, as the books find them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Subquery,
    and_,
    cast,
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
    contracts, told = _Contracts(connection, member_id), _told(connection)
    found: dict[str, StayRow] = {}
    for row in connection.execute(_long_here(connection, today, member_id)):
        since = date.fromisoformat(row.since[:10])
        terms = contracts.agreed(row.member_id, row.terms_from, since)
        days = row.duration_days if row.terms_from or terms is None else terms.duration_days
        until = until_of(since, days, date.fromisoformat(row.stays_until) if row.stays_until else None)
        clauses = terms.clauses if terms else NO_CLAUSES
        state = state_of(until, clauses.grace_days, today) if until else None
        if until is None or state is None:
            continue
        found[row.id] = StayRow(
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
    return sorted(found.values(), key=lambda each: (each.member, each.until, each.code))


class _Contracts:
    """The members' contracts, each read into a value only where goods may end."""

    def __init__(self, connection: Connection, member_id: str) -> None:
        query = select(t.terms).where(t.terms.c.member_id == member_id) if member_id else select(t.terms)
        self._rows: defaultdict[str, list[RowMapping]] = defaultdict(list)
        for row in connection.execute(query).mappings():
            self._rows[row["member_id"]].append(row)
        self._histories: dict[str, list[Terms]] = {}

    def agreed(self, member_id: str, begins: str, since: date) -> Terms | None:
        """The contract whose first day the slip names; else the one of the day."""
        history = self._histories.get(member_id)
        if history is None:
            history = self._histories[member_id] = [terms_from(row) for row in self._rows[member_id]]
        named = date.fromisoformat(begins) if begins else None
        return next((each for each in history if each.valid_from == named), None) or valid_on(history, since)


def _long_here(connection: Connection, today: date, member_id: str) -> Any:
    """Articles with pieces here whose last deposit was long enough ago that their time may end."""
    articles, moves = t.articles.c, t.stock_moves.c
    horizon = today + timedelta(days=SOON)
    gone = _taken_back(connection)
    deposits = _deposits(connection, horizon, member_id, gone)
    of_article = moves.article_id == articles.id
    here = select(func.sum(moves.quantity)).where(of_article).correlate(t.articles).scalar_subquery()
    stands = and_(moves.reason == _DEPOSIT, moves.till == OFFICE, moves.entry.not_in(gone))
    last = select(func.max(moves.entry)).where(of_article, stands).correlate(t.articles).scalar_subquery()
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
        .where(articles.stays_until <= horizon.isoformat(), here > 0, deposits.c.entry == last)
    )


def _deposits(connection: Connection, horizon: date, member_id: str, gone: Sequence[int]) -> Subquery:
    """What was taken in long enough ago: under terms that end, prolonged, and before there were slips."""
    slips, lines, moves, journal = t.slips.c, t.slip_lines.c, t.stock_moves.c, t.journal.c
    articles = t.articles.c
    lasts = connection.execute(select(lines.duration_days).distinct()).scalars()
    ago = {days: (horizon - timedelta(days=days)).isoformat() for days in lasts if days is not None}
    timed = [and_(lines.duration_days == days, slips.day <= day) for days, day in ago.items()]
    on_slips = (
        select(lines.article_id, lines.entry, slips.day.label("since"), lines.duration_days, lines.terms_from)
        .select_from(t.slips)
        .join(t.slip_lines, and_(lines.till == slips.till, lines.entry == slips.entry))
        .where(slips.kind == _DEPOSIT, slips.entry.not_in(gone))
    )
    every = [on_slips.where(slips.day <= max(ago.values()), or_(*timed))] if ago else []
    prolonged = _prolonged(connection, horizon)
    if prolonged:
        every.append(on_slips.where(lines.duration_days.is_(None), lines.article_id.in_(prolonged)))
    first = connection.execute(select(func.min(slips.entry)).where(slips.till == OFFICE)).scalar_one()
    without_slip = (
        select(
            moves.article_id,
            moves.entry,
            journal.at.label("since"),
            cast(null(), lines.duration_days.type).label("duration_days"),
            literal("", lines.terms_from.type).label("terms_from"),
        )
        .select_from(t.stock_moves)
        .join(t.journal, and_(journal.till == moves.till, journal.number == moves.entry))
        .where(moves.till == OFFICE, moves.reason == _DEPOSIT)
    )
    if first is not None:
        without_slip = without_slip.where(moves.entry < first)
    if member_id:
        mine = select(articles.id).where(articles.member_id == member_id)
        every = [each.where(slips.member_id == member_id) for each in every]
        without_slip = without_slip.where(moves.article_id.in_(mine))
    return union_all(*every, without_slip).subquery("deposits")


def _prolonged(connection: Connection, horizon: date) -> list[str]:
    """Articles whose prolonged time ends; there are few."""
    until = t.articles.c.stays_until
    query = select(t.articles.c.id).where(until != "", until <= horizon.isoformat())
    return list(connection.execute(query).scalars())


def _taken_back(connection: Connection) -> list[int]:
    """The entries of deposits that were taken back; there are few."""
    slip, back = t.slips.alias("slip").c, t.slips.alias("back").c
    query = (
        select(slip.entry)
        .join(back.number.table, back.reverses == slip.number)
        .where(back.reverses != "", slip.kind == _DEPOSIT)
    )
    return list(connection.execute(query).scalars())


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
