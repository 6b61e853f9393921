"""Entries of a period as the tables that Paheko, Dolibarr and Odoo import.

The columns are those that each program's own import names. Accounts and journals must be there under the
same numbers and codes. In all three a member stands by code and name in the label, since none of them knows
the shop's members by itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from drivers.accounting.characters import one_line
from drivers.tables.csv_file import harmless
from drivers.whole_file import write_whole
from ess_shop.domain.accounting import AccountingEntry, Line
from ess_shop.domain.accounting_words import account_name, book_name
from ess_shop.domain.money import Money
from ess_shop.errors import Refused
from ess_shop.services.account_names import Names

Row = Sequence[str]
MOST_PIECES = 9_999
"""So many entries a month leave Dolibarr's numbers within what its table holds."""

LONGEST_LABEL = 200
"""What Paheko takes for the label of an entry; the others take more."""

PAHEKO = (
    "Libellé",
    "Date",
    "Remarques",
    "Numéro pièce comptable",
    "Numéro compte",
    "Débit",
    "Crédit",
    "Libellé ligne",
)
DOLIBARR = (
    "piece_num",
    "doc_date",
    "doc_ref",
    "code_journal",
    "journal_label",
    "numero_compte",
    "label_compte",
    "subledger_account",
    "subledger_label",
    "label_operation",
    "debit",
    "credit",
)
ODOO = (
    "ref",
    "date",
    "journal_id",
    "line_ids/account_id",
    "line_ids/name",
    "line_ids/debit",
    "line_ids/credit",
)


def write_entries(path: Path, entries: Iterable[AccountingEntry], names: Names, program: str) -> int:
    """Write the table for a program of PROGRAMS, whole or not at all; returns how many entries it holds."""
    columns, rows_of, delimiter = PROGRAMS[program]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for number, entry in enumerate(entries, start=1):
        writer.writerows(rows_of(number, entry, names))
        count = number
    write_whole(path, text.getvalue().encode())
    return count


def _paheko(_number: int, entry: AccountingEntry, names: Names) -> Iterator[Row]:
    """« Groupé »: the entry stands on its first line alone; without a number it is a new one."""
    journal = f"{names.settings.code(entry.book)} {book_name(entry.book, names.words)}"
    head = (_text(entry.label), f"{entry.day:%d/%m/%Y}", _text(journal), _text(entry.piece))
    for line in entry.lines:
        debit, credit = (amount.replace(".", ",") for amount in _sides(line))
        yield (*head, names.number(line), debit, credit, _who(line, names))
        head = ("", "", "", "")


def _dolibarr(number: int, entry: AccountingEntry, names: Names) -> Iterator[Row]:
    for line in entry.lines:
        yield (
            str(_piece_number(number, entry)),
            entry.day.isoformat(),
            _text(entry.piece),
            names.settings.code(entry.book),
            _text(book_name(entry.book, names.words)),
            names.number(line),
            _account(line, names),
            _text(names.code(line.member_id)),
            _text(names.name(line.member_id)),
            _text(entry.label),
            *_sides(line),
        )


def _piece_number(number: int, entry: AccountingEntry) -> int:
    """A number that no entry of another month has: the program puts the lines of one number together."""
    if number > MOST_PIECES:
        raise Refused(
            "too_many_entries",
            "The month has more than {most} entries: bring it over in another way.",
            most=MOST_PIECES,
        )
    return (entry.day.year * 100 + entry.day.month) * (MOST_PIECES + 1) + number


def _odoo(_number: int, entry: AccountingEntry, names: Names) -> Iterator[Row]:
    """Lines of a journal entry: what belongs to the entry stands on its first line alone."""
    head = (_text(f"{entry.piece} {entry.label}"), entry.day.isoformat(), names.settings.code(entry.book))
    for line in entry.lines:
        yield (*head, names.number(line), _who(line, names) or _account(line, names), *_sides(line))
        head = ("", "", "")


PROGRAMS: Mapping[str, tuple[Row, Callable[[int, AccountingEntry, Names], Iterator[Row]], str]] = {
    "paheko": (PAHEKO, _paheko, ";"),
    "dolibarr": (DOLIBARR, _dolibarr, ","),
    "odoo": (ODOO, _odoo, ","),
}
"""Each program with its columns, what makes its rows, and what stands between the fields."""


def _text(text: str) -> str:
    return harmless(one_line(text))[:LONGEST_LABEL]


def _account(line: Line, names: Names) -> str:
    return _text(account_name(line.account, line.local.currency.code if line.local else "", names.words))


def _who(line: Line, names: Names) -> str:
    """The member, and what came in local currency."""
    said = f"{names.code(line.member_id)} {names.name(line.member_id)}".strip()
    local = names.words.money(line.local if line.local.minor > 0 else -line.local) if line.local else ""
    return _text(" ".join(part for part in (said, local) if part))


def _sides(line: Line) -> tuple[str, str]:
    nothing = Money(0, line.amount.currency)
    debit, credit = (line.amount, nothing) if line.amount.minor >= 0 else (nothing, -line.amount)
    return str(debit.decimal()), str(credit.decimal())
