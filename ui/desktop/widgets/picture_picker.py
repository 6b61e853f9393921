"""A calm place to choose a picture: folders as buttons, pictures as tiles; no window of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.desktop.presenters.choosing_picture import PictureChooser
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.tile import Tile
from ui.desktop.widgets.words import column, label, row


class PicturePicker(QWidget):
    """Shows the folder that is open; `chosen` gets the file, `left` is called when nobody wants one."""

    def __init__(
        self, presenter: PictureChooser, chosen: Callable[[Path], object], left: Callable[[], object]
    ) -> None:
        super().__init__()
        self._presenter, self._chosen, self._left = presenter, chosen, left
        words = presenter.desk.words
        outer = column(self, space=1)
        outer.addWidget(label(words("Choose a picture"), "title", wrap=True))
        self._places = Flow()
        outer.addWidget(self._places)
        line = row(space=1)
        self._up = Button(words("Folder above"), presenter.up, key="Alt+Up")
        self._path = label(type="strong", wrap=True)
        line.addWidget(self._up)
        line.addWidget(self._path, 1)
        outer.addLayout(line)
        inside = QWidget()
        body = column(inside, space=2)
        self._folders, self._pictures = Flow(), Flow()
        self._nothing = label(words("There is no PNG or JPEG picture in this folder."), wrap=True)
        self._more = label(type="small", wrap=True)
        for part in (self._folders, self._pictures, self._nothing, self._more):
            body.addWidget(part)
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        foot.addStretch(1)
        foot.addWidget(Button(words("Back without a picture"), self._leave, key="Esc"))
        outer.addLayout(foot)
        self._tiles: dict[Path, Tile] = {}
        presenter.changed.connect(self._show)
        presenter.shown.connect(self._show_small)

    def begin(self) -> None:
        """Show the folder that was open last."""
        self._places.clear()
        for name, path in self._presenter.places().items():
            self._places.add(Button(name, partial(self._presenter.open, path), role="note"))
        self._presenter.open(self._presenter.folder.path)

    def _show(self) -> None:
        folder, words = self._presenter.folder, self._presenter.desk.words
        self._path.setText(str(folder.path))
        self._up.setEnabled(folder.path != folder.path.parent)
        self._folders.clear()
        for inner in folder.folders:
            self._folders.add(Button(f"{inner.name} ›", partial(self._presenter.open, inner)))
        self._pictures.clear()
        self._tiles = {}
        for picture in folder.pictures:
            tile = Tile(
                picture.name,
                partial(self._choose, picture),
                image=self._presenter.small.get(picture, ""),
                size=QSize(136, 132),
            )
            self._tiles[picture] = tile
            self._pictures.add(tile)
        self._nothing.setVisible(not folder.pictures)
        self._more.setVisible(bool(folder.more))
        self._more.setText(
            words.plural("{count} more is not shown.", "{count} more are not shown.", folder.more)
        )
        self._folders.setVisible(bool(folder.folders))
        self._focus_first()

    def _focus_first(self) -> None:
        """What had the focus went with the folder that was left."""
        inside = [*self._folders.findChildren(Button), *self._tiles.values(), self._up]
        next(each for each in inside if not each.isHidden()).setFocus()

    def _show_small(self, picture: Path) -> None:
        if picture in self._tiles:
            self._tiles[picture].paint_with(self._presenter.small[picture])

    def _choose(self, picture: Path) -> None:
        self._presenter.leave()
        self._chosen(picture)

    def _leave(self) -> None:
        self._presenter.leave()
        self._left()
