"""Members in the books: the directory, and what a member's file shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import and_, case, func, select

from db import tables as t
from db.goods import Goods, stands
from db.registers import identity_from, member_from
from ess_shop.domain.members import IBAN_CHANGED, Identity, MemberKind
from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Carried, Month
from ess_shop.domain.slips import TRANSFERS
from ess_shop.domain.standing import SoldLine
from ess_shop.errors import NotFound
from ess_shop.reading import (
    AdjustmentRow,
    DirectoryRow,
    Held,
    KeptRow,
    MemberFile,
    PayoutRow,
    StatementRow,
    ticket_number,
)

_SALES = ("sale", "return")
_AWAY = tuple(sorted(TRANSFERS))


class Directory(Goods):
    """What can be asked about members; see `ess_shop.reading.members`."""

    def identities(self) -> Mapping[str, Identity]:
        """Identities by member id."""
        rows = self._connection.execute(select(t.identities)).mappings()
        return {row["member_id"]: identity_from(row) for row in rows}

    def directory(self) -> Sequence[DirectoryRow]:
        """All members by code, as the directory finds them."""
        members, who = t.members.c, t.identities.c
        query = (
            select(members.id, members.code, members.kind, who.name, who.contact, who.town, who.email)
            .outerjoin(t.identities, who.member_id == members.id)
            .order_by(members.code)
        )
        return [
            DirectoryRow(id, code, MemberKind(kind), *(text or "" for text in texts))
            for id, code, kind, *texts in self._connection.execute(query)
        ]

    def recorded(self) -> int:
        """How many entries all journals hold: while it is the same, nothing happened."""
        return int(self._connection.execute(select(func.sum(t.tills.c.number))).scalar_one())

    def held(self) -> Mapping[str, Held]:
        """By member id: what is owed and what is here; members with neither are left out.

        What is at a fair counts: it is in the shop's keeping.
        """
        shop = self.shop()
        articles, moves = t.articles.c, t.stock_moves.c
        kept = func.sum(case((moves.reason.in_(_AWAY), 0), else_=moves.quantity))
        pieces = (
            select(articles.member_id, kept)
            .join(t.stock_moves, moves.article_id == articles.id)
            .group_by(articles.member_id)
        )
        owed = {member: sums.get(shop.currency.code, 0) for member, sums in self.dues().items()}
        here = {member: int(count) for member, count in self._connection.execute(pieces)}
        return {
            member: Held(shop.money(owed.get(member, 0)), here.get(member, 0))
            for member in owed.keys() | here.keys()
            if owed.get(member) or here.get(member)
        }

    def member_file(self, member_id: str) -> MemberFile:
        """A member with their identity; NotFound for an unknown one."""
        member = self._connection.execute(select(t.members).where(t.members.c.id == member_id))
        found = member.mappings().first()
        if found is None:
            raise NotFound("unknown_member", "There is no such member.")
        query = select(t.identities).where(t.identities.c.member_id == member_id)
        who = self._connection.execute(query).mappings().first()
        return MemberFile(member_from(found), identity_from(who) if who else Identity(member_id, ""))

    def owed_to(self, member_id: str) -> Sequence[Money]:
        """What a member is owed now after the commission, legal currency first, nothing left out."""
        shop, sums = self.shop(), dict(self.dues(member_id).get(member_id, {}))
        legal = shop.money(sums.pop(shop.currency.code, 0))
        local = (Money(amount, shop.currency_named(code)) for code, amount in sorted(sums.items()))
        return [legal, *local]

    def sold_lines(self, member_id: str, since: date | None = None) -> Sequence[SoldLine]:
        """A member's lines of days from `since` on (None: all), newest first.

        They are found by the moves of the member's articles: a member's part of all lines is small.
        """
        articles, moves, lines, sales = t.articles.c, t.stock_moves.c, t.sale_lines.c, t.sales.c
        origin = t.sales.alias("origin")
        entries = (
            select(moves.till, moves.entry)
            .join(t.articles, articles.id == moves.article_id)
            .where(articles.member_id == member_id, moves.reason.in_(_SALES))
            .distinct()
            .subquery()
        )
        query = (
            select(
                sales.day,
                sales.till,
                sales.ticket,
                lines.article_id,
                lines.code,
                lines.label,
                lines.quantity,
                lines.total,
                lines.share,
                lines.legal_share,
                origin.c.day.label("first_sold"),
            )
            .select_from(entries)
            .join(t.sales, and_(sales.till == entries.c.till, sales.entry == entries.c.entry))
            .join(t.sale_lines, and_(lines.till == entries.c.till, lines.entry == entries.c.entry))
            .outerjoin(origin, and_(origin.c.till == lines.origin_till, origin.c.entry == lines.origin_entry))
            .where(lines.member_id == member_id)
            .order_by(sales.day.desc(), lines.till, lines.entry.desc(), lines.line)
        )
        if since is not None:
            query = query.where(sales.day >= since.isoformat())
        money = self.shop().money
        return [
            SoldLine(
                day=date.fromisoformat(row.day),
                ticket=ticket_number(row.till, row.ticket),
                article_id=row.article_id,
                code=row.code,
                label=row.label,
                quantity=row.quantity,
                total=money(row.total),
                share=money(row.share),
                legal_share=money(row.legal_share),
                first_sold=date.fromisoformat(row.first_sold) if row.first_sold else None,
            )
            for row in self._connection.execute(query)
        ]

    def kept_of(self, member_id: str) -> Sequence[KeptRow]:
        """A member's articles of which something is here or away, by code."""
        articles, moves, journal = t.articles.c, t.stock_moves.c, t.journal.c
        away = func.sum(case((moves.reason.in_(_AWAY), -moves.quantity), else_=0))
        since = func.max(case((stands(), journal.at), else_=None))
        on_hand = func.sum(moves.quantity)
        named = (articles.id, articles.code, articles.label, articles.price, articles.stays_until)
        query = (
            select(*named, on_hand, away, since)
            .join(t.stock_moves, moves.article_id == articles.id)
            .join(t.journal, and_(journal.till == moves.till, journal.number == moves.entry))
            .where(articles.member_id == member_id)
            .group_by(*named)
            .order_by(articles.code)
        )
        money = self.shop().money
        return [
            KeptRow(
                article_id=id,
                code=code,
                label=label,
                price=money(price),
                on_hand=int(here),
                away=int(there),
                since=date.fromisoformat(at[:10]) if at else None,
                stays_until=date.fromisoformat(until) if until else None,
            )
            for id, code, label, price, until, here, there, at in self._connection.execute(query)
            if here or there
        ]

    def statements_of(self, member_id: str) -> Sequence[StatementRow]:
        """A member's statements, newest first, legal currency first."""
        rows, heads, shop = t.settlement_rows.c, t.settlements.c, self.shop()
        query = (
            select(t.settlement_rows, heads.approved_at)
            .join(t.settlements, and_(heads.till == rows.till, heads.entry == rows.entry))
            .where(rows.member_id == member_id)
            .order_by(rows.month.desc(), rows.line)
        )
        return [
            StatementRow(
                month=Month.parse(row.month),
                number=row.statement,
                at=row.approved_at,
                share=Money(row.share, currency),
                paid=Money(row.paid, currency),
                carried=Money(row.carried, currency),
                why_carried=Carried(row.why),
            )
            for row in self._connection.execute(query)
            for currency in [shop.currency_named(row.currency)]
        ]

    def payouts_of(self, member_id: str) -> Sequence[PayoutRow]:
        """A member's payouts, newest first."""
        lines, shop = t.payout_lines.c, self.shop()
        query = (
            select(lines.day, lines.reference, lines.amount, lines.currency, lines.means)
            .where(lines.member_id == member_id)
            .order_by(lines.day.desc(), lines.month.desc(), lines.line)
        )
        return [
            PayoutRow(
                date.fromisoformat(day),
                number,
                Money(amount, shop.currency_named(code)),
                means,
            )
            for day, number, amount, code, means in self._connection.execute(query)
        ]

    def adjustments_of(self, member_id: str) -> Sequence[AdjustmentRow]:
        """Fees, advances and corrections recorded for a member, newest first."""
        made, shop = t.adjustments.c, self.shop()
        query = (
            select(made.day, made.amount, made.currency, made.reason, made.fee)
            .where(made.member_id == member_id)
            .order_by(made.day.desc(), made.till, made.entry.desc())
        )
        return [
            AdjustmentRow(
                date.fromisoformat(day), Money(amount, shop.currency_named(code)), reason, bool(fee)
            )
            for day, amount, code, reason, fee in self._connection.execute(query)
        ]

    def worksheet_ids_of(self, member_id: str) -> Sequence[str]:
        """All unfinished work that names a member, whatever kind it is."""
        query = select(t.worksheets.c.id).where(t.worksheets.c.member == member_id)
        return list(self._connection.execute(query).scalars())

    def iban_changed_at(self, member_id: str) -> str:
        """The ISO time at which a member's bank account was last changed, "" if it never was."""
        events, journal = t.events.c, t.journal.c
        query = (
            select(func.max(journal.at))
            .join(t.events, and_(events.till == journal.till, events.entry == journal.number))
            .where(events.code == IBAN_CHANGED, events.detail == member_id)
        )
        return self._connection.execute(query).scalar_one() or ""
