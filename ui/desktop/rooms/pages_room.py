"""A room of several pages: their names at the left in groups, the page that is open beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.desktop import theme
from ui.desktop.presenters.desk import Desk
from ui.desktop.rooms.page import Page
from ui.desktop.rooms.room import Room
from ui.desktop.theme import SPACE
from ui.desktop.widgets.page_tab import PageTab
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import card, column, label, row

KEYS = tuple(f"Alt+{sign}" for sign in "1234567890ABCDEFGHIJKL")
"""The keys of the pages in their order."""

Entry = tuple[str, Callable[[], Page]]
"""What a page is called in the list, and what makes it when it is first opened."""


class PagesRoom(Room):
    """One page at a time; each keeps itself. `practising` is what is said above the pages in practice."""

    def __init__(self, desk: Desk, groups: Sequence[Sequence[Entry]], *, practising: str = "") -> None:
        super().__init__(desk)
        outer = row(self, space=3, margin=3)
        holder = QWidget()
        names = column(holder)
        names.setSpacing(SPACE // 2)
        self._stack = QStackedWidget()
        self._entries: list[Entry] = []
        self._made: dict[str, Page] = {}
        self.tabs: list[PageTab] = []
        self._at = -1
        for group in groups:
            if self.tabs:
                names.addSpacing(SPACE)
            for entry in group:
                number = len(self.tabs)
                tab = PageTab(entry[0], partial(self.turn, number), key=KEYS[number])
                names.addWidget(tab)
                self.tabs.append(tab)
                self._entries.append(entry)
        names.addStretch(1)
        self._names = scrolling(holder)
        outer.addWidget(self._names)
        beside = column(space=2)
        if self.desk.training and practising:
            beside.addWidget(_practice_card(practising))
        beside.addWidget(self._stack, 1)
        outer.addLayout(beside, 1)
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._step, step))

    @property
    def pages(self) -> Mapping[str, Page]:
        """Every page by its name; those that nobody opened yet are made."""
        return {name: self._page(number) for number, (name, _make) in enumerate(self._entries)}

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self._page(max(self._at, 0))

    def _page(self, number: int) -> Page:
        name, make = self._entries[number]
        if name not in self._made:
            self._made[name] = page = make()
            self._stack.addWidget(page)
        return self._made[name]

    def turn(self, number: int) -> None:
        """Open a page: with what the books say now, or with the draft that waits there."""
        self.desk.notices.pass_on()
        if self._at not in (-1, number):
            self.page.leave()
        self._at = number
        for place, tab in enumerate(self.tabs):
            tab.setChecked(place == number)
        self._stack.setCurrentWidget(self.page)
        self.page.enter()
        if not self.page.focus_first():
            self.tabs[number].setFocus()
        self._names.ensureWidgetVisible(self.tabs[number])

    def turn_to(self, name: str) -> None:
        """Open the page that is called so."""
        self.turn(next(number for number, (each, _make) in enumerate(self._entries) if each == name))

    def sent_for(self, what: str) -> None:
        """The page that is called so, if there is one."""
        if any(what == name for name, _make in self._entries):
            self.turn_to(what)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names take what they need, and never more than a good quarter."""
        super().resizeEvent(event)
        self._names.setFixedWidth(min(theme.current().px(256), event.size().width() * 27 // 100))

    def _step(self, step: int) -> None:
        self.turn((self._at + step) % len(self.tabs))

    def entered(self) -> None:
        """The page that was open last, at first the first one."""
        self.turn(max(self._at, 0))

    def left(self) -> None:
        """What is not kept is told."""
        self.page.leave()

    def scanned(self, code: str) -> None:
        """A scan means something on some pages; it rings nothing up."""
        if not self.page.scanned(code):
            super().scanned(code)


def _practice_card(said: str) -> QWidget:
    frame = card("warm")
    column(frame, margin=1).addWidget(label(said, wrap=True))
    return frame
