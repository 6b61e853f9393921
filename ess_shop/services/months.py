"""What a settled month keeps out, and what an id that was used before means."""

from __future__ import annotations

from datetime import date

from ess_shop.domain.journal import Entry, Kind
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.ports import Work
from ess_shop.reading import Reading


def require_unsettled(read: Reading, day: date) -> None:
    """Refused for a day of the last settled month or before: nothing is written into a settled month."""
    month, settled = Month(day.year, day.month), read.last_settled()
    if settled is not None and month <= settled:
        raise Refused("month_settled", "{month} is settled: nothing can be added to it.", month=month)


def recorded_before(work: Work, id: str, kind: Kind) -> Entry | None:
    """What was recorded under this id, if anything; Refused if that was something of another kind."""
    known = work.find(id)
    if known is not None and known.kind is not kind:
        raise Refused("id_taken", "This id was used for something else.")
    return known
