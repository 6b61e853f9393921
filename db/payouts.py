"""Approvals of months, their payouts, and what came back of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence, Set

from sqlalchemy import Connection, and_, case, func, select

from db import tables as t
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.members import IBAN_CHANGED, IBAN_CONFIRMED
from ess_shop.domain.money import Money
from ess_shop.domain.settlement import Month
from ess_shop.domain.settlement_record import PayoutBack, PayoutLine
from ess_shop.domain.shop import Shop
from ess_shop.reading.settlement import Approval


class Payouts(ABC):
    """What can be asked about approvals and payouts; see `ess_shop.reading.settlement`."""

    _connection: Connection

    @abstractmethod
    def shop(self) -> Shop:
        """The shop as set up."""

    def approvals(self, month: Month) -> Sequence[Approval]:
        """Who agreed to a month's figures before it was settled, in their order."""
        rows = t.approvals.c
        query = (
            select(rows.person, rows.digest, t.journal.c.at)
            .join(t.journal, and_(t.journal.c.till == rows.till, t.journal.c.number == rows.entry))
            .where(rows.month == str(month))
            .order_by(rows.entry)
        )
        return [Approval(*row) for row in self._connection.execute(query)]

    def payouts(self, month: Month) -> Sequence[PayoutLine]:
        """What was paid of a month, in the order of its statements."""
        rows, shop = t.payout_lines.c, self.shop()
        query = select(t.payout_lines).where(rows.month == str(month)).order_by(rows.entry, rows.line)
        return [
            PayoutLine(
                row.member_id,
                Money(row.amount, shop.currency_named(row.currency)),
                row.means,
                row.reference,
            )
            for row in self._connection.execute(query)
        ]

    def payout_backs(self, month: Month) -> Sequence[PayoutBack]:
        """What of a month's payouts came back."""
        rows, shop = t.payout_backs.c, self.shop()
        query = select(t.payout_backs).where(rows.month == str(month)).order_by(rows.entry, rows.line)
        return [
            PayoutBack(
                row.month,
                PayoutLine(
                    row.member_id,
                    Money(row.amount, shop.currency_named(row.currency)),
                    row.means,
                    row.reference,
                ),
                row.day,
                row.reason,
            )
            for row in self._connection.execute(query)
        ]

    def unconfirmed_accounts(self) -> Set[str]:
        """The members whose bank account changed since the first settlement without anybody confirming it."""
        return unconfirmed_accounts(self._connection)


def unconfirmed_accounts(connection: Connection) -> Set[str]:
    """The same, told by the order of the journal: a clock that was set back hides no change.

    What an account was before the first settlement nobody has to confirm.
    """
    events = t.events.c
    first = connection.execute(select(func.min(t.settlements.c.entry))).scalar_one_or_none()
    if first is None:
        return frozenset()
    kinds = (IBAN_CHANGED, IBAN_CONFIRMED)
    changed, confirmed = (func.max(case((events.code == kind, events.entry), else_=0)) for kind in kinds)
    query = (
        select(events.detail)
        .where(events.code.in_(kinds), events.till == OFFICE, events.entry > first)
        .group_by(events.detail)
        .having(changed > confirmed)
    )
    return frozenset(connection.execute(query).scalars())
