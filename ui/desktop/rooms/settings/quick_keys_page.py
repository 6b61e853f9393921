"""Arranging the quick keys: pages, and the articles on them as they will look in the sale."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ess_shop.domain.preferences import QuickPage
from ess_shop.errors import ShopError
from ui.desktop.presenters.choosing_picture import PictureChooser
from ui.desktop.presenters.receipts import Press
from ui.desktop.presenters.settings_quick_keys import QuickKeysSettings
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.settings.key_card import KeyCard
from ui.desktop.rooms.settings.picture_grid import PictureGrid
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField, TextField
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.halves import Halves
from ui.desktop.widgets.picture_picker import PicturePicker
from ui.desktop.widgets.tile import Tile
from ui.desktop.widgets.words import column, emptied, label, row


class QuickKeysPage(Page):
    """Pages above, tiles on the left, what is done with them on the right."""

    def __init__(self, presenter: QuickKeysSettings, press: Press) -> None:
        super().__init__(presenter.desk, presenter.desk.words("Quick keys"))
        self.presenter = presenter
        words = self.words
        said = words("“Favourites”, before these pages, comes by itself from what sells most.")
        self.body.addWidget(label(said, "small", wrap=True))
        self.tabs, self.tiles = Flow(), Flow()
        self.body.addWidget(self.tabs)
        self._page_part = self._page_keys()
        self.body.addWidget(self._page_part)
        self._halves = Halves(least=540, shares=(3, 2))
        self._empty = label(
            words("This page is empty: scan an article, or look for one beside this."), wrap=True
        )
        self._halves.first.addWidget(self._empty)
        self._halves.first.addWidget(self.tiles)
        self._halves.first.addStretch(1)
        self.card = KeyCard(presenter, self.pick)
        self.search = EntryField(
            words("Look for an article"), words("Add an article: name, code or scan"), size=""
        )
        self._found = column(space=1)
        self._halves.second.addWidget(self.card)
        self._halves.second.addWidget(self.search)
        self._halves.second.addLayout(self._found)
        self._halves.second.addStretch(1)
        self.body.addWidget(self._halves)
        self.body.addStretch(1)
        self._grid: PictureGrid | None = None
        self._picker: PicturePicker | None = None
        self.chooser = PictureChooser(self.desk, press.tile)
        self.search.textEdited.connect(presenter.find)
        self.search.submitted.connect(self._take_first)
        self.search.escaped.connect(self._clear_search)
        presenter.changed.connect(self._show)

    def _page_keys(self) -> QWidget:
        words, presenter = self.words, self.presenter
        part, keys = Halves(least=540), row(space=1)
        self.name = TextField(words("Name of this page"), changed=self._rename)
        before = Button("←", partial(presenter.move_page, -1), key="Ctrl+PgUp")
        after = Button("→", partial(presenter.move_page, 1), key="Ctrl+PgDown")
        remove = Button(words("Remove this page"), presenter.remove_page, role="danger")
        before.setAccessibleName(words("Page to the left"))
        after.setAccessibleName(words("Page to the right"))
        for button in (before, after, remove):
            keys.addWidget(button)
        keys.addStretch(1)
        part.first.addWidget(self.name)
        part.second.addStretch(1)
        part.second.addLayout(keys)
        return part

    def load(self) -> None:
        """Ask the books."""
        self.presenter.load()

    # What is shown

    def _show(self) -> None:
        presenter = self.presenter
        focused = self.tabs.isAncestorOf(self.focusWidget() or self)
        self.tabs.clear()
        for number, each in enumerate(presenter.value):
            tab = Button(each.name, partial(presenter.open, number))
            tab.setCheckable(True)
            tab.setChecked(number == presenter.at)
            self.tabs.add(tab)
            if focused and number == presenter.at:
                tab.setFocus()
        self.tabs.add(Button(self.words("New page"), self._new, key="F7"))
        page = presenter.page
        for part in (self._page_part, self._halves):
            part.setVisible(page is not None)
        if page is not None and self.name.value != page.name:
            self.name.line.setText(page.name)
            self.name.mark("")
        self._show_tiles(page)
        self.card.refresh()
        self._show_found()
        if not self.unsaved:
            self.settle()

    def _show_tiles(self, page: QuickPage | None) -> None:
        focused = self.tiles.isAncestorOf(self.focusWidget() or self)
        self.tiles.clear()
        for number, key in enumerate(page.keys if page else ()):
            shown = self.presenter.shown(key)
            tile = Tile(
                shown.label,
                partial(self.presenter.choose, number),
                image=shown.picture,
                under=shown.price,
                colour=shown.colour,
                size=QSize(132, 138),
            )
            tile.setCheckable(True)
            tile.setChecked(number == self.presenter.key)
            self.tiles.add(tile)
            if focused and number == self.presenter.key:
                tile.setFocus()
        self._empty.setVisible(page is not None and not page.keys)

    def _show_found(self) -> None:
        emptied(self._found)
        for found in self.presenter.found:
            said = self.words("{label} – {member}", label=found.label, member=found.member_name)
            self._found.addWidget(Button(said, partial(self._add, found.article_id)))

    # What is done

    def _tried(self, act: Callable[[str], object], given: str) -> bool:
        """Do it, or say why not."""
        self.desk.notices.pass_on()
        try:
            act(given)
        except ShopError as wrong:
            self.desk.tell(wrong)
            return False
        return True

    def _new(self) -> None:
        if self._tried(self.presenter.add_page, self.words("New page")):
            self.name.line.setFocus()
            self.name.line.selectAll()

    def _rename(self, text: str) -> None:
        self.name.mark("")
        try:
            self.presenter.rename_page(text)
        except ShopError as wrong:
            self.name.mark(self.words.error(wrong))

    def _add(self, article_id: str) -> None:
        if self._tried(self.presenter.add, article_id):
            self._clear_search()

    def _take_first(self, _text: str) -> None:
        if self.presenter.found:
            self._add(self.presenter.found[0].article_id)

    def _clear_search(self) -> None:
        self.search.clear()
        self.presenter.find("")

    def scanned(self, code: str) -> bool:
        """A scan puts its article on the open page."""
        if self.covered:
            return False
        self._tried(self.presenter.scanned, code)
        return True

    def pick(self) -> None:
        """Choose a picture for the chosen key."""
        if self._grid is None:
            self._grid = PictureGrid(
                self.words, self._painted, from_file=self._pick_file, left=self.show_main
            )
        self.show_over(self._grid)

    def _painted(self, picture: str) -> None:
        self.show_main()
        self.presenter.paint(picture)

    def _pick_file(self) -> None:
        if self._picker is None:
            self._picker = PicturePicker(self.chooser, self.picked, self.show_main)
        self.show_over(self._picker)
        self._picker.begin()

    def picked(self, path: Path) -> None:
        """That file shall be on the key."""
        self.show_main()
        self.presenter.paint_from(path)

    @property
    def unsaved(self) -> bool:
        """Whether the keys were arranged and not kept."""
        return self.presenter.unsaved

    def save(self) -> None:
        """Keep the pages; they stand in the sale at once."""
        if self.presenter.page is not None:
            self.presenter.rename_page(self.name.value)
        self.presenter.save(self.presenter.value)
