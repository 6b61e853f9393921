"""What one tab of a member's file shows: asked of the books for the member who is pointed at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from ess_shop.reading import Reading
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

T = TypeVar("T")


class MemberShown(Generic[T]):
    """`value` is what `ask` says of the member; None until the books have answered."""

    def __init__(self, desk: Desk, ask: Callable[[Reading, str], T]) -> None:
        self.desk = desk
        self.member_id = ""
        self.value: T | None = None
        self.changed: Bell[[]] = Bell()
        """Rung when the books have answered."""
        self._ask, self._asked = ask, 0

    def show_member(self, member_id: str) -> None:
        """Ask the books about this one; an answer that comes late for another one is dropped."""
        if member_id != self.member_id:
            self.value = None
        self.member_id = member_id
        self._asked += 1
        asked, books = self._asked, self.desk.books

        def ask() -> T | None:
            if asked != self._asked or not member_id:
                return None
            with books.read() as read:
                return self._ask(read, member_id)

        def see(value: T | None) -> None:
            if asked == self._asked and value is not None:
                self.value = value
                self.changed.ring()

        self.desk.lane.run(ask, see)

    def load(self) -> None:
        """Ask again."""
        self.show_member(self.member_id)
