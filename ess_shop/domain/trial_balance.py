"""The trial balance of a period as a value: what each account held, what moved on it, what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.money import Money
from ess_shop.domain.shop import Shop


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """An account or a member's part of one, in legal currency; `before` and `after` are debit positive."""

    number: str
    name: str
    before: Money
    debit: Money
    credit: Money

    @property
    def after(self) -> Money:
        """What it holds at the end."""
        return self.before + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """The accounts by number, and the members' accounts by their code, from `first` to `last`."""

    shop: Shop
    first: date
    last: date
    accounts: Sequence[BalanceRow]
    members: Sequence[BalanceRow]
    training: bool = False

    def totals(self) -> BalanceRow:
        """All accounts together; `before` and `after` are zero in books that tie."""
        nothing = self.shop.money(0)
        rows = self.accounts
        return BalanceRow(
            "",
            "",
            sum((row.before for row in rows), nothing),
            sum((row.debit for row in rows), nothing),
            sum((row.credit for row in rows), nothing),
        )
