"""How the shop's own barcodes begin, and the address behind the QR code of a label."""

from __future__ import annotations

from dataclasses import replace

from ess_shop.domain.label_settings import LabelSettings, label_settings, plain_label_settings
from ess_shop.domain.labels import LONGEST_ADDRESS, OwnRange, is_address
from ess_shop.domain.preferences import LABELS
from ess_shop.errors import Refused
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import Kept

PREFIXES = tuple(str(number) for number in range(20, 30))
"""What GS1 leaves to each shop."""


class LabelSettingsPresenter(Kept[LabelSettings]):
    """Barcodes that were given stay; a change holds for those that are given from now on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LABELS, label_settings, plain_label_settings)

    def save_entered(self, *, prefix: str, scales: str, page: str) -> None:
        """Keep what was typed; Refused says in its code which field is wrong. The shop's sizes stay."""
        own = OwnRange(prefix, tuple(scales.replace(",", " ").replace(";", " ").split()))
        if page and not is_address(page):
            raise Refused(
                "label_page",
                "“{address}” is no web address of at most {most} signs: write it like "
                "https://example.org/{place}.",
                address=page,
                most=LONGEST_ADDRESS,
                place="{member}",
            )
        self.save(replace(self.kept, own=own, page=page))
