"""Everything on paper of a settled month: one folder, and the same as one file to pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ess_shop.domain.exports import Program, What
from ess_shop.domain.exports import Wanted as WantedFile
from ess_shop.domain.settlement import Month
from ess_shop.domain.spans import Length, span_around
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Progress, unheard
from ess_shop.reading import Reading
from ess_shop.services.account_files import AccountFiles
from ess_shop.services.cells import Remark
from ess_shop.services.exporting import export
from ess_shop.services.folders import make_folder
from ess_shop.services.invoice_files import InvoicePress, InvoicesWritten, write_invoices
from ess_shop.services.invoicing import wanted
from ess_shop.services.publishing import Papers, publish
from ess_shop.services.telling import addressed, choice_of
from ess_shop.wording import Words

INVOICES, ACCOUNTING = "invoices", "accounting"
OTHERS = 2
"""The accounting export and the packed file, each a step of the work."""


class MonthPress(Papers, InvoicePress, Protocol):
    """Who can put everything of a month on paper."""

    def pack(self, path: Path, folder: Path) -> None:
        """Everything in a folder as one ZIP, whole or not at all."""


@dataclass(frozen=True, slots=True)
class MonthPapers:
    """Where the papers are, how many of each, and what a person should still see to."""

    folder: Path
    packed: Path
    statements: int
    invoices: int
    transfers: int
    remarks: tuple[Remark, ...]


def write_month(
    books: Books,
    month: Month,
    folder: Path,
    press: MonthPress,
    files: AccountFiles,
    words: Words,
    *,
    at: datetime,
    who: str = "",
    program: Program = Program.PAHEKO,
    progress: Progress = unheard,
) -> MonthPapers:
    """Write everything of an approved month into `folder`, and a ZIP of it beside it; again writes the same.

    Raising from `progress` stops it: what is written stays, the ZIP is not made.
    """
    with books.read() as read:
        settled = read.settled(month)
        if settled is None:
            raise NotFound("not_settled", "{month} is not settled yet.", month=month)
        members, bills = len({row.member_id for row in settled.rows}), wanted(settled)
        total = members + bills + OTHERS

        def after(done: int) -> Progress:
            return lambda step, _all: progress(min(done + step, total), total)

        published = publish(read, settled, folder, press, after(0))
        invoices = write_invoices(read, settled, folder / INVOICES, press, after(members))
    remarks = [*published.remarks, *_troubles(invoices)]
    remarks += _entries(books, month, folder, files, words, at, who, program)
    progress(total - 1, total)
    packed = folder.with_name(f"{folder.name}.zip")
    press.pack(packed, folder)
    progress(total, total)
    return MonthPapers(
        folder,
        packed,
        published.statements,
        len(invoices.files),
        published.transfers,
        tuple(remarks),
    )


def who_hears(read: Reading, month: Month) -> int:
    """How many members want their statement by e-mail and can be reached."""
    settled = read.settled(month)
    members = {row.member_id for row in settled.rows} if settled else set()
    return sum(choice_of(read, each).statement and addressed(read, each) for each in members)


def _troubles(written: InvoicesWritten) -> list[Remark]:
    return [(each.why.sentence, each.why.facts) for each in written.troubles]


def _entries(
    books: Books,
    month: Month,
    folder: Path,
    files: AccountFiles,
    words: Words,
    at: datetime,
    who: str,
    program: Program,
) -> list[Remark]:
    """The month for the accountant; why it is missing, if it cannot be made."""
    order = WantedFile(What.ENTRIES, span_around(Length.MONTH, month.first), program)
    target = folder / ACCOUNTING
    make_folder(target)
    try:
        done = export(books, order, target, files, words, at=at, who=who)
    except Refused as why:
        return [(why.sentence, why.facts)]
    return list(done.remarks)
