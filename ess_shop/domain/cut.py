"""A cut: what a purge takes from the beginning of the journals, and what it carries on.

The journal's entry of a purge holds all of it as plain data. Sums (ledger, stock, vouchers) are of what that
purge took, and add up with those of other purges; counters, digests and heads are where everything stood at
the cut, so that the last purge alone says where the kept journals begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ess_shop.domain.archive import Counters
from ess_shop.domain.journal import Head

PURGED = "purge"
"""What the event log calls a purge; the detail is the period and the archive's SHA-256."""

AGAIN = "carried"
"""What marks the closing of a month or year that is recorded again because its own was purged."""

CARRIED = "carried"
"""Why goods are here whose movements were purged."""


@dataclass(frozen=True, slots=True)
class KeptTill:
    """Where a till stood at the cut: its kept journal begins right after `head`."""

    head: Head
    counters: Counters = field(default_factory=Counters)
    last_at: str = ""
    closed_day: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut through all journals. `until` is the last day of the purged periods, None if nothing ever was.

    `entries` and `tickets` count what this cut takes; `periods` are closed months and years among it, whose
    totals stay: they are recorded anew.
    """

    until: date | None = None
    tills: Sequence[KeptTill] = ()
    entries: int = 0
    tickets: int = 0
    postings: Sequence[tuple[str, str, int, str]] = ()
    moves: Sequence[tuple[str, int, str]] = ()
    vouchers: Sequence[tuple[str, str, int]] = ()
    slips: Mapping[tuple[str, int], int] = field(default_factory=dict)
    police: int = 0
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    edits: int = 0
    periods: Sequence[Mapping[str, Any]] = ()

    def kept(self, till: str) -> KeptTill:
        """Where a till stood; at nothing if the cut knows nothing of it."""
        found = next((each for each in self.tills if each.head.till == till), None)
        return found or KeptTill(Head(till, 0, ""))


UNCUT = Cut()
"""Before the first purge: every journal begins at its first entry."""


def cut_body(cut: Cut, period: str, archive: str) -> dict[str, object]:
    """The journal's body of a purge, made after the archive with that SHA-256 was verified."""
    if cut.until is None:
        raise ValueError("nothing was cut")
    return {
        "code": PURGED,
        "detail": f"{period} {archive}",
        "period": period,
        "archive": archive,
        "day": cut.until.isoformat(),
        "entries": cut.entries,
        "tickets": cut.tickets,
        "tills": [
            [
                *(each.head.till, each.head.number, each.head.signature, each.last_at, each.closed_day),
                *(each.counters.ticket, each.counters.z, sorted(map(list, each.counters.perpetual.items()))),
            ]
            for each in cut.tills
        ],
        "postings": [list(each) for each in cut.postings],
        "moves": [list(each) for each in cut.moves],
        "vouchers": [list(each) for each in cut.vouchers],
        "slips": [[*series, last] for series, last in sorted(cut.slips.items())],
        "police": cut.police,
        "records": [[*record, digest] for record, digest in sorted(cut.digests.items())],
        "edits": cut.edits,
    }


def cut_from(body: Mapping[str, Any]) -> Cut:
    """The cut that a body was made of, without the periods that were recorded anew."""
    return Cut(
        until=date.fromisoformat(body["day"]),
        tills=tuple(
            KeptTill(Head(till, number, signature), Counters(ticket, z, dict(perpetual)), last_at, closed_day)
            for till, number, signature, last_at, closed_day, ticket, z, perpetual in body["tills"]
        ),
        entries=body["entries"],
        tickets=body["tickets"],
        postings=tuple(tuple(each) for each in body["postings"]),
        moves=tuple(tuple(each) for each in body["moves"]),
        vouchers=tuple(tuple(each) for each in body["vouchers"]),
        slips={(kind, year): last for kind, year, last in body["slips"]},
        police=body["police"],
        digests={(register, record): digest for register, record, digest in body["records"]},
        edits=body["edits"],
    )
