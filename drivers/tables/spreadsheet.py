"""Reading a spreadsheet whatever its name says: XLSX, ODS or text, told apart by what is in the file."""

# Why the sheets are not read by openpyxl and odfdo, which were both tried on the files of our tests. openpyxl
# knows merged cells only when it loads the whole book: two million rows in a file of 130 kB then took 800 MB
# and more than twenty seconds before any limit of ours could be asked; read-only it is thrifty, but says
# nothing of merges and walks a million empty rows for one cell at the far end. odfdo (which the shop would
# have to ship besides, with lxml) writes a repeated row as often as the file says, a thousand million times.
# The limits on what is unpacked would stand in front of them in any case.

from __future__ import annotations

from pathlib import Path

from drivers.tables.grid import Grid, text_cell
from drivers.tables.ods import read_ods
from drivers.tables.packed import Parts, unpacked
from drivers.tables.reader import GZIP, read_cells
from drivers.tables.xlsx import read_xlsx
from ess_shop.domain.sheets import Cell, Kind, Sheet, Workbook
from ess_shop.domain.source import BadFile, Problem
from ess_shop.errors import NotFound, StorageTrouble

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_XLSX = ("xl/workbook.xml", "xl/workbook2.xml")
_SEALED = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 4 * 1024 * 1024


def read_spreadsheet(path: Path) -> Workbook:
    """The file's sheets with what is in their cells.

    BadFile for what is no sound XLSX, ODS or CSV file, is encrypted, holds macros or could do harm; NotFound
    or StorageTrouble if the file cannot be read at all.
    """
    start = _start(path)
    if start.startswith(ZIP):
        with unpacked(path) as parts:
            return Workbook(path.name, _sheets(parts))
    if start.startswith(OLD_OFFICE):
        if _SEALED in start:
            raise _bad(path.name, 1, "The file is protected by a password: save it without.")
        raise _bad(path.name, 1, "This is an old XLS file or a text: save it as XLSX or ODS.")
    if not start.startswith((GZIP, b"\xff\xfe", b"\xfe\xff")) and (
        b"\0" in start or start.lstrip()[:1] in (b"<", b"{") or start.startswith((b"%PDF", b"PK"))
    ):
        raise _bad(path.name, 1, "This is no list: give an XLSX, ODS or CSV file.")
    return Workbook(path.name, (_text_sheet(path),))


def _sheets(parts: Parts) -> tuple[Sheet, ...]:
    _no_macros(parts)
    workbook = next((part for part in _XLSX if part in parts.names), "")
    if workbook:
        return read_xlsx(parts, workbook)
    if parts.read("mimetype").strip().removesuffix(b"-template") == _ODS and "content.xml" in parts.names:
        if b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise _bad(parts.name, 1, "The file is protected by a password: save it without.")
        return read_ods(parts)
    if "xl/workbook.bin" in parts.names:
        raise _bad(parts.name, 1, "This is a binary XLSB file: save it as XLSX.")
    raise _bad(parts.name, 1, "This is no list: give an XLSX, ODS or CSV file.")


def _no_macros(parts: Parts) -> None:
    """Nothing would run them here; but who asks for a list with macros in it means no list."""
    office = any(part.endswith("vbaProject.bin") for part in parts.names)
    if office or any(part.startswith(("Basic/", "Scripts/")) for part in parts.names):
        raise _bad(parts.name, 1, "The file holds macros: save it as XLSX or ODS without them.")


def _text_sheet(path: Path) -> Sheet:
    grid = Grid(path.name, "")
    for line, cells in read_cells(path):
        for column, text in enumerate(cells):
            grid.put(line, column, _from_text(text))
    return grid.sheet()


def _from_text(text: str) -> Cell:
    """A cell of a text file; our own tables mark a text that looks like a formula with an apostrophe."""
    cell = text_cell(text)
    return Cell(cell.text[:40], Kind.FORMULA) if cell.text.startswith("=") else cell


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except FileNotFoundError as missing:
        raise NotFound("no_file", "There is no file “{path}”.", path=path) from missing
    except OSError as wrong:
        raise StorageTrouble(
            "unreadable_file", "“{path}” cannot be read: {reason}.", path=path, reason=wrong.strerror
        ) from wrong


def _bad(name: str, line: int, sentence: str, /, **facts: object) -> BadFile:
    return BadFile(name, [Problem(line, sentence, facts)])
