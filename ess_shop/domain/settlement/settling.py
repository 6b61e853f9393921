"""The monthly settlement: every member's rows, numbered, to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ess_shop.domain.money import allocate
from ess_shop.domain.month_plan import NO_PLAN, MonthPlan
from ess_shop.domain.settlement.account import Account
from ess_shop.domain.settlement.month import Month
from ess_shop.domain.settlement.reckoning import rows_of
from ess_shop.domain.settlement.row import Numbers, Row, Settlement
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import SELF_BILLED


def settle(
    month: Month,
    accounts: Sequence[Account],
    shop: Shop,
    *,
    numbers: Numbers | None = None,
    plan: MonthPlan = NO_PLAN,
    stock: Mapping[str, int] | None = None,
) -> Settlement:
    """Settle a month. The same function makes the preview and the act.

    `stock` is how much there is of each local currency; None if nobody counts it. Statements are numbered per
    month, invoices of commission and fees without a gap through the year, self-billed ones per member and
    year.
    """
    numbers = numbers or Numbers()
    decided, missing = _decided(accounts, shop, plan, stock)
    charged = {account.member_id for account in accounts if account.fees}
    rows: list[Row] = []
    statement, invoice = 1, numbers.invoice + 1
    for own in decided:
        first, number = own[0], f"RV-{month}-{statement:04d}"
        invoiced = bool(first.commission) or first.member_id in charged
        rows.append(
            replace(
                first,
                statement=number,
                invoice=f"FC-{month.year}-{invoice:05d}" if invoiced else "",
                self_bill=_self_bill(month, first, numbers),
            )
        )
        rows += [replace(row, statement=number) for row in own[1:]]
        statement += 1
        invoice += invoiced
    return Settlement(month, tuple(rows), missing)


def self_bill_series(year: int, code: str) -> str:
    """How the self-billed invoices of a member and year begin; of the characters that every system takes."""
    return f"AF-{year}-{code.replace('.', '/')}-"


def _self_bill(month: Month, row: Row, numbers: Numbers) -> str:
    if not any(each.share for each in row.purchases if each.role in SELF_BILLED):
        return ""
    number = numbers.self_bills.get(row.member_id, 0) + 1
    return f"{self_bill_series(month.year, row.code)}{number:04d}"


def _decided(
    accounts: Sequence[Account], shop: Shop, plan: MonthPlan, stock: Mapping[str, int] | None
) -> tuple[list[list[Row]], dict[str, int]]:
    """The rows of every member with something to tell, once it is known which local currency is short."""
    ordered = sorted(accounts, key=lambda account: account.code)
    first = [rows_of(account, shop, plan, {}) for account in ordered]
    uncovered, missing = _uncovered(first, plan, stock)
    if not uncovered:
        return [rows for rows in first if rows], missing
    again = [rows_of(account, shop, plan, uncovered.get(account.member_id, {})) for account in ordered]
    return [rows for rows in again if rows], missing


def _uncovered(
    members: Sequence[Sequence[Row]], plan: MonthPlan, stock: Mapping[str, int] | None
) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """What is missing of each local currency, by member and code where decided, else by code."""
    due: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for rows in members:
        for row in rows[1:]:
            if row.paid:
                due[row.paid.currency.code].append((row.member_id, row.paid.minor))
    uncovered: defaultdict[str, dict[str, int]] = defaultdict(dict)
    missing: dict[str, int] = {}
    for code, amounts in due.items() if stock is not None else ():
        there = max((stock or {}).get(code, 0), 0)
        wanted = sum(amount for _, amount in amounts)
        if wanted <= there:
            continue
        if code not in plan.local:
            missing[code] = wanted - there
            continue
        for (member, amount), covered in zip(
            amounts, allocate(there, [amount for _, amount in amounts]), strict=True
        ):
            if amount > covered:
                uncovered[member][code] = amount - covered
    return dict(uncovered), missing
