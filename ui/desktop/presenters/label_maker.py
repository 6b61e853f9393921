"""What draws and prints labels, as the presenters see it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ess_shop.domain.label_sheets import SheetLayout
from ess_shop.domain.labels import Label
from ess_shop.domain.receipt_printer import PrinterSettings
from ess_shop.ports import Progress, unheard


class LabelMaker(Protocol):
    """What draws and prints labels."""

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

    def roll(self, address: str, labels: Sequence[Label], roll: str, *, progress: Progress = unheard) -> None:
        """The labels on a roll, by the label printer at that address."""

    def receipt_job(
        self, labels: Sequence[Label], settings: PrinterSettings, *, progress: Progress = unheard
    ) -> bytes:
        """The job of the labels for the receipt printer."""

    def on_sheet(self, label: Label, layout: SheetLayout) -> bytes:
        """A PNG of a label as it lies on its sheet."""

    def on_roll(self, label: Label, roll: str) -> bytes:
        """A PNG of a label on a roll."""
