"""Messages to the person at the till: values, shown as banners, with the next step on a button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ess_shop.errors import ShopError
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell


class Tone(StrEnum):
    """How much a notice wants to be seen; each tone has a sign of its own beside its colour."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Step:
    """A way out: what its button says and does; the notice goes when it is pressed."""

    label: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence; `topic` names what it is about, so that a newer one replaces it."""

    topic: str
    text: str
    tone: Tone = Tone.NOTE
    steps: tuple[Step, ...] = ()
    passing: bool = False
    """Whether it goes by itself at the next act."""


class Notices:
    """What stands on the banners now, oldest first."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._standing: dict[str, Notice] = {}
        self.changed: Bell[[]] = Bell()

    @property
    def standing(self) -> tuple[Notice, ...]:
        """Every notice that is shown."""
        return tuple(self._standing.values())

    def show(self, notice: Notice) -> None:
        """Put a notice up, in the place of an older one of its topic."""
        self._standing.pop(notice.topic, None)
        self._standing[notice.topic] = notice
        self.changed.ring()

    def tell(self, topic: str, text: str, tone: Tone = Tone.NOTE, *steps: Step) -> None:
        """A passing notice; with steps it stays until one is taken or it is withdrawn."""
        self.show(Notice(topic, text, tone, steps, passing=not steps))

    def trouble(self, trouble: ShopError, *steps: Step, topic: str = "trouble") -> None:
        """What a ShopError says."""
        self.tell(topic, self._words.error(trouble), Tone.TROUBLE, *steps)

    def withdraw(self, topic: str) -> None:
        """Take a notice down, if it stands."""
        if self._standing.pop(topic, None) is not None:
            self.changed.ring()

    def pass_on(self) -> None:
        """A new act begins: notices that only accompanied the last one go."""
        left = {topic: notice for topic, notice in self._standing.items() if not notice.passing}
        if len(left) != len(self._standing):
            self._standing = left
            self.changed.ring()
