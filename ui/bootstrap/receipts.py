"""The till's papers, as the receipt printer wants them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ess_shop.wording import Words

if TYPE_CHECKING:
    from ess_shop.domain.receipt import CashSlip, DayPaper, Receipt
    from ess_shop.domain.receipt_printer import PrinterSettings
    from ess_shop.papers import SlipPaper


class ReceiptPress:
    """Puts the till's papers into a printer's bytes, and into pictures; see the presenters' `Press`."""

    def __init__(self, words: Words, settings: PrinterSettings) -> None:
        self._words = words
        self.settle(settings)

    def settle(self, settings: PrinterSettings) -> None:
        """From now on for the printer of these settings."""
        self._width, self._encoding = settings.width_mm, settings.encoding

    def receipt(self, receipt: Receipt) -> bytes:
        """The job of a receipt."""
        from drivers.receipts.receipt import receipt_job

        return receipt_job(receipt, self._words, width_mm=self._width, encoding=self._encoding)

    def day(self, paper: DayPaper) -> bytes:
        """The job of an X or a Z."""
        from drivers.receipts.day import day_job

        return day_job(paper, self._words, width_mm=self._width, encoding=self._encoding)

    def slip(self, slip: CashSlip) -> bytes:
        """The job of a cash movement's slip."""
        from drivers.receipts.slips import slip_job

        return slip_job(slip, self._words, width_mm=self._width, encoding=self._encoding)

    def goods_slip(self, paper: SlipPaper) -> bytes:
        """The job of a slip of goods."""
        from drivers.receipts.goods_slip import goods_slip_job

        return goods_slip_job(paper, self._words, width_mm=self._width, encoding=self._encoding)

    def test_page(self) -> bytes:
        """The job of a test page."""
        from drivers.receipts.slips import test_job

        return test_job(self._words, width_mm=self._width, encoding=self._encoding)

    def picture(self, job: bytes) -> bytes:
        """A PNG of what a job prints."""
        from drivers.receipts.renderer import render

        return render(job, self._width).png

    def pdf(self, job: bytes) -> bytes:
        """A PDF of what a job prints."""
        from drivers.receipts.pdf import pdf_of

        return pdf_of(job, self._width)

    def logo(self, path: Path) -> str:
        """A logo made small enough for the books."""
        from drivers.small_pictures import small_logo

        return small_logo(path)

    def tile(self, path: Path) -> str:
        """A quick key's picture made small enough for the books."""
        from drivers.small_pictures import small_tile

        return small_tile(path)
