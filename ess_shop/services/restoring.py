"""After a backup was restored: the event log says so, and what is missing since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ess_shop.domain.journal import OFFICE
from ess_shop.ports import Books
from ess_shop.services.timekeeping import log_event


def note_restored(books: Books, *, at: datetime, source: str, last_seen: Mapping[str, int]) -> dict[str, int]:
    """Log the restore; returns, per till, how many entries that were seen before are missing now."""
    with books.work() as work:
        heads = {state.head.till: state.head.number for state in work.lock_tills()}
        gap = {
            till: number - heads.get(till, 0)
            for till, number in sorted(last_seen.items())
            if number > heads.get(till, 0)
        }
        missing = ", ".join(f"{till}: {count}" for till, count in gap.items()) or "0"
        log_event(work, OFFICE, at, "restored", f"{source}; missing: {missing}")
        work.commit()
    return gap
