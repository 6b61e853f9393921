"""The papers by which a month's payouts leave the shop: bank file, lists, receipts to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from ess_shop.domain.currencies import CHF
from ess_shop.domain.payouts import HeldBack, Payout, PayoutsPaper
from ess_shop.domain.postal import postal_address
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused
from ess_shop.ports import Progress, unheard
from ess_shop.reading import Reading, SettledMonth
from ess_shop.services.cells import Remark
from ess_shop.services.folders import make_folder
from ess_shop.services.payouts import payouts_of

BANK_FILE, BANK_TABLE, BANK_LIST = "transfers.xml", "transfers.csv", "transfers.pdf"
CASH_RECEIPTS = "cash-payouts.pdf"
LOCAL_TABLE, LOCAL_LIST = "local-payouts.csv", "local-payouts.pdf"


class PayoutPress(Protocol):
    """Who can put payouts on paper.

    Without payouts there is neither bank file nor PDF: one from before is removed.
    """

    def transfers(self, path: Path, payouts: Sequence[Payout], shop: Shop, settled: SettledMonth) -> None:
        """The bank file of an approved month."""

    def transfer_table(self, path: Path, payouts: Sequence[Payout]) -> None:
        """The transfers as CSV, for a bank that wants no file."""

    def transfer_list(self, path: Path, paper: PayoutsPaper) -> None:
        """The same on A4, with what is left out and why."""

    def cash_receipts(self, path: Path, paper: PayoutsPaper) -> None:
        """What is paid in cash, and a receipt to sign for each."""

    def local_payouts(self, path: Path, payouts: Sequence[Payout]) -> None:
        """What is paid in local currency, as CSV."""

    def local_list(self, path: Path, paper: PayoutsPaper) -> None:
        """The same on A4, with a place to sign."""


@dataclass(frozen=True, slots=True)
class PayoutPapers:
    """What there is now, and what a person should still look at (sentences with their facts)."""

    files: tuple[Path, ...]
    transfers: int
    held: tuple[HeldBack, ...]
    remarks: tuple[Remark, ...]


def write_payout_papers(
    read: Reading, settled: SettledMonth, folder: Path, press: PayoutPress, on_step: Progress = unheard
) -> PayoutPapers:
    """Write the payout papers of an approved month into `folder`; again gives the same bytes.

    Once the payouts are recorded as made there is no new bank file: what a bank executed is not given to it
    twice, and one that is in the folder stays as the record of it. Refused for a month that is not approved.
    """
    if not settled.approved_at:
        raise Refused(
            "month_not_approved_to_pay",
            "{month} is not approved yet: what is paid is written when it is.",
            month=settled.month,
        )
    shop, payouts = read.shop(), payouts_of(read, settled)
    day = approval_day(settled, shop)

    def paper(which: Sequence[Payout], held: Sequence[HeldBack] = ()) -> PayoutsPaper:
        return PayoutsPaper(shop, settled.month, day, which, held, settled.paid_on)

    make_folder(folder)
    transfers, cash, local = payouts.transfers, payouts.cash, payouts.local
    if settled.paid_on is None:
        press.transfers(folder / BANK_FILE, transfers, shop, settled)
    press.transfer_table(folder / BANK_TABLE, transfers)
    press.transfer_list(folder / BANK_LIST, paper(transfers, payouts.held))
    on_step(1, 3)
    press.cash_receipts(folder / CASH_RECEIPTS, paper(cash))
    on_step(2, 3)
    press.local_payouts(folder / LOCAL_TABLE, local)
    press.local_list(folder / LOCAL_LIST, paper(local))
    on_step(3, 3)
    names = (BANK_FILE, BANK_TABLE, BANK_LIST, CASH_RECEIPTS, LOCAL_TABLE, LOCAL_LIST)
    files = tuple(folder / name for name in names if (folder / name).exists())
    remarks = tuple(_remarks(settled, shop, transfers))
    return PayoutPapers(files, len(transfers), payouts.held, remarks)


def approval_day(settled: SettledMonth, shop: Shop) -> date:
    """The shop's date when a month was approved: the day on which its transfers are to be executed."""
    return datetime.fromisoformat(settled.approved_at).astimezone(ZoneInfo(shop.timezone)).date()


def _remarks(settled: SettledMonth, shop: Shop, transfers: Sequence[Payout]) -> Iterator[Remark]:
    if not transfers:
        return
    if settled.paid_on is not None:
        yield (
            "The payouts of {month} were made on {day}: the bank file is not written again.",
            {"month": settled.month, "day": settled.paid_on},
        )
    elif not shop.iban:
        yield ("The shop has no IBAN yet: banks want one in transfers.xml.", {})
    if shop.currency != CHF:
        return
    if postal_address(shop) is None:
        yield ("Without the whole address of the shop no statement has a QR-bill.", {})
    for each in transfers:
        if each.address is None:
            yield (
                "{member}: without the whole address the statement has no QR-bill.",
                {"member": each.name or each.code},
            )
