"""Entries of accountants: balanced in legal money whatever is rounded; and the settings of their codes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ess_shop.domain.accounting import Book, apart, book_of, valued
from ess_shop.domain.accounting_settings import (
    AccountingSettings,
    accounting_settings,
    checked_number,
    plain_accounting,
)
from ess_shop.domain.accounting_words import account_name, book_name
from ess_shop.domain.currencies import EUR, LocalCurrency
from ess_shop.domain.journal import Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.shop import ACCOUNT_NUMBERS, Shop
from ess_shop.errors import Refused
from ess_shop.wording import speaking

LOC, OTHER = Currency("LOC"), Currency("OTH")
SHOP = Shop("La Remise", locals=(LocalCurrency(LOC, parity=93, per=100), LocalCurrency(OTHER)))

amounts = st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=6)


def postings(minors: list[int], currency: Currency) -> list[Posting]:
    """Postings that cancel out."""
    accounts = [Posting(Account.MEMBER, Money(minor, currency), f"m{n}") for n, minor in enumerate(minors)]
    return [*accounts, Posting(Account.EXCHANGE, Money(-sum(minors), currency))]


@given(amounts, amounts)
def test_what_balances_in_each_currency_balances_in_legal_money(legal: list[int], local: list[int]) -> None:
    lines = valued([*postings(legal, EUR), *postings(local, LOC)], SHOP)
    assert sum(line.amount.minor for line in lines) == 0
    assert {line.amount.currency for line in lines} <= {EUR}
    assert all(line.amount for line in lines)
    told = [line.local.minor for line in lines if line.local]
    assert Counter(told) <= Counter(each.amount.minor for each in postings(local, LOC) if each.amount)


def test_what_is_worth_less_than_a_cent_is_no_line() -> None:
    shop = Shop("La Remise", locals=(LocalCurrency(LOC, parity=3, per=100),))
    assert valued(postings([1], LOC), shop) == ()
    assert [line.amount.minor for line in valued(postings([100, 1], LOC), shop)] == [3, -3]


@given(st.lists(amounts, min_size=1, max_size=4))
def test_an_act_for_many_is_one_entry_for_each(many: list[list[int]]) -> None:
    parts = [postings(minors, EUR) for minors in many]
    whole = [each for part in parts for each in part]
    found = list(apart(whole))
    assert [each for part in found for each in part] == whole
    assert all(sum(each.amount.minor for each in part) == 0 for part in found)


@pytest.mark.parametrize(
    ("kind", "accounts", "book"),
    [
        (Kind.SALE, (Account.CASH, Account.MEMBER), Book.SALES),
        (Kind.CASH, (Account.CASH, Account.BANK), Book.CASH),
        (Kind.CLOSING, (Account.CASH, Account.CASH_DIFFERENCE), Book.CASH),
        (Kind.SETTLEMENT, (Account.MEMBER, Account.COMMISSION, Account.VAT_COLLECTED), Book.SALES),
        (Kind.SETTLEMENT, (Account.PURCHASES, Account.VAT_DEDUCTIBLE, Account.MEMBER), Book.PURCHASES),
        (Kind.SETTLEMENT, (Account.SALES, Account.VAT_COLLECTED), Book.OTHER),
        (Kind.PAYOUT, (Account.MEMBER, Account.BANK), Book.BANK),
        (Kind.PAYOUT, (Account.MEMBER, Account.CASH), Book.CASH),
        (Kind.PAYOUT_BACK, (Account.BANK, Account.MEMBER), Book.BANK),
        (Kind.ADJUSTMENT, (Account.MEMBER, Account.ADJUSTMENTS), Book.OTHER),
        (Kind.ADJUSTMENT, (Account.MEMBER, Account.FEES), Book.SALES),
    ],
)
def test_every_act_has_its_journal(kind: Kind, accounts: tuple[Account, ...], book: Book) -> None:
    assert book_of(kind, [Posting(account, Money(1, EUR)) for account in accounts]) is book


def test_local_money_stands_on_the_numbers_after_the_account() -> None:
    plain = AccountingSettings()
    assert plain.number(Account.MEMBER, EUR, SHOP) == "467000"
    assert plain.number(Account.MEMBER, LOC, SHOP) == "467001"
    assert plain.number(Account.MEMBER, OTHER, SHOP) == "467002"
    assert plain.number(Account.COUPONS, LOC, SHOP) == ACCOUNT_NUMBERS["coupons"]
    chosen = AccountingSettings(local_numbers={"member.LOC": "4679"})
    assert chosen.number(Account.MEMBER, LOC, SHOP) == "4679"
    assert chosen.number(Account.MEMBER, OTHER, SHOP) == "467002"


def test_every_account_and_journal_has_a_name_in_both_languages() -> None:
    for language in ("fr", "en"):
        words = speaking(language)
        names = [account_name(account, "", words) for account in (*ACCOUNT_NUMBERS, "profit", "loss")]
        assert len(set(names)) == len(names)
        assert len({book_name(book, words) for book in Book}) == len(Book)
        assert "LOC" in account_name(Account.MEMBER, "LOC", words)


def test_settings_survive_their_plain_form() -> None:
    settings = AccountingSettings(
        local_numbers={"member.LOC": "4679"}, platform="0041", platform_name="Plateforme"
    )
    assert accounting_settings(plain_accounting(settings)) == settings
    assert accounting_settings(None) == AccountingSettings()


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        ("AN", "bad_setting"),
        ({"journals": "VE"}, "bad_setting"),
        ({"platform_name": 4}, "bad_setting"),
        ({"platform_name": "\u202e"}, "bad_setting"),
        ({"journals": {"sales": "v e"}}, "journal_sales"),
        ({"journals": {"sales": "AC"}}, "journal_sales"),
        ({"journals": {"other things": "XY"}}, "journal_other things"),
        ({"results": {"profit": "9"}}, "account_profit"),
        ({"local_numbers": {"member.LOC": "x"}}, "account_member.LOC"),
        ({"platform": "41"}, "platform"),
    ],
)
def test_settings_that_do_not_fit_are_refused(plain: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        accounting_settings(plain)
    assert refused.value.code == code


@pytest.mark.parametrize("number", ["467000", " 4670 ", "401", "419LOC"])
def test_numbers_of_the_plan(number: str) -> None:
    assert checked_number("member", number) == number.strip()


@pytest.mark.parametrize("number", ["", "46", "867000", "46A000", "4" * 13, "467 000", "467é"])
def test_what_is_no_number_of_the_plan(number: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_number("member", number)
    assert refused.value.code == "account_member"
