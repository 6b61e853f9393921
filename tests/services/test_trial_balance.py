"""The trial balance: it ties, a year begins with its opening entries, members stand behind their account."""

from __future__ import annotations

from datetime import date

import pytest
from accounting_shop import AccountingShop, accounting_shop
from shop_builder import euro

from db.books import SqlBooks
from ess_shop.domain.trial_balance import TrialBalance
from ess_shop.errors import Refused
from ess_shop.services.account_names import names_of
from ess_shop.services.trial_balance import trial_balance
from ess_shop.wording import speaking

YEAR = date(2026, 1, 1), date(2026, 12, 31)
MARCH = date(2026, 3, 1), date(2026, 3, 31)
APRIL = date(2026, 4, 1), date(2026, 4, 30)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> AccountingShop:
    return accounting_shop(tmp_path_factory.mktemp("balance"))


def balance(shop: AccountingShop, first: date, last: date) -> TrialBalance:
    with shop.books.read() as read:
        return trial_balance(read, names_of(read, speaking("en")), first, last)


def test_it_ties_and_says_what_the_ledger_says(books: SqlBooks) -> None:
    shop = AccountingShop(books)
    shop.fill()
    year = balance(shop, *YEAR)
    total = year.totals()
    assert total.debit == total.credit
    assert total.before == total.after == euro("0")
    rows = {row.number: row.after.minor for row in year.accounts}
    ledger = shop.balances()
    assert rows["531000"] == ledger["cash", "EUR"]
    assert rows["707000"] == ledger["sales", "EUR"]
    assert rows["532000"] == ledger["coupons", "LOC"]
    assert [row.number for row in year.accounts] == sorted(row.number for row in year.accounts)


def test_one_month_goes_on_where_the_last_one_ended(filled: AccountingShop) -> None:
    march, april = balance(filled, *MARCH), balance(filled, *APRIL)
    ended = {row.number: row.after for row in march.accounts if row.after}
    assert {row.number: row.before for row in april.accounts if row.before} == ended
    year = {row.number: row.after for row in balance(filled, *YEAR).accounts}
    assert {row.number: row.after for row in april.accounts} == year


def test_members_stand_behind_their_account(filled: AccountingShop) -> None:
    march = balance(filled, *MARCH)
    legal = [row for row in march.members if row.number.startswith("467000 ")]
    (account,) = [row for row in march.accounts if row.number == "467000"]
    for name in ("before", "debit", "credit", "after"):
        assert sum(getattr(row, name).minor for row in legal) == getattr(account, name).minor
    assert [row.number for row in march.members][:2] == ["467000 A1", "467001 A1"]
    assert legal[0].name == "Atelier A1"


def test_a_new_year_begins_with_results_in_place_of_income(filled: AccountingShop) -> None:
    nothing_moved = balance(filled, date(2027, 1, 1), date(2027, 12, 31))
    rows = {row.number: row for row in nothing_moved.accounts}
    assert not [number for number in rows if number[0] in "67"]
    assert rows["120000"].name == "Result of the year (profit)"
    assert nothing_moved.totals().before == euro("0")
    in_march = balance(filled, date(2027, 3, 1), date(2027, 3, 31))
    assert {row.number: row.before for row in in_march.accounts} == {
        number: row.before for number, row in rows.items()
    }


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 3, 2), date(2026, 3, 1)), (date(2026, 12, 1), date(2027, 1, 31))],
)
def test_a_period_lies_within_one_year(filled: AccountingShop, first: date, last: date) -> None:
    with pytest.raises(Refused) as refused:
        balance(filled, first, last)
    assert refused.value.code == "bad_period"
