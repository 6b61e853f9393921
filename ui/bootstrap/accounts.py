"""Files for accountants and the tax office, and the check of a FEC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from ess_shop.domain.accounting import AccountingEntry
from ess_shop.domain.accounting_settings import AccountingSettings
from ess_shop.domain.e_reporting import EReport
from ess_shop.domain.exports import Program
from ess_shop.domain.source import Problem
from ess_shop.domain.trial_balance import TrialBalance
from ess_shop.errors import StorageTrouble
from ess_shop.ports import Progress, unheard
from ess_shop.services.account_names import Names
from ess_shop.services.member_days import MemberDays
from ess_shop.wording import Words


class AccountFiles:
    """Writes them; see `ess_shop.services.account_files.AccountFiles`."""

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
        """The « fichier des écritures comptables » of a year, checked before it takes its place."""
        from drivers.accounting.fec import fec_name, write_fec

        last = date(year, 12, 31)
        path = folder / fec_name(names.shop.siret[:9], last)
        write_fec(path, entries, names, last=last, lines=lines, progress=heard)
        return path

    def entries(self, path: Path, entries: Iterable[AccountingEntry], names: Names, program: Program) -> Path:
        """Entries as a program imports them."""
        from drivers.accounting.imports import write_entries

        table = _ending(path, ".csv")
        write_entries(table, entries, names, program)
        return table

    def balance(self, path: Path, balance: TrialBalance, words: Words) -> Sequence[Path]:
        """The trial balance on paper, and as tables of the accounts and of the members' accounts."""
        from drivers.accounting.figures import write_balance_csv
        from drivers.papers.trial_balance import write_balance

        paper, table = _ending(path, ".pdf"), _ending(path, ".csv")
        members = _ending(path, f"-{words('members')}.csv")
        write_balance(paper, balance, words)
        write_balance_csv(table, balance.accounts)
        if not balance.members:
            return (paper, table)
        write_balance_csv(members, balance.members)
        return (paper, table, members)

    def e_report_table(self, path: Path, report: EReport) -> Path:
        """The e-reporting as a table."""
        from drivers.accounting.e_reporting import write_e_report_csv

        table = _ending(path, ".csv")
        write_e_report_csv(table, report)
        return table

    def e_report(
        self, path: Path, report: EReport, settings: AccountingSettings, at: datetime, *, corrected: bool
    ) -> Path:
        """The e-reporting as the platform takes it."""
        from drivers.accounting.e_reporting import write_e_report_xml

        file = _ending(path, ".xml")
        write_e_report_xml(file, report, settings, at=at, corrected=corrected)
        return file

    def member_days(self, path: Path, days: MemberDays, words: Words) -> Sequence[Path]:
        """A member's daily totals on paper and as a table."""
        from drivers.accounting.figures import write_member_days_csv
        from drivers.papers.member_days import write_member_days

        paper, table = _ending(path, ".pdf"), _ending(path, ".csv")
        write_member_days(paper, days, words)
        write_member_days_csv(table, days)
        return (paper, table)


def _ending(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


def fec_problems(path: Path, heard: Progress = unheard) -> Iterator[Problem]:
    """What is wrong with a FEC of any program, as it is found; StorageTrouble if it cannot be read."""
    from drivers.accounting.fec_check import check_fec, named_day, wrong_name

    try:
        size = path.stat().st_size
        with open(path, "rb") as file:
            yield from wrong_name(path.name)
            yield from check_fec(
                file, last=named_day(path.name), told=lambda _lines: heard(file.tell(), size)
            )
    except OSError as trouble:
        raise StorageTrouble(
            "file_not_read",
            "“{path}” cannot be read: {reason}.",
            path=path,
            reason=trouble.strerror,
        ) from trouble
