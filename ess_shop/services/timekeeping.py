"""Times as they are recorded, and what happens when a clock is set back."""

from __future__ import annotations

from datetime import datetime

from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import Draft, Kind
from ess_shop.ports import TillState, Work


def iso(at: datetime) -> str:
    """ISO 8601 to the second, with the offset; ValueError for a time without one."""
    if at.tzinfo is None:
        raise ValueError("a recorded time carries its offset")
    return at.isoformat(timespec="seconds")


def keep_order(work: Work, state: TillState, at: datetime) -> None:
    """Log it if the clock was set back since the till's last entry; numbers keep the true order."""
    if state.last_at and at.replace(microsecond=0) < datetime.fromisoformat(state.last_at):
        detail = f"{state.last_at} -> {iso(at)}"
        log_event(work, state.head.till, at, "clock_set_back", detail)


def log_event(work: Work, till: str, at: datetime, code: str, detail: str, *, who: str = "") -> None:
    """Add to the event log, which is part of the till's chain; `who` did it, "" where nobody is known."""
    number = work.state(till).head.number
    body = {"code": code, "detail": detail}
    draft = Draft(
        id_for(at, "event", till, str(number), code, detail),
        till,
        Kind.EVENT,
        iso(at),
        {**body, "who": who} if who else body,
    )
    work.record(draft)
