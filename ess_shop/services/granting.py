"""Who may do what: the matrix changed within its bounds, and a tax officer let in for a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.people import Person, Role
from ess_shop.domain.preferences import OFFICERS, RIGHTS
from ess_shop.domain.rights import ARRANGED, Rights, matrix_from, until_from
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading
from ess_shop.services.months import recorded_before
from ess_shop.services.registering import put_people
from ess_shop.services.signing_in import hashed
from ess_shop.services.timekeeping import iso, keep_order, log_event

RIGHTS_CHANGED, OFFICER_IN, OFFICER_OUT = "rights_changed", "officer_in", "officer_out"
LONGEST_STAY = timedelta(days=92)
"""An audit on the spot lasts three months at most (LPF, art. L. 52)."""


def rights_of(read: Reading) -> Rights:
    """Who may do what in this shop."""
    return Rights(matrix_from(read.preference(RIGHTS)), until_from(read.preference(OFFICERS)))


def change_rights(books: Books, rights: Rights, *, who: str, id: str, at: datetime) -> None:
    """Arrange the matrix; what every role was given or lost is logged with who did it."""
    matrix_from(rights.to_plain())
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return
        before = rights_of(work.read).matrix
        changes = {role: rights.changes(role, before) for role in ARRANGED}
        if not any(changes.values()):
            return
        keep_order(work, state, at)
        work.put_preferences({RIGHTS: rights.to_plain()})
        work.enter_registers(id, iso(at))
        for role, made in changes.items():
            if made:
                log_event(work, OFFICE, at, RIGHTS_CHANGED, f"{role} {' '.join(made)}", who=who)
        work.commit()


def let_officer_in(
    books: Books, name: str, pin: str, *, until: date, who: str, id: str, at: datetime
) -> Person:
    """Give a tax officer a PIN with which to read the books until the end of a day.

    An access that was given before ends. Refused for a day that is over or too far away.
    """
    if not at.date() <= until <= at.date() + LONGEST_STAY:
        raise Refused("bad_until", "Choose a day from today on, within {most} days.", most=LONGEST_STAY.days)
    officer = Person(new_id(), name, Role.OFFICER, pin=hashed(pin))
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            raise Refused("id_taken", "This id was used for something else.")
        keep_order(work, state, at)
        ended = _ended(work)
        work.put_preferences({OFFICERS: {officer.id: until.isoformat()}})
        put_people(work, [*ended, officer], id=id, at=at, who=who)
        _log_ended(work, ended, who, at)
        log_event(work, OFFICE, at, OFFICER_IN, f"{officer.id} {until.isoformat()}", who=who)
        work.commit()
    return officer


def end_officers_access(books: Books, *, who: str, id: str, at: datetime) -> None:
    """No tax officer comes in any more; nothing happens where none does."""
    with books.work() as work:
        state = work.state(OFFICE)
        ended = _ended(work)
        if not ended or recorded_before(work, id, Kind.REGISTER):
            return
        keep_order(work, state, at)
        work.put_preferences({OFFICERS: {}})
        put_people(work, ended, id=id, at=at, who=who)
        _log_ended(work, ended, who, at)
        work.commit()


def officer_now(read: Reading, day: date) -> tuple[Person, date] | None:
    """The tax officer who may come in on a day, with the last day of it; None if nobody does."""
    rights = rights_of(read)
    for person in read.people():
        if person.role is Role.OFFICER and rights.comes(person, day):
            return person, rights.until[person.id]
    return None


def _ended(work: Work) -> list[Person]:
    """The officers who come, as they are once they do no longer: without a PIN."""
    return [
        replace(each, active=False, pin="", revision=each.revision + 1)
        for each in work.read.people()
        if each.role is Role.OFFICER and each.active
    ]


def _log_ended(work: Work, ended: list[Person], who: str, at: datetime) -> None:
    for each in ended:
        log_event(work, OFFICE, at, OFFICER_OUT, each.id, who=who)
