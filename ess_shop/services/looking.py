"""Books that are only looked at: everything can be read, nothing but the event log is written."""

from __future__ import annotations

from typing import Any, cast

from ess_shop.domain.journal import Draft, Entry, Kind
from ess_shop.errors import Refused
from ess_shop.ports import Work
from ess_shop.services.guarding import GuardedBooks, GuardedWork


def _refused() -> Refused:
    return Refused("read_only_access", "This access only reads: nothing is changed.")


class LookedAt(GuardedBooks):
    """The books of a shop as a tax officer has them: a transaction adds to the event log alone."""

    def _guarded(self, work: Work) -> Work:
        return cast("Work", _LogOnly(work))


class _LogOnly(GuardedWork):
    """What of a `Work` an officer's access leaves: whatever is not named is refused."""

    def record(self, draft: Draft) -> Entry:
        """Append an event; Refused for every other kind."""
        if draft.kind is not Kind.EVENT:
            raise _refused()
        return self._work.record(draft)

    def __getattr__(self, name: str) -> Any:
        raise _refused()
