"""Erasing a member on request: what it means is said, then their code is typed, then it is done."""

from __future__ import annotations

from collections.abc import Callable

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.reading import MemberFile
from ess_shop.services import forgetting
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone

TOPIC = "erasing"


class ErasingMember:
    """`asked` is whose erasing waits for the code to be typed."""

    def __init__(self, desk: Desk, done: Callable[[str], object]) -> None:
        self.desk, self._done = desk, done
        self.asked: MemberFile | None = None
        self.wrong = ""
        self.changed: Bell[[]] = Bell()
        """Rung when somebody is asked for, given up, or the code was wrong."""

    def ask(self, file: MemberFile) -> None:
        """Say what it means; what forbids it is told at once."""
        desk = self.desk
        desk.require(Right.MEMBERS)
        today = desk.clock().date()

        def check() -> None:
            with desk.books.read() as read:
                forgetting.require_forgettable(read, file, today)

        def may(_none: None) -> None:
            self.asked, self.wrong = file, ""
            self.changed.ring()

        desk.lane.run(check, may)

    def give_up(self) -> None:
        """Nothing happens."""
        self.asked, self.wrong = None, ""
        self.changed.ring()

    def confirm(self, typed: str) -> None:
        """Erase, if that is the code."""
        desk, file = self.desk, self.asked
        desk.require(Right.MEMBERS)
        if file is None:
            return
        code, member_id = file.member.code, file.member.id
        if typed.strip().casefold() != code.casefold():
            self.wrong = desk.words("Type the code {code} to confirm.", code=code)
            self.changed.ring()
            return
        id, at = new_id(), desk.clock()

        def erased(_none: None) -> None:
            self.give_up()
            desk.notices.tell(
                TOPIC, desk.words("{code} was erased: nobody can be named any more.", code=code), Tone.GOOD
            )
            self._done(member_id)

        desk.lane.run(lambda: forgetting.forget(desk.books, member_id, id=id, at=at), erased)
