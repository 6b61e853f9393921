"""Archives: a closed period written out of the books, signed, and told in the event log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ess_shop.domain.archive import ArchiveHead, ArchivePeriod, Run
from ess_shop.domain.journal import OFFICE, Entry
from ess_shop.domain.periods import PeriodKind
from ess_shop.errors import Refused
from ess_shop.ports import Books, Progress, Work, unheard
from ess_shop.reading import Reading
from ess_shop.services.timekeeping import iso, log_event

ARCHIVED, KEY, COPIED = "archive", "archive_key", "secret_copied"
"""What the event log calls an archive that was written, the key that signs them from then on, and the
handing out of the secret."""

BATCH = 500


class ArchivePress(Protocol):
    """Who writes archives, and signs them."""

    @property
    def key(self) -> str:
        """The name of the public key."""

    def write(self, head: ArchiveHead, runs: Iterable[tuple[Run, Iterable[Entry]]]) -> str:
        """Write the archive; returns its SHA-256."""

    def take_back(self) -> None:
        """Remove what was written."""


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive that was written."""

    period: ArchivePeriod
    entries: int
    sha256: str


def archive(
    books: Books,
    period: ArchivePeriod,
    press: ArchivePress,
    *,
    at: datetime,
    program: str,
    who: str = "",
    progress: Progress = unheard,
) -> Archived:
    """Write the archive of a closed period; the event log tells it, or else there is none."""
    with books.read() as read:
        runs = archive_runs(read, period)
        head = ArchiveHead(books.id, read.shop(), period, iso(at), program, read.parties())
    digest = press.write(head, _read(books, runs, progress))
    try:
        with books.work() as work:
            _note_key(work, press.key, at, who)
            log_event(work, OFFICE, at, ARCHIVED, f"{period} {digest}", who=who)
            work.commit()
    except BaseException:
        press.take_back()
        raise
    return Archived(period, sum(run.entries for run in runs), digest)


def note_key(books: Books, key: str, *, at: datetime, who: str = "") -> None:
    """The event log names the key that signs archives from now on."""
    with books.work() as work:
        _note_key(work, key, at, who)
        work.commit()


def note_key_copied(books: Books, *, at: datetime, who: str = "") -> None:
    """The event log tells that the secret was handed out."""
    with books.work() as work:
        log_event(work, OFFICE, at, COPIED, "", who=who)
        work.commit()


def _note_key(work: Work, key: str, at: datetime, who: str) -> None:
    told = work.read.last_event(OFFICE, (KEY,))
    if told is None or told.detail != key:
        log_event(work, OFFICE, at, KEY, key, who=who)


def archivable(read: Reading, kind: PeriodKind) -> Sequence[ArchivePeriod]:
    """The closed months or years of which the details are in the books, newest first."""
    purged = read.purged_until()
    return [
        ArchivePeriod(kind, period.name, period.first, period.last)
        for period in reversed(read.periods(kind))
        if purged is None or period.first > purged
    ]


def archive_runs(read: Reading, period: ArchivePeriod) -> Sequence[Run]:
    """What the archive of a period holds; Refused while it is not closed, or if it was purged."""
    last = read.last_closed(period.kind)
    if last is None or last.last < period.last:
        raise Refused("period_not_closed", "{period} is not closed: close it first.", period=period)
    purged = read.purged_until()
    if purged is not None and period.first <= purged:
        raise Refused(
            "period_purged",
            "The details up to {day} were taken out of the books: take the archive that was made of them.",
            day=purged,
        )
    return read.archive_runs(period)


def _read(books: Books, runs: Sequence[Run], progress: Progress) -> Iterator[tuple[Run, Iterable[Entry]]]:
    """Some entries at a time, so that tills go on selling: what is closed does not change meanwhile."""
    total, done = sum(run.entries for run in runs), 0

    def entries(run: Run) -> Iterator[Entry]:
        nonlocal done
        last, end = run.before.number, run.after.number
        while last < end:
            with books.read() as read:
                batch = read.entries_within(run.till, last, end, BATCH)
            if not batch or batch[0].number != last + 1:
                raise Refused("period_purged_now", "The year is being taken out of the books right now.")
            yield from batch
            last = batch[-1].number
            done += len(batch)
            progress(done, total)

    for run in runs:
        yield run, entries(run)
