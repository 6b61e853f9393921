"""Who is here: big tiles of people, then a PIN on a number pad."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from ess_shop.domain.people import Role
from ui.desktop import theme
from ui.desktop.presenters.door import DoorPresenter
from ui.desktop.rooms.room import Room
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.keypad import Keypad
from ui.desktop.widgets.keys import press_on
from ui.desktop.widgets.pictures import initials_of, picture
from ui.desktop.widgets.scroll import scrolling
from ui.desktop.widgets.tile import Tile
from ui.desktop.widgets.words import card, column, emptied, label, retone, row


class DoorRoom(Room):
    """Tiles, and behind them the PIN."""

    name = "door"

    def __init__(self, presenter: DoorPresenter) -> None:
        super().__init__(presenter.desk)
        self.presenter = presenter
        self._roles = {
            Role.VOLUNTEER: self.desk.words("volunteer"),
            Role.MANAGER: self.desk.words("manager"),
            Role.TREASURER: self.desk.words("treasurer"),
            Role.MEMBER: self.desk.words("member"),
        }
        outer = column(self, space=2, margin=3)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack)
        self._stack.addWidget(self._tiles_page())
        self._stack.addWidget(self._pin_page())
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(presenter.back)
        presenter.changed.connect(self.refresh)
        self._shown: tuple[object, ...] = ()

    def _tiles_page(self) -> QWidget:
        page = QWidget()
        body = column(page, space=2)
        body.addWidget(label(self.desk.words("Who is here?"), "title"))
        self._nobody = label(self.desk.words("Nobody is known yet."), wrap=True)
        body.addWidget(self._nobody)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * SPACE)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        body.addWidget(scrolling(inside), 1)
        return page

    def _pin_page(self) -> QWidget:
        words, presenter = self.desk.words, self.presenter
        page = QWidget()
        body = column(page, space=2)
        body.addStretch(1)
        middle = row()
        frame = card()
        frame.setMaximumWidth(theme.current().px(460))
        inside = column(frame, space=2, margin=2 if theme.current().large else 3)
        head = row(space=2)
        self._face, self._name = label(), label(type="title", wrap=True)
        head.addWidget(self._face)
        head.addWidget(self._name, 1)
        inside.addLayout(head)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setProperty("size", "digits")
        self.pin.setMaxLength(8)
        self.pin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pin.setAccessibleName(words("PIN"))
        self.pin.setPlaceholderText(words("PIN"))
        self.pin.setProperty("keyboard", "none")
        self.pin.textEdited.connect(presenter.type)
        self.pin.returnPressed.connect(presenter.enter)
        inside.addWidget(self.pin)
        self._said = label(type="strong", tone="danger", wrap=True)
        inside.addWidget(self._said)
        pad = Keypad(words, enter=words("Come in"))
        pad.entered.connect(presenter.enter)
        inside.addWidget(pad)
        inside.addWidget(Button(words("Somebody else"), presenter.back, hint="Esc", role="quiet"))
        middle.addStretch(1)
        middle.addWidget(frame, 3)
        middle.addStretch(1)
        body.addLayout(middle)
        body.addStretch(2)
        return scrolling(page)

    def entered(self) -> None:
        """Whoever was chosen before is forgotten."""
        self.presenter.back()
        self.presenter.look()

    def refresh(self) -> None:
        """Tiles or PIN, as the presenter says."""
        presenter = self.presenter
        people = tuple(presenter.people)
        if people != self._shown:
            self._shown = people
            self._fill()
        chosen = presenter.chosen
        self._nobody.setVisible(not people)
        page = 0 if chosen is None else 1
        turned = self._stack.currentIndex() != page
        self._stack.setCurrentIndex(page)
        if chosen is not None:
            side = theme.current().px(72)
            self._face.setPixmap(picture("", side, initials_of(chosen.name), chosen.colour))
            self._name.setText(chosen.name)
            self._said.setText(presenter.said)
            self._said.setVisible(bool(presenter.said))
            retone(self.pin, "wrong", "true" if presenter.said else "false")
            if self.pin.text() != presenter.typed:
                self.pin.setText(presenter.typed)
            self.pin.setFocus()
        elif turned or self.focusWidget() is None:
            self._focus_first()

    def _fill(self) -> None:
        emptied(self._grid)
        self.tiles: list[Tile] = []
        for place, person in enumerate(self.presenter.people):
            tile = Tile(
                person.name,
                partial(self.presenter.choose, person),
                under=self._roles[person.role],
                colour=person.colour,
                size=QSize(210, 190),
            )
            if place < 9:
                press_on(tile, str(place + 1))
            self._grid.addWidget(tile, place // 4, place % 4)
            self.tiles.append(tile)
        self._focus_first()

    def _focus_first(self) -> None:
        if self.presenter.people and self.tiles:
            self.tiles[0].setFocus()

    def scanned(self, _code: str) -> None:
        """Nobody is here: nothing is rung up."""
        words = self.desk.words
        self.desk.notices.tell("scan", words("Nothing was rung up: say who is here first."))
