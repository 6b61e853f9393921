"""The room of the drawer: what can be done with it as tiles, each on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from ess_shop.domain.cash import Purpose
from ess_shop.errors import ShopError
from ui.desktop.presenters import cash as pages
from ui.desktop.presenters.cash import CashPresenter
from ui.desktop.presenters.closing import ClosingPresenter
from ui.desktop.rooms.cash.closing_page import ClosingPage
from ui.desktop.rooms.cash.move_page import DrawerPage, MovePage
from ui.desktop.rooms.room import Room
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.preview import PaperPreview
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.sign_tile import SignTile
from ui.desktop.widgets.words import column, label, row


class CashRoom(Room):
    """Tiles, and behind each its page; Esc comes back to the tiles."""

    name = "cash"

    def __init__(self, presenter: CashPresenter, closing: ClosingPresenter) -> None:
        super().__init__(presenter.desk)
        self._presenter, self.closing = presenter, closing
        words = self.desk.words
        outer = column(self, space=2, margin=3)
        head = row(space=1)
        self._title = label(type="title", wrap=True)
        head.addWidget(self._title, 1)
        self._back = Button(words("Back"), partial(presenter.turn, pages.HOME), hint="Esc", role="quiet")
        head.addWidget(self._back)
        outer.addLayout(head)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        self._titles = {
            pages.HOME: words("The drawer"),
            pages.IN: words("Put money in"),
            pages.OUT: words("Take money out"),
            pages.BANK: words("Take to the bank"),
            pages.DRAWER: words("Open the drawer by hand"),
            pages.FIGURES: words("Figures so far (X)"),
            pages.CLOSE: words("Close the day"),
        }
        self.figures = FiguresPage(presenter)
        self.pages: dict[str, QWidget] = {
            pages.HOME: self._tiles(),
            pages.IN: MovePage(presenter, Purpose.IN),
            pages.OUT: MovePage(presenter, Purpose.OUT),
            pages.BANK: MovePage(presenter, Purpose.BANK),
            pages.DRAWER: DrawerPage(presenter),
            pages.FIGURES: self.figures,
            pages.CLOSE: ClosingPage(closing, partial(presenter.turn, pages.HOME)),
        }
        for page in self.pages.values():
            self._stack.addWidget(page)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(partial(presenter.turn, pages.HOME))
        self._shown = ""
        presenter.changed.connect(self.refresh)
        self.refresh()

    def _tiles(self) -> QWidget:
        words, presenter = self.desk.words, self._presenter
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2 * SPACE)
        offered: tuple[tuple[str, str, str, Callable[[], object]], ...] = (
            (words("Figures so far (X)"), "tickets", "1", partial(presenter.turn, pages.FIGURES)),
            (words("Close the day"), "lock", "2", self._begin_closing),
            (words("Take to the bank"), "bank", "3", partial(presenter.turn, pages.BANK)),
            (words("Put money in"), "in", "4", partial(presenter.turn, pages.IN)),
            (words("Take money out"), "out", "5", partial(presenter.turn, pages.OUT)),
            (words("Open the drawer by hand"), "cash", "6", partial(presenter.turn, pages.DRAWER)),
        )
        self.tiles: dict[str, SignTile] = {}
        for place, (text, sign, key, act) in enumerate(offered):
            tile = SignTile(text, sign, act, key=key, size=QSize(240, 170))
            grid.addWidget(tile, place // 3, place % 3)
            self.tiles[key] = tile
        grid.setRowStretch(2, 1)
        return scrolling(inside)

    def _begin_closing(self) -> None:
        try:
            self.closing.begin()
        except ShopError as wrong:
            self.desk.tell(wrong)
            return
        self._presenter.turn(pages.CLOSE)

    def entered(self) -> None:
        """From the tiles, unless a closing is under way."""
        self._presenter.look()
        self._presenter.turn(pages.HOME)
        self.tiles["1"].setFocus()

    def refresh(self) -> None:
        """Show the page."""
        page = self._presenter.page
        self._title.setText(self._titles[page])
        self._back.setVisible(page != pages.HOME)
        self._stack.setCurrentWidget(self.pages[page])
        if page != self._shown:
            self._shown = page
            begin = getattr(self.pages[page], "begin", None)
            if begin is not None:
                begin()
        if page == pages.FIGURES:
            self.figures.refresh()


class FiguresPage(QWidget):
    """The X as its paper."""

    def __init__(self, presenter: CashPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        words = presenter.desk.words
        outer = column(self, space=2)
        inside = QWidget()
        body = column(inside, space=1)
        self.paper = PaperPreview(words("Figures so far (X)"))
        body.addWidget(self.paper)
        body.addStretch(1)
        outer.addWidget(scrolling(inside), 1)
        foot = row(space=1)
        foot.addWidget(label(words("An X changes nothing: look as often as you like."), "small"))
        foot.addStretch(1)
        foot.addWidget(Button(words("Print it"), presenter.print_figures, key="Ctrl+P", role="primary"))
        outer.addLayout(foot)

    def refresh(self) -> None:
        """Show the figures once they are there."""
        self.paper.show_png(self._presenter.picture)
