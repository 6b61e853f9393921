"""Quick keys by category with pictures, favourites first; and what is found while a name is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from ui.desktop import theme
from ui.desktop.presenters.quick_keys import QuickKeysPresenter
from ui.desktop.presenters.selling import SellingPresenter
from ui.desktop.rooms.selling.found_list import FoundList
from ui.desktop.rooms.selling.panel import Panel
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.tile import Tile
from ui.desktop.widgets.words import emptied, label


class KeysPanel(Panel):
    """Pages of quick keys; the first holds what sells most."""

    def __init__(self, selling: SellingPresenter, keys: QuickKeysPresenter) -> None:
        super().__init__(selling, "")
        self._keys = keys
        self._tabs = Flow()
        self._group = QButtonGroup(self)
        self.body.addWidget(self._tabs)
        self._grid_of = QWidget()
        self._grid = QGridLayout(self._grid_of)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self.body.addWidget(self._grid_of)
        self.body.addStretch(1)
        keys.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the pages and the keys of the one that is open."""
        self._tabs.clear()
        for number, page in enumerate(self._keys.pages):
            tab = Button(page.name, partial(self._keys.turn, number), role="note")
            tab.setCheckable(True)
            tab.setChecked(number == self._keys.page)
            self._tabs.add(tab)
        emptied(self._grid)
        across = self._across()
        for place, key in enumerate(self._keys.keys):
            tile = Tile(
                key.label,
                partial(self.selling.add, key.article_id),
                image=key.picture,
                under=key.price,
                colour=key.colour,
                size=QSize(132, 138),
            )
            self._grid.addWidget(tile, place // across, place % across)
        for place in range(across):
            self._grid.setColumnStretch(place, 1)
        if not self._keys.pages:
            self._grid.addWidget(
                label(
                    self.words("Quick keys will stand here: a manager arranges them in the settings."),
                    wrap=True,
                ),
                0,
                0,
            )

    def _across(self) -> int:
        return max(2, self.width() // theme.current().px(150)) if self.width() > 150 else 4

    def resizeEvent(self, event: object) -> None:
        """As many keys beside each other as fit."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._grid.count() and self._grid.columnCount() != self._across():
            self.refresh()


class SearchPanel(Panel):
    """What was found, best first; arrows point, Enter or a tap takes."""

    def __init__(self, selling: SellingPresenter) -> None:
        super().__init__(selling, selling.desk.words("Found"))
        self._list = FoundList(selling)
        self.body.addWidget(self._list)
        self._nothing = label(
            self.words("Nothing is called that. Check the spelling, or sell it as unlabelled."),
            wrap=True,
        )
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show what was found."""
        self._list.show_rows(self.selling.found, self.selling.pointed)
        self._nothing.setVisible(not self.selling.found)
