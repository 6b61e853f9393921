"""The Protocol that reads what archives and purges are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from ess_shop.domain.archive import ArchivePeriod, Party, Run
from ess_shop.domain.cut import Cut
from ess_shop.domain.journal import Entry


class ReadingArchive(Protocol):
    """What can be asked for archives and purges."""

    def archive_runs(self, span: ArchivePeriod) -> Sequence[Run]:
        """The run of every journal in a closed period, the office first; journals without one are empty."""

    def entries_within(self, till: str, after: int, upto: int, limit: int) -> Sequence[Entry]:
        """Some entries of a till's journal after one and up to another, in order."""

    def parties(self) -> Sequence[Party]:
        """Every member without their name, by code."""

    def purged_until(self) -> date | None:
        """The last day of the purged periods; None if nothing was ever purged."""

    def cut_before(self, until: date) -> Cut:
        """What purging everything up to a day would take and carry on; nothing is changed."""
