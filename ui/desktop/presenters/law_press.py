"""What the pages of the law have written as files; see `ui.bootstrap`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ess_shop.domain.law_papers import AttestationPaper, EventLogPaper, PeriodPaper


class LawPress(Protocol):
    """Writes tables and papers of the books where it is told to."""

    def table(self, path: Path, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
        """A table as CSV."""

    def paper(self, path: Path, content: bytes) -> None:
        """A paper that is made already."""

    def event_log(self, path: Path, paper: EventLogPaper) -> None:
        """The event log on A4."""

    def period(self, path: Path, paper: PeriodPaper) -> None:
        """A closed month or year on A4."""

    def attestation(self, path: Path, paper: AttestationPaper) -> None:
        """The editor's attestation on A4, to be signed."""

    def manual(self, path: Path, version: str) -> None:
        """The fiscal manual on A4."""

    def fingerprint(self) -> str:
        """The fingerprint of the program's own files."""
