"""Which article a line of a deposit list names by its code or barcode, and whether it may come in so."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.articles import UNLABELLED, Article
from ess_shop.domain.members import Member
from ess_shop.domain.source import Checker, SourceRow, shown
from ess_shop.reading import Reading
from ess_shop.services import deposit_cells

_SHORTEST_BARCODE = 8


class ArticlesNamed:
    """The articles of a list, line by line; each article and each barcode may stand there once."""

    def __init__(self, read: Reading, member: Member, check: Checker) -> None:
        self._read, self._member, self._check = read, member, check
        self._lines: dict[str, int] = {}

    def of(self, row: SourceRow) -> tuple[Article | None, tuple[str, ...]]:
        """The known article that the line names, if it does, and the line's barcodes; problems are noted."""
        named: dict[str, str] = {}
        found: dict[str, Article] = {}
        code = row.cells.get("code", "")
        article = self._by_code(code)
        if article is not None:
            found[article.id], named[article.id] = article, "code"
        barcodes = self._barcodes(row, "barcode")
        if code and article is None:
            barcodes |= self._code_as_barcode(row)
        for barcode, column in barcodes.items():
            other = self._read.article_by_barcode(barcode)
            if other is not None:
                found.setdefault(other.id, other)
                named.setdefault(other.id, column)
            else:
                self._once(row, column, barcode, barcode)
        return self._allowed(row, found, named) if found else None, tuple(sorted(barcodes))

    def _by_code(self, code: str) -> Article | None:
        if not code:
            return None
        return self._read.article_by_code(code) or self._read.article_by_code(code.upper())

    def _code_as_barcode(self, row: SourceRow) -> dict[str, str]:
        code = row.cells["code"]
        digits = deposit_cells.grouped(deposit_cells.without_exponent(code))
        if deposit_cells.lost_digits(code) or (digits.isdigit() and len(digits) >= _SHORTEST_BARCODE):
            return self._barcodes(row, "code")
        sentence = "No article has the code {value}: leave it empty for a new one; the shop makes its code."
        if "code" in row.numbers:
            self._check.at_cell(
                row,
                "code",
                "No article has the code {value}. If zeros came first, give the cell the format “Text”.",
                value=shown(code),
            )
        else:
            self._check.at_cell(row, "code", sentence, value=shown(code))
        return {}

    def _barcodes(self, row: SourceRow, column: str) -> dict[str, str]:
        """The barcodes in a cell with the column that they stand in."""
        text = row.cells.get(column, "")
        if not text:
            return {}
        if deposit_cells.lost_digits(text):
            sentence = "{value} has lost digits: give the cell the format “Text” and type the barcode again."
            self._check.at_cell(row, column, sentence, value=shown(text))
        elif column in row.numbers and deposit_cells.lost_zeros(text):
            sentence = "{value} has lost its first zeros: give the cell the format “Text” and type it again."
            self._check.at_cell(row, column, sentence, value=shown(text))
        else:
            found = self._check.cell(
                row, column, deposit_cells.barcodes, "The barcode {value} is wrong: check its digits."
            )
            return dict.fromkeys(found or (), column)
        return {}

    def _allowed(self, row: SourceRow, found: Mapping[str, Article], named: Mapping[str, str]) -> Article:
        """The article found; a problem is noted if it is another member's, one of several, or met before."""
        article = next(iter(found.values()))
        strangers = [each for each in found.values() if each.member_id != self._member.id]
        for each in strangers:
            sentence = "The article {code} belongs to another member."
            self._check.at_cell(row, named[each.id], sentence, code=each.code)
        if strangers:
            return article
        if len(found) > 1:
            codes = ", ".join(sorted(each.code for each in found.values()))
            sentence = "The line names several articles: {codes}."
            self._check.at_cell(row, named[article.id], sentence, codes=codes)
        elif article.category == UNLABELLED:
            sentence = "{code} stands for goods without a label: nothing of it is deposited."
            self._check.at_cell(row, named[article.id], sentence, code=article.code)
        else:
            self._once(row, named[article.id], article.id, article.code)
        return article

    def _once(self, row: SourceRow, column: str, key: str, value: str) -> None:
        other = self._lines.setdefault(key, row.line)
        if other != row.line:
            sentence = "{value} stands on line {other} already: make one line of both."
            self._check.at_cell(row, column, sentence, value=value, other=other)
