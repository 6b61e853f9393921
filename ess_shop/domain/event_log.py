"""The event log as it is read: its rows, which of them to find, and of what kind each code is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What an event is about."""

    PROGRAM = "program"
    PEOPLE = "people"
    SETTINGS = "settings"
    TILL = "till"
    DEVICES = "devices"
    BOOKS = "books"
    MEMBERS = "members"
    GOODS = "goods"


KINDS: Mapping[str, EventKind] = {
    "started": EventKind.PROGRAM,
    "stopped": EventKind.PROGRAM,
    "cut_short": EventKind.PROGRAM,
    "version": EventKind.PROGRAM,
    "clock_set_back": EventKind.PROGRAM,
    "person": EventKind.PEOPLE,
    "rights": EventKind.PEOPLE,
    "rights_changed": EventKind.PEOPLE,
    "officer_in": EventKind.PEOPLE,
    "officer_out": EventKind.PEOPLE,
    "officer_came": EventKind.PEOPLE,
    "officer_left": EventKind.PEOPLE,
    "settings": EventKind.SETTINGS,
    "drawer": EventKind.TILL,
    "receipt": EventKind.TILL,
    "duplicate": EventKind.TILL,
    "basket_cleared": EventKind.TILL,
    "training_begun": EventKind.TILL,
    "training_ended": EventKind.TILL,
    "closed_uncounted": EventKind.TILL,
    "printer_down": EventKind.DEVICES,
    "scanner_down": EventKind.DEVICES,
    "degraded": EventKind.DEVICES,
    "degraded_ended": EventKind.DEVICES,
    "export": EventKind.BOOKS,
    "archive": EventKind.BOOKS,
    "archive_key": EventKind.BOOKS,
    "secret_copied": EventKind.BOOKS,
    "purge": EventKind.BOOKS,
    "restored": EventKind.BOOKS,
    "integrity_defect": EventKind.BOOKS,
    "contract_agreed": EventKind.MEMBERS,
    "contract_changed": EventKind.MEMBERS,
    "contract_taken_back": EventKind.MEMBERS,
    "iban_changed": EventKind.MEMBERS,
    "iban_confirmed": EventKind.MEMBERS,
    "member_erased": EventKind.MEMBERS,
    "news": EventKind.MEMBERS,
    "request": EventKind.MEMBERS,
    "request_done": EventKind.MEMBERS,
    "stay_told": EventKind.GOODS,
    "stocktake": EventKind.GOODS,
    "list_taken": EventKind.GOODS,
}
"""Every code of the log, in the order in which the manual names them."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event with its place in the journal: `at` an ISO time, `who` did it or sat at the till, or ""."""

    till: str
    number: int
    at: str
    code: str
    detail: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events to find, newest first, `limit` of them; what is left out matches everything."""

    since: date | None = None
    until: date | None = None
    codes: tuple[str, ...] = ()
    till: str = ""
    limit: int = 500


HEADS = ("till", "entry", "at", "code", "event", "detail", "who")
"""The columns of the log as a table."""


def codes_of(kind: EventKind | None) -> tuple[str, ...]:
    """The codes of a kind; none (which matches all) for None."""
    return tuple(code for code, of in KINDS.items() if of is kind) if kind else ()
