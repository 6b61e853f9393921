"""How a total is paid: coupons first, then exact means, then cash, and the change that follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.articles import has_control
from ess_shop.domain.basket import Tender
from ess_shop.domain.currencies import ChangePolicy, LocalCurrency
from ess_shop.domain.money import Money, divide
from ess_shop.domain.sale import LOCAL_MEANS, Means, Payment
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused


@dataclass(frozen=True, slots=True)
class LocalReceipt:
    """Local currency that pays for goods: the part of what was received that is spread over the lines."""

    local: LocalCurrency
    minor: int
    coupons: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """The payments with their change, what cash rounding added, and the local currency received."""

    payments: tuple[Payment, ...]
    rounding: Money
    receipts: tuple[LocalReceipt, ...]


def tally(due: Money, tenders: Sequence[Tender], shop: Shop) -> Tally:
    """Match what is handed over with what is due (SETTLEMENT: no legal change on coupons by default).

    Refused when it does not cover the total, when an exact means exceeds it, or when cash passes the limit.
    """
    given = [tender for tender in tenders if tender.amount]
    for tender in given:
        _check_tender(tender, due, shop)
    if due.minor <= 0:
        return _paid_back(due, given, shop)
    payments: list[Payment] = []
    receipts: list[LocalReceipt] = []
    rest, owed_back = due.minor, 0
    for tender in given:
        if tender.means in LOCAL_MEANS:
            payment, receipt, back = _local(tender, rest, shop)
            payments.append(payment)
            receipts.append(receipt)
            rest -= min(receipt.local.worth(receipt.minor), rest)
            owed_back += back
    for tender in given:
        if tender.means not in LOCAL_MEANS and tender.means is not Means.CASH:
            if tender.amount.minor > rest:
                raise Refused(
                    "exact_means_exceeds",
                    "{means}: {amount} is more than the {rest} still due, and gives no change.",
                    means=tender.means,
                    amount=tender.amount,
                    rest=shop.money(rest),
                )
            rest -= tender.amount.minor
            payments.append(Payment(tender.means, tender.amount, shop.money(0), tender.reference))
    cash = [tender for tender in given if tender.means is Means.CASH]
    handed = sum(tender.amount.minor for tender in cash)
    cash_due = divide(rest, shop.cash_step) * shop.cash_step if cash else rest
    if handed < cash_due:
        raise Refused("short", "{missing} is still to be paid.", missing=shop.money(cash_due - handed))
    change = handed - cash_due + owed_back
    if handed or change:
        payments.append(Payment(Means.CASH, shop.money(handed), shop.money(change)))
    _check_cash_limit(handed - change, shop)
    return Tally(tuple(payments), shop.money(cash_due - rest), tuple(receipts))


def _local(tender: Tender, rest: int, shop: Shop) -> tuple[Payment, LocalReceipt, int]:
    """One local means against the rest due: payment, what of it pays for goods, legal change owed."""
    local = shop.local_named(tender.amount.currency.code)
    coupons = tender.means is Means.COUPON
    handed = tender.amount.minor
    fits = local.payable(rest, coupons=coupons)
    if handed > fits and (not coupons or local.change is ChangePolicy.NONE):
        raise Refused(
            "local_exceeds",
            "{amount} is more than this ticket can take ({most}), and gives no change.",
            amount=tender.amount,
            most=local.money(fits),
        )
    if handed > fits and local.change is ChangePolicy.LEGAL:
        used = min(handed, local.payable(rest, coupons=False))
        back = max(local.worth(handed) - rest, 0)
        payment = Payment(tender.means, tender.amount, local.money(0), tender.reference)
        return payment, LocalReceipt(local, used, coupons=False), back
    used = min(handed, fits)
    payment = Payment(tender.means, tender.amount, local.money(handed - used), tender.reference)
    return payment, LocalReceipt(local, used, coupons), 0


def _paid_back(due: Money, tenders: Sequence[Tender], shop: Shop) -> Tally:
    """What is paid back must be exactly what is due back; only cash is rounded to the smallest coin."""
    exact = sum(tender.amount.minor for tender in tenders if tender.means is not Means.CASH)
    cash = [tender for tender in tenders if tender.means is Means.CASH]
    rest = due.minor - exact
    cash_due = divide(rest, shop.cash_step) * shop.cash_step if cash else rest
    handed = sum(tender.amount.minor for tender in cash)
    if handed != cash_due:
        raise Refused(
            "paid_back_wrong",
            "{due} is to be paid back, not {paid}.",
            due=shop.money(-due.minor),
            paid=shop.money(-exact - handed),
        )
    _check_cash_limit(handed, shop)
    none = shop.money(0)
    payments = tuple(Payment(tender.means, tender.amount, none, tender.reference) for tender in tenders)
    return Tally(payments, shop.money(cash_due - rest), ())


def _check_tender(tender: Tender, due: Money, shop: Shop) -> None:
    code = tender.amount.currency.code
    local = shop.local(code)
    if (local is None) if tender.means in LOCAL_MEANS else (tender.amount.currency != shop.currency):
        raise Refused(
            "currency_not_taken",
            "The shop does not take {code} by {means}.",
            code=code,
            means=tender.means,
        )
    if (tender.amount.minor > 0) != (due.minor > 0):
        raise Refused(
            "wrong_direction",
            "{amount} by {means} goes the wrong way: {due} is due.",
            amount=tender.amount,
            means=tender.means,
            due=due,
        )
    if has_control(tender.reference):
        raise Refused(
            "control_characters_reference", "The reference of a payment holds unreadable characters."
        )
    if local is not None and due.minor <= 0:
        raise Refused(
            "refund_in_local",
            "A return is paid back in {legal}, not in {code}.",
            legal=shop.currency.code,
            code=code,
        )
    if local is not None and tender.means is Means.COUPON and tender.amount.minor % local.smallest_note:
        raise Refused("no_such_coupon", "There are no coupons that make {amount}.", amount=tender.amount)


def _check_cash_limit(net: int, shop: Shop) -> None:
    if shop.cash_limit is not None and abs(net) > shop.cash_limit:
        raise Refused(
            "cash_limit",
            "{amount} in cash: the law allows {limit} at most. Take the rest by card, cheque or transfer.",
            amount=shop.money(abs(net)),
            limit=shop.money(shop.cash_limit),
        )
