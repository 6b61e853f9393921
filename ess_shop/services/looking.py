"""Books that are only looked at: everything can be read, nothing but the event log is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, cast

from ess_shop.domain.journal import Draft, Entry, Kind
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.ports import Books, Defect, Progress, TillState, Work, unheard
from ess_shop.reading import Reading


def _refused() -> Refused:
    return Refused("read_only_access", "This access only reads: nothing is changed.")


class LookedAt:
    """The books of a shop as a tax officer has them; see `ess_shop.ports.Books`."""

    def __init__(self, books: Books) -> None:
        self._books = books

    @property
    def id(self) -> str:
        """The name of these books."""
        return self._books.id

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A transaction that adds to the event log alone."""
        with self._books.work() as work:
            yield cast("Work", _LogOnly(work))

    def read(self) -> AbstractContextManager[Reading]:
        """A consistent view that does not write."""
        return self._books.read()

    def seal(self, content: bytes) -> str:
        """A mark that only these books can make of exactly these bytes."""
        return self._books.seal(content)

    def defects(self, progress: Progress = unheard) -> Iterator[Defect]:
        """Everything that is wrong with the books, in words."""
        return self._books.defects(progress)


class _LogOnly:
    """What of a `Work` an officer's access leaves: whatever is not named here is refused."""

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

    def record(self, draft: Draft) -> Entry:
        """Append an event; Refused for every other kind."""
        if draft.kind is not Kind.EVENT:
            raise _refused()
        return self._work.record(draft)

    def commit(self) -> None:
        """Keep what was logged."""
        self._work.commit()

    def __getattr__(self, name: str) -> Any:
        raise _refused()
