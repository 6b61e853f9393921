"""Who writes the files for accountants and the tax office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ess_shop.domain.accounting import AccountingEntry
from ess_shop.domain.accounting_settings import AccountingSettings
from ess_shop.domain.e_reporting import EReport
from ess_shop.domain.exports import Program
from ess_shop.domain.trial_balance import TrialBalance
from ess_shop.ports import Progress
from ess_shop.services.account_names import Names
from ess_shop.services.member_days import MemberDays
from ess_shop.wording import Words


class AccountFiles(Protocol):
    """Who can write them; `path` is a file without its ending, and what was written is given back."""

    def fec(
        self,
        folder: Path,
        entries: Iterable[AccountingEntry],
        names: Names,
        *,
        year: int,
        lines: int,
        heard: Progress,
    ) -> Path:
        """The « fichier des écritures comptables » of a year, with about so many lines."""

    def entries(self, path: Path, entries: Iterable[AccountingEntry], names: Names, program: Program) -> Path:
        """Entries as a program imports them."""

    def balance(self, path: Path, balance: TrialBalance, words: Words) -> Sequence[Path]:
        """The trial balance on paper, and as tables of the accounts and of the members' accounts."""

    def e_report_table(self, path: Path, report: EReport) -> Path:
        """The e-reporting as a table."""

    def e_report(
        self, path: Path, report: EReport, settings: AccountingSettings, at: datetime, *, corrected: bool
    ) -> Path:
        """The e-reporting as the platform takes it."""

    def member_days(self, path: Path, days: MemberDays, words: Words) -> Sequence[Path]:
        """A member's daily totals on paper and as a table."""
