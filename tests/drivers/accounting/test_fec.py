"""The FEC: what the law says of its form, and everything that its check finds, each thing with its line."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drivers.accounting.fec import fec_name, write_fec
from drivers.accounting.fec_check import FIELDS, check_fec, named_day, wrong_name
from ess_shop.domain.accounting import AccountingEntry, Book, Line
from ess_shop.domain.accounting_settings import AccountingSettings
from ess_shop.domain.currencies import EUR
from ess_shop.domain.ledger import Account
from ess_shop.domain.money import Currency, Money
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import BadFile
from ess_shop.services.account_names import Names
from ess_shop.wording import speaking

LOC = Currency("LOC")
LAST = date(2026, 12, 31)
NAMES = Names(
    Shop("La Remise", siret="55210055400013"),
    AccountingSettings(),
    speaking("fr"),
    {"m1": "TISSE", "m2": "ŁUK"},
    {"m1": "Atelier\ttissé « Œuf » – 漢字", "m2": ""},
)
SALE = AccountingEntry(
    Book.SALES,
    date(2026, 3, 3),
    "C1-000001",
    "Ticket C1-000001",
    date(2026, 3, 3),
    (
        Line(Account.CASH, Money(123_456, EUR)),
        Line(Account.COUPONS, Money(500, EUR), local=Money(500, LOC)),
        Line(Account.MEMBER, Money(-123_456, EUR), "m1"),
        Line(Account.MEMBER, Money(-500, EUR), "m1", Money(-500, LOC)),
    ),
)
PAYOUT = AccountingEntry(
    Book.BANK,
    date(2026, 3, 31),
    "RV-2026-03-0001",
    "Versement",
    date(2026, 4, 1),
    (Line(Account.MEMBER, Money(5, EUR), "m2"), Line(Account.BANK, Money(-5, EUR))),
)


def written(folder: Path, *entries: AccountingEntry) -> bytes:
    path = folder / fec_name("552100554", LAST)
    write_fec(path, entries, NAMES, last=LAST)
    return path.read_bytes()


def rows(content: bytes) -> list[list[str]]:
    return [line.split("\t") for line in content.decode("iso8859_15").split("\r\n")[:-1]]


def test_its_form_is_the_one_of_the_law(tmp_path: Path) -> None:
    found = rows(written(tmp_path, SALE, PAYOUT))
    assert tuple(found[0]) == FIELDS
    assert len(FIELDS) == 18
    assert {len(row) for row in found} == {18}
    cash, coupons, legal, local = (dict(zip(FIELDS, row, strict=True)) for row in found[1:5])
    assert (cash["JournalCode"], cash["JournalLib"], cash["EcritureNum"]) == ("VE", "Ventes", "1")
    assert (cash["CompteNum"], cash["Debit"], cash["Credit"]) == ("531000", "1234,56", "0,00")
    assert (legal["CompteNum"], legal["Debit"], legal["Credit"]) == ("467000", "0,00", "1234,56")
    assert (cash["EcritureDate"], cash["PieceDate"], cash["ValidDate"]) == ("20260303",) * 3
    assert (coupons["Montantdevise"], coupons["Idevise"]) == ("5,00", "LOC")
    assert (local["CompteNum"], local["Montantdevise"], local["Credit"]) == ("467001", "-5,00", "5,00")
    assert (cash["CompAuxNum"], cash["CompAuxLib"], cash["EcritureLet"], cash["DateLet"]) == ("", "", "", "")
    payout = dict(zip(FIELDS, found[5], strict=True))
    assert (payout["EcritureNum"], payout["EcritureDate"], payout["ValidDate"]) == (
        "2",
        "20260331",
        "20260401",
    )


def test_names_come_in_the_characters_of_the_law(tmp_path: Path) -> None:
    found = rows(written(tmp_path, SALE, PAYOUT))
    assert found[3][7] == "Atelier tissé « Œuf » - Han Zi"
    assert found[5][6:8] == ["LUK", "LUK"]


def test_members_whom_other_letters_alone_tell_apart_stay_two(tmp_path: Path) -> None:
    other = replace(NAMES, codes={"m1": "LUK", "m2": "ŁUK"}, members={"m1": "", "m2": "🙂"})
    path = tmp_path / "fec.txt"
    write_fec(path, [SALE, replace(PAYOUT, label="🙂")], other, last=LAST)
    found = rows(path.read_bytes())
    assert (found[3][6:8], found[5][6:8]) == (["LUK", "LUK"], ["LUK-2", "LUK-2"])
    assert found[5][10] == "RV-2026-03-0001"


def test_a_name_or_a_number_of_the_accountant_holds(tmp_path: Path) -> None:
    path = tmp_path / "fec.txt"
    shop = replace(NAMES.shop, accounts={**NAMES.shop.accounts, "cash": "530100"})
    settings = AccountingSettings(
        journals={**AccountingSettings().journals, "sales": "VT"}, local_numbers={"member.LOC": "4679LOC"}
    )
    write_fec(path, [SALE], replace(NAMES, shop=shop, settings=settings), last=LAST)
    found = rows(path.read_bytes())
    assert (found[1][0], found[1][4], found[4][4]) == ("VT", "530100", "4679LOC")


def test_its_name_is_siren_and_last_day() -> None:
    assert fec_name("552100554", LAST) == "552100554FEC20261231.txt"
    assert named_day("552100554FEC20261231.txt") == LAST
    assert not list(wrong_name("552100554FEC20261231.txt"))
    for name in (
        "552100554FEC20261331.txt",
        "55210055FEC20261231.txt",
        "552100554FEC20261231.csv",
        "fec.txt",
    ):
        assert [problem.line for problem in wrong_name(name)] == [1]


def test_a_file_that_would_be_sent_back_is_not_written(tmp_path: Path) -> None:
    broken = replace(SALE, lines=SALE.lines[:3])
    with pytest.raises(BadFile) as refused:
        written(tmp_path, broken)
    assert refused.value.problems
    assert list(tmp_path.iterdir()) == []


def test_progress_that_raises_leaves_nothing(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_fec(tmp_path / "fec.txt", [SALE] * 600, NAMES, last=LAST, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_year_is_never_in_memory(tmp_path: Path) -> None:
    def year() -> Iterator[AccountingEntry]:
        for number in range(2_000):
            yield replace(SALE, piece=f"C1-{number:06d}", label=f"Ticket C1-{number:06d}")

    tracemalloc.start()
    lines = write_fec(tmp_path / "fec.txt", year(), NAMES, last=LAST)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert lines == 8_000
    assert peak < 500_000


# What is found

Change = Callable[[list[list[str]]], object]


def found(change: Change, tmp_path: Path, *, apart: str = "\t", end: str = "\r\n") -> list[tuple[int, str]]:
    """Lines and sentences that the check has for two sound entries after a change."""
    lines = rows(written(tmp_path, SALE, PAYOUT))
    change(lines)
    content = "".join(apart.join(line) + end for line in lines).encode("iso8859_15")
    return [
        (problem.line, problem.sentence.format(**problem.facts))
        for problem in check_fec(io.BytesIO(content), last=LAST)
    ]


def at(line: int, field: str, text: str) -> Change:
    def change(lines: list[list[str]]) -> None:
        lines[line - 1][FIELDS.index(field)] = text

    return change


@pytest.mark.parametrize(("apart", "end"), [("\t", "\r\n"), ("\t", "\n"), ("|", "\r\n"), ("|", "\n")])
def test_a_sound_file_has_no_problem(tmp_path: Path, apart: str, end: str) -> None:
    assert found(lambda _lines: None, tmp_path, apart=apart, end=end) == []


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (at(1, "JournalLib", "Journal"), 1, "header"),
        (lambda lines: lines[0].reverse(), 1, "header"),
        (lambda lines: lines[2].pop(), 3, "17 fields"),
        (lambda lines: lines[2].append(""), 3, "19 fields"),
        (lambda lines: lines.insert(2, [""]), 3, "empty"),
        (at(2, "JournalCode", ""), 2, "JournalCode is empty"),
        (at(2, "JournalLib", " "), 2, "JournalLib is empty"),
        (at(2, "CompteLib", ""), 2, "CompteLib is empty"),
        (at(2, "PieceRef", ""), 2, "PieceRef is empty"),
        (at(2, "EcritureLib", ""), 2, "EcritureLib is empty"),
        (at(2, "CompteNum", "53"), 2, "three digits"),
        (at(2, "CompteNum", "5A1000"), 2, "three digits"),
        (at(2, "EcritureDate", "20260230"), 2, "no day"),
        (at(2, "PieceDate", "03/03/2026"), 2, "no day"),
        (at(2, "ValidDate", ""), 2, "ValidDate is empty"),
        (at(2, "Debit", "1234.56"), 2, "no amount"),
        (at(2, "Debit", "1 234,56"), 2, "no amount"),
        (at(2, "Debit", ""), 2, "no amount"),
        (at(2, "Debit", "1234,567"), 2, "no amount"),
        (at(2, "Credit", "1,00"), 2, "debit and a credit"),
        (at(2, "Debit", "0,00"), 2, "There is no amount"),
        (at(4, "CompAuxLib", ""), 4, "no name"),
        (at(4, "CompAuxNum", ""), 4, "name no account"),
        (at(4, "CompteLib", "Autre"), 6, "two names"),
        (at(3, "Idevise", ""), 3, "no currency"),
        (at(3, "Montantdevise", ""), 3, "currency no amount"),
        (at(3, "Montantdevise", "5.00"), 3, "no amount"),
        (at(2, "EcritureLet", "AA"), 2, "Matching"),
        (at(2, "DateLet", "20260401"), 2, "Matching"),
        (at(2, "Debit", "1234,57"), 5, "does not balance: 1 cents"),
        (at(6, "Debit", "0,06"), 7, "does not balance: 1 cents"),
        (at(3, "EcritureDate", "20260304"), 3, "two journals or two days"),
        (at(3, "JournalCode", "OD"), 3, "two journals or two days"),
        (at(3, "EcritureNum", "2"), 3, "does not balance"),
        (at(2, "EcritureLib", "Ticket\x07"), 2, "cannot be seen"),
        (lambda lines: [at(n, "EcritureNum", "3")(lines) for n in (6, 7)], 6, "comes where 2 is expected"),
        (lambda lines: [at(n, "EcritureNum", "B2")(lines) for n in (6, 7)], 6, "comes where 2 is expected"),
        (lambda lines: [at(n, "ValidDate", "20260302")(lines) for n in (6, 7)], 6, "validated before"),
        (lambda lines: [at(n, "EcritureDate", "20270101")(lines) for n in (6, 7)], 6, "not in the year"),
        (lambda lines: [at(n, "EcritureDate", "20251231")(lines) for n in (6, 7)], 6, "not in the year"),
        (lambda lines: lines.__delitem__(slice(1, None)), 1, "no entry"),
        (lambda lines: lines.pop(), 6, "does not balance"),
    ],
)
def test_everything_wrong_is_found_with_its_line(
    tmp_path: Path, change: Change, line: int, said: str
) -> None:
    problems = found(change, tmp_path)
    assert any(number == line and said in sentence for number, sentence in problems), problems


def test_a_year_that_ends_in_summer_has_its_own_days(tmp_path: Path) -> None:
    content = written(tmp_path, SALE, PAYOUT)
    assert list(check_fec(io.BytesIO(content), last=date(2026, 6, 30))) == []
    assert [problem.line for problem in check_fec(io.BytesIO(content), last=date(2026, 3, 10))] == [6]


def test_bytes_that_are_no_table_are_told(tmp_path: Path) -> None:
    problems = list(check_fec(io.BytesIO(b"\x00\xff\x00\n" * 3)))
    assert [problem.line for problem in problems] == [1, 2, 2, 3, 3]
    (empty,) = check_fec(io.BytesIO(b""))
    assert empty.sentence == "There is no entry in the file."
