"""Taking figures out of the books into a folder, each time noted in the event log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ess_shop.domain.accounting import AccountingEntry
from ess_shop.domain.exports import PROGRAM_NAMES, Wanted, What
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.settlement import Month
from ess_shop.domain.span_words import span_code
from ess_shop.errors import Refused
from ess_shop.ports import Books, Progress, unheard
from ess_shop.reading import Reading
from ess_shop.services import noting
from ess_shop.services.account_files import AccountFiles
from ess_shop.services.account_names import names_of
from ess_shop.services.bookkeeping import entries, entries_by_day, opening
from ess_shop.services.cells import Remark
from ess_shop.services.e_reporting import e_report
from ess_shop.services.folders import make_folder
from ess_shop.services.member_days import member_days
from ess_shop.services.trial_balance import trial_balance
from ess_shop.wording import Words


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and what a person should still know (sentences with their facts)."""

    files: tuple[Path, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Order:
    books: Books
    wanted: Wanted
    folder: Path
    files: AccountFiles
    words: Words
    at: datetime
    heard: Progress

    def path(self, name: str) -> Path:
        """Where the file goes, without its ending: what it is, then its days."""
        return self.folder / f"{name}-{span_code(self.wanted.span)}"


def export(
    books: Books,
    wanted: Wanted,
    folder: Path,
    files: AccountFiles,
    words: Words,
    *,
    at: datetime,
    who: str = "",
    training: bool = False,
    heard: Progress = unheard,
) -> Exported:
    """Write what is wanted into a folder, in place of what was there of it, and note that `who` did.

    Refused where there is nothing to write or it was purged, and for practice books what could be taken for
    real. The texts are in the language of `words`.
    """
    if training and wanted.what is not What.BALANCE:
        raise Refused(
            "practising",
            "You are practising: only the trial balance can be made here; it says that it is for practice.",
        )
    with books.read() as read:
        purged = read.purged_until()
    if purged is not None and wanted.span.first <= purged:
        raise Refused("purged", "What happened until {day} is in its archive alone.", day=purged)
    make_folder(folder)
    order = _Order(books, wanted, folder, files, words, at, heard)
    if wanted.what is What.FEC:
        done = _fec(order)
    elif wanted.what is What.ENTRIES:
        done = _entries(order)
    elif wanted.what is What.BALANCE:
        done = _balance(order, training=training)
    elif wanted.what is What.E_REPORT:
        done = _e_report(order)
    else:
        done = _member_days(order)
    named = " ".join((wanted.what, span_code(wanted.span), *_more(wanted)))
    noting.note(books, till=OFFICE, at=at, code=noting.EXPORT, detail=named, who=who)
    return done


def _more(wanted: Wanted) -> Iterator[str]:
    if wanted.what is What.ENTRIES:
        yield wanted.program
    if wanted.what is What.E_REPORT and wanted.part:
        yield f"{wanted.part}/3"
    if wanted.what is What.E_REPORT and wanted.corrected:
        yield "RE"


def _fec(order: _Order) -> Exported:
    span, year = order.wanted.span, order.wanted.span.first.year
    with order.books.read() as read:
        names = names_of(read, order.words)
        if not names.shop.siret[:9]:
            raise Refused("no_siret", "The shop’s SIRET is missing: write it into the settings of the shop.")
        begun = opening(read, names, span.first)
        count = sum(each.postings for each in read.spans(span.first, span.last))
        closed = any(each.name == str(year) for each in read.periods(PeriodKind.YEAR))
        unsettled = read.unsettled_before(Month(year + 1, 1))
    if begun is None and not count:
        raise _nothing(order)
    stream = entries(order.books, names, span.first, span.last)
    if begun is not None:
        stream = _after(begun, stream)
    path = order.files.fec(order.folder, stream, names, year=year, lines=count, heard=order.heard)
    if not closed:
        return Exported((path,), (_open(year),))
    return Exported((path,), _missing(Month.parse(unsettled)) if unsettled else ())


def _after(first: AccountingEntry, rest: Iterator[AccountingEntry]) -> Iterator[AccountingEntry]:
    yield first
    yield from rest


def _entries(order: _Order) -> Exported:
    span, program = order.wanted.span, order.wanted.program
    with order.books.read() as read:
        names = names_of(read, order.words)
        remarks = _unsettled(read, order.wanted)
    told = entries_by_day(order.books, names, span.first, span.last)
    if not told:
        raise _nothing(order)
    path = order.path(f"{order.words('entries')}-{PROGRAM_NAMES[program].lower()}")
    return Exported((order.files.entries(path, told, names, program),), remarks)


def _balance(order: _Order, *, training: bool) -> Exported:
    span = order.wanted.span
    with order.books.read() as read:
        balance = trial_balance(read, names_of(read, order.words), span.first, span.last, training=training)
    if not balance.accounts:
        raise _nothing(order)
    path = order.path(order.words("trial-balance"))
    return Exported(tuple(order.files.balance(path, balance, order.words)))


def _e_report(order: _Order) -> Exported:
    wanted = order.wanted
    with order.books.read() as read:
        report = e_report(read, wanted.month, wanted.part)
        settings = names_of(read, order.words).settings
        remarks = [*_unsettled(read, wanted)] if report.last == wanted.month.last else []
    if not report.groups:
        raise Refused(
            "nothing_to_report",
            "There is nothing to report from {first} to {last}: the shop sold nothing in its own name.",
            first=report.first,
            last=report.last,
        )
    path = order.path(f"e-reporting-10.3-{wanted.part}" if wanted.part else "e-reporting-10.3")
    written = [order.files.e_report_table(path, report)]
    if settings.platform:
        written.append(order.files.e_report(path, report, settings, order.at, corrected=wanted.corrected))
    else:
        remarks.append(
            (
                "Only the table is written: the XML needs the number of your registered platform "
                "(settings, page “Accounting”).",
                {},
            )
        )
    return Exported(tuple(written), tuple(remarks))


def _member_days(order: _Order) -> Exported:
    wanted, written = order.wanted, list[Path]()
    with order.books.read() as read:
        everybody = list(member_days(read, wanted.month))
    if not everybody:
        raise Refused(
            "no_liable_sales",
            "In {month} nothing was sold in the name of a member who is liable to VAT.",
            month=wanted.month,
        )
    for done, days in enumerate(everybody):
        order.heard(done, len(everybody))
        path = order.path(f"{order.words('daily-totals')}-{days.member.code}")
        written += order.files.member_days(path, days, order.words)
    return Exported(tuple(written))


def _unsettled(read: Reading, wanted: Wanted) -> tuple[Remark, ...]:
    return () if read.settled(wanted.month) is not None else _missing(wanted.month)


def _missing(month: Month) -> tuple[Remark, ...]:
    return (
        (
            "{month} is not settled yet: what the settlement brings is missing from the file.",
            {"month": month},
        ),
    )


def _open(year: int) -> Remark:
    return "The year {year} is not closed: the file holds what there is so far.", {"year": str(year)}


def _nothing(order: _Order) -> Refused:
    span = order.wanted.span
    return Refused(
        "nothing_to_export",
        "There is nothing in the books from {first} to {last}.",
        first=span.first,
        last=span.last,
    )
