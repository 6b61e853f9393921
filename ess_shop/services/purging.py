"""Purges: the details of an old year leave the books, after its archive was verified; no total ever does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ess_shop.domain.archive import KEEP_YEARS, Run, VerifiedArchive, kept_until
from ess_shop.domain.cut import AGAIN, Cut, cut_body
from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.periods import PeriodKind
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.ports import Books, Progress, Work, unheard
from ess_shop.reading import Reading
from ess_shop.services.archiving import archive_runs
from ess_shop.services.timekeeping import iso, keep_order


@dataclass(frozen=True, slots=True)
class Purged:
    """What was taken: everything up to a day on which nothing leans that stays; what stays leaves later."""

    until: date
    entries: int
    tickets: int


def purge(
    books: Books, archive: VerifiedArchive, *, at: datetime, who: str = "", progress: Progress = unheard
) -> Purged:
    """Take the year of an archive out of the books.

    Refused unless the archive holds exactly what the books hold, before the six years are over, out of order,
    while something of the year is unsettled, and where the books have defects before or would have after.
    """
    for defect in books.defects(progress):
        raise Refused(
            "books_defective",
            "The books have defects ({where}): nothing is taken out of them. Run `ess-shop verify`.",
            where=defect.where,
        )
    with books.work() as work:
        office = work.lock_tills()[0]
        _check(work.read, books.id, archive, at.date())
        made = work.read.cut_before(archive.period.last)
        work.cut(made)
        keep_order(work, office, at)
        _record(work, made, archive, at, who)
        for defect in work.defects(progress):
            raise Refused(
                "purge_unsafe",
                "Without these details the books would not add up ({where}); they stay as they are.",
                where=defect.where,
            )
        work.commit()
    return Purged(archive.period.last, made.entries, made.tickets)


def _record(work: Work, made: Cut, archive: VerifiedArchive, at: datetime, who: str) -> None:
    """The purge with all that it carries on, then the closings that it took, for their totals stay."""
    period = str(archive.period)
    body = cut_body(made, period, archive.sha256)
    id = id_for(at, "purge", period)
    work.record(Draft(id, OFFICE, Kind.PURGE, iso(at), {**body, "who": who} if who else body))
    for closing in made.periods:
        id = id_for(at, "period", AGAIN, str(closing["kind"]), str(closing["name"]))
        work.record(Draft(id, OFFICE, Kind.PERIOD, iso(at), closing))


def _check(read: Reading, books_id: str, archive: VerifiedArchive, today: date) -> None:
    period = archive.period
    if archive.books_id != books_id:
        raise Refused("other_books", "This archive is not of these books.")
    if period.kind is not PeriodKind.YEAR:
        raise Refused("purge_of_months", "Only whole years are taken out: take the archive of a year.")
    until = kept_until(period.last, KEEP_YEARS)
    if today <= until:
        raise Refused("keep_longer", "{period} must stay in the books until {day}.", period=period, day=until)
    runs = archive_runs(read, period)
    _check_order(read, archive, runs)
    if {run.till: (run.before, run.after) for run in runs} != dict(archive.heads):
        raise Refused(
            "archive_differs", "The archive does not hold what the books hold of {period}.", period=period
        )
    unsettled = read.unsettled_before(Month(period.last.year + 1, 1))
    if unsettled is not None:
        raise Refused(
            "purge_unsettled", "{month} is not settled and paid: do that first.", month=Month.parse(unsettled)
        )


def _check_order(read: Reading, archive: VerifiedArchive, runs: Sequence[Run]) -> None:
    purged, eve = read.purged_until(), archive.period.first - timedelta(days=1)
    begins = not any(run.before.number for run in runs) if purged is None else purged == eve
    if not begins:
        raise Refused("purge_in_order", "An earlier year is still in the books: take that one out first.")
