"""The trial balance and members' daily totals as tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from drivers.tables.csv_file import Cell, write_table
from ess_shop.domain.trial_balance import BalanceRow
from ess_shop.services.member_days import MemberDays

BALANCE = ("account", "name", "before", "debit", "credit", "after")
MEMBER_DAYS = ("day", "vat_percent", "tickets", "before_tax", "vat", "total", "currency")


def write_balance_csv(path: Path, rows: Sequence[BalanceRow]) -> None:
    """Write accounts, or members' accounts, one a line; `before` and `after` are debit positive."""
    write_table(path, BALANCE, [_balance(row) for row in rows])


def _balance(row: BalanceRow) -> Sequence[Cell]:
    figures = (row.before, row.debit, row.credit, row.after)
    return (row.number, row.name, *(amount.decimal() for amount in figures))


def write_member_days_csv(path: Path, days: MemberDays) -> None:
    """Write a member's month, a line per day and rate."""
    write_table(
        path,
        MEMBER_DAYS,
        [
            (
                day.day.isoformat(),
                str(day.rate.as_percent),
                day.tickets,
                day.before_tax.decimal(),
                day.tax.decimal(),
                day.total.decimal(),
                day.total.currency.code,
            )
            for day in days.days
        ],
    )
