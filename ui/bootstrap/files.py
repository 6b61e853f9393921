"""Tables and lists that people bring along or take home."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_documents_path

from drivers.tables.csv_file import Cell, write_table
from drivers.tables.reader import read_table
from ess_shop.wording import Words

if TYPE_CHECKING:
    from ess_shop.domain.deposit_list import Addressed
    from ess_shop.domain.sheets import Workbook
    from ess_shop.domain.source import SourceTable

__all__ = ["Cell", "ListFiles", "spreadsheet", "table", "write_deposit_template", "write_table"]


def table(path: Path) -> SourceTable:
    """A CSV file, read whole."""
    return read_table(path)


def spreadsheet(path: Path) -> Workbook:
    """An XLSX, ODS or CSV file with its sheets; BadFile for what could do harm."""
    from drivers.tables.spreadsheet import read_spreadsheet

    return read_spreadsheet(path)


def write_deposit_template(path: Path, to: Addressed, words: Words) -> None:
    """An empty deposit list for a member, XLSX or ODS by the file's name."""
    from drivers.tables.template import write_template

    write_template(path, to, words)


class ListFiles:
    """Reads deposit lists, and writes into people's own folder; see the presenters' `ListFiles`."""

    def __init__(self, words: Words, folder: Path | None = None) -> None:
        self._words, self.folder = words, folder or user_documents_path()

    def read(self, path: Path) -> Workbook:
        """A spreadsheet; BadFile for what is none."""
        return spreadsheet(path)

    def template(self, name: str, ending: str, to: Addressed) -> Path:
        """An empty list, as xlsx or ods."""
        from drivers.whole_file import free_place

        path = free_place(self.folder, name, f".{ending}")
        write_deposit_template(path, to, self._words)
        return path

    def text(self, name: str, lines: Sequence[str]) -> Path:
        """A text that every editor opens with its accents."""
        from drivers.whole_file import free_place, write_whole

        path = free_place(self.folder, name, ".txt")
        write_whole(path, "\r\n".join((*lines, "")).encode("utf-8-sig"))
        return path
