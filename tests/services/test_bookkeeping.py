"""The ledger as accountants read it: every act an entry with its piece, balanced, in order, carried over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from accounting_shop import AccountingShop, accounting_shop
from shop_builder import LOC, MARCH, SHOP, ShopBuilder, cash, euro, when

from db.books import SqlBooks
from ess_shop.domain.accounting import AccountingEntry, Book, Line
from ess_shop.domain.basket import Tender
from ess_shop.domain.currencies import EUR, LocalCurrency
from ess_shop.domain.ids import new_id
from ess_shop.domain.ledger import Account
from ess_shop.domain.money import Money
from ess_shop.domain.sale import Means
from ess_shop.services import bookkeeping, paying
from ess_shop.services.account_names import Names, names_of
from ess_shop.services.bookkeeping import entries, entries_by_day, opening
from ess_shop.services.registering import change_shop
from ess_shop.services.selling import sell
from ess_shop.services.trial_balance import trial_balance
from ess_shop.wording import speaking

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> AccountingShop:
    return accounting_shop(tmp_path_factory.mktemp("accounting"))


def names(shop: ShopBuilder) -> Names:
    with shop.books.read() as read:
        return names_of(read, speaking("en"))


def readable(entry: AccountingEntry, shop: ShopBuilder) -> tuple[object, ...]:
    """An entry with the members' codes, which are the same in two shops."""
    told = names(shop)
    lines = [(line.account, line.amount, told.code(line.member_id), line.local) for line in entry.lines]
    return entry.book, entry.day, entry.piece, entry.label, entry.valid, lines


def of_year(shop: ShopBuilder) -> list[AccountingEntry]:
    return list(entries(shop.books, names(shop), FIRST, LAST))


def sums(told: list[AccountingEntry]) -> dict[tuple[str, str, str], int]:
    """What stands on each account, by its currency and member; local currency in its own units."""
    found: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for entry in told:
        for line in entry.lines:
            code = line.local.currency.code if line.local else "EUR"
            found[line.account, code, line.member_id] += (line.local or line.amount).minor
    return {key: minor for key, minor in found.items() if minor}


def test_every_entry_balances_and_together_they_are_the_ledger(filled: AccountingShop) -> None:
    told = of_year(filled)
    assert all(sum(line.amount.minor for line in entry.lines) == 0 for entry in told)
    assert all(entry.lines and entry.piece and entry.label for entry in told)
    totals: Counter[tuple[str, str]] = Counter()
    for (account, code, _member), minor in sums(told).items():
        totals[account, code] += minor
    assert {key: minor for key, minor in totals.items() if minor} == filled.balances()


def test_each_entry_has_its_journal_and_its_piece(filled: AccountingShop) -> None:
    by_label = {entry.label: entry for entry in of_year(filled)}
    found = {label: (entry.book, entry.piece, entry.day) for label, entry in by_label.items()}
    assert found["Ticket C1-000001"] == (Book.SALES, "C1-000001", date(2026, 3, 3))
    assert found["Difference at Z 1 of till C1"] == (Book.CASH, "C1-Z00001", date(2026, 3, 3))
    assert found["Commission March 2026 B1"] == (Book.SALES, "FC-2026-00002", date(2026, 3, 31))
    assert found["Purchases March 2026 D1"] == (Book.PURCHASES, "AF-2026-D1-0001", date(2026, 3, 31))
    assert found["Purchases March 2026 F1"][:2] == (Book.PURCHASES, "RV-2026-03-0005")
    assert found["VAT within the margin March 2026 F1"][:2] == (Book.OTHER, "RV-2026-03-0005")
    assert found["Payout March 2026 D1"] == (Book.BANK, "RV-2026-03-0003", date(2026, 4, 1))
    assert found["Emballages"][0] is Book.OTHER
    assert found["Étagère"][0] is Book.SALES


def test_the_seven_postings_of_a_purchase_and_of_a_margin(filled: AccountingShop) -> None:
    by_label = {entry.label: entry for entry in of_year(filled)}
    bought = {line.account: line.amount for line in by_label["Purchases March 2026 D1"].lines}
    assert bought == {
        Account.PURCHASES: euro("140"),
        Account.VAT_DEDUCTIBLE: euro("28"),
        Account.MEMBER: euro("-168"),
    }
    margin = {line.account: line.amount for line in by_label["VAT within the margin March 2026 F1"].lines}
    assert margin == {Account.SALES: euro("12"), Account.VAT_COLLECTED: euro("-12")}


def test_local_currency_stands_at_parity_with_its_amount(filled: AccountingShop) -> None:
    lines = [line for entry in of_year(filled) for line in entry.lines if line.local]
    assert lines
    assert all(line.local is not None and line.local.minor == line.amount.minor for line in lines)


def test_entries_come_in_the_order_in_which_they_were_recorded(filled: AccountingShop) -> None:
    told = of_year(filled)
    valid = [entry.valid for entry in told]
    assert valid == sorted(valid)
    settled = next(entry for entry in told if entry.label == "Commission March 2026 B1")
    assert settled.valid == date(2026, 4, 1)


def test_a_clock_set_back_keeps_the_order(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member())
    shop.open(when(5))
    shop.sell(bowl, cash("10"))
    shop.now = when(5, hour=8)
    shop.sell(bowl, cash("10"))
    pieces = [entry.piece for entry in of_year(shop)]
    assert pieces[-2:] == ["C1-000001", "C1-000002"]


def test_days_are_one_entry_each_and_hold_the_same(filled: AccountingShop) -> None:
    by_day = list(entries_by_day(filled.books, names(filled), FIRST, LAST))
    assert sums(by_day) == sums(of_year(filled))
    sales = [entry for entry in by_day if entry.label.startswith("Sales of")]
    assert [(entry.piece, entry.day.day) for entry in sales] == [
        ("C1-000001/000008", 3),
        ("C1-000009/000010", 14),
        ("C1-000011", 2),
    ]
    assert [entry.day for entry in by_day] == sorted(entry.day for entry in by_day)


def test_both_engines_tell_the_same(books: SqlBooks, filled: AccountingShop) -> None:
    shop = AccountingShop(books)
    shop.fill()
    assert [readable(entry, shop) for entry in of_year(shop)] == [
        readable(entry, filled) for entry in of_year(filled)
    ]
    days = entries_by_day(books, names(shop), FIRST, LAST)
    assert [readable(entry, shop) for entry in days] == [
        readable(entry, filled) for entry in entries_by_day(filled.books, names(filled), FIRST, LAST)
    ]


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_it_is_read_in_pieces_that_fit_together(
    filled: AccountingShop, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    whole = of_year(filled)
    monkeypatch.setattr(bookkeeping, "BATCH", batch)
    assert of_year(filled) == whole


def test_the_entries_of_two_tills_come_in_the_order_of_their_time(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    bowl = shop.article(shop.member())
    with sqlite_books.work() as work:
        work.lock_tills()
        work.add_till("C2")
        work.commit()
    shop.open(when(3))
    shop.open(when(3, minute=1), till="C2")
    for till in ("C2", "C1", "C2"):
        sell(sqlite_books, shop.request(bowl, cash("10"), till=till))
    assert [entry.piece for entry in of_year(shop)] == ["C2-000001", "C1-000001", "C2-000002"]


def test_a_payout_that_came_back_is_an_entry(books: SqlBooks) -> None:
    filled = AccountingShop(books)
    filled.fill()
    member = filled.people["B1"]
    paying.take_payouts_back(
        filled.books,
        id="b" * 32,
        at=when(6, 4),
        month=MARCH,
        refused={(member.id, "EUR"): "Compte clos"},
    )
    (back,) = [entry for entry in of_year(filled) if "came back" in entry.label]
    assert (back.book, back.piece, back.day) == (Book.BANK, "RV-2026-03-0002", date(2026, 4, 6))
    assert sum(line.amount.minor for line in back.lines if line.account == Account.BANK) > 0


def test_the_next_year_opens_with_what_the_last_one_left(filled: AccountingShop) -> None:
    told = names(filled)
    with filled.books.read() as read:
        assert opening(read, told, FIRST) is None
        second, third = opening(read, told, date(2027, 1, 1)), opening(read, told, date(2028, 1, 1))
    assert second is not None
    assert third is not None
    assert (second.book, second.piece, second.day) == (Book.OPENING, "AN-2027", date(2027, 1, 1))
    assert sum(line.amount.minor for line in second.lines) == 0
    accounts = {line.account: line.amount.minor for line in second.lines}
    income = sum(
        minor
        for (account, code), minor in filled.balances().items()
        if code == "EUR" and told.settings.number(account, euro("0").currency, told.shop)[0] in "67"
    )
    assert accounts["profit"] == income < 0
    assert not {Account.SALES, Account.PURCHASES, Account.COMMISSION} & set(accounts)
    carried = {line.account: line.amount.minor for line in third.lines}
    assert carried["carried_profit"] == income
    assert "profit" not in carried


def worth(lines: Iterable[Line]) -> dict[tuple[object, str, str], int]:
    """What stands on each account in legal money, by the currency it came in and by member."""
    found: Counter[tuple[object, str, str]] = Counter()
    for line in lines:
        found[line.account, line.local.currency.code if line.local else "", line.member_id] += (
            line.amount.minor
        )
    return {key: minor for key, minor in found.items() if minor}


def test_a_parity_that_rounds_makes_no_cents_between_the_accounts(sqlite_books: SqlBooks) -> None:
    shop = ShopBuilder(sqlite_books)
    odd = replace(SHOP, locals=(LocalCurrency(LOC, parity=93, per=100),))
    change_shop(sqlite_books, odd, id=new_id(), at=shop.tick())
    potter = shop.member("M1", accepts="100", commission="33")
    bowl = shop.article(potter, "9.31", pieces=40)
    shop.open(when(3))
    for minor in range(333, 363):
        rest = 931 - odd.locals[0].worth(minor)
        shop.sell(bowl, Tender(Means.ELECTRONIC, Money(minor, LOC)), Tender(Means.CARD, Money(rest, EUR)))
    shop.close()
    shop.settle(MARCH)
    told = worth(line for entry in of_year(shop) for line in entry.lines)
    days = entries_by_day(sqlite_books, names(shop), FIRST, LAST)
    assert worth(line for entry in days for line in entry.lines) == told
    with sqlite_books.read() as read:
        balance = trial_balance(read, names(shop), FIRST, LAST)
        begun = opening(read, names(shop), date(2027, 1, 1))
    of_local = {row.number: row.after.minor for row in balance.accounts}
    assert of_local["533000"] == told[Account.ELECTRONIC, "LOC", ""]
    assert of_local["580001"] == told[Account.EXCHANGE, "LOC", ""]
    assert begun is not None
    carried = worth(begun.lines)
    assert carried[Account.ELECTRONIC, "LOC", ""] == told[Account.ELECTRONIC, "LOC", ""]
