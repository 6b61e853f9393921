"""The police register in the books: its entries by number, and the identity papers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select, true

from db import tables as t
from db.beginning import beginning
from db.figures import Figures
from db.registers import seller_from
from ess_shop.domain.police import PoliceRow, Seller

_PAPER = tuple(column.name for column in t.sellers.columns)


class PoliceRegister(Figures):
    """What can be asked about the register; see `ess_shop.reading.police`."""

    def police_entries(self, since: date | None = None, until: date | None = None) -> Sequence[PoliceRow]:
        """The entries of a period by number."""
        entries, slips, back = t.police_entries.c, t.slips.c, t.slips.alias("back").c
        query = (
            select(
                t.police_entries,
                slips.number.label("slip"),
                t.members.c.code.label("member"),
                back.number.label("reversed_by"),
                *[t.sellers.c[name].label(f"paper_{name}") for name in _PAPER],
            )
            .join(t.slips, and_(slips.till == entries.till, slips.entry == entries.entry))
            .join(t.members, t.members.c.id == slips.member_id)
            .join(t.sellers, t.sellers.c.id == entries.seller_id)
            .outerjoin(back.number.table, back.reverses == slips.number)
            .order_by(entries.number)
        )
        if since is not None:
            query = query.where(entries.day >= since.isoformat())
        if until is not None:
            query = query.where(entries.day <= until.isoformat())
        money = self.shop().money
        return [
            PoliceRow(
                number=row["number"],
                day=date.fromisoformat(row["day"]),
                slip=row["slip"],
                member=row["member"],
                seller=seller_from({name: row[f"paper_{name}"] for name in _PAPER}),
                description=row["description"],
                price=money(row["price"]),
                quantity=row["quantity"],
                reversed_by=row["reversed_by"] or "",
            )
            for row in self._connection.execute(query).mappings()
        ]

    def last_police_number(self) -> int:
        """The number of the last entry, be it purged; 0 if there never was one."""
        last = self._connection.execute(select(func.max(t.police_entries.c.number))).scalar_one()
        return int(last) if last else beginning(self._connection).police

    def sellers(self, member_id: str) -> Sequence[Seller]:
        """A member's identity papers in the register, the one used last first."""
        return [seller for seller, _last in self._kept(t.sellers.c.member_id == member_id)]

    def sellers_kept(self) -> Sequence[tuple[Seller, date]]:
        """Everyone whom the register names, with the day of their last entry."""
        return self._kept(true())

    def _kept(self, which: ColumnElement[bool]) -> list[tuple[Seller, date]]:
        entries = t.police_entries.c
        query = (
            select(t.sellers, func.max(entries.day).label("last"))
            .join(t.police_entries, entries.seller_id == t.sellers.c.id)
            .where(which, t.sellers.c.name != "")
            .group_by(*t.sellers.c)
            .order_by(func.max(entries.number).desc())
        )
        return [
            (seller_from({name: row[name] for name in _PAPER}), date.fromisoformat(row["last"]))
            for row in self._connection.execute(query).mappings()
        ]
