"""Pictures of the customer display for the gallery: what customers see while the till is photographed."""

from __future__ import annotations

from pathlib import Path

from ui.desktop.display.display import Display
from ui.desktop.presenters.display import DisplayPresenter
from ui.desktop.till import Till

SCENES = {
    "sale-empty": "display-idle",
    "sale-typical": "display-basket",
    "pay": "display-pay",
    "pay-change": "display-change",
    "after": "display-paid",
}
"""The till's scenes in which the display is worth a picture, and what that is called."""


class Camera:
    """A display that nobody sees, beside a till."""

    def __init__(self, till: Till, width: int, folder: Path) -> None:
        self._folder, self._display = folder, Display()
        self._display.resize(width, width * 5 // 8)
        self._display.follow(DisplayPresenter(till.selling, till.sale.paying))

    def photograph(self, scene: str, number: int) -> int:
        """Take the picture that belongs to a scene of the till, if there is one; returns how many."""
        name = SCENES.get(scene)
        if name is None:
            return 0
        self._display.refresh()
        self._display.grab().save(str(self._folder / f"{number:02d}-{name}.png"))
        return 1

    def close(self) -> None:
        """No more pictures."""
        self._display.leave()
        self._display.deleteLater()
