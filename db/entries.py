"""Journal entries out of rows, and how they move their till."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ess_shop.domain.journal import Entry, Kind


def entry_from(row: Any) -> Entry:
    """The journal entry of a row."""
    return Entry(row.till, row.number, row.id, Kind(row.kind), row.at, row.version, row.body, row.signature)


def till_changes(kind: Kind, number: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """How an entry moves its till's counters and session."""
    if kind is Kind.SALE:
        return {"last_ticket": body["ticket"]}
    if kind is Kind.OPENING:
        return {"session": number, "session_day": body["day"]}
    if kind is Kind.CLOSING:
        return {"session": None, "session_day": "", "last_z": body["z"], "closed_day": body["day"]}
    return {}
