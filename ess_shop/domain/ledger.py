"""Double entry: every act of the shop as postings that cancel out in each currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ess_shop.domain.money import Currency, Money
from ess_shop.domain.sale import Means, Sale
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import TRANSPARENT


class Account(StrEnum):
    """The accounts of the ledger by what they are for; their numbers are a setting of the shop."""

    CASH = "cash"
    COUPONS = "coupons"
    CARD = "card"
    CHEQUE = "cheque"
    ELECTRONIC = "electronic"
    BANK = "bank"
    VOUCHER = "voucher"
    MEMBER = "member"
    COMMISSION = "commission"
    FEES = "fees"
    SALES = "sales"
    PURCHASES = "purchases"
    VAT_COLLECTED = "vat_collected"
    VAT_DEDUCTIBLE = "vat_deductible"
    ADJUSTMENTS = "adjustments"
    EXCHANGE = "exchange"
    ROUNDING = "rounding"
    CASH_DIFFERENCE = "cash_difference"
    SUSPENSE = "suspense"


BY_MEANS = {
    Means.CASH: Account.CASH,
    Means.CARD: Account.CARD,
    Means.CHEQUE: Account.CHEQUE,
    Means.TRANSFER: Account.BANK,
    Means.VOUCHER: Account.VOUCHER,
    Means.COUPON: Account.COUPONS,
    Means.ELECTRONIC: Account.ELECTRONIC,
}


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of an entry: debit positive, credit negative; `member_id` on the members' accounts only."""

    account: Account
    amount: Money
    member_id: str = ""


def debit(account: Account, amount: Money, member_id: str = "") -> Posting:
    """The left side."""
    return Posting(account, amount, member_id)


def credit(account: Account, amount: Money, member_id: str = "") -> Posting:
    """The right side."""
    return Posting(account, -amount, member_id)


def imbalance(postings: Iterable[Posting]) -> dict[str, int]:
    """The currencies whose postings do not cancel out, with the difference in minor units."""
    sums: defaultdict[str, int] = defaultdict(int)
    for posting in postings:
        sums[posting.amount.currency.code] += posting.amount.minor
    return {code: rest for code, rest in sums.items() if rest}


def of_sale(sale: Sale, shop: Shop) -> tuple[Posting, ...]:
    """A sale: the means received against what each member's goods brought, or the shop's own sales.

    What is sold in a member's name is owed to the member at once and less the commission at the month's end;
    what the shop sells in its own name is its income, and the member's part is bought at the month's end.
    Local currency that pays for the shop's own sales or was changed into legal money, and cents of rounding,
    go through their own accounts.
    """
    legal = sale.currency
    received: defaultdict[tuple[Account, Currency], int] = defaultdict(int)
    for payment in sale.payments:
        received[BY_MEANS[payment.means], payment.tendered.currency] += payment.net.minor
    owed: defaultdict[tuple[str, Currency], int] = defaultdict(int)
    spread: defaultdict[Currency, int] = defaultdict(int)
    own: defaultdict[Account, int] = defaultdict(int)
    exchanged: list[Posting] = []
    for line in sale.lines:
        for part in line.locals:
            spread[part.received.currency] += part.received.minor
        if line.role in TRANSPARENT:
            owed[line.member_id, legal] += line.legal_received.minor
            for part in line.locals:
                owed[line.member_id, part.received.currency] += part.received.minor
            continue
        own[Account.SALES] += line.before_tax.minor
        own[Account.VAT_COLLECTED] += line.total.minor - line.before_tax.minor
        for part in line.locals:
            exchanged += [credit(Account.EXCHANGE, part.received), debit(Account.EXCHANGE, part.worth)]
    postings = [
        debit(account, Money(minor, currency)) for (account, currency), minor in received.items() if minor
    ]
    postings += [
        credit(Account.MEMBER, Money(minor, currency), member)
        for (member, currency), minor in owed.items()
        if minor
    ]
    postings += [credit(account, Money(minor, legal)) for account, minor in own.items() if minor]
    postings += exchanged
    for amount in _exchanged(received, spread, legal):
        postings += [
            credit(Account.EXCHANGE, amount),
            debit(Account.EXCHANGE, shop.money(shop.worth(amount))),
        ]
    rest = imbalance(postings).get(legal.code, 0)
    if rest:
        postings.append(credit(Account.ROUNDING, Money(rest, legal)))
    return tuple(postings)


def _exchanged(
    received: dict[tuple[Account, Currency], int], spread: dict[Currency, int], legal: Currency
) -> list[Money]:
    """Local currency that was kept but did not pay for goods, because change was given in legal money."""
    kept: defaultdict[Currency, int] = defaultdict(int)
    for (_, currency), minor in received.items():
        if currency != legal:
            kept[currency] += minor
    return [
        Money(minor - spread[currency], currency)
        for currency, minor in kept.items()
        if minor != spread[currency]
    ]
