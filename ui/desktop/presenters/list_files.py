"""Where deposit lists are read from, and what is written for members to take home."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ess_shop.domain.deposit_list import Addressed
from ess_shop.domain.sheets import Workbook

ENDINGS = frozenset({".xlsx", ".ods", ".csv", ".txt", ".xlsm", ".xls"})
"""What is offered when a list is chosen; what cannot be read after all is refused with advice."""

TEMPLATES = ("xlsx", "ods")


class ListFiles(Protocol):
    """Reads lists; writes new files into a folder of people's own and says where they are."""

    def read(self, path: Path) -> Workbook:
        """A spreadsheet; BadFile for what is none."""

    def template(self, name: str, ending: str, to: Addressed) -> Path:
        """An empty list; `ending` is one of TEMPLATES."""

    def text(self, name: str, lines: Sequence[str]) -> Path:
        """A text."""
