"""After a backup was restored: the event log says so, and what is missing since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ess_shop.domain.journal import OFFICE
from ess_shop.errors import Refused
from ess_shop.ports import Books, TillState
from ess_shop.services.timekeeping import log_event


@dataclass(frozen=True, slots=True)
class Gap:
    """What a restored till lacks: its last entry and ticket are these, of that time; how many came after.

    `missing` counts entries that were seen here before, `tickets` those that were given out on paper.
    """

    till: str
    number: int
    last_at: str
    ticket: int
    missing: int = 0
    tickets: int = 0

    def __str__(self) -> str:
        said = f"{self.till}: {self.number}, {self.last_at or '-'}"
        if self.missing:
            said += f", +{self.missing}"
        if self.tickets:
            said += f", tickets {self.ticket + 1}-{self.ticket + self.tickets}"
        return said


def note_restored(
    books: Books,
    *,
    at: datetime,
    source: str,
    last_seen: Mapping[str, int],
    on_paper: Mapping[str, int] | None = None,
) -> Sequence[Gap]:
    """Log the restore with where every till stands now, and what it lacks.

    `last_seen` are the numbers of the last entries seen at this place, `on_paper` those of the last tickets
    (or of the last that a Z names), by till. NotFound for a till that the backup does not know.
    """
    with books.work() as work:
        states = {state.head.till: state for state in work.lock_tills()}
        for till in on_paper or {}:
            work.state(till)
        gaps = [_gap(state, last_seen, on_paper or {}) for state in states.values()]
        log_event(work, OFFICE, at, "restored", "; ".join([source, *map(str, gaps)]))
        work.commit()
    return gaps


def _gap(state: TillState, last_seen: Mapping[str, int], on_paper: Mapping[str, int]) -> Gap:
    head = state.head
    tickets = on_paper.get(head.till, state.last_ticket) - state.last_ticket
    if tickets < 0:
        raise Refused(
            "ticket_known",
            "Ticket {ticket} of {till} is in the backup: its last one is {last}.",
            ticket=on_paper[head.till],
            till=head.till,
            last=state.last_ticket,
        )
    missing = max(last_seen.get(head.till, 0) - head.number, 0)
    return Gap(head.till, head.number, state.last_at, state.last_ticket, missing, tickets)
