"""Choosing a picture from the machine's folders: a folder at a time, its pictures shown small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ess_shop.errors import ShopError
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.choosing_file import FileChooser, Folder
from ui.desktop.presenters.desk import Desk

ENDINGS = frozenset({".png", ".jpg", ".jpeg"})


class PictureChooser(FileChooser):
    """The folder that is open; `small` makes the little picture of a file, away from the screen."""

    usual_folders = ("Pictures", "Images", "Downloads", "Téléchargements")

    def __init__(self, desk: Desk, small: Callable[[Path], str]) -> None:
        super().__init__(desk, ENDINGS)
        self._small = small
        self.small: dict[Path, str] = {}
        self.shown: Bell[[Path]] = Bell()
        """Rung when the little picture of a file is there."""

    def _see(self, folder: Folder) -> None:
        super()._see(folder)
        for picture in folder.files:
            self._shrink(picture, self._asked)

    def _shrink(self, picture: Path, asked: int) -> None:
        if picture in self.small:
            return

        def make() -> str:
            return self._small(picture) if asked == self._asked else ""

        def made(small: str) -> None:
            if small:
                self.small[picture] = small
                self.shown.ring(picture)

        self.desk.lane.run(make, made, _unshown)


def _unshown(_wrong: ShopError) -> None:
    """A file that is no picture has no little one; choosing it says so."""
