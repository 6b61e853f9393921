"""Quick keys by category with pictures, favourites first; and what is found while a name is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QWidget

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
        self._choosing = False
        self._open = Button("", self._choose, key="Ctrl+K", role="note")
        self._open.setCheckable(True)
        self.body.addWidget(self._open)
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
        self._show_pages()
        emptied(self._grid)
        across = self._columns = self._across()
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
        for place in range(max(across, self._grid.columnCount())):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
        if not self._keys.pages:
            self._grid.addWidget(
                label(
                    self.words("Quick keys will stand here: a manager arranges them in the settings."),
                    wrap=True,
                ),
                0,
                0,
            )

    def _show_pages(self) -> None:
        """All pages; in large letters only the open one, which opens the list of the others."""
        keys = self._keys
        self._tabs.clear()
        for number, page in enumerate(keys.pages):
            tab = Button(page.name, partial(self._turn, number), role="note")
            tab.setCheckable(True)
            tab.setChecked(number == keys.page)
            self._tabs.add(tab)
        folded = theme.current().large and len(keys.pages) > 1
        self._open.setVisible(folded)
        self._open.setChecked(self._choosing)
        if folded:
            self._open.say(self.words("{page} – other pages", page=keys.pages[keys.page].name))
        self._tabs.setVisible(self._choosing or not folded)
        self._grid_of.setVisible(not (folded and self._choosing))

    def _choose(self) -> None:
        self._choosing = not self._choosing
        self._show_pages()

    def _turn(self, page: int) -> None:
        self._choosing = False
        self._keys.turn(page)

    def _across(self) -> int:
        return max(2, self.width() // theme.current().px(128)) if self.width() > 150 else 4

    def resizeEvent(self, event: object) -> None:
        """As many keys beside each other as fit."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._grid.count() and self._columns != self._across():
            self.refresh()


class SearchPanel(Panel):
    """What was found, best first; arrows point, Enter or a tap takes."""

    def __init__(self, selling: SellingPresenter) -> None:
        super().__init__(selling, selling.desk.words("Found"))
        self._list = FoundList(selling, lambda row: selling.add(row.article_id), selling.finding.prices)
        self.body.addWidget(self._list)
        self._nothing = label(
            self.words("Nothing is called that. Check the spelling, or sell it as unlabelled."),
            wrap=True,
        )
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show what was found."""
        finding = self.selling.finding
        self._list.show_rows(finding.found, finding.pointed)
        self._nothing.setVisible(not finding.found)
