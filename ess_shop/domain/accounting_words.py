"""How accounts and journals are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ess_shop.domain.accounting import Book
from ess_shop.domain.ledger import Account
from ess_shop.wording import Words

Say = Callable[[], str]


def account_name(account: str, currency: str, words: Words) -> str:
    """What an account is called; one in local currency says which (`currency` "" for legal money)."""
    said: Mapping[str, Say] = {
        Account.CASH: lambda: words("Cash in the till"),
        Account.COUPONS: lambda: words("Coupons in the till"),
        Account.CARD: lambda: words("Card payments to come in"),
        Account.CHEQUE: lambda: words("Cheques to hand in"),
        Account.ELECTRONIC: lambda: words("Electronic local currency"),
        Account.BANK: lambda: words("Bank"),
        Account.VOUCHER: lambda: words("Vouchers"),
        Account.MEMBER: lambda: words("Members’ accounts"),
        Account.COMMISSION: lambda: words("Commission"),
        Account.FEES: lambda: words("Fees"),
        Account.SALES: lambda: words("Sales in the shop’s name"),
        Account.PURCHASES: lambda: words("Purchases from members"),
        Account.VAT_COLLECTED: lambda: words("VAT collected"),
        Account.VAT_DEDUCTIBLE: lambda: words("Deductible VAT"),
        Account.ADJUSTMENTS: lambda: words("Adjustments to members"),
        Account.EXCHANGE: lambda: words("Exchange between currencies"),
        Account.ROUNDING: lambda: words("Rounding"),
        Account.CASH_DIFFERENCE: lambda: words("Differences of the till"),
        Account.SUSPENSE: lambda: words("To be sorted out"),
        "profit": lambda: words("Result of the year (profit)"),
        "loss": lambda: words("Result of the year (loss)"),
        "carried_profit": lambda: words("Carried forward (profits)"),
        "carried_loss": lambda: words("Carried forward (losses)"),
    }
    name = said[account]()
    return words("{account} ({currency})", account=name, currency=currency) if currency else name


def book_name(book: Book, words: Words) -> str:
    """What a journal is called."""
    said: Mapping[Book, Say] = {
        Book.OPENING: lambda: words("Opening entries"),
        Book.SALES: lambda: words("Sales"),
        Book.PURCHASES: lambda: words("Purchases"),
        Book.CASH: lambda: words("Till"),
        Book.BANK: lambda: words("Bank"),
        Book.OTHER: lambda: words("Other operations"),
    }
    return said[book]()
