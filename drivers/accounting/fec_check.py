"""What the tax administration's tester looks for in a FEC, and what art. A. 47 A-1 asks beyond it.

The rules of « Test Compta Demat »: every field of the header, as many fields on every line, no field empty
that must not be, account numbers that begin with three digits, plain numbers without thousands apart, days
of the calendar, a debit or a credit on each line and not both. Fields are apart by tabs or by |, lines by
CR, LF or both. Beyond them: the order of the fields, at most two decimals behind a comma, entries that
balance, one unbroken sequence of numbers, one journal and day per entry, the order of validation, days
within the year, one name per account, local amounts with their code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO

from drivers.accounting.characters import LATIN_9
from ess_shop.domain.source import Problem

FIELDS = (
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
)
"""The 18 fields in their order (art. A. 47 A-1, VII)."""

NEEDED = tuple(
    FIELDS.index(name) for name in (*FIELDS[:6], "PieceRef", "PieceDate", "EcritureLib", "ValidDate")
)
EVERY = 2000

_NUMBER, _DAY, _ACCOUNT, _NAME, _AUX, _AUX_NAME = 2, 3, 4, 5, 6, 7
_PIECE_DAY, _DEBIT, _CREDIT, _LETTER, _LETTER_DAY, _VALID, _LOCAL, _CODE = 9, 11, 12, 13, 14, 15, 16, 17
_AMOUNT = re.compile(r"[+-]?[0-9]+(,[0-9]{1,2})?")
_BEGINNING = re.compile(r"[0-9]{3}")
_FILE = re.compile(r"[0-9]{9}FEC([0-9]{8})\.txt")


def named_day(name: str) -> date | None:
    """The last day of the year that a file's name says; None if it is not called as it must be."""
    found = _FILE.fullmatch(name)
    return _day(found[1]) if found else None


def wrong_name(name: str) -> Iterator[Problem]:
    """What is wrong with the name of a file."""
    if named_day(name) is None:
        yield Problem(
            1,
            "The file must be called by the SIREN and the year’s last day, like 123456789FEC20261231.txt.",
            {},
        )


def check_fec(
    file: BinaryIO, *, last: date | None = None, told: Callable[[int], object] = lambda _done: None
) -> Iterator[Problem]:
    """Everything that is wrong with the file of a year (that ends on `last`, if it is known), line by line.

    Only the entry that is being read is in memory. `told` hears how many lines are read.
    """
    check = _Check(last)
    for number, raw in enumerate(file, start=1):
        yield from check.line(number, raw)
        if number % EVERY == 0:
            told(number)
    yield from check.end()


class _Check:
    """Goes through a file once, and remembers the entry it is in."""

    def __init__(self, last: date | None) -> None:
        self._first = f"{last.year - 1}{last:%m%d}" if last else ""
        self._end = f"{last:%Y%m%d}" if last else "99999999"
        self._row, self._apart = 0, "\t"
        self._entry: list[str] | None = None
        self._entry_row = self._number = 0
        self._balance = 0
        self._valid = ""
        self._names: dict[str, str] = {}
        self._days: dict[str, bool] = {}

    def line(self, number: int, raw: bytes) -> Iterator[Problem]:
        self._row = number
        text = raw.decode(LATIN_9)
        text = text.rstrip("\r\n")
        if number == 1:
            self._apart = "|" if "|" in text else "\t"
            if text.split(self._apart) != list(FIELDS):
                yield Problem(number, "The header is not the one of art. A. 47 A-1.", {})
            return
        if not text.strip():
            yield Problem(number, "The line is empty.", {})
            return
        if not text.replace(self._apart, "").isprintable():
            yield Problem(number, "There are signs that cannot be seen.", {})
        fields = text.split(self._apart)
        if len(fields) != len(FIELDS):
            yield Problem(number, "There are {count} fields instead of 18.", {"count": len(fields)})
            return
        yield from self._fields(fields)
        yield from self._order(fields)

    def _fields(self, fields: list[str]) -> Iterator[Problem]:
        for place in NEEDED:
            if not fields[place].strip():
                yield Problem(self._row, "{field} is empty.", {"field": FIELDS[place]})
        if not _BEGINNING.match(fields[_ACCOUNT]):
            yield Problem(
                self._row,
                "The account {account} does not begin with three digits.",
                {"account": fields[_ACCOUNT]},
            )
        if bool(fields[_AUX]) != bool(fields[_AUX_NAME]):
            yield Problem(self._row, "A member’s account has no name, or a name no account.", {})
        name = self._names.setdefault(fields[_ACCOUNT], fields[_NAME])
        if name != fields[_NAME]:
            yield Problem(self._row, "The account {account} has two names.", {"account": fields[_ACCOUNT]})
        for place in (_DAY, _PIECE_DAY, _VALID):
            if not self._is_day(fields[place]):
                yield Problem(
                    self._row,
                    "{field} “{value}” is no day.",
                    {"field": FIELDS[place], "value": fields[place]},
                )
        yield from self._amounts(fields)
        if bool(fields[_LETTER]) != bool(fields[_LETTER_DAY]):
            yield Problem(self._row, "Matching needs a letter and a day.", {})

    def _amounts(self, fields: list[str]) -> Iterator[Problem]:
        debit, credit = fields[_DEBIT], fields[_CREDIT]
        for place in (_DEBIT, _CREDIT):
            if not _AMOUNT.fullmatch(fields[place]):
                yield _no_amount(self._row, place, fields)
                return
        if bool(_cents(debit)) == bool(_cents(credit)):
            yield Problem(self._row, "There is no amount, or a debit and a credit.", {})
        if bool(fields[_LOCAL]) != bool(fields[_CODE]):
            yield Problem(self._row, "A local amount has no currency, or a currency no amount.", {})
        elif fields[_LOCAL] and not _AMOUNT.fullmatch(fields[_LOCAL]):
            yield _no_amount(self._row, _LOCAL, fields)

    def _order(self, fields: list[str]) -> Iterator[Problem]:
        entry = self._entry
        if entry is None or fields[_NUMBER] != entry[_NUMBER]:
            yield from self._ended()
            self._entry, self._balance = fields, 0
            self._number += 1
            if fields[_NUMBER] != str(self._number):
                yield Problem(
                    self._row,
                    "Entry {number} comes where {expected} is expected.",
                    {"number": fields[_NUMBER], "expected": self._number},
                )
                self._number = int(fields[_NUMBER]) if fields[_NUMBER].isdecimal() else self._number
            if fields[_VALID] < self._valid:
                yield Problem(self._row, "This entry was validated before the one above it.", {})
            self._valid = max(self._valid, fields[_VALID])
            if not self._first < fields[_DAY] <= self._end:
                yield Problem(self._row, "The day {value} is not in the year.", {"value": fields[_DAY]})
        elif any(fields[place] != entry[place] for place in (0, 1, _DAY, _VALID)):
            yield Problem(self._row, "One entry has two journals or two days.", {})
        self._entry_row = self._row
        self._balance += _cents(fields[_DEBIT]) - _cents(fields[_CREDIT])

    def _ended(self) -> Iterator[Problem]:
        if self._entry is not None and self._balance:
            yield Problem(
                self._entry_row,
                "Entry {number} does not balance: {difference} cents.",
                {"number": self._entry[_NUMBER], "difference": self._balance},
            )

    def end(self) -> Iterator[Problem]:
        if self._row < 2:
            yield Problem(self._row, "There is no entry in the file.", {})
        yield from self._ended()

    def _is_day(self, text: str) -> bool:
        known = self._days.get(text)
        if known is None:
            day = _day(text)
            known = self._days[text] = day is not None and 1900 <= day.year <= 2099
        return known


def _no_amount(row: int, place: int, fields: list[str]) -> Problem:
    return Problem(
        row,
        "{field} “{value}” is no amount: digits, and a comma before at most two decimals.",
        {"field": FIELDS[place], "value": fields[place]},
    )


def _day(text: str) -> date | None:
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _cents(text: str) -> int:
    if not _AMOUNT.fullmatch(text):
        return 0
    whole, _comma, rest = text.partition(",")
    return int(whole + rest.ljust(2, "0"))
