"""The invoices of a settled month as files in one folder, each whole or not at all; again gives the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ess_shop.domain.invoices import Invoice
from ess_shop.errors import ShopError, StorageTrouble
from ess_shop.ports import Progress, unheard
from ess_shop.reading import Reading, SettledMonth
from ess_shop.services.folders import make_folder
from ess_shop.services.invoicing import invoices, wanted


class InvoicePress(Protocol):
    """Who can put an invoice on paper."""

    def invoice(self, path: Path, invoice: Invoice) -> None:
        """One PDF."""


@dataclass(frozen=True, slots=True)
class InvoiceFile:
    """An invoice that was written: of which member (their code), with which number, and where it is."""

    member: str
    number: str
    path: Path


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an invoice is not there: of which member (their code) and with which number.

    Both are "" where all invoices wait for something of the shop itself.
    """

    member: str
    number: str
    why: ShopError


@dataclass(frozen=True, slots=True)
class InvoicesWritten:
    """What was written, in the order of the statements, and what a person should still see to."""

    files: tuple[InvoiceFile, ...]
    troubles: tuple[Trouble, ...]


def write_invoices(
    read: Reading,
    settled: SettledMonth,
    folder: Path,
    press: InvoicePress,
    on_step: Progress = unheard,
    *,
    member_id: str = "",
) -> InvoicesWritten:
    """Write every invoice of a settled month (or that member's) into `folder`, one after the other.

    What goes wrong with one keeps none of the others back. Refused for a month that is not approved.
    """
    made = invoices(read, settled, member_id=member_id)
    make_folder(folder)
    files: list[InvoiceFile] = []
    troubles: list[Trouble] = []
    total = wanted(settled, member_id)
    for step, each in enumerate(made, start=1):
        troubles += [Trouble(each.member, each.number, gap) for gap in each.gaps]
        if each.invoice is not None:
            path = folder / file_name(each.invoice)
            try:
                press.invoice(path, each.invoice)
                files.append(InvoiceFile(each.member, each.number, path))
            except StorageTrouble as trouble:
                troubles.append(Trouble(each.member, each.number, trouble))
        on_step(step, max(total, step))
    return InvoicesWritten(tuple(files), tuple(troubles))


def file_name(invoice: Invoice) -> str:
    """An invoice's number as a file is called; a number has a slash where the member's code has a point."""
    return f"{invoice.number.replace('/', '.')}.pdf"
