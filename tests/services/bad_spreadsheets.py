"""Deposit lists as they should not come: each with the place where the shop says what is wrong."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from shop_builder import barcode

HEAD = ["Article", "Code-barres", "Prix TTC", "Quantité", "TVA", "Occasion"]
GOOD = ["Vase bleu", None, 24.9, 3, 20, "non"]

Spoil = Callable[[Worksheet], object]


def write(path: Path, *rows: list[object], spoil: Spoil = lambda _sheet: None) -> Path:
    """A list of these lines below the head, spoilt at the end."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Liste"
    for row in (HEAD, *rows):
        sheet.append(row)
    spoil(sheet)
    book.save(path)
    return path


def good(path: Path) -> Path:
    """Two lines without a mistake."""
    return write(path, GOOD, ["Tasse", None, 12, 5, 20, "non"])


def _set(cell: str, value: object) -> Spoil:
    def spoil(sheet: Worksheet) -> None:
        sheet[cell] = value

    return spoil


def _spoilt(spoil: Spoil) -> Callable[[Path], Path]:
    return lambda path: write(path, GOOD, list(GOOD), spoil=spoil)


def _two_barcodes(path: Path) -> Path:
    line = ["Tasse", barcode(501), 12, 5, 20, "non"]
    return write(path, line, ["Bol", barcode(501), 9, 1, 20, "non"])


def _wrong_columns(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in (["Nom du chat", "Âge"], ["Minou", 3]):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def _billion_rows(path: Path) -> Path:
    """An ODS file whose one line says that it stands there a thousand million times."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("Vase", "12", "3", "20")
    )
    heads = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("Article", "Prix TTC", "Quantité", "TVA")
    )
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Liste">'
        f"<table:table-row>{heads}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1000000000">{cells}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        packed.writestr("content.xml", content)
    return path


def _bomb(path: Path) -> Path:
    good(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/picture.bin", bytes(60_000_000))
    return path


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a formula": (_spoilt(_set("C3", "=12+1")), "C3"),
    "merged cells": (_spoilt(lambda sheet: sheet.merge_cells("A2:A3")), "A2"),
    "a date as a price": (_spoilt(_set("C2", date(2026, 3, 4))), "C2"),
    "words as a price": (_spoilt(_set("C2", "douze")), "C2"),
    "no quantity": (_spoilt(_set("D3", None)), "D3"),
    "a VAT rate that is none": (_spoilt(_set("E2", 77)), "E2"),
    "a wrong barcode": (_spoilt(_set("B2", "1234567890123")), "B2"),
    "neither yes nor no": (_spoilt(_set("F2", "peut-être")), "F2"),
    "a barcode twice": (_two_barcodes, "B3"),
    "wrong columns": (_wrong_columns, ""),
    "a thousand million rows": (_billion_rows, "A2"),
    "a bomb": (_bomb, ""),
}
"""What is wrong: what writes such a file, and the cell that is named ("" where the whole file is meant)."""
