"""Spreadsheets as people and programs write them, and every kind that is refused before it can hurt."""

from __future__ import annotations

import datetime
import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from random import Random
from time import perf_counter

import odfdo
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.tables import grid, packed, reader, xml_part
from drivers.tables.spreadsheet import read_spreadsheet
from drivers.tables.xlsx_styles import Look, look_of
from ess_shop.domain.sheets import Cell, Kind, Merge, Sheet, address
from ess_shop.domain.source import BadFile, Problem
from ess_shop.errors import NotFound

WRITTEN = Path(__file__).parents[2] / "data" / "spreadsheets"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
Value = str | int | float | bool | Decimal | datetime.date | None


def xlsx(path: Path, *rows: list[Value], change: Callable[[openpyxl.Workbook], None] | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    book.save(path)
    return path


def ods(path: Path, *rows: list[Value]) -> Path:
    document = odfdo.Document("spreadsheet")
    table = odfdo.Table("Liste")
    for values in rows:
        row = odfdo.Row()
        row.set_values(list(values))
        table.append_row(row)
    document.body.clear()
    document.body.append(table)
    document.save(path)
    return path


def ods_of(path: Path, rows: str, before: str = "", mimetype: str = "", **parts: str) -> Path:
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}">'
        f'<office:body><office:spreadsheet>{before}<table:table table:name="Liste">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype or "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", parts.pop("content", content))
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def changed(path: Path, target: Path, parts: Mapping[str, bytes]) -> Path:
    """A packed file with some parts exchanged or added."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return target


def refused(path: Path, *, within: float = 5) -> Problem:
    begun = perf_counter()
    with pytest.raises(BadFile) as found:
        read_spreadsheet(path)
    assert perf_counter() - begun < within
    (problem,) = found.value.problems
    assert problem.sentence.format(**problem.facts)
    return problem


def first(path: Path) -> Sheet:
    return read_spreadsheet(path).sheets[0]


def cells(path: Path) -> dict[str, Cell]:
    return {
        address(row.number, column): cell for row in first(path).rows for column, cell in row.cells.items()
    }


ROW: list[Value] = [
    "Bol",
    12.5,
    3,
    Decimal("0.1"),
    None,
    "0042",
    True,
    datetime.date(2026, 3, 1),
    "  a \n b ",
]
READ = {
    "A2": Cell("Bol"),
    "B2": Cell("12.5", Kind.NUMBER),
    "C2": Cell("3", Kind.NUMBER),
    "D2": Cell("0.1", Kind.NUMBER),
    "F2": Cell("0042"),
    "I2": Cell("a b"),
}


@pytest.mark.parametrize("write", [xlsx, ods])
def test_cells_of_every_kind(tmp_path: Path, write: Callable[..., Path]) -> None:
    found = cells(write(tmp_path / "list", ["x"], ROW))
    assert found.pop("A1") == Cell("x")
    assert (found.pop("G2").kind, found.pop("H2").kind) == (Kind.BOOLEAN, Kind.DATE)
    assert found == READ


@pytest.mark.parametrize("name", ["deposit-list.xlsx", "deposit-list.ods"])
def test_what_libreoffice_wrote(name: str) -> None:
    book = read_spreadsheet(WRITTEN / name)
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Dépôt", False),
        ("Explications", False),
    ]
    assert [row.number for row in book.sheets[0].rows] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    found = cells(WRITTEN / name)
    assert found["A6"] == found["A7"] == Cell("Vase bleu")
    assert found["A8"] == Cell("Cruche à eau")  # the note on it is none of its text
    assert found["I8"] == Cell("5.5 %", Kind.PERCENT)
    assert found["D8"] == Cell("3760123456784")
    assert found["D9"] == Cell("3760123456852", Kind.NUMBER)
    assert found["G9"] == Cell("1234.5", Kind.NUMBER)


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("3.760123456784E+12", Cell("3760123456784", Kind.NUMBER)),
        ("19.899999999999999", Cell("19.9", Kind.NUMBER)),
        ("8.969999999999999", Cell("8.97", Kind.NUMBER)),
        ("-0", Cell("0", Kind.NUMBER)),
        ("1E-7", Cell("0.0000001", Kind.NUMBER)),
        ("1E+15", Cell("1E+15", Kind.LONG_NUMBER)),
        ("1E+999", Cell("1E+999", Kind.ERROR)),
        ("NaN", Cell("NaN", Kind.ERROR)),
        ("9" * 5000, Cell("9" * 4000, Kind.ERROR)),
        ("x", Cell("x", Kind.ERROR)),
    ],
)
def test_numbers_as_files_write_them(written: str, cell: Cell) -> None:
    assert grid.number_cell(written) == cell


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_integer_that_a_spreadsheet_can_hold(number: int) -> None:
    assert grid.number_cell(repr(float(number))) == Cell(str(number), Kind.NUMBER)


@given(st.decimals(-(10**6), 10**6, places=2))
def test_every_price_to_the_cent(price: Decimal) -> None:
    assert Decimal(grid.number_cell(repr(float(price))).text) == price


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", Look.PLAIN),
        ('#,##0.00 "days"', Look.PLAIN),
        ("[Red]0.00\\ [$€-40C]", Look.PLAIN),
        ("_-* #,##0.00_-", Look.PLAIN),
        ("0.0 %", Look.PERCENT),
        ("dd/mm/yyyy", Look.DATE),
        ("[$-40C]d mmmm yyyy;@", Look.DATE),
        ("[h]:mm", Look.DATE),
        ("[hh]", Look.DATE),
    ],
)
def test_what_a_format_makes_of_a_number(code: str, look: Look) -> None:
    assert look_of(code) is look


def test_formulas_errors_percentages_and_merges_with_their_addresses(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["A2"] = "=1+1"
        book.active["B2"] = 0.055
        book.active["B2"].number_format = "0.0%"
        book.active["C2"] = "#REF!"
        book.active.merge_cells("B4:C5")

    path = xlsx(tmp_path / "list.xlsx", ["a", "b", "c"], change=change)
    found = cells(path)
    assert (found["A2"].kind, found["C2"].kind) == (Kind.FORMULA, Kind.ERROR)
    assert found["B2"] == Cell("5.5 %", Kind.PERCENT)
    assert first(path).merges == (Merge(4, 5, "B4:C5"),)

    rows = (
        "<table:table-row>"
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.055"/>'
        '<table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"/>'
        "<table:covered-table-cell/>"
        '<table:table-cell office:value-type="time" office:time-value="PT1H"><text:p>01:00</text:p>'
        "</table:table-cell></table:table-row>"
    )
    path = ods_of(tmp_path / "list.ods", rows)
    found = cells(path)
    assert (found["A1"].kind, found["C1"].kind, found["F1"].kind) == (Kind.FORMULA, Kind.ERROR, Kind.DATE)
    assert found["B1"] == Cell("5.5 %", Kind.PERCENT)
    assert first(path).merges == (Merge(1, 3, "D1:E3"),)


def test_a_hidden_sheet_is_known_as_one(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("Secret").append(["x"])
        book["Secret"].sheet_state = "veryHidden"

    book = read_spreadsheet(xlsx(tmp_path / "list.xlsx", ["a"], change=change))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Sheet", False), ("Secret", True)]


def test_rich_inline_and_repeated_texts(tmp_path: Path) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"'
        ' office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation>'
        '<text:p>a<text:span>b</text:span><text:s text:c="3"/>c</text:p><text:p>d</text:p></table:table-cell>'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert cells(ods_of(tmp_path / "list.ods", rows)) == dict.fromkeys(
        ("A1", "B1", "A2", "B2"), Cell("ab c d")
    )

    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData><row><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r>'
        b'<rPh sb="0" eb="1"><t>hint</t></rPh></is></c><c><v>1</v></c></row><row r="9"><c><v>2</v></c></row>'
        b"</sheetData></worksheet>"
    )
    path = xlsx(tmp_path / "list.xlsx", ["x"])
    path = changed(path, tmp_path / "inline.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    assert cells(path) == {
        "A1": Cell("ab"),
        "B1": Cell("1", Kind.NUMBER),
        "A9": Cell("2", Kind.NUMBER),
    }


def row_of(text: str, repeated: str = "", columns: str = "") -> str:
    rows = f' table:number-rows-repeated="{repeated}"' if repeated else ""
    cell = f' table:number-columns-repeated="{columns}"' if columns else ""
    inside = f"<text:p>{text}</text:p>" if text else ""
    return (
        f'<table:table-row{rows}><table:table-cell{cell} office:value-type="string">{inside}'
        "</table:table-cell></table:table-row>"
    )


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (row_of("a") + row_of("b", repeated="1000000000"), "A2"),
        (row_of("a") + row_of("b", repeated="1048570"), "A2"),
        (row_of("a", columns="1000000000"), "A1"),
        (row_of("a", columns="16384"), "CW1"),
        (row_of("", repeated="1048000") + row_of("far"), "A1048001"),
        (row_of("", repeated="9" * 6000), "A1"),
    ],
)
def test_a_thousand_million_rows_or_columns_in_ods(tmp_path: Path, rows: str, cell: str) -> None:
    problem = refused(ods_of(tmp_path / "list.ods", rows))
    assert (problem.cell, problem.sheet) == (cell, "Liste")


@pytest.mark.parametrize("place", ["A1048576", "XFD1", "A20000"])
def test_cells_far_away_in_xlsx(tmp_path: Path, place: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active[place] = "far"

    problem = refused(xlsx(tmp_path / "list.xlsx", ["a"], change=change))
    assert (problem.cell, problem.sheet) == (place, "Sheet")


def test_a_row_that_no_spreadsheet_has(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "list.xlsx", ["a"])
    sheet = b'<worksheet><sheetData><row r="1000000000"><c><v>1</v></c></row></sheetData></worksheet>'
    path = changed(path, tmp_path / "far.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    assert "far" in refused(path).sentence


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (packed.LARGEST_PART - 1))
    return path


def large_part(path: Path) -> Path:
    path = xlsx(path, ["a"])
    random = Random(1).randbytes(packed.LARGEST_PART // 2).hex().encode()
    return changed(path, path.with_name("large.xlsx"), {"xl/sharedStrings.xml": b"<sst>" + random})


def many_elements(path: Path) -> Path:
    path = xlsx(path, ["a"])
    sheet = b"<worksheet><sheetData><row>%s</row></sheetData></worksheet>"
    cells = b"".join(b'<c s="%d"/>' % (number * 7919 % 1000) for number in range(xml_part.MOST_ELEMENTS))
    return changed(path, path.with_name("cells.xlsx"), {"xl/worksheets/sheet1.xml": sheet % cells})


@pytest.mark.parametrize("make", [large_part, many_elements])
def test_more_than_a_list_needs(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    assert "too large" in refused(make(tmp_path / "list.xlsx"), within=30).sentence


def many_parts(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(packed.MOST_PARTS + 1):
            archive.writestr(f"xl/{number}.xml", b"")
    return path


def large_sum(path: Path) -> Path:
    """Parts that pack well, but none of them too well."""
    part = b"".join(b"%08x%s" % (number * 2654435761 % 2**32, b" " * 120) for number in range(2**17))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"xl/{number}.xml", part)
    return path


@pytest.mark.parametrize("make", [bomb, many_parts, large_sum])
def test_bombs_are_known_before_they_go_off(
    tmp_path: Path, make: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "list.xlsx")
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert "unpacks" in refused(path).sentence


def test_a_part_that_lies_about_its_size(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "list.xlsx", ["a" * 5000])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    at = content.rfind(b"xl/worksheets/sheet1.xml") - 46 + 24
    assert int.from_bytes(content[at : at + 4], "little") == part.file_size
    content[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    assert "damaged" in refused(path).sentence


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><x>&i;</x>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, "<x>", "no xml", "\ufeff<x/><y/>"])
def test_xml_that_would_hurt(tmp_path: Path, content: str) -> None:
    assert "damaged" in refused(ods_of(tmp_path / "list.ods", "", content=content)).sentence
    path = xlsx(tmp_path / "list.xlsx", ["a"])
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        hurt = changed(path, tmp_path / "hurt.xlsx", {part: content.encode()})
        assert "damaged" in refused(hurt).sentence


def encrypted_ods(path: Path) -> Path:
    return ods_of(path, "", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"})


def encrypted_zip(path: Path) -> Path:
    content = bytearray(xlsx(path, ["a"]).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    path.write_bytes(content)
    return path


def sealed(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    return path


def old_xls(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    return path


def macros(path: Path) -> Path:
    return changed(xlsx(path, ["a"]), path.with_name("macro.xlsm"), {"xl/vbaProject.bin": b"\xd0\xcf"})


def basic(path: Path) -> Path:
    return ods_of(path, row_of("a"), **{"Basic/Standard/Module1.xml": "<x/>"})


def xlsb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\x83\x01")
    return path


def document(path: Path) -> Path:
    return ods_of(path, "", mimetype="application/vnd.oasis.opendocument.text")


def truncated(path: Path) -> Path:
    path.write_bytes(xlsx(path, ["a"]).read_bytes()[:-300])
    return path


def flipped(path: Path) -> Path:
    content = bytearray(xlsx(path, ["a"] * 50).read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    for at in range(part.header_offset + 90, part.header_offset + 110):
        content[at] ^= 0xFF
    path.write_bytes(content)
    return path


def twice(path: Path) -> Path:
    ods_of(path, row_of("a"))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("content.xml", "<x/>")
    return path


def packed_otherwise(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    return path


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (encrypted_ods, "password"),
        (encrypted_zip, "password"),
        (sealed, "password"),
        (old_xls, "XLS"),
        (macros, "macros"),
        (basic, "macros"),
        (xlsb, "XLSB"),
        (document, "no list"),
        (truncated, "damaged"),
        (flipped, "damaged"),
        (twice, "damaged"),
        (packed_otherwise, "damaged"),
    ],
)
def test_files_that_are_refused_by_their_content(
    tmp_path: Path, make: Callable[[Path], Path], word: str
) -> None:
    assert word in refused(make(tmp_path / "list.xlsx")).sentence


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"<html><table></table></html>",
        b'<?xml version="1.0"?><office:document/>',
        b'{"a": 1}',
        b"PK\x05\x06" + bytes(18),
        bytes(100),
    ],
)
def test_what_is_no_spreadsheet_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert "no list" in refused(path).sentence


def test_text_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_text('Membre;M1\n\nArticle;Prix\n"Bol;\nbleu";12,50\n=1+1;#REF!\n', encoding="utf-8")
    sheet = first(path)
    assert [row.number for row in sheet.rows] == [1, 3, 4, 6]
    assert sheet.rows[2].cells == {0: Cell("Bol; bleu"), 1: Cell("12,50")}
    assert [cell.kind for cell in sheet.rows[3].cells.values()] == [Kind.FORMULA, Kind.ERROR]


@pytest.mark.parametrize(("content", "line"), [(b"a;b\n\xe9;1\n", 2), (b'a;b\n"x;1\n', 2)])
def test_text_that_cannot_be_read(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert refused(path).line == line


def test_a_packed_text_that_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(gzip.compress(b"a\n" * reader.LARGEST_LIST))
    assert "too large" in refused(path).sentence


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_spreadsheet(tmp_path / "list.xlsx")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.binary(max_size=400), st.integers(0, 5000), st.sampled_from(["deposit-list.xlsx", "deposit-list.ods"])
)
def test_any_damage_is_a_bad_file_or_none(tmp_path: Path, noise: bytes, at: int, name: str) -> None:
    content = (WRITTEN / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(content[:at] + noise + content[at + len(noise) :])
    with suppress(BadFile):
        assert read_spreadsheet(path).sheets


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_text_comes_back_from_either_file(tmp_path: Path, rows: list[list[str]]) -> None:
    expected = {
        address(number, column): " ".join(text.split())
        for number, row in enumerate(rows, start=1)
        for column, text in enumerate(row)
        if text.split() and not text.startswith("=")
    }
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            book.active.cell(number, column).value = text if not text.startswith("=") else None
    book.save(tmp_path / "list.xlsx")
    kinds = {Kind.TEXT, Kind.ERROR}
    found = cells(tmp_path / "list.xlsx")
    assert {place: cell.text for place, cell in found.items()} == expected
    assert {cell.kind for cell in found.values()} <= kinds
