"""The event log: what happens at the till beside sales, each noted in the till's chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ess_shop.domain.journal import OFFICE
from ess_shop.domain.people import Person, Role
from ess_shop.ports import Books, Defect
from ess_shop.reading import Reading
from ess_shop.services.timekeeping import keep_order, log_event

STARTED = "started"
STOPPED = "stopped"
CUT_SHORT = "cut_short"
VERSION = "version"
PERSON = "person"
DRAWER = "drawer"
RECEIPT = "receipt"
DUPLICATE = "duplicate"
PRINTER_DOWN = "printer_down"
SCANNER_DOWN = "scanner_down"
DEGRADED, DEGRADED_ENDED = "degraded", "degraded_ended"
DEFECT = "integrity_defect"
EXPORT = "export"
OFFICER_CAME, OFFICER_LEFT = "officer_came", "officer_left"
TRAINING_BEGUN = "training_begun"
TRAINING_ENDED = "training_ended"
BASKET_CLEARED = "basket_cleared"

LONGEST = 500


def note(books: Books, *, till: str, at: datetime, code: str, detail: str, who: str = "") -> None:
    """Add to the event log, `detail` as one line of at most 500 characters; `who` did it."""
    detail = " ".join(detail.split())[:LONGEST]
    with books.work() as work:
        keep_order(work, work.state(till), at)
        log_event(work, till, at, code, detail, who=who)
        work.commit()


def note_start(books: Books, version: str, *, till: str, at: datetime) -> None:
    """Note that the program starts; that it was cut short before, or is another version than it was."""
    with books.work() as work:
        keep_order(work, work.state(till), at)
        last = work.read.last_event(till, (STARTED, STOPPED))
        if last is not None and last.code == STARTED:
            log_event(work, till, at, CUT_SHORT, last.at)
        if last is not None and last.detail != version:
            log_event(work, till, at, VERSION, f"{last.detail} -> {version}")
        log_event(work, till, at, STARTED, version)
        work.commit()


def note_defects(books: Books, found: Sequence[Defect], *, at: datetime, who: str = "") -> None:
    """Note that verifying found defects, unless the log ends with the very same finding."""
    codes = " ".join(sorted({defect.code for defect in found}))
    detail = f"{len(found)}: {codes}"[:LONGEST]
    with books.work() as work:
        state = work.state(OFFICE)
        last = work.read.last_event(OFFICE, (DEFECT,))
        if not found or (last is not None and last.detail == detail):
            return
        keep_order(work, state, at)
        log_event(work, OFFICE, at, DEFECT, detail, who=who)
        work.commit()


def named(person: Person) -> str:
    """How the log names somebody: a member by id alone, for names can be erased and the log never is."""
    return person.member_id if person.role is Role.MEMBER else person.name


def duplicates_of(read: Reading, number: str) -> int:
    """How many duplicates of a ticket were printed."""
    return read.count_events(DUPLICATE, number)


def note_duplicate(books: Books, number: str, *, till: str, at: datetime) -> int:
    """Note one more duplicate of a ticket; returns its counter, from 1, which no two duplicates share."""
    with books.work() as work:
        work.lock_tills()
        keep_order(work, work.state(till), at)
        count = duplicates_of(work.read, number) + 1
        log_event(work, till, at, DUPLICATE, number)
        work.commit()
    return count
