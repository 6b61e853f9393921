"""A correction while it is put together: what it changes is told in words, and it is made once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from ess_shop.domain.ids import new_id
from ess_shop.errors import ShopError
from ess_shop.reading import Reading
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_article import ChoosingArticle
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.finding import FindingPresenter

R = TypeVar("R")
S = TypeVar("S")
M = TypeVar("M")


class PuttingRight(ABC, Generic[R, S, M]):
    """`R` is what is asked of the books, `S` what they say that it changes, `M` what was made in the end."""

    def __init__(self, desk: Desk, finding: FindingPresenter) -> None:
        self.desk = desk
        self.choosing = ChoosingArticle(desk, finding)
        self.said: Sequence[str] = ()
        """What the correction changes, once everything is known."""
        self.refused = ""
        """Why it cannot be so."""
        self.made: M | None = None
        self.busy = False
        self.changed: Bell[[]] = Bell()
        self._anew()

    def _anew(self) -> None:
        """Another correction, under an id of its own from its beginning."""
        self._id, self._at = new_id(), self.desk.clock()

    @abstractmethod
    def _request(self) -> R | None:
        """What is asked, None while something is missing."""

    @abstractmethod
    def _foreseen(self, read: Reading, request: R) -> S:
        """What it would change."""

    @abstractmethod
    def _told(self, request: R, foreseen: S) -> Sequence[str]:
        """The same in words."""

    def _preview(self) -> None:
        self.said, self.refused = (), ""
        self.changed.ring()
        request, desk = self._request(), self.desk
        if request is None:
            return

        def ask() -> S:
            with desk.books.read() as read:
                return self._foreseen(read, request)

        def see(foreseen: S) -> None:
            if self._request() == request:
                self.said = self._told(request, foreseen)
                self.changed.ring()

        def failed(wrong: ShopError) -> None:
            if self._request() == request:
                self.refused = desk.words.error(wrong)
                self.changed.ring()

        desk.lane.run(ask, see, failed)

    def _make(self, make: Callable[[], M]) -> None:
        """Record it, once however often it is asked."""
        if self.busy:
            return
        self.busy = True

        def done(made: M) -> None:
            self.busy, self.made = False, made
            self.changed.ring()

        def failed(wrong: ShopError) -> None:
            self.busy = False
            self.desk.tell(wrong)
            self.changed.ring()

        self.changed.ring()
        self.desk.lane.run(make, done, failed)
