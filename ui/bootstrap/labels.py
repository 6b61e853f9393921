"""Labels, on sheets and on rolls."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ess_shop.ports import Progress, unheard
from ess_shop.wording import Words

if TYPE_CHECKING:
    from ess_shop.domain.label_sheets import SheetLayout
    from ess_shop.domain.labels import Label
    from ess_shop.domain.receipt_printer import PrinterSettings


class LabelPress:
    """Puts labels on sheets or straight onto a roll, in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def sheets(
        self,
        path: Path,
        labels: Sequence[Label],
        layout: SheetLayout,
        *,
        start: int = 1,
        outline: bool = False,
        progress: Progress = unheard,
    ) -> None:
        """The PDF of the sheets, whole or not at all."""
        from drivers.labels.sheet import sheets_pdf
        from drivers.whole_file import write_whole

        written = sheets_pdf(labels, layout, self._words, start=start, outline=outline, progress=progress)
        write_whole(path, written)

    def roll(self, address: str, labels: Sequence[Label], roll: str, *, progress: Progress = unheard) -> None:
        """The labels on a roll, by the printer at that address; NotFound for a roll we do not print on."""
        from drivers.labels.rolls import print_on_roll

        print_on_roll(address, labels, roll, self._words, progress=progress)

    def receipt_job(
        self, labels: Sequence[Label], settings: PrinterSettings, *, progress: Progress = unheard
    ) -> bytes:
        """The job of the labels for the receipt printer of these settings."""
        from drivers.labels.receipt_roll import roll_job

        width, encoding = settings.width_mm, settings.encoding
        return roll_job(labels, self._words, width_mm=width, encoding=encoding, progress=progress)

    def on_sheet(self, label: Label, layout: SheetLayout) -> bytes:
        """A PNG of a label as it lies on its sheet. Refused if it is too small."""
        from drivers.labels import preview

        return preview.on_sheet(label, layout, self._words)

    def on_roll(self, label: Label, roll: str) -> bytes:
        """A PNG of a label on a roll; receipts’ rolls are called by their width, 58 or 80."""
        from drivers.labels import preview

        return preview.on_roll(label, roll, self._words)
