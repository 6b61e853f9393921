"""One group of settings: read from the books, checked, kept by one act, told to whoever follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right
from ess_shop.services import preferring
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone

T = TypeVar("T")


class Kept(Generic[T]):
    """A preference as a value; `read` makes it of plain data and refuses what does not fit.

    `kept` is what the books say, `value` the same or what someone is making of it.
    """

    def __init__(
        self, desk: Desk, name: str, read: Callable[[object], T], plain: Callable[[T], object]
    ) -> None:
        self.desk, self.name = desk, name
        self._read, self._plain = read, plain
        self.value = self.kept = read(None)
        self.changed: Bell[[]] = Bell()

    @property
    def unsaved(self) -> bool:
        """Whether the value is not what the books say."""
        return self.value != self.kept

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> T:
            with books.read() as read:
                return self._read(read.preference(self.name))

        self.desk.lane.run(ask, self.keep)

    def keep(self, value: T) -> None:
        """The books say this now."""
        self.kept = value
        self.show(value)

    def show(self, value: T) -> None:
        """This is the value now."""
        self.value = value
        self.changed.ring()

    def save(self, value: T) -> None:
        """Keep it; Refused for who may not, and for what does not fit."""
        desk = self.desk
        desk.require(Right.SETTINGS)
        plain = self._plain(value)
        self._read(plain)
        id, at, who = new_id(), desk.clock(), desk.who

        def write() -> None:
            preferring.change(desk.books, self.name, plain, id=id, at=at, who=who)

        desk.lane.run(write, lambda _none: self._saved(value))

    def _saved(self, value: T) -> None:
        self.keep(value)
        self.desk.settings_changed.ring(self.name)
        say_saved(self.desk)


def say_saved(desk: Desk) -> None:
    """Confirm, calmly."""
    desk.notices.tell("settings", desk.words("Saved."), Tone.GOOD)
