"""What writes files of a period into a folder, beside the sales: how far it is, and what was made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from ess_shop.errors import ShopError
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.long_work import LongWork
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter

Made = TypeVar("Made")


class Writing(ABC, Generic[Made]):
    """`lane` is one that nobody waits for to sell, `topic` names its notices."""

    def __init__(self, desk: Desk, papers: PapersPresenter, folder: Path, lane: Lane, *, topic: str) -> None:
        self.desk, self.folder = desk, folder
        self._papers, self._lane, self._topic = papers, lane, topic
        self.work = LongWork()
        self.done: Made | None = None
        """What was written last, until something else is chosen."""
        self.changed: Bell[[]] = Bell()

    @abstractmethod
    def earlier(self) -> None:
        """The period before."""

    @abstractmethod
    def later(self) -> None:
        """The period after."""

    @abstractmethod
    def make(self) -> None:
        """Write the files, unless some are being written."""

    def choose_folder(self, folder: Path) -> None:
        """The files go there."""
        self.folder = folder
        self._forget()

    def open_folder(self) -> None:
        """Show the folder in the program that the machine has for it."""
        self._papers.made.ring(self.folder)

    def _forget(self) -> None:
        self.done = None
        self.changed.ring()

    def _begin(self, write: Callable[[], Made], told: Callable[[Made], str]) -> None:
        """Have it written, and `told` say so; sales go on meanwhile."""
        self.work.begin()
        self._forget()
        self._lane.run(write, lambda made: self._written(made, told(made)), self._failed)

    def _written(self, made: Made, said: str) -> None:
        self.work.end()
        self.done = made
        self.desk.notices.tell(self._topic, said, Tone.GOOD)
        self.changed.ring()

    def _failed(self, wrong: ShopError) -> None:
        self.work.end()
        self.desk.tell(wrong)
        self.changed.ring()
