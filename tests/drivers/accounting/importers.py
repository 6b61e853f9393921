"""Readers that take tables as the importers of Paheko, Dolibarr and Odoo do, as strict as they are."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


class Rejected(Exception):
    """What the importer would say."""


@dataclass
class Imported:
    """An entry as the program keeps it, amounts in cents, debit positive."""

    day: date
    label: str
    reference: str
    journal: str
    lines: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def balance(self) -> int:
        """Zero, or no program takes it."""
        return sum(amount for _account, amount, _label in self.lines)


def table(path: Path, delimiter: str) -> list[dict[str, str]]:
    """The rows by the names of their columns."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


def cents(text: str, point: str) -> int:
    """An amount with two decimals behind that sign, never negative."""
    whole, sign, rest = text.partition(point)
    if not (sign and whole.isdigit() and len(rest) == 2 and rest.isdigit()):
        raise Rejected(f"no amount: {text}")
    return int(whole + rest)


def side(row: dict[str, str], debit: str, credit: str, point: str) -> int:
    """The amount of a line, which has one side."""
    amounts = cents(row[debit], point), cents(row[credit], point)
    if (amounts[0] == 0) == (amounts[1] == 0):
        raise Rejected(f"no side, or both: {row}")
    return amounts[0] - amounts[1]


def paheko(path: Path, accounts: set[str]) -> list[Imported]:
    """« Groupé »: a line without anything of an entry belongs to the entry above it."""
    heads = ("Libellé", "Date", "Remarques", "Numéro pièce comptable")
    known = {*heads, "Numéro compte", "Débit", "Crédit", "Libellé ligne"}
    entries: list[Imported] = []
    for row in table(path, ";"):
        if set(row) - known or not {"Libellé", "Date", "Numéro compte", "Débit", "Crédit"} <= set(row):
            raise Rejected(f"columns: {sorted(row)}")
        if any(row[head] for head in heads):
            day = date.fromisoformat("-".join(reversed(row["Date"].split("/"))))
            if not row["Libellé"] or len(row["Libellé"]) > 200 or len(row["Numéro pièce comptable"]) > 200:
                raise Rejected(f"label: {row}")
            journal = row["Remarques"].split(" ")[0]
            entries.append(Imported(day, row["Libellé"], row["Numéro pièce comptable"], journal))
        elif not entries:
            raise Rejected("cette ligne n'est reliée à aucune écriture")
        if row["Numéro compte"] not in accounts:
            raise Rejected(f"le compte {row['Numéro compte']} n'existe pas")
        amount = side(row, "Débit", "Crédit", ",")
        entries[-1].lines.append((row["Numéro compte"], amount, row["Libellé ligne"]))
    return balanced(entries)


def dolibarr(path: Path, accounts: set[str], ledger: dict[int, Imported]) -> list[Imported]:
    """Lines of one number are one entry; a number that the ledger has already would be mixed up with it."""
    needed = {
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
    }
    found: dict[int, Imported] = {}
    for row in table(path, ","):
        if set(row) != needed:
            raise Rejected(f"columns: {sorted(row)}")
        number = int(row["piece_num"])
        if not 0 < number < 2**31 or number in ledger:
            raise Rejected(f"piece number: {number}")
        if not all(row[name] for name in ("doc_ref", "code_journal", "label_compte", "label_operation")):
            raise Rejected(f"empty: {row}")
        if row["numero_compte"] not in accounts:
            raise Rejected(f"account: {row}")
        day = date.fromisoformat(row["doc_date"])
        entry = found.setdefault(
            number, Imported(day, row["label_operation"], row["doc_ref"], row["code_journal"])
        )
        if (entry.day, entry.journal) != (day, row["code_journal"]):
            raise Rejected(f"two entries under one number: {row}")
        amount = side(row, "debit", "credit", ".")
        who = f"{row['subledger_account']} {row['subledger_label']}".strip()
        entry.lines.append((row["numero_compte"], amount, who))
    ledger.update(found)
    return balanced(list(found.values()))


def odoo(path: Path, accounts: set[str], journals: set[str]) -> list[Imported]:
    """A record begins where one of its own fields stands; other rows are more lines of it."""
    entries: list[Imported] = []
    for row in table(path, ","):
        own = (row["ref"], row["date"], row["journal_id"])
        if any(own):
            if not all(own) or row["journal_id"] not in journals:
                raise Rejected(f"record: {row}")
            entries.append(
                Imported(date.fromisoformat(row["date"]), row["ref"], row["ref"], row["journal_id"])
            )
        elif not entries:
            raise Rejected("a line without its record")
        if row["line_ids/account_id"] not in accounts or not row["line_ids/name"]:
            raise Rejected(f"line: {row}")
        amount = side(row, "line_ids/debit", "line_ids/credit", ".")
        entries[-1].lines.append((row["line_ids/account_id"], amount, row["line_ids/name"]))
    return balanced(entries)


def balanced(entries: list[Imported]) -> list[Imported]:
    """Every program refuses an entry that does not balance."""
    for entry in entries:
        if entry.balance or len(entry.lines) < 2:
            raise Rejected(f"not balanced: {entry}")
    return entries
