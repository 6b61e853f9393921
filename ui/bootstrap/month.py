"""A month's papers, and the pages that members take home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.bank.transfers import Transfer, write_transfers
from drivers.tables import settlement as settlement_tables
from ess_shop.domain.invoices import Invoice
from ess_shop.domain.payouts import Payout, PayoutsPaper
from ess_shop.domain.settlement import Adjustment, Month, Row
from ess_shop.domain.shop import Shop
from ess_shop.reading import SettledMonth, Statement
from ess_shop.services.payout_papers import approval_day
from ess_shop.wording import Words
from ui.bootstrap.clock import now

if TYPE_CHECKING:
    from ess_shop.ports import Books


class PaperWriter:
    """Puts a month on paper in one language; see `publishing.Papers` and `invoice_files.InvoicePress`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def settlement(self, path: Path, rows: Sequence[Row], shop: Shop) -> None:
        """`settlement.csv`."""
        settlement_tables.write_settlement(path, rows, shop=shop)

    def invoices(
        self,
        path: Path,
        settled: SettledMonth,
        names: Mapping[str, str],
        fees: Mapping[str, Sequence[Adjustment]],
        shop: Shop,
    ) -> None:
        """`commission-invoices.csv`."""
        settlement_tables.write_commission_invoices(
            path, settled.rows, names, shop=shop, month=settled.month, fees=fees
        )

    def transfers(self, path: Path, payouts: Sequence[Payout], shop: Shop, settled: SettledMonth) -> None:
        """`transfers.xml`, to be executed on the day of the approval."""
        digits = "".join(sign for sign in settled.approved_at[:19] if sign.isdigit())
        write_transfers(
            path,
            [
                Transfer(
                    member=each.member_id,
                    name=each.payee,
                    iban=each.iban,
                    amount=each.amount,
                    reference=each.statement,
                    end_to_end=each.statement,
                    address=each.address,
                )
                for each in payouts
            ],
            shop=shop,
            message_id=f"RV-{settled.month}-{digits}",
            created_at=settled.approved_at,
            execution_day=approval_day(settled, shop),
        )

    def transfer_table(self, path: Path, payouts: Sequence[Payout]) -> None:
        """`transfers.csv`."""
        settlement_tables.write_transfers(path, payouts)

    def transfer_list(self, path: Path, paper: PayoutsPaper) -> None:
        """`transfers.pdf`."""
        from drivers.papers.payouts import write_transfer_list

        write_transfer_list(path, paper, self._words)

    def cash_receipts(self, path: Path, paper: PayoutsPaper) -> None:
        """`cash-payouts.pdf`."""
        from drivers.papers.cash_receipts import write_cash_receipts

        write_cash_receipts(path, paper, self._words)

    def local_payouts(self, path: Path, payouts: Sequence[Payout]) -> None:
        """`local-payouts.csv`."""
        settlement_tables.write_local_payouts(path, payouts)

    def local_list(self, path: Path, paper: PayoutsPaper) -> None:
        """`local-payouts.pdf`."""
        from drivers.papers.payouts import write_local_list

        write_local_list(path, paper, self._words)

    def statement(self, path: Path, statement: Statement) -> None:
        """One member's PDF."""
        from drivers.papers.statement import write_statement

        write_statement(path, statement, self._words)

    def invoice(self, path: Path, invoice: Invoice) -> None:
        """One invoice as a PDF, its data inside."""
        from drivers.invoices.paper import write_invoice

        write_invoice(path, invoice, self._words)

    def pack(self, path: Path, folder: Path) -> None:
        """Everything in a folder as one ZIP."""
        from drivers.zip_file import write_zip

        write_zip(path, folder)


def write_home_files(books: Books, month: Month, folder: Path, words: Words, member_id: str = "") -> int:
    """Every member's sealed page of a settled month (or that one's) in a folder; returns how many."""
    from drivers.papers.home_file import home_page
    from drivers.whole_file import write_whole
    from ess_shop.services.home_files import home_files, sealed

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with books.read() as read:
        day = now(read.shop().timezone).date()
        for file in home_files(read, month, day, member_id):
            code = file.statement.member.code
            write_whole(folder / f"{code}-{month}.html", sealed(books, home_page(file, words)))
            count += 1
    return count
