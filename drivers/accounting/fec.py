"""The « fichier des écritures comptables » of a year (LPF art. L. 47 A and A. 47 A-1).

Its 18 fields are apart by tabs, its lines by CR LF, its characters those of ISO 8859-15, which the article
names; amounts have a decimal comma. Entries come in the order of their validation under one sequence of
numbers over all journals, after the opening entries. What came in local currency stands at parity, with the
local amount, a credit negative, in the last two fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from drivers.accounting.characters import LATIN_9, latin_9
from drivers.accounting.fec_check import FIELDS, check_fec
from drivers.whole_file import whole_file
from ess_shop.domain.accounting import AccountingEntry, Book, Line
from ess_shop.domain.accounting_words import account_name, book_name
from ess_shop.domain.money import Money
from ess_shop.domain.source import BadFile
from ess_shop.ports import Progress, unheard
from ess_shop.services.account_names import Names

MOST_PROBLEMS = 200
"""How many problems are told."""

EVERY = 2000
"""After so many lines the progress is told."""


def fec_name(siren: str, last: date) -> str:
    """How the file must be called: the SIREN, and the day on which the year ends."""
    return f"{siren}FEC{last:%Y%m%d}.txt"


def write_fec(
    path: Path,
    entries: Iterable[AccountingEntry],
    names: Names,
    *,
    last: date,
    lines: int = 0,
    progress: Progress = unheard,
) -> int:
    """Write the file of the year that ends on `last`, check it, and put it in its place; returns its lines.

    `lines` says about how many are to come. BadFile with what the tax administration's own tester would find:
    then no file is there.
    """
    count = 0
    with whole_file(path) as file:
        file.write("\t".join(FIELDS).encode(LATIN_9) + b"\r\n")
        for row in _rows(entries, names):
            file.write("\t".join(row).encode(LATIN_9) + b"\r\n")
            count += 1
            if count % EVERY == 0:
                progress(count, 2 * max(lines, count))
        _checked(file, path.name, last, count, progress)
        progress(1, 1)
    return count


def _checked(file: BinaryIO, name: str, last: date, count: int, progress: Progress) -> None:
    file.flush()
    file.seek(0)

    def told(done: int) -> None:
        progress(count + done, 2 * count)

    problems = list(islice(check_fec(file, last=last, told=told), MOST_PROBLEMS))
    if problems:
        raise BadFile(name, problems)


class _Called:
    """What accounts and members are called in the file: no two members by the same number."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._accounts: dict[tuple[str, str], tuple[str, str]] = {}
        self._named: dict[str, str] = {}
        self._members: dict[str, tuple[str, str]] = {"": ("", "")}
        self._taken: set[str] = set()

    def account(self, line: Line) -> tuple[str, str]:
        """Number and name of an account."""
        currency = line.local.currency.code if line.local else ""
        key = (line.account, currency)
        if key not in self._accounts:
            number = self._names.number(line)
            name = latin_9(account_name(line.account, currency, self._names.words))
            self._accounts[key] = (number, self._named.setdefault(number, name))
        return self._accounts[key]

    def member(self, member_id: str) -> tuple[str, str]:
        """Number and name of a member's account; both empty for nobody's."""
        if member_id not in self._members:
            code = number = latin_9(self._names.code(member_id)) or "?"
            count = 1
            while number in self._taken:  # two codes that other alphabets alone tell apart
                count += 1
                number = f"{code}-{count}"
            self._taken.add(number)
            self._members[member_id] = (number, latin_9(self._names.name(member_id)) or number)
        return self._members[member_id]


def _rows(entries: Iterable[AccountingEntry], names: Names) -> Iterator[list[str]]:
    called = _Called(names)
    journals = {book: (names.settings.code(book), latin_9(book_name(book, names.words))) for book in Book}
    for number, entry in enumerate(entries, start=1):
        day, valid = f"{entry.day:%Y%m%d}", f"{entry.valid:%Y%m%d}"
        piece = latin_9(entry.piece)
        label = latin_9(entry.label) or piece
        for line in entry.lines:
            yield [
                *journals[entry.book],
                str(number),
                day,
                *called.account(line),
                *called.member(line.member_id),
                piece,
                day,
                label,
                *_sides(line),
                "",
                "",
                valid,
                _amount(line.local) if line.local else "",
                line.local.currency.code if line.local else "",
            ]


def _sides(line: Line) -> tuple[str, str]:
    nothing = _amount(line.amount - line.amount)
    if line.amount.minor >= 0:
        return _amount(line.amount), nothing
    return nothing, _amount(-line.amount)


def _amount(amount: Money) -> str:
    return str(amount.decimal()).replace(".", ",")
