"""A year, in small: everything that is said of it in one place is what another place says."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from a_year import MONTHS, YEAR, Played, play

from ess_shop.domain.periods import PeriodKind
from ess_shop.ports import Books
from ui import bootstrap

PART = 0.05


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """The year when it is over."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("year")
        patch.setenv("ESS_SHOP_KEYS", str(folder / "keys"))
        yield play(folder, part=PART)


@pytest.fixture(scope="module")
def books(year: Played) -> Iterator[Books]:
    with bootstrap.opened(str(year.place)) as opened:
        yield opened


def test_what_was_rung_up_is_what_was_closed(year: Played, books: Books) -> None:
    with books.read() as read:
        months, years = read.periods(PeriodKind.MONTH), read.periods(PeriodKind.YEAR)
    assert [month.name for month in months] == [str(month) for month in MONTHS]
    for month, closed in zip(MONTHS, months, strict=True):
        report = year.rung[month]
        assert closed.figures.total == report.gross
        assert closed.figures.tickets == report.tickets - len(report.refused)
        assert sum(rate.total for rate in closed.figures.rates) == closed.figures.total
        assert sum(each.total for each in closed.figures.taxpayers) == closed.figures.total
    (whole,) = years
    assert whole.name == str(YEAR)
    assert whole.figures.total == sum(month.figures.total for month in months)
    assert sum(each.perpetual for each in whole.figures.taxpayers) == whole.figures.total


def test_what_was_settled_is_what_was_sold(year: Played) -> None:
    carried: dict[tuple[str, str], int] = {}
    for month in MONTHS:
        rows = year.settled[month].rows
        left: dict[tuple[str, str], int] = {}
        assert sum(row.gross.minor for row in rows) == year.rung[month].gross
        for row in rows:
            key = (row.member_id, row.opening.currency.code)
            assert row.opening.minor == carried.pop(key, 0)
            assert row.opening + row.share + row.adjustments == row.paid + row.carried
            if row.carried:
                left[key] = row.carried.minor
        assert not carried
        carried = left
    numbers = [row.invoice for month in MONTHS for row in year.settled[month].rows if row.invoice]
    assert numbers == [f"FC-{YEAR}-{number:05d}" for number in range(1, len(numbers) + 1)]


def test_the_fec_says_what_the_trial_balance_says(year: Played) -> None:
    (fec,) = (year.place.parent / "fec").glob("*.txt")
    debit: Counter[str] = Counter()
    credit: Counter[str] = Counter()
    for row in fec_rows(fec):
        debit[row["CompteNum"]] += cents(row["Debit"])
        credit[row["CompteNum"]] += cents(row["Credit"])
    assert debit.total() == credit.total() > 0
    balance = json.loads(year.act("trial balance").said)
    told = {each["account"]: each for each in balance["accounts"]}
    assert told.keys() == debit.keys() | credit.keys()
    for number, account in told.items():
        assert round(Decimal(account["debit"]) * 100) == debit[number]
        assert round(Decimal(account["credit"]) * 100) == credit[number]


def fec_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="iso8859-15", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def cents(text: str) -> int:
    return round(Decimal(text.replace(",", ".")) * 100)
