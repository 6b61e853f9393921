"""Templates for members: what stands in them, and that a filled one is read back as it was meant."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import odfdo
import openpyxl
import pytest
from shop_builder import ShopBuilder, barcode, euro

from db.books import SqlBooks
from drivers.tables.spreadsheet import read_spreadsheet
from drivers.tables.template import FIRST_LINE, LAST_LINE, TITLES, write_template
from ess_shop.domain.deposit_list import COLUMNS, Addressed, DepositList
from ess_shop.domain.money import Rate
from ess_shop.domain.source import BadFile
from ess_shop.errors import Refused, StorageTrouble
from ess_shop.services.deposit_lists import addressed, check_deposit_list, member_by_code
from ess_shop.wording import Words

TO = Addressed("M1", "=Atelier & <Fils>", "Boutique", (Rate.percent(20), Rate.percent("5.5"), Rate(0)))
FILLED = ["Vase", "haut", "", barcode(7), "Lise", "Poterie", 24.9, 3, 5.5, "yes", "no", "fragile"]


@pytest.fixture
def shop(sqlite_books: SqlBooks) -> ShopBuilder:
    made = ShopBuilder(sqlite_books)
    made.member("M1")
    return made


def checked(shop: ShopBuilder, path: Path) -> DepositList:
    with shop.books.read() as read:
        return check_deposit_list(read, read_spreadsheet(path), member=member_by_code(read, "M1"))


def fill_xlsx(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for column, value in enumerate(FILLED, start=1):
        book.worksheets[0].cell(FIRST_LINE + 1, column).value = value
    book.save(path)


def fill_ods(path: Path) -> None:
    document = odfdo.Document(path)
    table = document.body.tables[0]
    for column, value in enumerate(FILLED):
        if value != "":
            table.set_value((column, FIRST_LINE), value)
    document.save(path)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("ending", "fill"), [(".xlsx", fill_xlsx), (".ods", fill_ods)])
def test_filled_checked_and_understood(
    tmp_path: Path, shop: ShopBuilder, language: str, ending: str, fill: object
) -> None:
    path = tmp_path / f"list{ending}"
    with shop.books.read() as read:
        write_template(path, addressed(read, "M1"), Words(language))
    with pytest.raises(BadFile) as empty:
        checked(shop, path)
    assert [problem.sentence[:8] for problem in empty.value.problems] == ["The list"]
    fill(path)  # type: ignore[operator]
    listed = checked(shop, path)
    (line,) = listed.lines
    assert listed.sheet == {"fr": "Dépôt", "en": "Deposit"}[language]
    assert (line.line, line.label, line.description, line.maker) == (FIRST_LINE + 1, "Vase", "haut", "Lise")
    assert (line.price, line.vat, line.quantity) == (euro("24.90"), Rate.percent("5.5"), 3)
    assert (line.barcodes, line.category, line.note) == ((barcode(7),), "Poterie", "fragile")
    assert (line.second_hand, line.unique) == (True, False)


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_stands_in_a_template(tmp_path: Path, ending: str, language: str) -> None:
    path = tmp_path / f"list{ending}"
    write_template(path, TO, Words(language))
    listed, explained = read_spreadsheet(path).sheets
    texts = {row.number: [cell.text for cell in row.cells.values()] for row in listed.rows}
    assert texts[1][1:] == ["M1", TO.name]
    assert texts[TITLES] == [column.title(language) for column in COLUMNS if column.name != "net"]
    assert sorted(texts) == [1, 2, 3, 4, 5]
    assert [row.cells[0].text for row in explained.rows[1:]] == texts[TITLES]
    assert [row.cells[3].text for row in explained.rows[1:4]] == ["20", "5.5", "0"]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_contract_with_net_prices_has_a_column_for_them(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    write_template(path, replace(TO, memo=True), Words("fr"))
    listed, explained = read_spreadsheet(path).sheets
    titles = [cell.text for cell in listed.rows[TITLES - 1].cells.values()]
    assert titles == [column.title("fr") for column in COLUMNS]
    assert listed.rows[TITLES].cells[titles.index("Prix net")].text == "12"
    assert "Prix net" in [row.cells[0].text for row in explained.rows]


def test_lists_to_choose_from_widths_and_formats_in_xlsx(tmp_path: Path) -> None:
    write_template(tmp_path / "list.xlsx", TO, Words("fr"))
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    offers = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert offers == {
        f"I{FIRST_LINE}:I{LAST_LINE}": "'Explications'!$D$2:$D$4",
        f"J{FIRST_LINE}:J{LAST_LINE}": '"oui,non"',
        f"K{FIRST_LINE}:K{LAST_LINE}": '"oui,non"',
    }
    assert [sheet.cell(LAST_LINE, place).number_format for place in (1, 4, 7, 8, 9)] == [
        "@",
        "@",
        "0.00",
        "0",
        "0.0",
    ]
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["C"].width > 10
    assert sheet["C1"].data_type == "s"


def test_lists_to_choose_from_in_ods(tmp_path: Path) -> None:
    path = tmp_path / "list.ods"
    write_template(path, TO, Words("fr"))
    again = tmp_path / "again.ods"
    write_template(again, TO, Words("fr"))
    assert path.read_bytes() == again.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[0] == "mimetype"
        content = ElementTree.fromstring(archive.read("content.xml"))
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    conditions = [each.get(f"{table}condition") for each in content.iter(f"{table}content-validation")]
    assert conditions == [
        "of:cell-content-is-in-list([$Explications.$D$2:.$D$4])",
        'of:cell-content-is-in-list("oui";"non")',
    ]


def test_another_ending_or_no_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_template(tmp_path / "list.csv", TO, Words("fr"))
    with pytest.raises(StorageTrouble):
        write_template(tmp_path / "nowhere" / "list.ods", TO, Words("fr"))
    assert not list(tmp_path.iterdir())
