"""Books that are handed on behind a guard: everything can be read, and the guard decides what is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from ess_shop.domain.journal import Entry
from ess_shop.domain.shop import Shop
from ess_shop.ports import Books, Defect, Progress, TillState, Work, unheard
from ess_shop.reading import Reading


class GuardedBooks(ABC):
    """The books of a shop with a guard before their transactions; see `ess_shop.ports.Books`."""

    def __init__(self, books: Books) -> None:
        self._books = books

    @abstractmethod
    def _guarded(self, work: Work) -> Work:
        """What of a transaction is let through."""

    @property
    def id(self) -> str:
        """The name of these books."""
        return self._books.id

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A transaction behind the guard."""
        with self._books.work() as work:
            yield self._guarded(work)

    def read(self) -> AbstractContextManager[Reading]:
        """A consistent view that does not write."""
        return self._books.read()

    def seal(self, content: bytes) -> str:
        """A mark that only these books can make of exactly these bytes."""
        return self._books.seal(content)

    def defects(self, progress: Progress = unheard) -> Iterator[Defect]:
        """Everything that is wrong with the books, in words."""
        return self._books.defects(progress)


class GuardedWork:
    """What every guard lets through of a `Work`: looking into it, and keeping what was let through."""

    def __init__(self, work: Work) -> None:
        self._work = work

    @property
    def read(self) -> Reading:
        """The books as this transaction sees them."""
        return self._work.read

    @property
    def shop(self) -> Shop:
        """The shop as this transaction sees it."""
        return self._work.shop

    def state(self, till: str) -> TillState:
        """A till's state."""
        return self._work.state(till)

    def lock_tills(self) -> Sequence[TillState]:
        """All tills' states."""
        return self._work.lock_tills()

    def find(self, entry_id: str) -> Entry | None:
        """The entry recorded under that id."""
        return self._work.find(entry_id)

    def commit(self) -> None:
        """Keep everything."""
        self._work.commit()
