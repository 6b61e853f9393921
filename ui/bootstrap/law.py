"""The papers that the law asks of a till."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ess_shop.wording import Words

if TYPE_CHECKING:
    from ess_shop.domain.law_papers import AttestationPaper, EventLogPaper, PeriodPaper


class LawPress:
    """Writes tables and papers of the books; see the presenters' `LawPress`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def table(self, path: Path, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
        """A table as CSV."""
        from drivers.tables.csv_file import write_table

        write_table(path, heads, rows)

    def paper(self, path: Path, content: bytes) -> None:
        """A paper that is made already."""
        from drivers.whole_file import write_whole

        write_whole(path, content)

    def event_log(self, path: Path, paper: EventLogPaper) -> None:
        """The event log on A4."""
        from drivers.papers.event_log import write_event_log

        write_event_log(path, paper, self._words)

    def period(self, path: Path, paper: PeriodPaper) -> None:
        """A closed month or year on A4."""
        from drivers.papers.period import write_period

        write_period(path, paper, self._words)

    def attestation(self, path: Path, paper: AttestationPaper) -> None:
        """The editor's attestation on A4, to be signed; French in every language."""
        from drivers.papers.attestation import write_attestation

        write_attestation(path, paper)

    def manual(self, path: Path, version: str) -> None:
        """The fiscal manual on A4; French in every language."""
        from drivers.papers.fiscal_manual import write_manual

        write_manual(path, version)

    def fingerprint(self) -> str:
        """The fingerprint of the program's own files."""
        from drivers.program_files import program_fingerprint

        return program_fingerprint()
