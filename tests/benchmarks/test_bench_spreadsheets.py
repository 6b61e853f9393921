"""How long a deposit list of 1,000 lines takes: read and checked against full books, and taken in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import odfdo
import openpyxl
import pytest
import workload
from bench_shop import BEGUN, SHOP, note, stock_up

from db.books import SqlBooks, create_books
from db.keys import KeyRing
from drivers.tables.spreadsheet import read_spreadsheet
from ess_shop.domain.deposit_list import COLUMNS
from ess_shop.domain.ids import new_id
from ess_shop.domain.labels import OwnRange
from ess_shop.services.deposit_lists import check_deposit_list
from ess_shop.services.taking_lists import ListRequest, take_list

LINES = 1000
ARTICLES, MEMBERS = 100_000, 2_000

Row = list[str | int | float]

HEAD: Row = [column.title("fr") for column in COLUMNS if column.name != "net"]
"""Without the column that fixed net prices need."""


def row_of(number: int, barcode: str) -> Row:
    return [
        f"Article {number}",
        f"Une description un peu longue de l'article {number}",
        "",
        barcode,
        "Atelier",
        "Poterie",
        round(number / 100 + 1, 2),
        number % 7 + 1,
        20,
        "oui" if number % 3 else "non",
        "non",
        f"remarque {number}",
    ]


def write_csv(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def write_xlsx(path: Path, rows: list[Row]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def write_ods(path: Path, rows: list[Row]) -> None:
    document = odfdo.Document("spreadsheet")
    table = odfdo.Table("Liste")
    for values in rows:
        row = odfdo.Row()
        row.set_values(values)
        table.append_row(row)
    document.body.clear()
    document.body.append(table)
    document.save(path)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlBooks]:
    """Books with many articles of many members."""
    folder = tmp_path_factory.mktemp("stocked")
    books = create_books(str(folder / "shop.db"), SHOP, at=BEGUN.isoformat(), keys=KeyRing(folder / "keys"))
    stock_up(books, ARTICLES, makers=MEMBERS)
    yield books
    books.close()


@pytest.mark.parametrize(
    ("ending", "write"),
    [("csv", write_csv), ("xlsx", write_xlsx), ("ods", write_ods)],
    ids=["csv", "xlsx", "ods"],
)
def test_checking_a_list(
    benchmark: Any, tmp_path: Path, stocked: SqlBooks, ending: str, write: Callable[[Path, list[Row]], None]
) -> None:
    path = tmp_path / f"list.{ending}"
    write(path, [HEAD, *(row_of(number, workload.barcode(ARTICLES + number)) for number in range(LINES))])

    def check() -> int:
        with stocked.read() as read:
            member = read.members()[0]
            return len(check_deposit_list(read, read_spreadsheet(path), member=member).lines)

    assert benchmark.pedantic(check, rounds=5, iterations=1, warmup_rounds=1) == LINES

    note(benchmark, lines=LINES, columns=len(HEAD), articles=ARTICLES, members=MEMBERS)


def test_taking_a_list_in(benchmark: Any, tmp_path: Path, stocked: SqlBooks) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, [HEAD, *(row_of(number, "") for number in range(LINES))])
    book = read_spreadsheet(path)

    def looked_at() -> tuple[tuple[object, ...], dict[str, object]]:
        with stocked.read() as read:
            checked = check_deposit_list(read, book, member=read.members()[0])
        return (stocked, ListRequest(new_id(), BEGUN, book, checked), OwnRange()), {}

    recorded = benchmark.pedantic(take_list, setup=looked_at, rounds=3, iterations=1)
    assert len(recorded.slip.lines) == LINES
    note(benchmark, lines=LINES, articles=ARTICLES, members=MEMBERS)
