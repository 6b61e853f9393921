"""A calm place to choose a picture: folders as buttons, pictures as tiles; no window of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize

from ui.desktop.presenters.choosing_picture import PictureChooser
from ui.desktop.widgets.file_picker import FilePicker, Said
from ui.desktop.widgets.tile import Tile


class PicturePicker(FilePicker):
    """Shows the pictures of a folder small; `chosen` gets the file, `left` is for when none is wanted."""

    def __init__(
        self, presenter: PictureChooser, chosen: Callable[[Path], object], left: Callable[[], object]
    ) -> None:
        words = presenter.desk.words
        said = Said(
            words("Choose a picture"),
            words("There is no PNG or JPEG picture in this folder."),
            words("Back without a picture"),
        )
        super().__init__(presenter, chosen, left, said)
        self._small = presenter.small
        presenter.shown.connect(self._show_small)

    def pressed(self, file: Path) -> Tile:
        """The picture on a tile."""
        return Tile(
            file.name, partial(self.choose, file), image=self._small.get(file, ""), size=QSize(136, 132)
        )

    def _show_small(self, picture: Path) -> None:
        tile = self._shown.get(picture)
        if isinstance(tile, Tile):
            tile.paint_with(self._small[picture])
