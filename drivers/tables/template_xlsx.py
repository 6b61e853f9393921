"""The template of a deposit list as an XLSX file."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from drivers.tables.template import FIRST_LINE, LAST_LINE, TITLES, Content, format_of, width_of
from ess_shop.domain.sheets import letters

_PLAIN = Font(name="Calibri")
_STRONG, _FAINT = Font(name="Calibri", bold=True), Font(name="Calibri", italic=True, color="666666")
_SHADE = PatternFill("solid", start_color="E7ECEF")
_MM_PER_CHARACTER = 1.9
_EXPLAINED_MM = (36, 160, 8, 45)


def xlsx_template(content: Content) -> bytes:
    """The file's bytes."""
    book = Workbook()
    sheet, explained = book.active, book.create_sheet(content.explained)
    sheet.title = content.sheet
    _explain(explained, content)
    for number, texts in enumerate(content.above, start=1):
        for place, text in enumerate(texts, start=1):
            _write(sheet, number, place, text).font = _STRONG if number == 1 else _PLAIN
    for place, title in enumerate(content.titles, start=1):
        cell = _write(sheet, TITLES, place, title)
        cell.font, cell.fill = _STRONG, _SHADE
    _lines(sheet, content)
    _offers(sheet, content)
    sheet.freeze_panes = f"A{FIRST_LINE}"
    for each in book.worksheets:
        each.page_setup.orientation, each.page_setup.paperSize = "landscape", each.PAPERSIZE_A4
        each.page_setup.fitToHeight = 0
        each.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{TITLES}:{TITLES}"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _lines(sheet: Worksheet, content: Content) -> None:
    for place, column in enumerate(content.columns, start=1):
        sheet.column_dimensions[letters(place - 1)].width = width_of(column.name) / _MM_PER_CHARACTER
        for number in range(FIRST_LINE, LAST_LINE + 1):
            sheet.cell(number, place).number_format = format_of(column.name)
        cell = _write(sheet, FIRST_LINE, place, content.example[place - 1])
        cell.font = _FAINT


def _offers(sheet: Worksheet, content: Content) -> None:
    """Lists to choose from; other VAT rates are warned of and may be typed all the same."""
    last_rate = 1 + len(content.rates)
    answers = f'"{",".join(content.answers)}"'
    rates = f"'{content.explained}'!$D$2:$D${last_rate}"
    for name, offered in (("vat", rates), ("second_hand", answers), ("unique", answers)):
        letter = letters([column.name for column in content.columns].index(name))
        offer = DataValidation("list", formula1=offered, allow_blank=True, errorStyle="warning")
        offer.showErrorMessage = True
        offer.add(f"{letter}{FIRST_LINE}:{letter}{LAST_LINE}")
        sheet.add_data_validation(offer)


def _explain(sheet: Worksheet, content: Content) -> None:
    for place, width in enumerate(_EXPLAINED_MM):
        sheet.column_dimensions[letters(place)].width = width / _MM_PER_CHARACTER
    for number, (title, text) in enumerate(content.explanations, start=2):
        _write(sheet, number, 1, title).font = _STRONG
        _write(sheet, number, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
    _write(sheet, 1, 1, content.explained).font = _STRONG
    _write(sheet, 1, 4, content.rates_title).font = _STRONG
    for number, rate in enumerate(content.rates, start=2):
        _write(sheet, number, 4, rate).number_format = format_of("vat")


def _write(sheet: Worksheet, row: int, column: int, value: str | Decimal) -> Any:
    """A cell written as what it is: a text is never a formula, whatever it begins with."""
    cell = sheet.cell(row, column)
    if value != "":
        cell.value = value
    if isinstance(value, str) and value:
        cell.data_type = "s"
    return cell
