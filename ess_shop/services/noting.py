"""The event log: what happens at the till beside sales, each noted in the till's chain."""

from __future__ import annotations

from datetime import datetime

from ess_shop.domain.people import Person, Role
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services.timekeeping import keep_order, log_event

STARTED = "started"
STOPPED = "stopped"
PERSON = "person"
DRAWER = "drawer"
RECEIPT = "receipt"
DUPLICATE = "duplicate"
PRINTER_DOWN = "printer_down"
SCANNER_DOWN = "scanner_down"
TRAINING_BEGUN = "training_begun"
TRAINING_ENDED = "training_ended"
BASKET_CLEARED = "basket_cleared"

LONGEST = 500


def note(books: Books, *, till: str, at: datetime, code: str, detail: str) -> None:
    """Add to the event log, `detail` as one line of at most 500 characters."""
    detail = " ".join(detail.split())[:LONGEST]
    with books.work() as work:
        keep_order(work, work.state(till), at)
        log_event(work, till, at, code, detail)
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
