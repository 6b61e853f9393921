"""Reckoning a member's rows: what is owed, what of it is paid, what waits and why."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money
from ess_shop.domain.month_plan import LocalChoice, MonthPlan
from ess_shop.domain.settlement.account import Account, Adjustment
from ess_shop.domain.settlement.movement import Movement
from ess_shop.domain.settlement.row import Carried, Row
from ess_shop.domain.shop import Shop

EXCHANGED = "Paid in legal currency, for want of local currency"
"""Why an amount moves from a member's balance in a local currency to the one in legal currency."""


def before_tax(amount: Money, shop: Shop) -> Money:
    """An amount of the shop's own services without its tax (all of it if the shop is not liable)."""
    if not shop.vat_liable:
        return amount
    return Money(shop.commission_vat.before(amount.minor), amount.currency)


def rows_of(account: Account, shop: Shop, plan: MonthPlan, uncovered: Mapping[str, int]) -> list[Row]:
    """A member's rows; `uncovered` is what of each local currency cannot be paid in it."""
    none = shop.money(0)
    movement = account.movement or Movement(none, none, none, none)
    codes = {part.share.currency.code for part in movement.locals}
    codes |= {amount.currency.code for amount in movement.bought}
    codes |= {each.amount.currency.code for each in account.recorded if each.amount.currency != shop.currency}
    codes |= {code for code, minor in account.openings.items() if minor and code != shop.currency.code}
    local_rows = [
        _local_row(account, movement, code, shop, plan, uncovered.get(code, 0)) for code in sorted(codes)
    ]
    moved = sum(-shop.worth(each.amount) for row in local_rows for each in row.fees)
    exchanged = (Adjustment(shop.money(moved), EXCHANGED),) if moved else ()
    fees = tuple(each for each in account.recorded if each.amount.currency == shop.currency)
    fees += account.due_fees
    touched = account.movement or fees or account.openings.get(shop.currency.code)
    if not touched and not codes:
        return []
    commission = movement.gross - movement.share
    adjusted = shop.money(sum(each.amount.minor for each in (*fees, *exchanged)))
    opening = shop.money(account.openings.get(shop.currency.code, 0))
    share = movement.total_legal_share()
    paid, why = _payable(opening + share + adjusted, account, plan)
    legal = Row(
        member_id=account.member_id,
        code=account.code,
        opening=opening,
        gross=movement.total(),
        commission=commission,
        commission_before_tax=before_tax(commission, shop),
        kept=movement.legal_received - movement.legal_share,
        share=share,
        adjustments=adjusted,
        fees=account.due_fees + exchanged,
        paid=paid,
        carried=opening + share + adjusted - paid,
        why_carried=why,
        payout_means=account.payout_means,
        reason=plan.excluded.get(account.member_id, ""),
        margin=sum((each.margin for each in movement.purchases), none),
        bought=share - movement.legal_share,
        purchases=movement.purchases,
    )
    return [legal, *local_rows]


def _local_row(
    account: Account, movement: Movement, code: str, shop: Shop, plan: MonthPlan, uncovered: int
) -> Row:
    local = shop.local_named(code)
    none = local.money(0)
    part = next((part for part in movement.locals if part.share.currency.code == code), None)
    bought = next((amount for amount in movement.bought if amount.currency.code == code), none)
    share = bought + (part.share if part else none)
    opening = local.money(account.openings.get(code, 0))
    exchanged = local.money(uncovered if plan.local.get(code) is LocalChoice.LEGAL else 0)
    recorded = sum((each.amount for each in account.recorded if each.amount.currency.code == code), none)
    balance = opening + share + recorded - exchanged
    short = local.money(uncovered) - exchanged
    paid, why = _payable_local(balance, account, plan, short)
    return Row(
        member_id=account.member_id,
        code=account.code,
        opening=opening,
        gross=none,
        commission=none,
        commission_before_tax=none,
        kept=(part.received - part.share) if part else none,
        share=share,
        adjustments=recorded - exchanged,
        fees=(Adjustment(-exchanged, EXCHANGED),) if exchanged else (),
        paid=paid,
        carried=balance - paid,
        why_carried=why,
        payout_means=account.payout_means,
        reason=plan.excluded.get(account.member_id, ""),
        margin=none,
        bought=bought,
    )


def _payable(balance: Money, account: Account, plan: MonthPlan) -> tuple[Money, Carried]:
    """What of a balance in legal currency is paid, and why the rest is not."""
    none = Money(0, balance.currency)
    if balance.minor <= 0:
        return none, Carried.NEGATIVE if balance.minor else Carried.NOT
    if account.member_id in plan.excluded:
        return none, Carried.EXCLUDED
    held = min(max(account.recent.get(balance.currency.code, 0), 0), balance.minor)
    payable = Money(balance.minor - held, balance.currency)
    if not payable:
        return none, Carried.HELD
    if payable.minor < account.payout_minimum:
        return none, Carried.MINIMUM
    if account.payout_means is PayoutMeans.TRANSFER:
        if not account.has_iban:
            return none, Carried.NO_IBAN
        if account.iban_changed and account.member_id not in plan.confirmed:
            return none, Carried.IBAN_CHANGED
    return payable, Carried.HELD if held else Carried.NOT


def _payable_local(balance: Money, account: Account, plan: MonthPlan, short: Money) -> tuple[Money, Carried]:
    """The same in a local currency, of which `short` is not in stock."""
    none = Money(0, balance.currency)
    if balance.minor <= 0:
        return none, Carried.NEGATIVE if balance.minor else Carried.NOT
    if account.member_id in plan.excluded:
        return none, Carried.EXCLUDED
    held = min(max(account.recent.get(balance.currency.code, 0), 0), balance.minor)
    payable = Money(max(balance.minor - held - short.minor, 0), balance.currency)
    why = Carried.SHORT if short else Carried.HELD if held else Carried.NOT
    return payable, why
