"""The settings: pages at the left, the page that is open beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.desktop.presenters.people import PeoplePresenter
from ui.desktop.presenters.settings import SettingsPresenter
from ui.desktop.rooms.room import Room
from ui.desktop.rooms.settings.page import Page
from ui.desktop.rooms.settings.pages import (
    AppearancePage,
    LockPage,
    MeansPage,
    PrinterPage,
    ReceiptPage,
    ShopPage,
)
from ui.desktop.rooms.settings.people_page import PeoplePage
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.words import column, row


class SettingsRoom(Room):
    """One page at a time; each keeps itself."""

    name = "settings"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter.desk)
        words = self.desk.words
        self.pages: dict[str, Page] = {
            words("People"): PeoplePage(PeoplePresenter(presenter.desk)),
            words("The shop"): ShopPage(presenter),
            words("Means of payment"): MeansPage(presenter),
            words("Receipts"): ReceiptPage(presenter),
            words("Receipt printer"): PrinterPage(presenter),
            words("Appearance"): AppearancePage(presenter),
            words("Locking"): LockPage(presenter),
        }
        outer = row(self, space=3, margin=3)
        holder = QWidget()
        names = column(holder, space=1)
        self._stack = QStackedWidget()
        self.tabs: list[Button] = []
        for number, (name, page) in enumerate(self.pages.items(), start=1):
            tab = Button(name, partial(self.turn, number - 1), key=f"Alt+{number}", role="note")
            tab.setCheckable(True)
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            names.addWidget(tab)
            self.tabs.append(tab)
            self._stack.addWidget(page)
        names.addStretch(1)
        outer.addWidget(scrolling(holder), 2)
        outer.addWidget(self._stack, 6)

    def turn(self, number: int) -> None:
        """Open a page with what the books say now."""
        self.desk.notices.pass_on()
        for place, tab in enumerate(self.tabs):
            tab.setChecked(place == number)
        self._stack.setCurrentIndex(number)
        list(self.pages.values())[number].load()

    def entered(self) -> None:
        """From the first page."""
        self.turn(0)
        self.tabs[0].setFocus()
