"""Notes about a member: written, and erased so that nothing of their text is left."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import datetime

from ess_shop.domain.articles import has_control
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.members import Note
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.services.months import recorded_before
from ess_shop.services.timekeeping import iso, keep_order

LONGEST_NOTE = 1000


def write_note(books: Books, member_id: str, text: str, *, author: str, id: str, at: datetime) -> Note:
    """Keep a note; the same id again does nothing. Refused if it is empty, too long or unreadable."""
    note = Note(id, member_id, iso(at), author, _checked(text))
    with books.work() as work:
        state = work.state(OFFICE)
        known = work.read.member_file(member_id)
        if recorded_before(work, id, Kind.REGISTER):
            return note
        if not known.identity.name:
            raise Refused(
                "member_erased", "Member {code} was erased: register a new one.", code=known.member.code
            )
        keep_order(work, state, at)
        work.put_notes([note])
        work.enter_registers(id, iso(at))
        work.commit()
    return note


def erase_note(books: Books, note: Note, *, id: str, at: datetime) -> None:
    """Leave nothing of a note but that there was one; NotFound if it is gone."""
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return
        if all(each.id != note.id for each in work.read.notes(note.member_id)):
            raise NotFound("no_such_note", "This note is not there any more.")
        keep_order(work, state, at)
        work.put_notes([replace(note, text="")])
        work.enter_registers(id, iso(at))
        work.commit()


def _checked(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).strip().splitlines()
    if not lines:
        raise Refused("note_empty", "Write something first.")
    plain = "\n".join(line.rstrip() for line in lines)
    if len(plain) > LONGEST_NOTE or any(has_control(line) for line in lines):
        raise Refused("note_unfit", "A note has at most {most} signs, and no hidden ones.", most=LONGEST_NOTE)
    return plain
