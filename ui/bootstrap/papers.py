"""The papers of the consignment desk, and the typefaces they are set in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.papers.typefaces import FONTS
from ess_shop.reading import Statement
from ess_shop.wording import Words

if TYPE_CHECKING:
    from ess_shop.papers import ContractPaper, ExpiryLetter, RegisterPaper, SlipPaper, StocktakePaper
    from ess_shop.services.home_files import HomeFile


def font_files() -> list[Path]:
    """The typefaces that are shipped."""
    return sorted(FONTS.glob("*.ttf"))


class DeskPress:
    """Writes the papers of the consignment desk into a till's folder; see the presenters' `DeskPress`."""

    def __init__(self, words: Words, folder: Path) -> None:
        self._words, self._folder = words, folder

    def place(self, name: str, ending: str = ".pdf") -> Path:
        """Where a new paper of that name goes, in a folder that is there; no other paper is overwritten."""
        from drivers.whole_file import free_place

        return free_place(self._folder, name, ending)

    def slip(self, path: Path, paper: SlipPaper) -> None:
        """A slip on A4."""
        from drivers.papers.slip import write_slip

        write_slip(path, paper, self._words)

    def contract(self, path: Path, paper: ContractPaper) -> None:
        """A contract on A4."""
        from drivers.papers.contract import write_contract

        write_contract(path, paper, self._words)

    def letter(self, path: Path, letter: ExpiryLetter) -> None:
        """The letter that the time of goods is over, on A4."""
        from drivers.papers.expiry_letter import write_letter

        write_letter(path, letter, self._words)

    def register(self, path: Path, paper: RegisterPaper) -> None:
        """The police register on A4."""
        from drivers.papers.police_register import write_register

        write_register(path, paper, self._words)

    def stocktake(self, path: Path, paper: StocktakePaper) -> None:
        """What a stocktake found, on A4."""
        from drivers.papers.stocktake import write_stocktake

        write_stocktake(path, paper, self._words)

    def statement(self, path: Path, statement: Statement) -> None:
        """A member's monthly statement on A4."""
        from drivers.papers.statement import write_statement

        write_statement(path, statement, self._words)

    def home_page(self, path: Path, file: HomeFile, seal: Callable[[str], bytes]) -> None:
        """A member's month as one sealed page of HTML; `seal` makes the file of the page."""
        from drivers.papers.home_file import home_page
        from drivers.whole_file import write_whole

        write_whole(path, seal(home_page(file, self._words)))

    def statement_pdf(self, statement: Statement, words: Words) -> bytes:
        """The same as bytes, in the language of the member."""
        from drivers.papers.statement import statement_pdf

        return statement_pdf(statement, words)
