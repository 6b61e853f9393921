"""Notes about a member: written, and erased after a second press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ess_shop.domain.ids import new_id
from ess_shop.domain.members import Note
from ess_shop.domain.people import Right
from ess_shop.reading import Reading
from ess_shop.services import annotating
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.member_shown import MemberShown
from ui.desktop.presenters.notices import Step, Tone

TOPIC = "note"


class MemberNotesPresenter(MemberShown[Sequence[Note]]):
    """The notes of the member who is pointed at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _notes)
        self.written: Bell[[]] = Bell()
        """Rung when a note was kept."""

    @property
    def notes(self) -> Sequence[Note]:
        """The newest first."""
        return self.value or ()

    def write(self, text: str) -> None:
        """Keep a note; what cannot be one is told."""
        desk, member_id = self.desk, self.member_id
        desk.require(Right.MEMBERS)
        id, at, author = new_id(), desk.clock(), desk.who

        def kept(_note: Note) -> None:
            self.written.ring()
            self.load()

        desk.lane.run(
            lambda: annotating.write_note(desk.books, member_id, text, author=author, id=id, at=at), kept
        )

    def ask_erase(self, note: Note) -> None:
        """Erasing is asked once more: nothing brings a note back."""
        words = self.desk.words
        self.desk.notices.tell(
            TOPIC,
            words("Erase this note for good? Nothing brings it back."),
            Tone.WARNING,
            Step(words("Erase"), lambda: self.erase(note)),
            Step(words("Keep it"), lambda: None),
        )

    def erase(self, note: Note) -> None:
        """Leave nothing of a note."""
        desk = self.desk
        desk.require(Right.MEMBERS)
        id, at = new_id(), desk.clock()
        desk.lane.run(
            lambda: annotating.erase_note(desk.books, note, id=id, at=at), lambda _none: self.load()
        )

    def about(self, note: Note) -> str:
        """Who wrote it, and when."""
        words, at = self.desk.words, datetime.fromisoformat(note.at)
        day, clock = words.day(at.date()), f"{at:%H:%M}"
        if not note.author:
            return words("{day}, {time}", day=day, time=clock)
        return words("{author}, {day}, {time}", author=note.author, day=day, time=clock)


def _notes(read: Reading, member_id: str) -> Sequence[Note]:
    return read.notes(member_id)
