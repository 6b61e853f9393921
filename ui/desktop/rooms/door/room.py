"""Who is here: big tiles of people, then a PIN on a number pad."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from ess_shop.domain.people import Role
from ui.desktop import theme
from ui.desktop.presenters.door import DoorPresenter
from ui.desktop.rooms.room import Room
from ui.desktop.theme import SPACE
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.fields import EntryField
from ui.desktop.widgets.keypad import Keypad
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
            Role.OFFICER: self.desk.words("tax officer"),
        }
        outer = column(self, space=2, margin=3)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack)
        self._stack.addWidget(self._tiles_page())
        self._stack.addWidget(self._pin_page())
        self._stack.addWidget(self._member_page())
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(presenter.back)
        presenter.changed.connect(self.refresh)
        self.tiles: list[Tile] = []
        self._shown: tuple[object, ...] = ()

    def _tiles_page(self) -> QWidget:
        page = QWidget()
        body = column(page, space=2)
        body.addWidget(label(self.desk.words("Who is here?"), "title"))
        self._nobody = label(self.desk.words("Nobody is known yet."), wrap=True)
        self._by_number = label(wrap=True)
        body.addWidget(self._nobody)
        body.addWidget(self._by_number)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * SPACE)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._tiles_area = scrolling(inside)
        body.addWidget(self._tiles_area, 1)
        self.as_member = Button(self.desk.words("I am a member"), self.presenter.ask_member, key="F3")
        foot = row()
        foot.addWidget(self.as_member)
        foot.addStretch(1)
        body.addLayout(foot)
        for digit in range(10):
            self._on_key(page, str(digit), partial(self.presenter.press, str(digit)))
        self._on_key(page, "Backspace", self.presenter.erase)
        return page

    def _on_key(self, page: QWidget, key: str, act: Callable[[], object]) -> None:
        made = QShortcut(QKeySequence(key), page)
        made.setAutoRepeat(False)
        made.activated.connect(act)

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

    def _member_page(self) -> QWidget:
        words, presenter = self.desk.words, self.presenter
        page = QWidget()
        body = column(page, space=2)
        body.addStretch(1)
        middle = row()
        frame = card()
        frame.setMaximumWidth(theme.current().px(520))
        inside = column(frame, space=2, margin=2 if theme.current().large else 3)
        inside.addWidget(label(words("Which member?"), "title", wrap=True))
        said = words("Type your member code and press Enter, or hold your card before the scanner.")
        inside.addWidget(label(said, wrap=True))
        self.code = EntryField(words("Member code"), words("Member code"))
        self.code.submitted.connect(presenter.name_member)
        self.code.escaped.connect(presenter.back)
        inside.addWidget(self.code)
        self._unknown = label(type="strong", tone="danger", wrap=True)
        inside.addWidget(self._unknown)
        foot = row()
        foot.addWidget(Button(words("Somebody else"), presenter.back, hint="Esc", role="quiet"))
        enter = Button(
            words("Go on"), lambda: presenter.name_member(self.code.text()), role="primary", big=True
        )
        foot.addWidget(enter, 1)
        inside.addLayout(foot)
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
        page = 1 if chosen is not None else 2 if presenter.asking_member else 0
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
            return
        self.as_member.setVisible(presenter.members_come)
        if presenter.asking_member:
            if turned:
                self.code.clear()
            self._unknown.setText(presenter.said)
            self._unknown.setVisible(bool(presenter.said))
            self.code.setFocus()
            return
        if turned or self.focusWidget() is None:
            self._focus_first()
        self._show_number()

    def _show_number(self) -> None:
        """What was typed of a number, and whose it is: Enter presses the tile that has the focus."""
        presenter, words = self.presenter, self.desk.words
        if presenter.nobody:
            self._by_number.setText(words("Nobody has the number {number}.", number=presenter.nobody))
            self._tiles_area.setFocus()
        elif presenter.pointed is not None:
            self._by_number.setText(words("Number {number}: now press Enter.", number=presenter.number))
        else:
            self._by_number.setText(words("Touch your name, or type your number and press Enter."))
        retone(self._by_number, "tone", "danger" if presenter.nobody else "")
        self._by_number.setVisible(presenter.many)
        if presenter.pointed is not None:
            self.tiles[presenter.people.index(presenter.pointed)].setFocus()

    def _fill(self) -> None:
        emptied(self._grid)
        self.tiles = []
        narrow = QSize(190 if theme.current().large else 160, 130)
        size = narrow if self.presenter.many else QSize(210, 190)
        for place, person in enumerate(self.presenter.people):
            tile = Tile(
                person.name,
                partial(self.presenter.choose, person),
                under=self._roles[person.role],
                colour=person.colour,
                hint=str(place + 1),
                size=size,
            )
            self.tiles.append(tile)
        self._arrange()
        self._focus_first()

    def _arrange(self) -> None:
        """As many beside each other as find room; few people stand at most four in a row."""
        if not self.tiles:
            return
        # The area inside is laid out only after this room, so that its own width is not to be asked.
        beside = 2 * SPACE
        width = self.width() - 6 * SPACE - self._tiles_area.verticalScrollBar().sizeHint().width()
        across = max((width + beside) // (self.tiles[0].sizeHint().width() + beside), 1)
        if not self.presenter.many:
            across = min(across, 4)
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // across, place % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More tiles beside each other where there is more room."""
        super().resizeEvent(event)
        self._arrange()

    def _focus_first(self) -> None:
        if self.presenter.people and self.tiles:
            self.tiles[0].setFocus()

    def scanned(self, code: str) -> None:
        """A card lets its owner in; nobody is here, so nothing is rung up."""
        words = self.desk.words
        if self.presenter.scan(code):
            return
        self.desk.notices.tell("scan", words("Nothing was rung up: say who is here first."))
