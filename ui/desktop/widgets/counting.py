"""The counting aid: every coin and note drawn, with a field for how many."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from ess_shop.domain.money import Money
from ess_shop.wording import Words
from ui.desktop import theme
from ui.desktop.presenters.counting import DrawerCount, Piece
from ui.desktop.theme import SPACE, TILE_COLOURS, TILE_INK
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.keyboard import keyboard_of
from ui.desktop.widgets.words import card, column, label, row

_PIECES = "[0-9]{0,5}"
"""Digits alone: a validator of numbers would let the signs through that some languages put between them."""


def across() -> int:
    """How many coins and notes stand beside each other."""
    return 2 if theme.current().large else 3


class PieceSign(QWidget):
    """A note as a rectangle, a coin as a disc, with its value."""

    def __init__(self, piece: Piece, said: str, place: int) -> None:
        super().__init__()
        self._piece, self._said, self._colour = piece, said, TILE_COLOURS[place % len(TILE_COLOURS)]
        worn = theme.current()
        self.setFixedSize(worn.px(84), worn.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shape and the value on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        high = self.height()
        if self._piece.note:
            painter.drawRoundedRect(QRectF(2, 4, self.width() - 4, high - 8), 6, 6)
        else:
            painter.drawEllipse(QRectF((self.width() - high) / 2, 0, high, high))
        font = painter.font()
        font.setPixelSize(theme.current().type("small"))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(TILE_INK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._said)
        painter.end()


class CountField(QLineEdit):
    """How many; arrows add and take, Enter goes on to the next."""

    stepped = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setValidator(QRegularExpressionValidator(_PIECES, self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setPlaceholderText("0")
        self.setProperty("keyboard", "none")
        self.setMinimumWidth(theme.current().px(64))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down count, Enter moves on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    @property
    def count(self) -> int:
        """How many were typed."""
        return int(self.text() or 0)


class DrawerCounter(QWidget):
    """One drawer: its pieces and its total; `changed` is called with every new count."""

    def __init__(self, drawer: DrawerCount, words: Words, changed: Callable[[DrawerCount], object]) -> None:
        super().__init__()
        self._drawer, self._words, self._changed = drawer, words, changed
        self.fields: dict[int, CountField] = {}
        layout = column(self, space=1)
        head = row(space=1)
        head.addWidget(label(words("Drawer: {name}", name=drawer.name), "large"))
        head.addStretch(1)
        self._pad = Button(words("Digits"), self._show_digits, role="quiet")
        self._pad.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.addWidget(self._pad)
        self._total = label(type="title", tone="accent", right=True)
        head.addWidget(self._total)
        layout.addLayout(head)
        frame = card()
        grid = QGridLayout(frame)
        grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        down = -(-len(drawer.pieces) // across())
        for place, piece in enumerate(drawer.pieces):
            grid.addWidget(self._piece(piece, place), place % down, place // down)
        for place in range(across()):
            grid.setColumnStretch(place, 1)
        layout.addWidget(frame)
        self._show()

    def _piece(self, piece: Piece, place: int) -> QWidget:
        holder = QWidget()
        line = row(holder, space=0)
        words = self._words
        amount = Money(piece.value, self._drawer.currency)
        line.addWidget(PieceSign(piece, _short(words.money(amount)), place))
        fewer = Button("−", partial(self._step, piece.value, -1), role="quiet")
        more = Button("+", partial(self._step, piece.value, 1), role="quiet")
        fewer.setAccessibleName(words("One fewer of {label}", label=words.money(amount)))
        more.setAccessibleName(words("One more of {label}", label=words.money(amount)))
        for button in (fewer, more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setFixedWidth(theme.current().px(44))
        field = CountField(words("How many of {amount}", amount=amount))
        field.textEdited.connect(lambda _text: self._typed(piece.value))
        field.stepped.connect(partial(self._step, piece.value))
        self.fields[piece.value] = field
        for part in (fewer, field, more):
            line.addWidget(part)
        line.addStretch(1)
        return holder

    def _show_digits(self) -> None:
        """The keyboard on the screen for the field one is in, in whatever drawer, or the first of this."""
        keyboard, here = keyboard_of(self), QApplication.focusWidget()
        if keyboard is not None:
            keyboard.toggle(here if isinstance(here, CountField) else next(iter(self.fields.values())))

    def _step(self, value: int, step: int) -> None:
        field = self.fields[value]
        field.setText(str(max(field.count + step, 0)))
        self._typed(value)

    def _typed(self, value: int) -> None:
        self._drawer = self._drawer.with_count(value, self.fields[value].count)
        self._show()
        self._changed(self._drawer)

    def _show(self) -> None:
        self._total.setText(self._words.money(self._drawer.total))

    def clear(self) -> None:
        """Count from nothing."""
        for value, field in self.fields.items():
            field.clear()
            self._drawer = self._drawer.with_count(value, 0)
        self._show()
        self._changed(self._drawer)


def _short(said: str) -> str:
    for ending in (",00", ".00"):
        said = said.replace(ending, "")
    return said
