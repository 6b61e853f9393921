"""The drawn pictures to touch, a file instead, or the article's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ess_shop.wording import Words
from ui.desktop.presenters.drawn_pictures import drawn_pictures
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.tile import Tile
from ui.desktop.widgets.words import column, label, row


class PictureGrid(QWidget):
    """`chosen` gets the name of a picture, "" for the article's own; `from_file` and `left` say it all."""

    def __init__(
        self,
        words: Words,
        chosen: Callable[[str], object],
        *,
        from_file: Callable[[], object],
        left: Callable[[], object],
    ) -> None:
        super().__init__()
        outer = column(self, space=2)
        outer.addWidget(label(words("A picture for this key"), "title", wrap=True))
        inside = QWidget()
        body = column(inside, space=2)
        self.tiles = Flow()
        for name, said in drawn_pictures(words).items():
            tile = Tile(said, partial(chosen, name), image=name, size=QSize(136, 116))
            self.tiles.add(tile)
        body.addWidget(self.tiles)
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        foot.addWidget(Button(words("Back"), left, key="Esc"))
        foot.addStretch(1)
        foot.addWidget(Button(words("The article’s own"), partial(chosen, ""), key="F7"))
        foot.addWidget(Button(words("From a file"), from_file, key="F8"))
        outer.addLayout(foot)
