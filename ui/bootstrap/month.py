"""A month's papers, and the pages that members take home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.bank.transfers import Transfer, write_transfers
from drivers.tables import settlement as settlement_tables
from ess_shop.domain.invoices import Invoice
from ess_shop.domain.settlement import Month, Row
from ess_shop.domain.shop import Shop
from ess_shop.reading import SettledMonth, Statement
from ess_shop.services.publishing import Order
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

    def local_payouts(self, path: Path, rows: Sequence[Row], names: Mapping[str, str], shop: Shop) -> None:
        """`local-payouts.csv`."""
        settlement_tables.write_local_payouts(path, rows, names, shop=shop)

    def invoices(
        self, path: Path, rows: Sequence[Row], names: Mapping[str, str], shop: Shop, month: Month
    ) -> None:
        """`commission-invoices.csv`."""
        settlement_tables.write_commission_invoices(path, rows, names, shop=shop, month=month)

    def transfers(self, path: Path, orders: Sequence[Order], shop: Shop, settled: SettledMonth) -> bool:
        """`transfers.xml` of an approved month; whether there was anything to transfer."""
        digits = "".join(sign for sign in settled.approved_at[:19] if sign.isdigit())
        return write_transfers(
            path,
            [
                Transfer(order.name, order.iban, order.amount, order.reference, order.reference)
                for order in orders
            ],
            shop=shop,
            message_id=f"RV-{settled.month}-{digits}",
            created_at=settled.approved_at,
            execution_day=date.fromisoformat(settled.approved_at[:10]),
        )

    def statement(self, path: Path, statement: Statement) -> None:
        """One member's PDF."""
        from drivers.papers.statement import write_statement

        write_statement(path, statement, self._words)

    def invoice(self, path: Path, invoice: Invoice) -> None:
        """One invoice as a PDF, its data inside."""
        from drivers.invoices.paper import write_invoice

        write_invoice(path, invoice, self._words)


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
