"""The tables of entries, taken by readers that work as the importers of the three programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import importers
import pytest
from accounting_shop import AccountingShop, accounting_shop
from importers import Imported

from drivers.accounting import imports
from drivers.accounting.imports import write_entries
from ess_shop.domain.accounting import AccountingEntry, Book, Line
from ess_shop.domain.currencies import EUR
from ess_shop.domain.ledger import Account
from ess_shop.domain.money import Money
from ess_shop.domain.shop import ACCOUNT_NUMBERS
from ess_shop.errors import Refused
from ess_shop.services.account_names import Names, names_of
from ess_shop.services.bookkeeping import entries_by_day
from ess_shop.wording import speaking

ACCOUNTS = {*ACCOUNT_NUMBERS.values(), "467001", "512001", "580001"}
JOURNALS = {"VE", "AC", "CA", "BQ", "OD"}
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> AccountingShop:
    return accounting_shop(tmp_path_factory.mktemp("imports"))


@pytest.fixture(scope="module")
def names(shop: AccountingShop) -> Names:
    with shop.books.read() as read:
        return names_of(read, speaking("fr"))


@pytest.fixture(scope="module")
def march(shop: AccountingShop, names: Names) -> Sequence[AccountingEntry]:
    return entries_by_day(shop.books, names, FIRST, LAST)


def by_account(found: list[Imported]) -> dict[tuple[date, str, str], int]:
    sums: defaultdict[tuple[date, str, str], int] = defaultdict(int)
    for entry in found:
        for account, amount, _label in entry.lines:
            sums[entry.day, entry.journal, account] += amount
    return dict(sums)


def expected(told: Sequence[AccountingEntry], names: Names) -> dict[tuple[date, str, str], int]:
    sums: defaultdict[tuple[date, str, str], int] = defaultdict(int)
    for entry in told:
        for line in entry.lines:
            sums[entry.day, names.settings.code(entry.book), names.number(line)] += line.amount.minor
    return dict(sums)


def imported(program: str, path: Path) -> list[Imported]:
    if program == "paheko":
        return importers.paheko(path, ACCOUNTS)
    if program == "dolibarr":
        return importers.dolibarr(path, ACCOUNTS, {})
    return importers.odoo(path, ACCOUNTS, JOURNALS)


@pytest.mark.parametrize("program", ["paheko", "dolibarr", "odoo"])
def test_each_program_takes_the_month_as_it_is(
    program: str, tmp_path: Path, march: Sequence[AccountingEntry], names: Names
) -> None:
    path = tmp_path / "entries.csv"
    assert write_entries(path, march, names, program) == len(march)
    found = imported(program, path)
    assert by_account(found) == expected(march, names)
    assert [entry.day for entry in found] == [entry.day for entry in march]
    assert all(told.piece in entry.reference for told, entry in zip(march, found, strict=True))
    commission = next(entry for entry in found if "Commission" in entry.label and "B1" in entry.label)
    assert any("Atelier B1" in label for _account, _amount, label in commission.lines)
    assert any("60,00" in label and "LOC" in label for entry in found for _a, _m, label in entry.lines) or (
        program == "dolibarr"
    )


def test_two_months_never_share_a_number_in_dolibarr(
    tmp_path: Path, shop: AccountingShop, march: Sequence[AccountingEntry], names: Names
) -> None:
    ledger: dict[int, Imported] = {}
    april = entries_by_day(shop.books, names, date(2026, 4, 1), date(2026, 4, 30))
    for told in (march, april):
        write_entries(tmp_path / "entries.csv", told, names, "dolibarr")
        assert importers.dolibarr(tmp_path / "entries.csv", ACCOUNTS, ledger)
    assert len(ledger) == len(march) + len(april)


def test_a_month_with_too_many_entries_for_dolibarr_is_refused(
    tmp_path: Path, march: Sequence[AccountingEntry], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_PIECES", len(march) - 1)
    with pytest.raises(Refused) as refused:
        write_entries(tmp_path / "entries.csv", march, names, "dolibarr")
    assert refused.value.code == "too_many_entries"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("program", ["paheko", "dolibarr", "odoo"])
def test_words_that_a_table_would_stumble_over_are_harmless(
    program: str, tmp_path: Path, march: Sequence[AccountingEntry], names: Names
) -> None:
    nasty = '=1+1";\t\n«Œuf»' + "x" * 400
    entry = AccountingEntry(
        Book.OTHER,
        FIRST,
        "=P1",
        nasty,
        FIRST,
        (Line(Account.MEMBER, Money(5, EUR), "m1"), Line(Account.BANK, Money(-5, EUR))),
    )
    told = replace(names, codes={"m1": "M;1"}, members={"m1": nasty})
    write_entries(tmp_path / "entries.csv", [entry], told, program)
    (found,) = imported(program, tmp_path / "entries.csv")
    assert found.lines[0][1] == 5
    assert found.reference.startswith("'=")
    assert len(found.label) <= 210
    assert "\n" not in found.label
